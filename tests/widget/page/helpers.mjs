// What the tests of the page share.

export const PAGE = new URL("../../../qualcode/widget/page/", import.meta.url).href;

/** Dice that fall the same way every time. */
export function dice(seed) {
  let state = seed;
  return () => (state = (state * 1103515245 + 12345) % 2147483648);
}

export function pick(random, choices) {
  return choices[(random() >> 8) % choices.length];
}

/** A view as Python sends it, of turns given as [speaker, words]. */
export function view(turns, more = {}) {
  let text = "";
  const made = turns.map(([speaker, words]) => {
    text += `${speaker}: `;
    const start = Array.from(text).length;
    text += words;
    const end = Array.from(text).length;
    text += "\n";
    const role = speaker === "I" ? "interviewer" : "respondent";
    return { start, end, speaker, role, respondent: speaker, time: null, sentences: [[start, end]] };
  });
  return {
    session: "s", version: 0, labels: {}, coder: "anna", blind: false, beside: [], stances: [], transcripts: ["R01"],
    guide: [], items: {}, reading: {}, keyed: {}, progress: {}, recent: [], codes: [],
    transcript: { id: "R01", hash: "h", text, turns: made, headings: [] }, ...more,
  };
}

export function code(id, name, path = [name]) {
  return { id, name, parent: null, path, colour: "#0072b2", definition: "", include: "", exclude: "", examples: [] };
}
