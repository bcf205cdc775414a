// Words for what is shown: labels with their values, times, and why something was suggested.

/** @param {import("./types.js").Labels} labels @param {string} key @param {Record<string, unknown>} [values] */
export function fill(labels, key, values = {}) {
  return (labels[key] ?? key).replace(/\{(\w+)\}/gu, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** @param {number | null} seconds @returns {string} as 1:02:03 or 2:03, or nothing */
export function clock(seconds) {
  if (seconds === null) return "";
  const whole = Math.floor(seconds);
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** @param {string} text @param {number} [most] @returns {string} on one line, cut off */
export function shortened(text, most = 80) {
  const line = text.replace(/\s+/gu, " ").trim();
  const letters = Array.from(line);
  return letters.length <= most ? line : `${letters.slice(0, most - 1).join("")}…`;
}

/**
 * Why something is suggested, as sentences.
 * @param {import("./types.js").Item} item @param {string} text @param {import("./types.js").Labels} labels
 * @returns {string[]}
 */
export function because(item, text, labels) {
  const words = (item.words ?? []).map((span) => text.slice(span.start, span.end)).join(" … ");
  const rule = labels[`rule_${item.rule}`] ?? item.rule;
  const told = [fill(labels, "because_keyword", { keyword: item.keyword, rule })];
  if (words) told.push(fill(labels, "matched", { words }));
  if (item.lemma) told.push(fill(labels, "forms_of", { lemma: item.lemma }));
  if (item.split?.length) told.push(fill(labels, "parts", { parts: item.split.join(" + ") }));
  if (item.confidence) told.push(fill(labels, "certainty", { percent: Math.round(item.confidence * 100) }));
  for (const flag of (item.flag ?? "").split("; ").filter(Boolean)) told.push(labels[`flag_${flag}`] ?? flag);
  return told;
}
