// Going about in a transcript: steps of the selection, and from one item to the next.

import { differs, following } from "./items.js";
import { lettersIn, neighbour, nextBorder, snapped, wordsIn } from "./words.js";

/** @typedef {import("./acting.js").Desk} Desk */

/** @param {import("./page.js").Page} page @param {(text: string, within: import("./types.js").Span) => import("./types.js").Span[]} cut */
export function near(page, cut) {
  const { turns, text } = page.state;
  const around = turns.slice(Math.max(0, page.current - 1), page.current + 3);
  const span = page.span;
  const more = span ? turns.filter((turn) => !around.includes(turn) && turn.start < span.end && span.start < turn.end) : [];
  return [...around, ...more].sort((a, b) => a.start - b.start).flatMap((turn) => cut(text, turn));
}

/** @param {Desk} desk @param {import("./types.js").Span[]} pieces @param {1 | -1} direction */
export function step({ page }, pieces, direction) {
  const here = page.state.turns[page.current]?.start ?? 0;
  const span = page.span;
  const place = span ? (direction > 0 ? span.end : span.start) : here;
  const next = neighbour(pieces, place, direction);
  if (next) page.select({ anchor: next.start, focus: next.end }, { scroll: true });
}

/** @param {Desk} desk @param {string} unit @param {1 | -1} direction */
export function extend({ page }, unit, direction) {
  const cut = { word: () => near(page, wordsIn), letter: () => near(page, lettersIn), sentence: () => page.state.sentences }[unit];
  if (!cut || !page.selection) return;
  const focus = nextBorder(cut(), page.selection, direction);
  if (focus !== undefined) page.select({ anchor: page.selection.anchor, focus }, { scroll: true });
}

/** @param {Desk} desk @param {import("./types.js").Span[]} pieces */
export function snap({ page }, pieces) {
  if (!page.span) return;
  const whole = snapped(page.span, pieces);
  page.select({ anchor: whole.start, focus: whole.end });
}

/** @type {Record<string, {has: (item: import("./types.js").Item) => boolean, none: string}>} */
const WANTED = {
  coding: { has: (item) => item.kind !== "suggestion", none: "no_coding" },
  suggestion: { has: (item) => item.kind === "suggestion", none: "no_suggestion" },
  disagreement: { has: differs, none: "no_disagreement" },
};

/** @param {Desk} desk @param {string} kind one of those above @param {1 | -1} direction */
export function nextItem({ page, tell }, kind, direction) {
  const wanted = WANTED[kind];
  const items = [...page.state.items.values()].filter((item) => wanted?.has(item) && page.shows(item));
  const place = page.span?.start ?? page.state.turns[page.current]?.start ?? 0;
  const next = following(items, page.chosen, place, direction);
  page.select(null);
  page.choose(next?.id ?? null);
  if (!next) tell(page.state.labels[wanted?.none ?? ""] ?? "");
}

/** @param {Desk} desk @param {1 | -1} direction */
export function nextTranscript({ page, open }, direction) {
  const { transcript, transcripts } = page.state;
  const next = transcripts[transcripts.indexOf(transcript) + direction];
  if (next) open(next);
}
