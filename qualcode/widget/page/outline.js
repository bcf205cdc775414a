// The guide at the side: which questions come where, and how far they were read.

import { button, el } from "./dom.js";

/**
 * The stretches of turns that belong to one question.
 * @param {number} count of turns @param {Record<string, import("./types.js").Asked>} keyed by number of turn
 * @param {Record<string, string>} reading likewise
 * @returns {{topic: string | null, question: string | null, first: number, last: number, done: number, all: number}[]}
 */
export function stretches(count, keyed, reading) {
  /** @type {ReturnType<typeof stretches>} */ const found = [];
  for (let number = 0; number < count; number += 1) {
    const { topic, question } = keyed[number] ?? { topic: null, question: null };
    let last = found.at(-1);
    if (!last || last.topic !== topic || last.question !== question) {
      last = { topic, question, first: number, last: number, done: 0, all: 0 };
      found.push(last);
    }
    last.last = number;
    if (reading[number]) last.all += 1;
    if (reading[number] === "complete") last.done += 1;
  }
  return found;
}

/**
 * @param {import("./state.js").State} state @param {(turn: number) => void} go @param {number} current number of a turn
 * @returns {HTMLElement}
 */
export function outline(state, go, current) {
  const names = new Map();
  for (const topic of state.guide) {
    names.set(topic.id, topic.label);
    for (const question of topic.questions) names.set(question.id, question.text);
  }
  const entries = stretches(state.turns.length, state.keyed, state.reading).map((part) => {
    const name = names.get(part.question ?? part.topic) ?? state.labels.no_question;
    const id = part.question ? `${part.question}. ` : "";
    const made = button(`${id}${name}`, () => go(part.first), { class: "qc-question", title: name });
    made.append(el("small", { text: ` ${part.done}/${part.all}` }));
    made.classList.toggle("qc-done", part.all > 0 && part.done === part.all);
    if (current >= part.first && current <= part.last) made.setAttribute("aria-current", "true");
    return el("li", {}, [made]);
  });
  return el("ol", { class: "qc-outline-list" }, entries);
}
