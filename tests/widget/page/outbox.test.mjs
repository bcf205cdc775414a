// Saved means saved: an act is on its way until Python says otherwise, and none is lost without a word.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PAGE } from "./helpers.mjs";

const { Outbox } = await import(`${PAGE}outbox.js`);

/** An outbox whose line and clock are in our hands. */
function outbox(send = () => {}) {
  const sent = [];
  const timers = new Map();
  const made = new Outbox({
    send: (message) => { sent.push(message); send(message); },
    changed: () => {},
    setTimer: (told) => { const key = {}; timers.set(key, told); return key; },
    clearTimer: (key) => timers.delete(key),
  });
  return { made, sent, late: () => [...timers.values()].forEach((told) => told()) };
}

test("an act is saved when Python has said so, and not before", async () => {
  const { made, sent } = outbox();
  const answer = made.put({ op: "code" });
  assert.equal(made.status.state, "saving");
  assert.ok(made.answered({ re: sent[0].id, ok: true, did: "did_code" }));
  assert.equal(made.status.state, "saved");
  assert.equal((await answer).did, "did_code");
});

test("without an answer it is not saved, and an answer that comes late still counts", () => {
  const { made, sent, late } = outbox();
  made.put({ op: "code" });
  late();
  assert.deepEqual([made.status.state, made.status.why], ["not_saved", "no_answer"]);
  made.answered({ re: sent[0].id, ok: true });
  assert.equal(made.status.state, "saved");
});

test("with a broken line it is not saved at once", () => {
  const { made } = outbox(() => { throw new Error("Cannot send"); });
  made.put({ op: "code" });
  assert.deepEqual([made.status.state, made.status.why], ["not_saved", "no_connection"]);
});

test("what the disk refused is kept, and tried again under the same name and in order", () => {
  const { made, sent } = outbox();
  made.put({ op: "code", code: "a" });
  made.put({ op: "code", code: "b" });
  const names = sent.map((message) => message.id);
  for (const re of names) made.answered({ re, ok: false, again: true, why: "write_failed", values: { reason: "vol" } });
  assert.deepEqual([made.status.state, made.status.count, made.status.values.reason], ["not_saved", 2, "vol"]);
  made.retry();
  assert.deepEqual(sent.slice(2).map((message) => [message.id, message.code]), [[names[0], "a"], [names[1], "b"]]);
  for (const re of names) made.answered({ re, ok: true });
  assert.equal(made.status.state, "saved");
});

test("what is refused for good is no longer waited for", async () => {
  const { made, sent } = outbox();
  const answer = made.put({ op: "code" });
  made.answered({ re: sent[0].id, ok: false, again: false, why: "gone" });
  assert.equal(made.status.state, "saved");
  assert.equal((await answer).why, "gone");
});

test("what was not saved can be given up, or taken over by a new page", () => {
  const { made, late } = outbox();
  made.put({ op: "code" });
  late();
  const next = outbox();
  next.made.adopt(made.unsaved[0].message);
  assert.equal(next.made.status.state, "not_saved");
  next.made.retry();
  assert.equal(next.sent[0].op, "code");
  made.drop();
  assert.equal(made.status.state, "saved");
});

test("an answer to nobody here is left to others", () => {
  assert.equal(outbox().made.answered({ re: "van een ander", ok: true }), false);
});
