// One page: a transcript to read and code. It keeps what is selected and chosen, and paints what changed.

import { itemDetails, selectionDetails } from "./details.js";
import { button, el } from "./dom.js";
import { fill } from "./explain.js";
import { Highlights } from "./highlights.js";
import { outline } from "./outline.js";
import { Painter } from "./painter.js";
import { runs } from "./reading.js";
import { used } from "./recent.js";
import { searchBox } from "./searchbox.js";
import { overlap, touched } from "./segments.js";
import { rangeOf, selectedSpan } from "./selection.js";
import { State } from "./state.js";
import { passes } from "./items.js";
import { comparison, filterChoice, progressBar, transcriptChoice } from "./toolbar.js";
import { snapped, wordsIn } from "./words.js";

/** @typedef {import("./types.js").Item} Item */

/** What a coder sees of one transcript. */
export class Page {
  /**
   * @param {HTMLElement} root
   * @param {{act: (op: string, carried?: import("./types.js").Message) => Promise<import("./types.js").Message>,
   *   open: (transcript: string) => void, run: (command: string) => void}} asks
   * @param {import("./types.js").Message} view
   */
  constructor(root, asks, view) {
    this.root = root;
    this.asks = asks;
    this.state = new State(view);
    /** Which end of the selection stays, and which one moves. @type {{anchor: number, focus: number} | null} */
    this.selection = null;
    /** @type {string | null} */ this.active = null;
    this.exchange = false;
    this.filter = { code: "", rule: "", certainty: 0 };
    const slots = this.state.recent.slice(0, 9);
    this.recent = { slots, order: [...slots].reverse() };
    /** The turns that were on the screen. @type {Set<number>} */ this.seen = new Set();
    this.current = 0;
    /** @type {import("./types.js").Span[]} */ this.found = [];
    this.at = -1;
    this.highlights = new Highlights();
    this.painter = new Painter(this.state, {
      review: (turn) => this.review([turn]),
      ask: (turn) => this.asks.run(`asked:${turn}`),
      choose: (id) => this.choose(id, { scroll: false }),
      shown: (item) => this.shows(item),
    });
    this.lay();
  }

  /** Make the parts of the page, and put the transcript in. */
  lay() {
    const { labels } = this.state;
    this.tools = el("div", { class: "qc-tools", attributes: { role: "toolbar", "aria-label": labels.tools ?? "" } });
    this.outline = el("nav", { class: "qc-outline", attributes: { "aria-label": labels.outline ?? "" } });
    const attributes = { role: "group", "aria-label": labels.text ?? "", tabindex: 0 };
    this.text = el("div", { class: "qc-doc", attributes });
    this.details = el("div", { class: "qc-details", attributes: { role: "group", "aria-label": labels.details ?? "" } });
    const main = el("div", { class: "qc-main" }, [this.outline, this.text]);
    this.search = searchBox(this);
    const count = this.state.beside.length;
    this.text.classList.toggle("qc-beside", count > 0);
    this.text.style.setProperty("--qc-count", String(count));
    this.text.style.setProperty("--qc-columns", `${Math.min(count * 11, 36)}em`);
    this.text.append(...this.painter.coders(), this.painter.all());
    if (!this.state.turns.length) this.text.append(el("div", { class: "qc-hint", text: labels.no_turns ?? "" }));
    this.root.replaceChildren(this.tools, main, this.details);
    this.listen();
    this.around();
  }

