// Spans may overlap in any way; marks may not. So a stretch is cut at all borders into flat pieces.

/**
 * Cut a stretch at the borders of all that lies on it.
 * @template {import("./types.js").Span} T
 * @param {number} start @param {number} end @param {T[]} items
 * @returns {{start: number, end: number, items: T[]}[]} pieces that tile the stretch, each with what lies on it
 */
export function segments(start, end, items) {
  const cuts = new Set([start, end]);
  for (const item of items) {
    cuts.add(Math.min(Math.max(item.start, start), end));
    cuts.add(Math.min(Math.max(item.end, start), end));
  }
  const borders = [...cuts].sort((a, b) => a - b);
  return borders.slice(1).map((to, number) => {
    const from = /** @type {number} */ (borders[number]);
    return { start: from, end: to, items: items.filter((item) => item.start < to && item.end > from) };
  });
}

/** @param {import("./types.js").Span} one @param {import("./types.js").Span} other */
export function overlap(one, other) {
  return one.start < other.end && other.start < one.end;
}

/**
 * The numbers of the first turn that a span touches and of the one behind the last.
 * @param {import("./types.js").Span[]} turns in order @param {import("./types.js").Span} span
 * @returns {[number, number]}
 */
export function touched(turns, span) {
  let low = 0;
  let high = turns.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (/** @type {import("./types.js").Span} */ (turns[middle]).end <= span.start) low = middle + 1;
    else high = middle;
  }
  let last = low;
  while (last < turns.length && /** @type {import("./types.js").Span} */ (turns[last]).start < span.end) last += 1;
  return [low, last];
}
