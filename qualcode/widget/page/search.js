// Searching the text, with small letters and capitals alike.

/**
 * Every place where words stand; blanks in them match any blanks.
 * @param {string} text @param {string} query @param {number} [most]
 * @returns {import("./types.js").Span[]}
 */
export function find(text, query, most = 2000) {
  const words = query.trim().split(/\s+/u).filter(Boolean);
  if (!words.length) return [];
  const pattern = new RegExp(words.map((word) => word.replace(/[\\^$.*+?()[\]{}|/-]/gu, "\\$&")).join("\\s+"), "giu");
  const found = [];
  for (const match of text.matchAll(pattern)) {
    found.push({ start: match.index, end: match.index + match[0].length });
    if (found.length === most) break;
  }
  return found;
}
