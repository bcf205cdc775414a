// The turns of a transcript as rows: who speaks, the text with its marks, and labels in the margin.

import { askedButton } from "./asked.js";
import { button, el } from "./dom.js";
import { clock, fill, shortened } from "./explain.js";
import { segments, touched } from "./segments.js";
import { inPlace } from "./items.js";

/** @typedef {import("./types.js").Item} Item */
/** @typedef {{row: HTMLElement, side: HTMLElement, text: HTMLElement, margin: HTMLElement, items: Item[]}} Row */

const SIGNS = /** @type {Record<string, string>} */ ({ complete: "✓", not_reread: "↻", not_reviewed: "○", incomplete: "…" });

/** Paints turns, and only those that changed. */
export class Painter {
  /**
   * @param {import("./state.js").State} state
   * @param {{review: (turn: number) => void, ask: (turn: number) => void, choose: (id: string) => void,
   *   shown: (item: Item) => boolean}} asks
   */
  constructor(state, asks) {
    this.state = state;
    this.asks = asks;
    /** @type {Row[]} */ this.rows = state.turns.map((_, number) => this.made(number));
    /** @type {string | null} */ this.active = null;
  }

  /** @returns {HTMLElement[]} the names above the columns, where coders stand side by side */
  coders() {
    const names = this.state.beside.map((coder) => el("b", { text: this.state.coderName(coder) }));
    return names.length ? [el("div", { class: "qc-coders", attributes: { "aria-hidden": "true" } }, [el("div", { class: "qc-margin" }, names)])] : [];
  }

  /** @returns {DocumentFragment} all rows, with the headings above them */
  all() {
    const whole = document.createDocumentFragment();
    let heading = 0;
    this.state.turns.forEach((turn, number) => {
      for (; heading < this.state.headings.length; heading += 1) {
        const span = /** @type {import("./types.js").Span} */ (this.state.headings[heading]);
        if (span.start >= turn.start) break;
        const attributes = { role: "heading", "aria-level": 4 };
        whole.append(el("div", { class: "qc-heading", text: this.state.words(span), attributes }));
      }
      whole.append(/** @type {Row} */ (this.rows[number]).row);
    });
    this.paint();
    return whole;
  }

  /** @param {number} number @returns {Row} */
  made(number) {
    const side = el("div", { class: "qc-side" });
    const text = el("p", { class: "qc-text", data: { turn: number } });
    const margin = el("div", { class: "qc-margin" });
    const row = el("div", { class: "qc-turn", data: { turn: number }, attributes: { role: "group" } }, [side, text, margin]);
    row.classList.add(`qc-${this.state.turns[number]?.role}`);
    return { row, side, text, margin, items: [] };
  }

  /** @param {Iterable<number>} [numbers] the turns to paint; all of them, if none are named */
  paint(numbers) {
    this.sort();
    for (const number of numbers ?? this.rows.keys()) this.turn(number);
  }

  /** Find out what lies on which turn. */
  sort() {
    for (const row of this.rows) row.items = [];
    for (const item of this.state.items.values()) {
      if (!this.asks.shown(item)) continue;
      const [first, last] = touched(this.state.turns, item);
      for (let number = first; number < last; number += 1) this.rows[number]?.items.push(item);
    }
  }

  /** @param {number} number */
  turn(number) {
    const [row, turn] = [this.rows[number], this.state.turns[number]];
    if (!row || !turn) return;
    row.items.sort(inPlace);
    row.side.replaceChildren(...this.side(number, turn));
    row.text.replaceChildren(...segments(turn.start, turn.end, row.items).map((piece) => this.piece(piece)));
    row.margin.replaceChildren(...this.margin(number, row.items));
    const { labels, reading } = this.state;
    const state = reading[number] ? `, ${labels[reading[number] ?? ""]}` : "";
    row.row.setAttribute("aria-label", `${fill(labels, "turn", { number: number + 1 })}, ${this.speaker(turn)}${state}`);
    row.row.dataset.reading = reading[number] ?? "";
  }

  /** @param {import("./types.js").Turn} turn */
  speaker(turn) {
    return turn.speaker || this.state.labels[turn.role === "unknown" ? "speaker_unknown" : turn.role] || turn.role;
  }

