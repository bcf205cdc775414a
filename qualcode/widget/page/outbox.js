// Acts on their way to the journal. Nothing is called saved before Python says so, and no act is lost without a word.

/** @typedef {import("./types.js").Message} Message */
/** @typedef {{message: Message, state: "sent" | "late" | "failed", why: string, values: Message, timer: any,
 *   resolve: (answer: Message) => void}} Act */

const LATE = 5000;
let count = 0;

/** A name for a message that no other page, or page of earlier, has given. */
export function newName() {
  count += 1;
  return `${Date.now().toString(36)}-${count}-${Math.random().toString(36).slice(2, 10)}`;
}

/** Sends acts, and keeps each until it is on the disk or given up by hand. */
export class Outbox {
  /**
   * @param {{send: (message: Message) => void, changed: () => void, setTimer?: (told: () => void, after: number) => any,
   *   clearTimer?: (timer: any) => void, late?: number}} options
   */
  constructor({ send, changed, setTimer, clearTimer, late }) {
    this.send = send;
    this.changed = changed;
    this.setTimer = setTimer ?? ((told, after) => setTimeout(told, after));
    this.clearTimer = clearTimer ?? ((timer) => clearTimeout(timer));
    this.late = late ?? LATE;
    /** @type {Map<string, Act>} */
    this.acts = new Map();
  }

  /** @param {Message} message @returns {Promise<Message>} Python's answer, when there is one */
  put(message) {
    return new Promise((resolve) => {
      const id = newName();
      /** @type {Act} */ const act = { message: { ...message, id }, state: "sent", why: "", values: {}, timer: undefined, resolve };
      this.acts.set(id, act);
      this.post(act);
    });
  }

  /** Keep an act of an earlier page that was not saved, to be tried again. @param {Message} message */
  adopt(message) {
    /** @type {Act} */
    const act = { message, state: "failed", why: "no_connection", values: {}, timer: undefined, resolve: () => {} };
    this.acts.set(/** @type {string} */ (message.id), act);
  }

  /** @param {Act} act */
  post(act) {
    this.clearTimer(act.timer);
    act.state = "sent";
    act.timer = this.setTimer(() => this.fail(act, "late", "no_answer"), this.late);
    try {
      this.send(act.message);
    } catch {
      this.fail(act, "failed", "no_connection");
    }
    this.changed();
  }

  /** @param {Act} act @param {"late" | "failed"} state @param {string} why @param {Message} [values] */
  fail(act, state, why, values = {}) {
    this.clearTimer(act.timer);
    Object.assign(act, { state, why, values });
    this.changed();
  }

  /** @param {Message} answer @returns {boolean} whether it is the answer to one of these acts */
  answered(answer) {
    const act = this.acts.get(answer.re);
    if (!act) return false;
    if (!answer.ok && answer.again) {
      this.fail(act, "failed", answer.why, answer.values);
      return true;
    }
    this.clearTimer(act.timer);
    this.acts.delete(answer.re);
    this.changed();
    act.resolve(answer);
    return true;
  }

  /** Try again all that was not saved, in order. */
  retry() {
    for (const act of this.unsaved) this.post(act);
  }

  /** Give up what was not saved. */
  drop() {
    for (const act of this.unsaved) {
      this.clearTimer(act.timer);
      this.acts.delete(act.message.id);
    }
    this.changed();
  }

  /** @returns {Act[]} */
  get unsaved() {
    return [...this.acts.values()].filter((act) => act.state !== "sent");
  }

  /** @returns {{state: "saved" | "saving" | "not_saved", count: number, why: string, values: Message}} */
  get status() {
    const [first] = this.unsaved;
    if (first) return { state: "not_saved", count: this.unsaved.length, why: first.why, values: first.values };
    return { state: this.acts.size ? "saving" : "saved", count: this.acts.size, why: "", values: {} };
  }
}
