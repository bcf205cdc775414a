// The entry: a page in a notebook, with its line to Python.

import { run } from "./commands.js";
import { button, el } from "./dom.js";
import { fill } from "./explain.js";
import { commandOf } from "./keys.js";
import { Outbox, newName } from "./outbox.js";
import { Page } from "./page.js";
import { tooltips } from "./tooltip.js";

// How often a page asks whether others have coded, while it is looked at and in use.
const EVERY = 4000;
const IN_USE = 300000;
const WAIT = 5000;
const KEYS_ARE_OURS = "data-lm-suppress-shortcuts";
// What pages could not save, by coder: a page that is shown anew takes over what was left behind.
const LEFT = Symbol.for("qualcode.unsaved");

/** @returns {Map<string, {by: object, acts: import("./types.js").Message[]}>} */
function left() {
  const shared = /** @type {any} */ (globalThis);
  shared[LEFT] ??= new Map();
  return shared[LEFT];
}

/** One widget on the screen. */
class Widget {
  /** @param {import("./types.js").Line} line @param {HTMLElement} host */
  constructor(line, host) {
    this.line = line;
    /** @type {Page | null} */ this.page = null;
    this.asked = "";
    this.used = Date.now();
    this.did = "";
    this.outbox = new Outbox({ send: (message) => line.send(message), changed: () => this.showStatus() });
    const attributes = { [KEYS_ARE_OURS]: "true" };
    this.root = el("div", { class: "qc", attributes });
    this.sheet = el("div", { class: "qc-page" });
    this.over = el("div", { class: "qc-over" });
    this.status = el("div", { class: "qc-status", attributes: { role: "status" } });
    this.live = el("div", { class: "qc-live", attributes: { "aria-live": "polite" } });
    this.root.append(this.sheet, this.over, this.status, this.live);
    host.append(this.root);
    this.endTooltips = tooltips(this.root, () => this.page?.state ?? null);
    this.root.addEventListener("keydown", (event) => this.pressed(event));
    this.root.addEventListener("pointerdown", () => {
      this.used = Date.now();
    });
    // Jupyter takes keys at the element that has the focus, before they come here; those are ours.
    this.root.addEventListener("focusin", (event) => {
      if (event.target instanceof Element) event.target.setAttribute(KEYS_ARE_OURS, "true");
    });
    // Buttons leave the selection alone, and so the focus too; the keys that follow are meant for this widget.
    this.root.addEventListener("click", () => {
      if (!this.hasFocus()) this.page?.text?.focus({ preventScroll: true });
    });
    this.hear = (/** @type {any} */ message) => this.heard(message);
    this.sync = () => this.askNews();
    this.leave = (/** @type {Event} */ event) => {
      if (this.outbox.acts.size) event.preventDefault();
    };
    line.on("msg:custom", this.hear);
    window.addEventListener("focus", this.sync);
    window.addEventListener("beforeunload", this.leave);
    this.timer = setInterval(() => {
      if (document.visibilityState === "visible" && Date.now() - this.used < IN_USE) this.askNews();
    }, EVERY);
    this.hello();
  }

  /** @param {string} [transcript] */
  hello(transcript) {
    this.asked = newName();
    const asked = this.asked;
    setTimeout(() => {
      // A saved notebook, or an export of it: nobody is there to answer.
      if (this.asked === asked) this.tell(this.page?.state.labels.no_answer ?? "Geen antwoord van Python. Voer de cel uit om te coderen.", true);
    }, WAIT);
    this.post({ id: this.asked, op: "hello", ...(transcript ? { transcript } : {}) });
  }

  /** @returns {boolean} */
  hasFocus() {
    const root = this.root.getRootNode();
    return this.root.contains(root instanceof ShadowRoot ? root.activeElement : document.activeElement);
  }

  askNews() {
    if (this.page && this.root.isConnected) this.post({ id: newName(), op: "sync" });
  }

  /** Send what is no act, and so may get lost. @param {import("./types.js").Message} message */
  post(message) {
    try {
      this.line.send(message);
    } catch {
      this.tell(this.page?.state.labels.no_connection ?? "", true);
    }
  }

  /** @param {import("./types.js").Message} message */
  heard(message) {
    if (!message || typeof message !== "object") return;
    if (message.type === "view" && message.re === this.asked) this.show(message);
    else if (message.type === "codes") this.page?.takeCodes(message.codes);
    else if (message.type === "change") this.changed(message);
    else if (message.re !== undefined && this.outbox.answered(message)) this.done(message);
    else if (message.re === this.asked && !message.ok) this.tell(this.words(message), true);
  }

  /** @param {import("./types.js").Message} view */
  show(view) {
    this.asked = "";
    this.root.lang = view.language;
    const focused = this.hasFocus();
    const known = this.page;
    const scrolled = known?.text?.scrollTop ?? 0;
    known?.highlights.clear();
    const again = known && known.state.transcript === view.transcript.id ? known : null;
    const asks = {
      act: (/** @type {string} */ op, /** @type {import("./types.js").Message} */ carried = {}) => this.act(op, carried),
      open: (/** @type {string} */ id) => this.hello(id),
      run: (/** @type {string} */ command) => this.run(command),
    };
    this.page = new Page(this.sheet, asks, view);
    if (again) {
      this.page.recent = again.recent;
      this.page.seen = again.seen;
      if (this.page.text) this.page.text.scrollTop = scrolled;
      this.page.select(again.selection);
    }
    if (focused) this.page.text?.focus({ preventScroll: true });
    this.page.look();
    this.adopt();
    this.tell("");
  }

