// The bar above the text: which transcript, searching, what is filtered, how far the work is.

import { button, el } from "./dom.js";
import { fill } from "./explain.js";
import { HIDDEN, differs } from "./items.js";

/** @typedef {(command: string) => void} Run */

/** @param {import("./state.js").State} state @param {Run} run @param {(id: string) => void} open @returns {HTMLElement} */
export function transcriptChoice(state, run, open) {
  const { labels } = state;
  const options = state.transcripts.map((id) => {
    const progress = state.progress[id];
    const all = progress && progress.turns > 0 && progress.done === progress.turns;
    return el("option", { text: all ? `${id} ✓` : id, attributes: { value: id, selected: id === state.transcript ? "" : null } });
  });
  const change = (/** @type {Event} */ event) => open(/** @type {HTMLSelectElement} */ (event.target).value);
  const choice = el("select", { class: "qc-input qc-transcripts", attributes: { "aria-label": labels.transcript ?? "" }, on: { change } }, options);
  const place = state.transcripts.indexOf(state.transcript);
  return el("span", { class: "qc-group" }, [
    button("‹", () => run("transcript-"), { label: labels.previous, title: labels.previous, disabled: place <= 0 }),
    choice,
    button("›", () => run("transcript+"), { label: labels.next, title: labels.next, disabled: place >= state.transcripts.length - 1 }),
  ]);
}

/**
 * @param {import("./state.js").State} state @param {import("./items.js").Filter} filter
 * @param {(filter: import("./items.js").Filter) => void} chosen @returns {HTMLElement}
 */
export function filterChoice(state, filter, chosen) {
  const { labels } = state;
  const hits = [...state.items.values()].filter((item) => item.kind === "suggestion");
  const codes = new Set(hits.flatMap((item) => state.lineOf(item.code)));
  const rules = [...new Set(hits.map((item) => item.rule ?? ""))];
  const select = (/** @type {string} */ label, /** @type {string[][]} */ options, /** @type {string} */ now, /** @type {(value: string) => void} */ set) =>
    el("select", { class: "qc-input", attributes: { "aria-label": `${labels.filter}: ${label}` }, on: { change: (event) => set(event.target.value) } },
      options.map(([value, text]) => el("option", { text, attributes: { value: value ?? "", selected: value === now ? "" : null } })));
  const ofCodes = [...state.codes.values()].filter((code) => codes.has(code.id)).map((code) => [code.id, code.path.join(" › ")]);
  const percent = ["0.5", "0.7", "0.9"].map((value) => [value, fill(labels, "at_least", { percent: Number(value) * 100 })]);
  return el("span", { class: "qc-group" }, [
    select(labels.code ?? "", [["", labels.all_codes ?? ""], [HIDDEN, labels.hide_suggestions ?? ""], ...ofCodes], filter.code, (code) => chosen({ ...filter, code })),
    select(labels.because ?? "", [["", labels.all_rules ?? ""], ...rules.map((rule) => [rule, labels[`rule_${rule}`] ?? rule])], filter.rule, (rule) => chosen({ ...filter, rule })),
    select("%", [["0", labels.any_certainty ?? ""], ...percent], String(filter.certainty), (value) => chosen({ ...filter, certainty: Number(value) })),
  ]);
}

/** @param {import("./state.js").State} state @returns {HTMLElement} how far this transcript, and all of them, were read */
export function progressBar(state) {
  const sum = { done: 0, turns: 0 };
  for (const one of Object.values(state.progress)) {
    sum.done += one.done;
    sum.turns += one.turns;
  }
  const here = state.progress[state.transcript] ?? { done: 0, turns: 0, suggestions: null };
  const all = fill(state.labels, "progress_all", { done: sum.done, all: sum.turns });
  const told = [fill(state.labels, "progress", { done: here.done, all: here.turns })];
  if (here.suggestions !== null) told.push(fill(state.labels, "open_suggestions", { count: here.suggestions }));
  const bar = el("progress", { title: all, attributes: { max: Math.max(sum.turns, 1), value: sum.done, "aria-label": all } });
  return el("span", { class: "qc-group qc-progress" }, [el("span", { text: told.join(" · ") }), bar]);
}

/** @param {import("./state.js").State} state @param {Run} run @returns {HTMLElement} how many disagreements are open, and the way to them */
export function comparison(state, run) {
  const { labels } = state;
  const count = [...state.items.values()].filter(differs).length;
  return el("span", { class: "qc-group" }, [
    el("span", { text: fill(labels, "disagreements", { count }) }),
    button("▲", () => run("disagreement-"), { label: labels.previous_disagreement, title: `${labels.previous_disagreement} (D)` }),
    button("▼", () => run("disagreement+"), { label: labels.next_disagreement, title: `${labels.next_disagreement} (d)` }),
    button(labels.agree ?? "", () => run("agree")),
  ]);
}
