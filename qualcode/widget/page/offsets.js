// Python counts code points, JavaScript UTF-16 units. Here, and nowhere else, one becomes the other.

/** The two ways to count in one text. */
export class Offsets {
  /** @param {string} text */
  constructor(text) {
    /** Where a code point begins that takes two units. @type {number[]} */
    this.wide = [];
    for (const match of text.matchAll(/[\u{10000}-\u{10ffff}]/gu)) this.wide.push(match.index);
  }

  /** @param {number} units @returns {number} code points before that unit */
  toPoints(units) {
    let low = 0;
    let high = this.wide.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (/** @type {number} */ (this.wide[middle]) < units) low = middle + 1;
      else high = middle;
    }
    return units - low;
  }

  /** @param {number} points @returns {number} units before that code point */
  toUnits(points) {
    let low = 0;
    let high = this.wide.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (/** @type {number} */ (this.wide[middle]) - middle < points) low = middle + 1;
      else high = middle;
    }
    return points + low;
  }

  /** @param {[number, number] | number[]} span in code points @returns {import("./types.js").Span} in units */
  inward(span) {
    return { start: this.toUnits(/** @type {number} */ (span[0])), end: this.toUnits(/** @type {number} */ (span[1])) };
  }

  /** @param {import("./types.js").Span} span in units @returns {import("./types.js").Span} in code points */
  outward(span) {
    return { start: this.toPoints(span.start), end: this.toPoints(span.end) };
  }
}
