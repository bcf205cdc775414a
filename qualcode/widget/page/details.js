// The bar below the text: what is selected or chosen, why, and what can be done with it.

import { button, el, keyed, swatch } from "./dom.js";
import { because, fill, shortened } from "./explain.js";
import { overlap } from "./segments.js";

/** @typedef {import("./types.js").Item} Item */
/** @typedef {(command: string) => void} Run */

/** @param {string} text @param {string} key @param {() => void} pressed @param {{pressed?: boolean}} [options] */
function action(text, key, pressed, options = {}) {
  const made = button(text, pressed, options);
  if (key) made.append(keyed(text, key));
  return made;
}

/**
 * @param {import("./state.js").State} state @param {Item} item @param {boolean} hasSelection @param {Run} run
 * @returns {Node[]}
 */
export function itemDetails(state, item, hasSelection, run) {
  const { labels } = state;
  const who = item.kind === "suggestion" ? labels.suggestion : state.coderName(item.coder ?? "");
  const head = el("div", { class: "qc-what" }, [
    swatch(state.colour(item.code)),
    el("b", { text: (state.codes.get(item.code)?.path ?? [item.code]).join(" › "), data: { code: item.code } }),
    ` ${who} — ‘${shortened(state.words(item), 120)}’`,
  ]);
  if (item.kind === "suggestion") return [head, ...suggestionActions(state, item, hasSelection, run)];
  if (item.kind === "consensus") return [head, ...memoOf(item, labels), el("div", { class: "qc-buttons" }, [action(labels.remove ?? "", "Del", () => run("remove"))])];
  const own = item.kind === "coding" ? codingActions(state, item, hasSelection, run) : [];
  return [head, ...memoOf(item, labels), ...own, ...(state.beside.length ? comparedWith(state, item, hasSelection, run) : [])];
}

/** @param {Item} item @param {import("./types.js").Labels} labels @returns {Node[]} */
function memoOf(item, labels) {
  const told = [];
  if (item.stance) told.push(`${labels.stance}: ${item.stance}`);
  if (item.putForward) told.push(labels.put_forward);
  if (item.memo) told.push(`${labels.memo}: ${item.memo}`);
  if (item.origin) told.push(fill(labels, "because_keyword", { ...item.origin, rule: labels[`rule_${item.origin.rule}`] ?? item.origin.rule }));
  return told.length ? [el("div", { class: "qc-memo", text: told.join(" · ") })] : [];
}

/** @param {import("./state.js").State} state @param {Item} item @param {boolean} hasSelection @param {Run} run */
function suggestionActions(state, item, hasSelection, run) {
  const { labels } = state;
  const why = el("div", { class: "qc-why" }, [el("i", { text: `${labels.because}: ` }), because(item, state.text, labels).join("; ")]);
  const actions = [
    action(labels.accept ?? "", "a", () => run("accept")),
    action(labels.reject ?? "", "r", () => run("reject")),
    action(labels.accept_other ?? "", "o", () => run("otherCode")),
    ...(hasSelection ? [action(labels.accept_borders ?? "", "b", () => run("borders"))] : []),
    action(labels.previous_suggestion ?? "", "p", () => run("suggestion-")),
    action(labels.next_suggestion ?? "", "n", () => run("suggestion+")),
  ];
  return [why, el("div", { class: "qc-buttons" }, actions)];
}

/** What the others have here, and the ways to a consensus. @param {import("./state.js").State} state @param {Item} item @param {boolean} hasSelection @param {Run} run */
function comparedWith(state, item, hasSelection, run) {
  const { labels } = state;
  const told = state.beside.filter((coder) => coder !== item.coder).map((coder) => {
    const here = [...state.items.values()].filter((one) => one.coder === coder && overlap(one, item));
    const codes = [...new Set(here.map((one) => state.name(one.code)))].join(", ") || labels.nothing_here;
    return fill(labels, "coded_here", { coder: state.coderName(coder), codes });
  });
  const mark = item.differs ? labels.disagreement : item.settled ? labels.settled : labels.agreement;
  const actions = [
    action(labels.to_consensus ?? "", "g", () => run("settle")),
    action(labels.to_consensus_other ?? "", "", () => run("settle:code")),
    ...(hasSelection ? [action(labels.to_consensus_borders ?? "", "", () => run("settle:borders"))] : []),
    action(labels.dismiss ?? "", "G", () => run("dismiss")),
  ];
  return [el("div", { class: "qc-why", text: `${mark} — ${told.join(" · ")}` }), el("div", { class: "qc-buttons" }, actions)];
}

/** @param {import("./state.js").State} state @param {Item} item @param {boolean} hasSelection @param {Run} run */
function codingActions(state, item, hasSelection, run) {
  const { labels } = state;
  const actions = [
    action(labels.stance ?? "", "s", () => run("stance")),
    action(labels.memo ?? "", "m", () => run("memo")),
    action(labels.other_code ?? "", "o", () => run("otherCode")),
    ...(hasSelection ? [action(labels.borders ?? "", "b", () => run("borders"))] : []),
    action(labels.remove ?? "", "Del", () => run("remove")),
  ];
  if (item.status === "changed") {
    actions.push(action(labels.confirm ?? "", "", () => run("confirm")), action(labels.refuse ?? "", "", () => run("refuse")));
  }
  for (const code of item.choices ?? []) actions.push(action(state.name(code), "", () => run(`reassign:${code}`)));
  return [el("div", { class: "qc-buttons" }, actions)];
}

/**
 * @param {import("./state.js").State} state @param {import("./types.js").Span} span @param {string[]} recent
 * @param {boolean} exchange @param {Run} run @returns {Node[]}
 */
export function selectionDetails(state, span, recent, exchange, run) {
  const { labels } = state;
  const words = state.words(span);
  const count = words.split(/\s+/u).filter(Boolean).length;
  const told = `${fill(labels, "selected_words", { count })}: ‘${shortened(words, 120)}’`;
  const actions = [
    action(labels.code ?? "", "c", () => run("code")),
    action(labels.exchange ?? "", "q", () => run("exchange"), { pressed: exchange }),
    action(labels.snap_word ?? "", "w", () => run("snapWord")),
    action(labels.snap_sentence ?? "", "z", () => run("snapSentence")),
  ];
  return [el("div", { class: "qc-what", text: told }), el("div", { class: "qc-buttons" }, actions), recentCodes(state, recent, run)];
}

/** @param {import("./state.js").State} state @param {string[]} recent @param {Run} run @returns {HTMLElement} */
function recentCodes(state, recent, run) {
  const chips = recent.map((code, number) => {
    const made = button(`${number + 1} ${state.name(code)}`, () => run(`recent:${number + 1}`), { class: "qc-chip qc-recent", data: { code } });
    made.style.setProperty("--c", state.colour(code));
    return made;
  });
  return el("div", { class: "qc-buttons", attributes: { role: "group", "aria-label": state.labels.recent ?? "" } }, chips);
}
