// The question of the guide that a turn of the interviewer asks: shown beside it, and put right.

import { button, el } from "./dom.js";
import { fill } from "./explain.js";
import { form, labelled } from "./forms.js";

/** @typedef {import("./types.js").Asked} Asked */

// Less sure than this, a question mark says that somebody should look.
const SURE = 0.7;
const DOES = ["question", "probe", "neither"];

/** @param {Asked | undefined} asked @returns {string} as it stands beside the turn: 3b, ↳3b for a probe, – for neither */
export function shortly(asked) {
  if (!asked?.does || asked.does === "neither") return "–";
  const named = (asked.questions.length ? asked.questions : [asked.question ?? ""]).join(", ");
  return `${asked.does === "probe" ? "↳" : ""}${named}${(asked.confidence ?? 1) < SURE ? "?" : ""}`;
}

/** @param {import("./state.js").State} state @param {number} number of a turn @param {() => void} pressed */
export function askedButton(state, number, pressed) {
  const { labels } = state;
  const asked = state.keyed[number];
  const questions = new Map(state.guide.flatMap((topic) => topic.questions.map((one) => [one.id, `${one.id}. ${one.text}`])));
  const named = (asked?.questions ?? []).map((id) => questions.get(id) ?? id).join(" · ");
  const does = labels[`does_${asked?.does ?? "neither"}`] ?? "";
  const how = fill(labels, `how_${asked?.how ?? ""}`, { percent: Math.round((asked?.confidence ?? 0) * 100) });
  const told = fill(labels, "asked_here", { questions: [does, named].filter(Boolean).join(" "), how });
  return button(shortly(asked), pressed, { class: "qc-asked", label: `${shortly(asked)}; ${told}`, title: told, data: { how: asked?.how ?? "" } });
}

/**
 * @param {import("./state.js").State} state @param {Asked | undefined} asked
 * @param {{done: (said: {questions: string[], probe: boolean}) => void, closed: () => void}} asks
 */
export function askedForm(state, asked, asks) {
  const { labels } = state;
  const does = el("select", { class: "qc-input" }, DOES.map((one) =>
    el("option", { text: labels[`does_${one}`], attributes: { value: one, selected: one === (asked?.does ?? "question") ? "" : null } })));
  const chosen = new Set(asked?.questions.length ? asked.questions : [asked?.question]);
  const questions = el("select", { class: "qc-input", attributes: { multiple: "", size: 9 } }, state.guide.map((topic) =>
    el("optgroup", { attributes: { label: topic.label } }, topic.questions.map((one) =>
      el("option", { text: `${one.id}. ${one.text}`, attributes: { value: one.id, selected: chosen.has(one.id) ? "" : null } })))));
  const done = () => {
    const named = does.value === "neither" ? [] : [...questions.selectedOptions].map((one) => one.value);
    asks.done({ questions: named, probe: does.value === "probe" });
  };
  const fields = [labelled(labels.does ?? "", does), labelled(labels.questions ?? "", questions)];
  return form(labels.asked ?? "", labels, fields, { done, closed: asks.closed });
}
