// Which codes answer to what was typed, the best first.

/** @param {string} text @returns {string} small letters without accents */
export function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/**
 * How well a code answers to one typed word: the lower the better, null for not at all.
 * @param {string} typed @param {string} name @param {string} path
 */
function rank(typed, name, path) {
  if (name.startsWith(typed)) return 0;
  if (name.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(typed))) return 1;
  if (name.includes(typed)) return 2;
  return path.includes(typed) ? 3 : null;
}

/**
 * The codes that answer to all typed words.
 * @param {import("./types.js").Code[]} codes @param {string} typed
 * @returns {import("./types.js").Code[]}
 */
export function matching(codes, typed) {
  const words = plain(typed).split(/\s+/u).filter(Boolean);
  const found = [];
  for (const code of codes) {
    /** @type {(number | null)[]} */
    const ranks = words.map((word) => rank(word, plain(code.name), plain(`${code.path.join(" ")} ${code.id}`)));
    if (ranks.every((number) => number !== null)) found.push({ code, rank: ranks.reduce((/** @type {number} */ a, b) => a + (b ?? 0), 0) });
  }
  return found.sort((a, b) => a.rank - b.rank).map((one) => one.code);
}
