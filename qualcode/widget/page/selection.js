// From places in the page to offsets in the text, and back.

import { touched } from "./segments.js";
import { trimmed } from "./words.js";

/** @typedef {import("./types.js").Span} Span */

/**
 * The passage that the mouse selected, held to the texts of turns: a triple click reaches into the next row.
 * @param {import("./state.js").State} state @param {HTMLElement[]} texts the elements of the turns
 * @returns {Span | null}
 */
export function selectedSpan(state, texts) {
  const range = domRange(texts[0]);
  if (!range) return null;
  let start = null;
  let end = 0;
  for (const [number, text] of texts.entries()) {
    if (!range.intersectsNode(text)) continue;
    const part = held(range, text);
    const words = part.toString();
    if (!words.trim()) continue;
    const before = document.createRange();
    before.setStart(text, 0);
    before.setEnd(part.startContainer, part.startOffset);
    const from = /** @type {import("./types.js").Turn} */ (state.turns[number]).start + before.toString().length;
    start ??= from;
    end = from + words.length;
  }
  return start === null ? null : trimmed(state.text, { start, end });
}

/** @param {Range} range @param {HTMLElement} text @returns {Range} the part of the range that lies in the element */
function held(range, text) {
  const whole = document.createRange();
  whole.selectNodeContents(text);
  if (range.compareBoundaryPoints(Range.START_TO_START, whole) > 0) whole.setStart(range.startContainer, range.startOffset);
  if (range.compareBoundaryPoints(Range.END_TO_END, whole) < 0) whole.setEnd(range.endContainer, range.endOffset);
  return whole;
}

/** @param {HTMLElement | undefined} near @returns {Range | null} what is selected, also inside a shadow root */
function domRange(near) {
  const [root, selection] = [near?.getRootNode(), document.getSelection()];
  if (!(root instanceof ShadowRoot)) {
    return selection?.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
  }
  const composed = selection?.getComposedRanges?.({ shadowRoots: [root] })[0];
  if (!composed || composed.collapsed) return null;
  const range = document.createRange();
  range.setStart(composed.startContainer, composed.startOffset);
  range.setEnd(composed.endContainer, composed.endOffset);
  return range;
}

/**
 * Where an offset lies in the page.
 * @param {import("./state.js").State} state @param {HTMLElement[]} texts @param {number} offset
 * @param {boolean} isEnd whether it ends a passage: then it belongs to the turn before it
 * @returns {[Node, number] | null}
 */
export function pointAt(state, texts, offset, isEnd) {
  const near = isEnd ? { start: offset - 1, end: offset } : { start: offset, end: offset + 1 };
  const [number] = touched(state.turns, near);
  const [text, turn] = [texts[number], state.turns[number]];
  if (!text || !turn) return null;
  let rest = Math.max(0, offset - turn.start);
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const { length } = /** @type {Text} */ (node);
    if (rest <= length) return [node, rest];
    rest -= length;
  }
  return null;
}

/**
 * @param {import("./state.js").State} state @param {HTMLElement[]} texts @param {Span} span
 * @returns {Range | null} the span as a range of the page
 */
export function rangeOf(state, texts, span) {
  const [from, to] = [pointAt(state, texts, span.start, false), pointAt(state, texts, span.end, true)];
  if (!from || !to) return null;
  const range = document.createRange();
  range.setStart(...from);
  range.setEnd(...to);
  return range;
}
