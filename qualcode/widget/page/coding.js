// Coding and reviewing: what is done with the selection, and with the coding or suggestion that is chosen.

import { act, ask, askCode, decide } from "./acting.js";
import { askedForm } from "./asked.js";
import { stanceForm, sureForm, textForm } from "./forms.js";

/** @typedef {import("./acting.js").Desk} Desk */

/** @param {Desk} desk */
export function choosePassageCode(desk) {
  const { page, tell } = desk;
  if (page.span) askCode(desk, (code) => give(desk, code));
  else tell(page.state.labels.select_first ?? "", true);
}

/** @param {Desk} desk @param {number} digit */
export function giveRecent(desk, digit) {
  const { page, tell } = desk;
  const code = page.recent.slots[digit - 1];
  if (!code) return;
  if (!page.span) {
    tell(page.state.labels.select_first ?? "", true);
    return;
  }
  page.useCode(code);
  give(desk, code);
}

/** Put the selection under a code. @param {Desk} desk @param {string} code */
function give(desk, code) {
  const { page } = desk;
  const span = page.span;
  if (!span) return;
  const whole = page.exchange ? page.state.withQuestion(span) : span;
  void act(desk, "code", { ...page.state.passage(whole), code, putForward: page.exchange });
  page.exchange = false;
}

/** @param {Desk} desk */
export function exchange({ page, tell }) {
  page.exchange = !page.exchange;
  if (page.exchange) tell(page.state.labels.exchange_on ?? "");
  page.showDetails();
}

/** @param {Desk} desk @param {"accept" | "reject"} op @param {import("./types.js").Message} [carried] */
export function review(desk, op, carried = {}) {
  const { page } = desk;
  if (page.chosen?.kind === "suggestion") void decide(desk, op, carried, (item) => item.kind === "suggestion" && page.shows(item));
}

/** @param {Desk} desk */
export function otherCode(desk) {
  const item = desk.page.chosen;
  if (item?.kind === "suggestion") askCode(desk, (code) => review(desk, "accept", { code }));
  if (item?.kind === "coding") askCode(desk, (code) => void act(desk, "change", { item: item.id, code }));
}

/** @param {Desk} desk */
export function setBorders(desk) {
  const { page, tell } = desk;
  const item = page.chosen;
  if (item?.kind !== "suggestion" && item?.kind !== "coding") return;
  if (!page.span) {
    // With nothing selected its own borders come up, to be moved.
    page.select({ anchor: item.start, focus: item.end });
    tell(page.state.labels.borders ?? "");
    return;
  }
  const passage = page.state.passage(page.span);
  if (item.kind === "suggestion") review(desk, "accept", passage);
  else void act(desk, "change", { item: item.id, ...passage });
}

/** Take a coding away: one's own, or one of the consensus. @param {Desk} desk */
export function remove(desk) {
  const { chosen } = desk.page;
  if (chosen?.kind === "consensus") void act(desk, "unsettle", { item: chosen.id });
  else onCoding(desk, (item) => void act(desk, "uncode", { item }));
}

/** @param {Desk} desk @param {(id: string) => void} does */
export function onCoding({ page, tell }, does) {
  const item = page.chosen;
  if (item?.kind === "coding") does(item.id);
  else tell(page.state.labels.select_first ?? "", true);
}

/** @param {Desk} desk */
export function writeMemo(desk) {
  const { labels } = desk.page.state;
  onCoding(desk, (item) => ask(desk,
    (asks) => textForm(labels, labels.memo ?? "", desk.page.chosen?.memo ?? "", asks),
    (memo) => void act(desk, "change", { item, memo })));
}

/** @param {Desk} desk */
export function chooseStance(desk) {
  const { page } = desk;
  onCoding(desk, (item) => ask(desk,
    (asks) => stanceForm(page.state, page.chosen?.stance, asks),
    (stance) => void act(desk, "change", { item, stance })));
}

/** @param {Desk} desk */
export function reviewAll(desk) {
  const { labels } = desk.page.state;
  ask(desk, (asks) => sureForm(labels, labels.review_all_sure ?? "", asks), () => void desk.page.asks.act("review"));
}

/**
 * Put right which question of the guide is asked: by a turn, or by the question before where the coder is.
 * @param {Desk} desk @param {number} number of a turn
 */
export function correctQuestion(desk, number) {
  const { page, tell } = desk;
  const at = page.state.turns.findLastIndex((turn, place) => place <= number && turn.role === "interviewer");
  const turn = page.state.turns[at];
  if (!turn || !page.state.guide.length) {
    tell(page.state.labels.not_asked_by_interviewer ?? "", true);
    return;
  }
  ask(desk,
    (asks) => askedForm(page.state, page.state.keyed[at], asks),
    (said) => void act(desk, "asked", { ...page.state.passage(turn), ...said }));
}