  /** @param {number} number @param {import("./types.js").Turn} turn @returns {HTMLElement[]} */
  side(number, turn) {
    const { labels, reading } = this.state;
    const state = reading[number];
    const who = el("span", { class: "qc-speaker", text: this.speaker(turn), title: turn.respondent ?? "" });
    const parts = [el("span", { class: "qc-number", text: String(number + 1) }), who];
    if (turn.time !== null) parts.push(el("span", { class: "qc-time", text: clock(turn.time) }));
    if (turn.role === "interviewer" && this.state.guide.length) parts.push(askedButton(this.state, number, () => this.asks.ask(number)));
    if (!state) return parts;
    const label = `${fill(labels, "turn", { number: number + 1 })}: ${labels[state]}. ${labels.mark_reviewed}`;
    const options = { class: "qc-review", label, title: labels[state], pressed: state === "complete", data: { state } };
    return [...parts, button(SIGNS[state] ?? "", () => this.asks.review(number), options)];
  }

  /** @param {{start: number, end: number, items: Item[]}} piece @returns {Node} */
  piece({ start, end, items }) {
    const text = this.state.text.slice(start, end);
    if (!items.length) return document.createTextNode(text);
    const made = el("mark", { class: "qc-seg", text, data: { ids: items.map((item) => item.id).join("\n") } });
    const coded = items.filter((item) => item.kind === "coding");
    if (coded[0]) {
      made.classList.add("qc-coded");
      made.style.setProperty("--c", this.state.colour(coded[0].code));
      made.style.setProperty("--n", String(Math.min(coded.length, 4)));
      const stripes = coded.map((item, number) => `inset 0 -${2 * number + 2}px 0 ${this.state.colour(item.code)}`);
      made.style.boxShadow = stripes.join(", ");
    }
    for (const kind of ["suggestion", "other", "consensus"]) {
      const found = items.find((item) => item.kind === kind);
      if (!found) continue;
      made.classList.add(`qc-${kind}`);
      made.style.setProperty(`--${kind}`, this.state.colour(found.code));
    }
    made.classList.toggle("qc-active", items.some((item) => item.id === this.active));
    return made;
  }

  /** @param {number} number @param {Item[]} items @returns {HTMLElement[]} a list, or one for each who stand side by side */
  margin(number, items) {
    const turn = /** @type {import("./types.js").Turn} */ (this.state.turns[number]);
    const { beside, labels } = this.state;
    // A label stands where its passage begins.
    const here = items.filter((item) => item.start >= turn.start || number === touched(this.state.turns, item)[0]);
    const list = (/** @type {string} */ label, /** @type {Item[]} */ found) =>
      el("ul", { class: "qc-labels", attributes: { "aria-label": label } }, found.map((item) => el("li", {}, [this.chip(item)])));
    if (!beside.length) return here.length ? [list(labels.codings ?? "", here)] : [];
    return beside.map((coder) => {
      // What is suggested stands with one's own, which come first.
      const found = here.filter((item) => (item.coder ?? beside[0]) === coder);
      return found.length ? list(this.state.coderName(coder), found) : el("div");
    });
  }

  /** @param {Item} item @returns {HTMLElement} */
  chip(item) {
    const { labels } = this.state;
    const code = this.state.name(item.code);
    const values = { code, coder: this.state.coderName(item.coder ?? ""), quote: shortened(this.state.words(item)) };
    const told = fill(labels, item.kind === "suggestion" ? "suggestion_of" : "coding_of", values);
    const signs = [];
    if (item.stance) signs.push(item.stance);
    if (item.putForward) signs.push(labels.put_forward);
    if (item.memo) signs.push(`✎ ${shortened(item.memo, 24)}`);
    if (item.status === "changed") signs.push(labels.changed_words);
    if (item.choices?.length) signs.push(labels.split_code);
    if (item.differs) signs.push(labels.disagreement);
    if (item.settled) signs.push(labels.settled);
    const shown = item.kind === "suggestion" ? `${code}?` : code;
    // What is seen comes first in what is heard, so that it can be called by voice.
    const label = `${[shown, signs.join(" · ")].join(" ").trim()}; ${told}`;
    const options = { class: `qc-chip qc-is-${item.kind}`, label, data: { id: item.id, code: item.code } };
    const made = button(shown, () => this.asks.choose(item.id), options);
    made.style.setProperty("--c", this.state.colour(item.code));
    if (signs.length) made.append(el("small", { text: ` ${signs.join(" · ")}` }));
    if (item.id === this.active) made.setAttribute("aria-current", "true");
    made.classList.toggle("qc-differs", item.differs === true);
    made.classList.toggle("qc-settled", item.settled === true);
    return made;
  }

  /** Show which item is meant. @param {string | null} id */
  activate(id) {
    const turns = new Set();
    for (const name of [this.active, id]) {
      const item = name === null ? undefined : this.state.items.get(name);
      if (!item) continue;
      const [first, last] = touched(this.state.turns, item);
      for (let number = first; number < last; number += 1) turns.add(number);
    }
    this.active = id;
    for (const number of turns) this.turn(number);
  }
}
