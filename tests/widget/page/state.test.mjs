// What is known of the transcript: views come in, changes follow on each other, passages go out.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PAGE, code, view } from "./helpers.mjs";

const { State } = await import(`${PAGE}state.js`);
const { shortly } = await import(`${PAGE}asked.js`);
const { stretches } = await import(`${PAGE}outline.js`);
const TALK = [["I", "Hoe gaat het 😀?"], ["R", "Goed 🌷 hoor."], ["I", "En de vve?"], ["R", "Ja, precies."]];

test("what Python counts in code points is the same words here, behind emoji too", () => {
  const told = view(TALK);
  const points = Array.from(told.transcript.text);
  const start = points.join("").indexOf("precies");
  const item = { kind: "coding", code: "vve", start: Array.from(told.transcript.text.slice(0, start)).length, end: 0 };
  item.end = item.start + 7;
  const state = new State({ ...told, items: { c1: item } });
  assert.equal(state.words(state.items.get("c1")), "precies");
  assert.deepEqual(state.turns.map((turn) => state.words(turn)), TALK.map(([, words]) => words));
  assert.deepEqual(state.passage(state.items.get("c1")), { start: item.start, end: item.end, quote: "precies" });
});

test("a change names the turns to paint, and one that does not follow on is refused", () => {
  const told = view(TALK);
  const turn = told.transcript.turns[1];
  const state = new State(told);
  const put = { c1: { kind: "coding", code: "vve", start: turn.start, end: turn.end } };
  const change = { from: 0, to: 1, put, gone: [], reading: { 3: "complete" }, keyed: {}, progress: {}, recent: ["vve"] };
  assert.deepEqual([...state.take(change)].sort(), [1, 3]);
  assert.equal(state.take(change), null);
  assert.deepEqual([...state.take({ ...change, from: 1, to: 2, put: {}, gone: ["c1", "c9"], reading: {} })], [1]);
  assert.equal(state.items.size, 0);
});

test("a colour is a colour or grey, and never anything else", () => {
  const bad = { ...code("slecht", "Slecht"), colour: "red;} body{display:none" };
  const state = new State(view(TALK, { codes: [code("vve", "Vve"), bad] }));
  assert.equal(state.colour("vve"), "#0072b2");
  assert.equal(state.colour("slecht"), "#808080");
  assert.equal(state.colour("onbekend"), "#808080");
  assert.equal(state.name("onbekend"), "onbekend");
});

test("an exchange takes the question in, and only that of the interviewer right before", () => {
  const state = new State(view(TALK));
  const [, , question, answer] = state.turns;
  const span = { start: answer.start, end: answer.start + 2 };
  assert.deepEqual(state.withQuestion(span), { start: question.start, end: span.end });
  assert.deepEqual(state.withQuestion(question), question);
});

test("a code knows all above it", () => {
  const child = { ...code("vve.kwaliteit", "Kwaliteit"), parent: "vve" };
  const state = new State(view(TALK, { codes: [code("vve", "Vve"), child] }));
  assert.deepEqual(state.lineOf("vve.kwaliteit"), ["vve.kwaliteit", "vve"]);
});

test("the outline has a stretch for each question, with how much of it was read", () => {
  const keyed = { ...[["a", "1"], ["a", "1"], ["b", null]].map(([topic, question]) => ({ topic, question })) };
  assert.deepEqual(stretches(3, keyed, { 1: "complete", 2: "not_reviewed" }), [
    { topic: "a", question: "1", first: 0, last: 1, done: 1, all: 1 },
    { topic: "b", question: null, first: 2, last: 2, done: 0, all: 1 },
  ]);
});

test("beside a turn stands what it asks, on what it probes, or that it does neither, and whether that is sure", () => {
  const asked = (does, questions, confidence = 1) => ({ does, questions, question: questions[0] ?? "3", confidence });
  assert.equal(shortly(asked("question", ["3b", "4"])), "3b, 4");
  assert.equal(shortly(asked("probe", [], 0.5)), "↳3?");
  assert.equal(shortly(asked("neither", [])), "–");
  assert.equal(shortly(undefined), "–");
});
