// Colours over ranges that need no elements: the selection, what was searched, the words that were matched.

const NAMES = ["selected", "found", "matched"];

/** The ranges of one page; several pages in a document share the names. */
export class Highlights {
  constructor() {
    /** @type {Record<string, Range[]>} */ this.own = {};
  }

  /** @param {string} name @param {(Range | null)[]} ranges */
  set(name, ranges) {
    if (typeof Highlight === "undefined" || !CSS.highlights) return;
    const shared = CSS.highlights.get(`qc-${name}`) ?? new Highlight();
    for (const range of this.own[name] ?? []) shared.delete(range);
    this.own[name] = /** @type {Range[]} */ (ranges.filter((range) => range !== null));
    for (const range of this.own[name] ?? []) shared.add(range);
    CSS.highlights.set(`qc-${name}`, shared);
  }

  clear() {
    for (const name of NAMES) this.set(name, []);
  }
}