  /** Follow the mouse and the scrolling. */
  listen() {
    const { text } = this;
    text?.addEventListener("mousedown", (event) => {
      // Pressing on selected text would drag it away.
      if (event.button === 0 && !event.shiftKey && event.detail === 1) document.getSelection()?.removeAllRanges();
    });
    text?.addEventListener("dragstart", (event) => event.preventDefault());
    text?.addEventListener("mouseup", (event) => this.released(event));
    let waiting = false;
    text?.addEventListener("scroll", () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        this.look();
      });
    }, { passive: true });
  }

  /** @returns {HTMLElement[]} the elements of the turns' texts */
  get texts() {
    return this.painter.rows.map((row) => row.text);
  }

  /** @returns {import("./types.js").Span | null} */
  get span() {
    if (!this.selection) return null;
    const { anchor, focus } = this.selection;
    return { start: Math.min(anchor, focus), end: Math.max(anchor, focus) };
  }

  /** @param {Item} item @returns {boolean} whether the filter lets it through */
  shows(item) {
    return passes(item, this.filter, (code) => this.state.lineOf(code));
  }

  /** @returns {Item | undefined} the coding or suggestion that is chosen */
  get chosen() {
    return this.active === null ? undefined : this.state.items.get(this.active);
  }

  /** The mouse let go: it has selected a passage, or points at what lies there. @param {MouseEvent} event */
  released(event) {
    if (event.target instanceof Element && event.target.closest("button")) return;
    this.text?.focus({ preventScroll: true });
    const span = selectedSpan(this.state, this.texts);
    if (span) {
      const words = this.state.turns.flatMap((turn) =>
        turn.start < span.end && span.start < turn.end ? wordsIn(this.state.text, turn) : []);
      const whole = event.altKey ? span : snapped(span, words);
      this.select({ anchor: whole.start, focus: whole.end });
      return;
    }
    const mark = event.target instanceof Element ? event.target.closest("mark") : null;
    const ids = mark instanceof HTMLElement ? (mark.dataset.ids ?? "").split("\n") : [];
    const items = ids.flatMap((id) => this.state.items.get(id) ?? []);
    items.sort((a, b) => a.end - a.start - (b.end - b.start));
    this.select(null);
    this.choose(items[0]?.id ?? null, { scroll: false });
    const row = event.target instanceof Element ? event.target.closest(".qc-turn") : null;
    if (row instanceof HTMLElement) this.current = Number(row.dataset.turn);
  }

  /** @param {{anchor: number, focus: number} | null} selection @param {{scroll?: boolean}} [options] */
  select(selection, { scroll = false } = {}) {
    this.selection = selection && selection.anchor !== selection.focus ? selection : null;
    // What lies elsewhere is not meant any more.
    if (this.span && this.chosen && !overlap(this.span, this.chosen)) this.painter.activate(this.active = null);
    if (this.selection) this.current = touched(this.state.turns, /** @type {any} */ (this.span))[0];
    this.mark();
    if (scroll && this.selection) this.scrollTo(this.selection.focus);
    this.showDetails();
  }

  /** Show the selection, also while the focus is elsewhere; painting anew has dropped it. */
  mark() {
    const range = this.span && rangeOf(this.state, this.texts, this.span);
    this.highlights.set("selected", [range]);
    const selection = document.getSelection();
    if (range && this.isFocused()) selection?.setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
    else if (!range && this.isFocused()) selection?.removeAllRanges();
    const words = this.chosen?.kind === "suggestion" ? (this.chosen.words ?? []) : [];
    this.highlights.set("matched", words.map((span) => rangeOf(this.state, this.texts, span)));
    this.highlights.set("found", this.found.map((span) => rangeOf(this.state, this.texts, span)));
  }

  /** @returns {boolean} whether the text has the focus */
  isFocused() {
    const root = this.root.getRootNode();
    return (root instanceof ShadowRoot ? root.activeElement : document.activeElement) === this.text;
  }

  /** @param {string | null} id @param {{scroll?: boolean}} [options] */
  choose(id, { scroll = true } = {}) {
    this.active = id !== null && this.state.items.has(id) ? id : null;
    this.painter.activate(this.active);
    const item = this.chosen;
    if (item) {
      [this.current] = touched(this.state.turns, item);
      if (scroll) this.scrollTo(item.start);
    }
    this.mark();
    this.showDetails();
    if (item) this.say(this.details?.querySelector(".qc-what")?.textContent ?? "");
  }

  /** @param {number} offset */
  scrollTo(offset) {
    const [number] = touched(this.state.turns, { start: offset, end: offset + 1 });
    const row = this.painter.rows[Math.min(number, this.painter.rows.length - 1)];
    const range = rangeOf(this.state, this.texts, { start: offset, end: offset + 1 }) ?? rangeOf(this.state, this.texts, { start: offset - 1, end: offset });
    if (!row || !this.text) return;
    row.row.scrollIntoView({ block: "nearest" });
    const place = range?.getBoundingClientRect();
    const window = this.text.getBoundingClientRect();
    if (place && place.height && (place.top < window.top + 20 || place.bottom > window.bottom - 20)) {
      this.text.scrollTop += place.top - window.top - window.height / 3;
    }
  }

  /** @returns {boolean} whether what is selected or chosen stands in the upper half, so that a window belongs below it */
  isHigh() {
    const meant = this.span ?? this.chosen;
    const place = meant && rangeOf(this.state, this.texts, meant)?.getBoundingClientRect();
    const around = this.root.getBoundingClientRect();
    return place !== undefined && place !== null && (place.top + place.bottom) / 2 < (around.top + around.bottom) / 2;
  }

  /** @param {number} number of a turn */
  go(number) {
    this.current = Math.max(0, Math.min(number, this.state.turns.length - 1));
    this.painter.rows[this.current]?.row.scrollIntoView({ block: "start" });
    this.around();
    this.text?.focus({ preventScroll: true });
  }

  /** Note which turns are on the screen. */
  look() {
    const view = this.text?.getBoundingClientRect();
    if (!view || !view.height) return;
    let low = 0;
    let high = this.painter.rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (/** @type {any} */ (this.painter.rows[middle]).row.getBoundingClientRect().bottom <= view.top) low = middle + 1;
      else high = middle;
    }
    const before = this.unread().length;
    for (let number = low; number < this.painter.rows.length; number += 1) {
      if (/** @type {any} */ (this.painter.rows[number]).row.getBoundingClientRect().bottom > view.bottom + 1) break;
      this.seen.add(number);
    }
    if (this.unread().length !== before) this.showTools();
  }

  /** @returns {number[]} turns that were on the screen, and wait to be called reviewed */
  unread() {
    return [...this.seen].filter((number) => this.state.reading[number] && this.state.reading[number] !== "complete").sort((a, b) => a - b);
  }

  /** Call turns reviewed: an act for each stretch without a gap of what was not seen. @param {number[]} numbers */
  review(numbers) {
    const { state } = this;
    for (const [first, last] of runs(numbers, state.reading)) {
      const span = { start: state.turns[first]?.start ?? 0, end: state.turns[last]?.end ?? 0 };
      void this.asks.act("review", state.passage(span));
    }
  }

  /** Take over a change. @param {import("./types.js").Message} change @returns {boolean} false where one was missed */
  take(change) {
    const turns = this.state.take(change);
    if (!turns) return false;
    this.painter.paint(turns);
    if (this.active !== null && !this.state.items.has(this.active)) this.active = this.painter.active = null;
    this.around();
    this.mark();
    return true;
  }

  /** @param {import("./types.js").Code[]} codes */
  takeCodes(codes) {
    this.state.setCodes(codes);
    this.painter.paint();
    this.around();
    this.mark();
  }

  /** @param {string} code that was given */
  useCode(code) {
    this.recent = used(this.recent, code);
  }

  /** @param {import("./items.js").Filter} filter */
  setFilter(filter) {
    this.filter = filter;
    this.painter.paint();
    this.around();
    this.mark();
  }

  /** Paint what stands around the text. */
  around() {
    this.outline?.replaceChildren(outline(this.state, (turn) => this.go(turn), this.current));
    this.showTools();
    this.showDetails();
  }

  showTools() {
    const { labels } = this.state;
    const { asks, state, search } = this;
    const unread = this.unread().length;
    const run = (/** @type {string} */ command) => () => asks.run(command);
    const parts = [
      transcriptChoice(state, asks.run, asks.open),
      el("span", { class: "qc-group", text: `${labels.coder}: ${state.coder}${state.blind ? ` (${labels.blind})` : ""}` }),
      .../** @type {Node[]} */ (search ? [search] : []),
      ...(state.beside.length ? [comparison(state, asks.run)] : []),
      ...(state.blind ? [] : [filterChoice(state, this.filter, (filter) => this.setFilter(filter))]),
      el("span", { class: "qc-group" }, [
        button("↶", run("undo"), { label: labels.undo, title: `${labels.undo} (u)` }),
        button("↷", run("redo"), { label: labels.redo, title: `${labels.redo} (U)` }),
        button(fill(labels, "read_so_far", { count: unread }), run("reviewSeen"), { disabled: unread === 0 }),
        button(labels.review_all ?? "", run("reviewAll")),
        button("?", run("help"), { label: labels.help, title: labels.help }),
      ]),
      progressBar(state),
    ];
    // The field that is being typed in stays where it is.
    const kept = search && this.tools?.contains(search) ? search : null;
    if (kept) {
      for (const child of [...(this.tools?.children ?? [])]) if (child !== kept) child.remove();
      const place = parts.indexOf(kept);
      kept.before(...parts.slice(0, place));
      kept.after(...parts.slice(place + 1));
    } else this.tools?.replaceChildren(...parts);
  }

  showDetails() {
    const { chosen, span, state } = this;
    const { run } = this.asks;
    const parts = [];
    if (span) parts.push(selectionDetails(state, span, this.recent.slots, this.exchange, run));
    if (chosen) parts.push(itemDetails(state, chosen, span !== null, run));
    if (!parts.length) parts.push([el("div", { class: "qc-hint", text: state.labels.begin ?? "" })]);
    this.details?.replaceChildren(...parts.map((content) => el("div", { class: "qc-part" }, content)));
  }

  /** Tell a screen reader. @param {string} text */
  say(text) {
    const live = this.root.parentElement?.querySelector(".qc-live");
    if (live) live.textContent = text;
  }
}
