// Small windows that ask for something: a new code, a text, a yes, a stance.

import { button, el } from "./dom.js";
import { KEYS } from "./keys.js";

/** @typedef {import("./types.js").Labels} Labels */

/**
 * @param {string} title @param {Labels} labels @param {(Node | string)[]} content
 * @param {{done?: () => void, doneLabel?: string, closed: () => void}} asks
 */
export function form(title, labels, content, { done, doneLabel, closed }) {
  const buttons = [button((done ? labels.cancel : labels.close) ?? "", closed)];
  if (done) buttons.unshift(button(doneLabel ?? labels.keep ?? "", done, { class: "qc-button qc-primary" }));
  const keydown = (/** @type {KeyboardEvent} */ event) => {
    event.stopPropagation();
    if (event.key === "Escape") closed();
    else if (done && event.key === "Enter" && (event.ctrlKey || event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement)) done();
    else return;
    event.preventDefault();
  };
  const row = el("div", { class: "qc-buttons" }, buttons);
  const heading = el("b", { text: title });
  return el("div", { class: "qc-dialog", attributes: { role: "dialog", "aria-label": title, tabindex: -1 }, on: { keydown } }, [heading, ...content, row]);
}

/** @param {string} text @param {HTMLElement} field */
export function labelled(text, field) {
  return el("label", { class: "qc-field" }, [el("span", { text }), field]);
}

/**
 * @param {import("./state.js").State} state @param {string} name
 * @param {{done: (code: {name: string, parent: string | null, definition: string}) => void, closed: () => void}} asks
 */
export function newCodeForm(state, name, asks) {
  const { labels } = state;
  const input = el("input", { class: "qc-input", attributes: { value: name } });
  const under = el("select", { class: "qc-input" }, [el("option", { text: labels.as_theme, attributes: { value: "" } })]);
  for (const code of state.codes.values()) {
    under.append(el("option", { text: code.path.join(" › "), attributes: { value: code.id } }));
  }
  const about = el("textarea", { class: "qc-input", attributes: { rows: 2 } });
  const done = () => asks.done({ name: input.value, parent: under.value || null, definition: about.value });
  const fields = [labelled(labels.name ?? "", input), labelled(labels.under ?? "", under), labelled(labels.definition ?? "", about)];
  return form(labels.new_code ?? "", labels, fields, { done, doneLabel: labels.make, closed: asks.closed });
}

/**
 * @param {Labels} labels @param {string} title @param {string} text
 * @param {{done: (text: string) => void, closed: () => void}} asks
 */
export function textForm(labels, title, text, asks) {
  const area = el("textarea", { class: "qc-input", attributes: { rows: 3, "aria-label": title } });
  area.value = text;
  return form(title, labels, [area], { done: () => asks.done(area.value.trim()), closed: asks.closed });
}

/** @param {Labels} labels @param {string} title @param {{done: (text: string) => void, closed: () => void}} asks */
export function lineForm(labels, title, asks) {
  const input = el("input", { class: "qc-input", attributes: { "aria-label": title } });
  return form(title, labels, [input], { done: () => asks.done(input.value.trim()), closed: asks.closed });
}

/** @param {Labels} labels @param {string} question @param {{done: () => void, closed: () => void}} asks */
export function sureForm(labels, question, asks) {
  return form(labels.review_all ?? "", labels, [el("p", { text: question })], { ...asks, doneLabel: labels.complete });
}

/**
 * @param {import("./state.js").State} state @param {string | null | undefined} stance
 * @param {{done: (stance: string | null) => void, closed: () => void}} asks
 */
export function stanceForm(state, stance, asks) {
  const choices = [null, ...state.stances].map((one, number) =>
    button(`${number} ${one ?? state.labels.no_stance}`, () => asks.done(one), { pressed: (stance ?? null) === one }));
  const made = form(state.labels.stance ?? "", state.labels, [el("div", { class: "qc-buttons" }, choices)], { closed: asks.closed });
  made.addEventListener("keydown", (event) => {
    const choice = /^[0-9]$/u.test(event.key) ? choices[Number(event.key)] : undefined;
    choice?.click();
  });
  return made;
}

/** @param {Labels} labels @param {() => void} closed */
export function helpWindow(labels, closed) {
  const rows = KEYS.map(([key, label]) => {
    const told = (labels[label ?? ""] ?? "").replace(/ \(\{.*\}\)/u, "");
    return el("tr", {}, [el("td", {}, [el("kbd", { text: key })]), el("td", { text: told })]);
  });
  return form(labels.help ?? "", labels, [el("div", { class: "qc-scroll", attributes: { tabindex: 0, role: "group", "aria-label": labels.help ?? "" } }, [el("table", { class: "qc-keys" }, rows)])], { closed });
}
