// Which of the items are shown, which wait, and which one comes next.

/** @typedef {{code: string, rule: string, certainty: number}} Filter empty texts and 0 let all through */
/** @typedef {import("./types.js").Item} Item */

/** Stands in a filter for no suggestion at all; no code is called so. */
export const HIDDEN = "-";

/** @param {Item} item @param {Filter} filter @param {(code: string) => string[]} lineOf a code and all above it */
export function passes(item, filter, lineOf) {
  if (item.kind !== "suggestion") return true;
  if (filter.code === HIDDEN) return false;
  if (filter.code && !lineOf(item.code).includes(filter.code)) return false;
  if (filter.rule && item.rule !== filter.rule) return false;
  return (item.confidence ?? 1) >= filter.certainty;
}

/** @param {Item} one @param {Item} other */
export function inPlace(one, other) {
  return one.start - other.start || one.end - other.end || (one.id < other.id ? -1 : Number(one.id > other.id));
}

/**
 * The item behind (or before) the present one, or behind a place; round the corner at the end.
 * @param {Item[]} items @param {Item | undefined} present @param {number} place @param {1 | -1} direction
 * @returns {Item | undefined}
 */
export function following(items, present, place, direction) {
  const sorted = [...items].sort(inPlace);
  const from = present ?? /** @type {Item} */ ({ start: place, end: place, id: direction > 0 ? "" : "~" });
  if (direction > 0) return sorted.find((item) => inPlace(item, from) > 0) ?? sorted[0];
  return sorted.findLast((item) => inPlace(item, from) < 0) ?? sorted.at(-1);
}

/** @param {Item} item @returns {boolean} whether another coder has it not, and nothing was settled yet */
export function differs(item) {
  return item.differs === true;
}

/** @param {Item | undefined} item @returns {boolean} whether it is a coding by a coder, and not a suggestion or the consensus */
export function isCompared(item) {
  return item?.kind === "coding" || item?.kind === "other";
}
