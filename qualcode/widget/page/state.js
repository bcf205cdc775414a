// What is known of the transcript that is shown: all offsets are UTF-16 units from here on.

import { Offsets } from "./offsets.js";
import { touched } from "./segments.js";

/** @typedef {import("./types.js").Message} Message */
/** @typedef {import("./types.js").Item} Item */

/** A transcript with all that lies on it, as Python told it last. */
export class State {
  /** @param {Message} view */
  constructor(view) {
    /** @type {string} */ this.session = view.session;
    /** @type {number} */ this.version = view.version;
    /** @type {import("./types.js").Labels} */ this.labels = view.labels;
    /** @type {string} */ this.coder = view.coder;
    /** @type {boolean} */ this.blind = view.blind;
    /** Whose codings stand side by side; nobody's, where only one's own are shown. @type {string[]} */ this.beside = view.beside;
    /** @type {string[]} */ this.stances = view.stances;
    /** @type {string[]} */ this.transcripts = view.transcripts;
    /** @type {import("./types.js").Topic[]} */ this.guide = view.guide;
    /** @type {string} */ this.transcript = view.transcript.id;
    /** @type {string} */ this.hash = view.transcript.hash;
    /** @type {string} */ this.text = view.transcript.text;
    this.offsets = new Offsets(this.text);
    /** @type {import("./types.js").Turn[]} */ this.turns = view.transcript.turns.map((/** @type {any} */ turn) => ({
      ...turn,
      ...this.offsets.inward([turn.start, turn.end]),
      sentences: turn.sentences.map((/** @type {number[]} */ span) => this.offsets.inward(span)),
    }));
    /** @type {import("./types.js").Span[]} */ this.headings = view.transcript.headings.map(
      (/** @type {number[]} */ span) => this.offsets.inward(span),
    );
    /** @type {Map<string, Item>} */ this.items = new Map();
    for (const [id, item] of Object.entries(view.items)) this.items.set(id, this.inward(id, item));
    /** @type {Record<string, string>} */ this.reading = view.reading;
    /** Which question of the guide each turn asks or answers. @type {Record<string, import("./types.js").Asked>} */ this.keyed = view.keyed;
    /** @type {Record<string, import("./types.js").Progress>} */ this.progress = view.progress;
    /** @type {string[]} */ this.recent = view.recent;
    /** @type {Map<string, import("./types.js").Code>} */ this.codes = new Map();
    this.setCodes(view.codes);
  }

  /** @param {import("./types.js").Code[]} codes in the order of their tree */
  setCodes(codes) {
    this.codes = new Map(codes.map((code) => [code.id, code]));
  }

  /** @param {string} id @param {any} item in code points @returns {Item} */
  inward(id, item) {
    const words = item.words?.map((/** @type {number[]} */ span) => this.offsets.inward(span));
    return { ...item, ...this.offsets.inward([item.start, item.end]), id, words };
  }

  /** @param {import("./types.js").Span} span @returns {Message} the passage as Python takes it, with its words */
  passage(span) {
    return { ...this.offsets.outward(span), quote: this.text.slice(span.start, span.end) };
  }

  /**
   * Take over a change of this transcript.
   * @param {Message} change @returns {Set<number> | null} the turns to paint anew; null where a change was missed
   */
  take(change) {
    if (change.from !== this.version) return null;
    const turns = new Set([...Object.keys(change.reading), ...Object.keys(change.keyed)].map(Number));
    const add = (/** @type {Item | undefined} */ item) => {
      if (!item) return;
      const [first, last] = touched(this.turns, item);
      for (let number = first; number < last; number += 1) turns.add(number);
    };
    for (const id of change.gone) {
      add(this.items.get(id));
      this.items.delete(id);
    }
    for (const [id, item] of Object.entries(change.put)) {
      add(this.items.get(id));
      this.items.set(id, this.inward(id, item));
      add(this.items.get(id));
    }
    Object.assign(this.reading, change.reading);
    Object.assign(this.keyed, change.keyed);
    this.version = change.to;
    this.progress = change.progress;
    this.recent = change.recent;
    return turns;
  }

  /** @param {string} code @returns {string[]} the code and all above it */
  lineOf(code) {
    const line = [code];
    for (let parent = this.codes.get(code)?.parent; parent; parent = this.codes.get(parent)?.parent) line.push(parent);
    return line;
  }

  /** @param {string} code @returns {string} its colour; nothing but a colour ever comes into a style */
  colour(code) {
    const colour = this.codes.get(code)?.colour ?? "";
    return /^#[0-9a-f]{6}$/u.test(colour) ? colour : "#808080";
  }

  /** @param {string} code */
  name(code) {
    return this.codes.get(code)?.name ?? code;
  }

  /** @param {string} coder @returns {string} the name above that coder's column */
  coderName(coder) {
    return coder === "consensus" ? (this.labels.consensus ?? coder) : coder;
  }

  /** @param {import("./types.js").Span} span @returns {string} */
  words(span) {
    return this.text.slice(span.start, span.end);
  }

  /** @returns {import("./types.js").Span[]} all sentences in order */
  get sentences() {
    return this.turns.flatMap((turn) => turn.sentences);
  }

  /**
   * The span with the interviewer's turn before it, for an exchange of question and answer.
   * @param {import("./types.js").Span} span @returns {import("./types.js").Span}
   */
  withQuestion(span) {
    const [first] = touched(this.turns, span);
    const [turn, before] = [this.turns[first], this.turns[first - 1]];
    if (!turn || turn.role === "interviewer" || before?.role !== "interviewer") return span;
    return { start: before.start, end: span.end };
  }
}
