// Choosing: codes by what is typed, digits for recent ones, keys, suggestions one after another.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PAGE, code } from "./helpers.mjs";

const { matching, plain } = await import(`${PAGE}typeahead.js`);
const { used } = await import(`${PAGE}recent.js`);
const { KEYS, commandOf } = await import(`${PAGE}keys.js`);
const { because, clock, fill, shortened } = await import(`${PAGE}explain.js`);
const { runs } = await import(`${PAGE}reading.js`);
const { HIDDEN, following, passes } = await import(`${PAGE}items.js`);

const CODES = [code("aanpak", "Integrale aanpak"), code("aanpak.schotten", "Schotten en potjes", ["Integrale aanpak", "Schotten en potjes"]), code("vve", "Vóór- en vroegschools")];
const names = (typed) => matching(CODES, typed).map((one) => one.id);

test("a part of the name, of the path or of the id finds a code, with or without accents", () => {
  assert.deepEqual(names("potj"), ["aanpak.schotten"]);
  assert.deepEqual(names("voor"), ["vve"]);
  assert.deepEqual(names("integrale"), ["aanpak", "aanpak.schotten"]);
  assert.deepEqual(names("vve"), ["vve"]);
  assert.deepEqual(names("schot integr"), ["aanpak.schotten"]);
  assert.deepEqual(names(""), CODES.map((one) => one.id));
  assert.deepEqual(names("bestaat niet"), []);
  assert.equal(plain("Éné"), "ene");
});

test("a digit keeps its code while that is in use; a new code takes the digit that was idle longest", () => {
  let known = { slots: [], order: [] };
  for (const name of ["a", "b", "c", "d", "e", "f", "g", "h", "i"]) known = used(known, name);
  assert.equal(known.slots.join(""), "abcdefghi");
  assert.equal(used(known, "c").slots.join(""), "abcdefghi");
  known = used(used(known, "a"), "x");
  assert.equal(known.slots.join(""), "axcdefghi");
});

test("every key in the list of keys asks for something, and strange ones for nothing", () => {
  const press = (key, more = {}) => commandOf({ key, shiftKey: false, altKey: false, ctrlKey: false, metaKey: false, ...more });
  assert.equal(press("ArrowDown"), "sentence+");
  assert.equal(press("ArrowLeft", { shiftKey: true }), "extend:word-");
  assert.equal(press("ArrowRight", { shiftKey: true, altKey: true }), "extend:letter+");
  assert.equal(press("z", { ctrlKey: true }), "undo");
  assert.equal(press("Z", { metaKey: true, shiftKey: true }), "redo");
  assert.equal(press("y", { ctrlKey: true }), "redo");
  assert.equal(press("c", { ctrlKey: true }), null);
  assert.equal(press("c", { altKey: true }), null);
  assert.equal(press("7"), "recent:7");
  assert.equal(press("é"), null);
  for (const [key] of KEYS) for (const one of key.split(/[ ,]+/u).filter((part) => /^[a-zV?/.,[\]]$/u.test(part))) assert.ok(press(one), one);
});

test("words are filled in, and what is not given stays as it is", () => {
  assert.equal(fill({ hits: "{number} van {count}" }, "hits", { number: 1, count: 3 }), "1 van 3");
  assert.equal(fill({}, "onbekend"), "onbekend");
  assert.equal(fill({ a: "{b}" }, "a"), "{b}");
  assert.equal(clock(3723), "1:02:03");
  assert.equal(clock(63.9), "1:03");
  assert.equal(clock(null), "");
  assert.equal(shortened("a  b\nc", 3), "a …");
  assert.equal(shortened("😀😀😀", 3), "😀😀😀");
});

test("a suggestion says by which keyword, rule and words it came", () => {
  const labels = { because_keyword: "trefwoord ‘{keyword}’, regel: {rule}", rule_compound: "samenstelling", matched: "treffer: {words}", certainty: "{percent} %", flag_negation: "ontkenning", parts: "{parts}", forms_of: "{lemma}" };
  const item = { keyword: "potje", rule: "compound", words: [{ start: 0, end: 9 }], split: ["geld", "potje"], lemma: "potje", flag: "negation", confidence: 0.7 };
  assert.deepEqual(because(item, "geldpotje!", labels), ["trefwoord ‘potje’, regel: samenstelling", "treffer: geldpotje", "potje", "geld + potje", "70 %", "ontkenning"]);
});

const hit = (id, start, more = {}) => ({ id, kind: "suggestion", code: "vve", start, end: start + 4, rule: "exact", confidence: 0.7, ...more });

test("suggestions follow one another by place, and begin again at the end", () => {
  const items = [hit("b", 10), hit("a", 2), hit("c", 20)];
  assert.equal(following(items, undefined, 0, 1).id, "a");
  assert.equal(following(items, items[1], 0, 1).id, "b");
  assert.equal(following(items, items[2], 0, 1).id, "a");
  assert.equal(following(items, items[1], 0, -1).id, "c");
  assert.equal(following(items, undefined, 15, -1).id, "b");
  assert.equal(following([], undefined, 0, 1), undefined);
});

test("suggestions are filtered by code with its sub-codes, by rule and by certainty; codings always stay", () => {
  const line = (name) => (name === "vve.kwaliteit" ? ["vve.kwaliteit", "vve"] : [name]);
  const all = { code: "", rule: "", certainty: 0 };
  assert.ok(passes(hit("a", 1, { code: "vve.kwaliteit" }), { ...all, code: "vve" }, line));
  assert.ok(!passes(hit("a", 1, { code: "taal" }), { ...all, code: "vve" }, line));
  assert.ok(!passes(hit("a", 1), { ...all, rule: "compound" }, line));
  assert.ok(!passes(hit("a", 1), { ...all, certainty: 0.9 }, line));
  assert.ok(!passes(hit("a", 1), { ...all, code: HIDDEN }, line));
  assert.ok(passes(hit("a", 1, { kind: "coding" }), { code: "taal", rule: "lemma", certainty: 1 }, line));
});

test("turns that follow on each other are reviewed at once, over the interviewer and not over a gap", () => {
  const reading = { 1: "not_reviewed", 3: "not_reviewed", 5: "not_reviewed", 7: "not_reviewed" };
  assert.deepEqual(runs([1, 3, 7], reading), [[1, 3], [7, 7]]);
  assert.deepEqual(runs([], reading), []);
});
