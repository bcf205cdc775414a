// The field to search the text with.

import { button, el } from "./dom.js";
import { fill } from "./explain.js";
import { find } from "./search.js";
import { touched } from "./segments.js";

/** @param {import("./page.js").Page} page @returns {HTMLElement} the field, and its buttons */
export function searchBox(page) {
  const { labels } = page.state;
  const told = el("span", { class: "qc-hits", attributes: { role: "status" } });
  const step = (/** @type {1 | -1} */ direction) => {
    if (page.found.length) {
      page.at = (page.at + direction + page.found.length) % page.found.length;
      const span = /** @type {import("./types.js").Span} */ (page.found[page.at]);
      page.select({ anchor: span.start, focus: span.end }, { scroll: true });
    }
    const values = { number: page.at + 1, count: page.found.length };
    told.textContent = input.value.trim() ? fill(labels, page.found.length ? "hits" : "no_hits", values) : "";
  };
  const look = () => {
    page.found = find(page.state.text, input.value).filter((span) => {
      const [first, last] = touched(page.state.turns, span);
      return last > first;
    });
    page.at = -1;
    page.mark();
    step(1);
  };
  const keydown = (/** @type {KeyboardEvent} */ event) => {
    event.stopPropagation();
    if (event.key === "Enter") step(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape") page.text?.focus();
    else return;
    event.preventDefault();
  };
  const attributes = { type: "search", "aria-label": labels.search ?? "", placeholder: labels.search ?? "" };
  const input = el("input", { class: "qc-input qc-search", attributes, on: { input: look, keydown } });
  return el("span", { class: "qc-group" }, [
    input,
    button("▲", () => step(-1), { label: labels.search_previous }),
    button("▼", () => step(1), { label: labels.search_next }),
    told,
  ]);
}