  /** @param {import("./types.js").Message} change */
  changed(change) {
    const { page } = this;
    if (!page) return;
    if (change.transcript !== page.state.transcript) {
      page.state.progress = change.progress;
      page.showTools();
    } else if (!page.take(change)) this.hello(page.state.transcript);
  }

  /** @param {string} op @param {import("./types.js").Message} carried */
  act(op, carried) {
    const state = /** @type {Page} */ (this.page).state;
    this.used = Date.now();
    return this.outbox.put({ op, transcript: state.transcript, session: state.session, ...carried });
  }

  /** @param {import("./types.js").Message} answer */
  done(answer) {
    this.did = answer.ok ? fill(this.page?.state.labels ?? {}, answer.did, answer.values) : "";
    if (answer.ok) this.showStatus();
    else this.tell(this.words(answer), true);
  }

  /** @param {import("./types.js").Message} answer */
  words(answer) {
    return fill(this.page?.state.labels ?? {}, answer.why, answer.values);
  }

  /** Show whether all is saved. It never says so before Python did. */
  showStatus() {
    const labels = this.page?.state.labels ?? {};
    const { state, count, why, values } = this.outbox.status;
    this.remember();
    const before = this.status.dataset.state;
    this.status.dataset.state = state;
    if (state === "not_saved") {
      const told = `${labels.not_saved} (${fill(labels, "waiting_acts", { count })}): ${fill(labels, why, values)}`;
      const retry = button(labels.retry ?? "", () => this.outbox.retry(), { class: "qc-button qc-primary" });
      const drop = button(labels.drop ?? "", () => this.outbox.drop());
      this.status.replaceChildren(el("strong", { text: told }), retry, drop);
      // A notebook may have scrolled it away.
      if (before !== state) this.status.scrollIntoView({ block: "nearest" });
    } else {
      const did = state === "saved" && this.did ? ` · ${this.did}` : "";
      this.status.textContent = `${labels[state] ?? ""}${did}`;
    }
  }

  /** Say something, unless there is an act that is not saved: that stays in sight. @param {string} text @param {boolean} [refused] */
  tell(text, refused = false) {
    if (this.outbox.status.state === "not_saved") return;
    this.status.dataset.state = refused ? "refused" : "told";
    this.status.textContent = text;
  }

  /** Leave what is not saved where a page that is shown anew finds it. */
  remember() {
    const state = this.page?.state;
    if (!state) return;
    const acts = this.outbox.unsaved.map((act) => act.message);
    if (acts.length) left().set(state.coder, { by: this, acts });
    else if (left().get(state.coder)?.by === this) left().delete(state.coder);
  }

  /** Take over what an earlier page of this coder could not save, unless that page is still there. */
  adopt() {
    const coder = this.page?.state.coder ?? "";
    const found = left().get(coder);
    if (!found || found.by === this || /** @type {Widget} */ (found.by).root.isConnected) return;
    left().delete(coder);
    for (const message of found.acts) this.outbox.adopt(message);
    this.showStatus();
  }

  /** @param {string} command */
  run(command) {
    if (!this.page) return;
    run({
      page: this.page,
      dialog: (made) => this.dialog(made),
      tell: (text, refused) => this.tell(text, refused),
      open: (transcript) => this.hello(transcript),
    }, command);
  }

  /** @param {HTMLElement | null} made a window to show, or none */
  dialog(made) {
    this.over.replaceChildren(...(made ? [made] : []));
    this.over.classList.toggle("qc-low", this.page?.isHigh() ?? false);
    if (!made) {
      this.page?.text?.focus({ preventScroll: true });
      this.page?.mark();
      return;
    }
    const first = made.querySelector("input, textarea, [aria-pressed=true]") ?? made;
    if (first instanceof HTMLElement) first.focus({ preventScroll: true });
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    const target = event.composedPath()[0];
    if (event.isComposing || !(target instanceof HTMLElement) || target.closest("input, textarea, select, .qc-dialog")) return;
    if (target instanceof HTMLButtonElement && (event.key === "Enter" || event.key === " ")) return;
    const command = commandOf(event);
    if (!command) return;
    event.preventDefault();
    event.stopPropagation();
    this.used = Date.now();
    this.run(command);
  }

  end() {
    clearInterval(this.timer);
    this.line.off("msg:custom", this.hear);
    window.removeEventListener("focus", this.sync);
    window.removeEventListener("beforeunload", this.leave);
    this.page?.highlights.clear();
    this.endTooltips();
    this.root.remove();
  }
}

/** @param {{model: import("./types.js").Line, el: HTMLElement}} given */
function render({ model, el: host }) {
  const widget = new Widget(model, host);
  return () => widget.end();
}

export default { render };
