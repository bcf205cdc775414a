// Offsets: Python's code points and JavaScript's units tell the same places.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PAGE, dice, pick } from "./helpers.mjs";

const { Offsets } = await import(`${PAGE}offsets.js`);
const LETTERS = ["a", "é", "e\u0301", "😀", "👩‍👩‍👧", "🌷", "\n", "<", "𝒜", "\ud800", "ß", "中", "\u200d"];

test("a place counted in code points is the same place in units, in any text", () => {
  const random = dice(7);
  for (let round = 0; round < 500; round += 1) {
    const text = Array.from({ length: random() % 30 }, () => pick(random, LETTERS)).join("");
    const points = Array.from(text);
    const offsets = new Offsets(text);
    for (let number = 0; number <= points.length; number += 1) {
      const units = points.slice(0, number).join("").length;
      assert.equal(offsets.toUnits(number), units);
      assert.equal(offsets.toPoints(units), number);
    }
  }
});

test("a span goes out as it came in", () => {
  const offsets = new Offsets("Nou 😀 goed 🌷 zeg");
  const span = offsets.inward([4, 11]);
  assert.deepEqual(span, { start: 4, end: 12 });
  assert.deepEqual(offsets.outward(span), { start: 4, end: 11 });
});
