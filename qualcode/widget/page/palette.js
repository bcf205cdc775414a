// Choosing a code by typing a part of its name, or making one on the spot.

import { button, el, swatch } from "./dom.js";
import { fill } from "./explain.js";
import { matching } from "./typeahead.js";

/** @typedef {import("./types.js").Code} Code */

/**
 * @param {import("./state.js").State} state @param {string[]} recent the codes by digit
 * @param {{chosen: (code: string) => void, make: (name: string) => void, closed: () => void}} asks
 * @returns {HTMLElement}
 */
export function palette(state, recent, asks) {
  const { labels } = state;
  let at = 0;
  /** @type {(Code | null)[]} null stands for a new code */ let choices = [];
  const list = el("ul", { class: "qc-options", attributes: { role: "listbox", id: "qc-options", "aria-label": labels.palette ?? "" } });
  const about = el("div", { class: "qc-about" });
  const attributes = {
    role: "combobox", "aria-expanded": "true", "aria-controls": "qc-options", "aria-autocomplete": "list",
    "aria-label": labels.type_code ?? "", placeholder: labels.type_code ?? "", autocomplete: "off", spellcheck: "false",
  };
  const input = el("input", { class: "qc-input", attributes });
  const choose = (/** @type {number} */ number) => {
    const code = choices[number];
    if (code === undefined) return;
    if (code === null) asks.make(input.value.trim());
    else asks.chosen(code.id);
  };
  const show = () => {
    choices = [...matching([...state.codes.values()], input.value), ...(input.value.trim() ? [null] : [])];
    at = 0;
    list.replaceChildren(...choices.map((code, number) => option(state, code, number, recent, input.value, choose)));
    mark();
  };
  const mark = () => {
    for (const [number, item] of [...list.children].entries()) item.setAttribute("aria-selected", String(number === at));
    const [item, code] = [list.children[at], choices[at]];
    if (item) input.setAttribute("aria-activedescendant", item.id);
    item?.scrollIntoView({ block: "nearest" });
    about.replaceChildren(...(code ? definition(code, labels) : []));
  };
  const step = (/** @type {number} */ by) => {
    at = Math.min(Math.max(at + by, 0), choices.length - 1);
    mark();
  };
  input.addEventListener("input", show);
  input.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.isComposing) return;
    const digit = input.value === "" && /^[1-9]$/u.test(event.key) ? recent[Number(event.key) - 1] : undefined;
    if (event.key === "ArrowDown") step(1);
    else if (event.key === "ArrowUp") step(-1);
    else if (event.key === "Enter") choose(at);
    else if (event.key === "Escape") asks.closed();
    else if (digit) asks.chosen(digit);
    else return;
    event.preventDefault();
  });
  show();
  const close = button("×", asks.closed, { label: labels.close, class: "qc-button qc-close" });
  const dialog = { role: "dialog", "aria-label": labels.palette ?? "" };
  return el("div", { class: "qc-dialog qc-palette", attributes: dialog }, [input, close, list, about]);
}

/**
 * @param {import("./state.js").State} state @param {Code | null} code @param {number} number @param {string[]} recent
 * @param {string} typed @param {(number: number) => void} choose
 */
function option(state, code, number, recent, typed, choose) {
  const on = {
    mousedown: (/** @type {Event} */ event) => event.preventDefault(),
    click: () => choose(number),
  };
  const attributes = { role: "option", id: `qc-option-${number}`, "aria-selected": "false" };
  if (!code) {
    const text = fill(state.labels, "new_code_named", { name: typed.trim() });
    return el("li", { class: "qc-option qc-new", text, attributes, on });
  }
  const digit = recent.indexOf(code.id) + 1;
  const path = code.path.length > 1 && typed ? el("small", { text: ` ${code.path.slice(0, -1).join(" › ")}` }) : "";
  const made = el("li", { class: "qc-option", attributes, on, data: { code: code.id } }, [swatch(state.colour(code.id)), code.name, path]);
  if (digit) made.append(el("span", { class: "qc-key", text: String(digit) }));
  if (!typed) made.style.paddingInlineStart = `${0.5 + 1.2 * (code.path.length - 1)}em`;
  return made;
}

/** @param {Code} code @param {import("./types.js").Labels} labels @returns {HTMLElement[]} what a code means */
export function definition(code, labels) {
  const parts = [el("b", { text: code.path.join(" › ") })];
  if (code.definition) parts.push(el("p", { text: code.definition }));
  for (const key of /** @type {const} */ (["include", "exclude"])) {
    if (code[key]) parts.push(el("p", {}, [el("i", { text: `${labels[key]}: ` }), code[key]]));
  }
  if (code.examples.length) {
    const examples = code.examples.map((example) => el("li", { text: example }));
    parts.push(el("p", {}, [el("i", { text: `${labels.examples}:` })]), el("ul", {}, examples));
  }
  return parts;
}
