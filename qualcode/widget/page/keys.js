// Which key asks for what.

/** @type {Record<string, string>} */
const PLAIN = {
  ArrowDown: "sentence+", ArrowUp: "sentence-", ArrowRight: "word+", ArrowLeft: "word-",
  j: "turn+", k: "turn-", ".": "coding+", ",": "coding-", n: "suggestion+", p: "suggestion-",
  "]": "transcript+", "[": "transcript-", c: "code", Enter: "code", a: "accept", r: "reject", o: "otherCode",
  b: "borders", m: "memo", s: "stance", Delete: "remove", Backspace: "remove", q: "exchange", x: "swap",
  w: "snapWord", z: "snapSentence", d: "disagreement+", D: "disagreement-", g: "settle", G: "dismiss", l: "asked", v: "reviewTurn", V: "reviewSeen", u: "undo", U: "redo", "/": "search",
  "?": "help", Escape: "escape",
};

/** The keys for the list of keys: what is pressed, and the label that says what it does. */
export const KEYS = [
  ["↓ ↑", "key_sentence"], ["→ ←", "key_word"], ["Shift, Alt", "key_extend"], ["x", "key_swap"], ["j k", "key_turn"],
  [". ,", "key_coding"], ["c, Enter", "key_code"], ["1–9", "key_recent"], ["q", "exchange_on"], ["w", "snap_word"],
  ["z", "snap_sentence"], ["s", "key_stance"], ["m", "memo"], ["b", "borders"], ["o", "other_code"], ["Delete", "remove"],
  ["n p", "next_suggestion"], ["a", "accept"], ["r", "reject"], ["d D", "next_disagreement"], ["g", "to_consensus"], ["G", "dismiss"], ["l", "key_asked"], ["v", "mark_reviewed"], ["V", "read_so_far"],
  ["u, Ctrl+Z", "undo"], ["U, Ctrl+Y", "redo"], ["/", "search"], ["[ ]", "next"], ["Esc", "key_escape"],
];

/**
 * @param {{key: string, shiftKey: boolean, altKey: boolean, ctrlKey: boolean, metaKey: boolean}} event
 * @returns {string | null} the name of a command
 */
export function commandOf(event) {
  const { key } = event;
  if (event.ctrlKey || event.metaKey) {
    if (key.toLowerCase() === "z") return event.shiftKey ? "redo" : "undo";
    return key.toLowerCase() === "y" ? "redo" : null;
  }
  if (key.startsWith("Arrow") && event.shiftKey) {
    const [unit, direction] = split(PLAIN[key] ?? "");
    return `extend:${event.altKey ? "letter" : unit}${direction}`;
  }
  if (event.altKey) return null;
  if (/^[1-9]$/u.test(key)) return `recent:${key}`;
  return PLAIN[key] ?? null;
}

/** @param {string} command @returns {[string, string]} */
function split(command) {
  return [command.slice(0, -1), command.slice(-1)];
}
