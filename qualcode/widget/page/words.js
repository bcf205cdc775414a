// Words, sentences and letters as borders: for steps with the keyboard, and for snapping a selection.

import { overlap } from "./segments.js";

/** @typedef {import("./types.js").Span} Span */

/** @param {"word" | "grapheme"} granularity @param {string} text @param {number} start @returns {Span[]} */
function cut(granularity, text, start) {
  const found = [];
  for (const piece of new Intl.Segmenter("nl", { granularity }).segment(text)) {
    if (granularity === "word" && !piece.isWordLike) continue;
    found.push({ start: start + piece.index, end: start + piece.index + piece.segment.length });
  }
  return found;
}

/** @param {string} text @param {Span} within @returns {Span[]} the words of a stretch */
export function wordsIn(text, within) {
  return cut("word", text.slice(within.start, within.end), within.start);
}

/** @param {string} text @param {Span} within @returns {Span[]} what a reader takes for letters: an emoji is one */
export function lettersIn(text, within) {
  return cut("grapheme", text.slice(within.start, within.end), within.start);
}

/** @param {string} text @param {Span} span @returns {Span | null} the span without blanks at its borders */
export function trimmed(text, span) {
  const words = text.slice(span.start, span.end);
  const start = span.start + words.length - words.trimStart().length;
  const end = span.end - (words.length - words.trimEnd().length);
  return start < end ? { start, end } : null;
}

/**
 * Let a span grow to whole pieces (words or sentences) at its borders.
 * @param {Span} span @param {Span[]} pieces in order @returns {Span}
 */
export function snapped(span, pieces) {
  const met = pieces.filter((piece) => overlap(piece, span));
  const [first, last] = [met[0], met[met.length - 1]];
  if (!first || !last) return span;
  return { start: Math.min(span.start, first.start), end: Math.max(span.end, last.end) };
}

/**
 * The next piece behind (or before) a place.
 * @param {Span[]} pieces @param {number} place @param {1 | -1} direction @returns {Span | undefined}
 */
export function neighbour(pieces, place, direction) {
  if (direction > 0) return pieces.find((piece) => piece.start >= place);
  return pieces.findLast((piece) => piece.end <= place);
}

/**
 * The border to which the moving end of a selection goes: ends of pieces behind the fixed end, beginnings before it.
 * @param {Span[]} pieces @param {{anchor: number, focus: number}} selection @param {1 | -1} direction
 * @returns {number | undefined}
 */
export function nextBorder(pieces, { anchor, focus }, direction) {
  const places = pieces.flatMap((piece) => (piece.start < anchor ? [piece.start] : [])).concat(
    pieces.flatMap((piece) => (piece.end > anchor ? [piece.end] : [])),
  );
  const wanted = places.filter((place) => (direction > 0 ? place > focus : place < focus));
  return wanted.length ? (direction > 0 ? Math.min(...wanted) : Math.max(...wanted)) : undefined;
}
