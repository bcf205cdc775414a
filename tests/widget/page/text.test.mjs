// The text: cutting it into pieces, finding words in it, steps and snapping.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PAGE, dice } from "./helpers.mjs";

const { segments, touched } = await import(`${PAGE}segments.js`);
const { lettersIn, neighbour, nextBorder, snapped, trimmed, wordsIn } = await import(`${PAGE}words.js`);
const { find } = await import(`${PAGE}search.js`);

test("pieces tile the stretch, and each span is found again in its pieces", () => {
  const random = dice(3);
  for (let round = 0; round < 300; round += 1) {
    const start = random() % 10;
    const end = start + 1 + (random() % 60);
    const spans = Array.from({ length: random() % 8 }, () => {
      const from = random() % 70;
      return { start: from, end: from + 1 + (random() % 20) };
    });
    const pieces = segments(start, end, spans);
    assert.equal(pieces[0].start, start);
    assert.equal(pieces.at(-1).end, end);
    pieces.slice(1).forEach((piece, number) => assert.equal(piece.start, pieces[number].end));
    for (const span of spans) {
      const inside = Math.max(0, Math.min(span.end, end) - Math.max(span.start, start));
      const found = pieces.filter((piece) => piece.items.includes(span)).reduce((sum, piece) => sum + piece.end - piece.start, 0);
      assert.equal(found, inside);
    }
  }
});

test("a span touches the turns that it shares a letter with", () => {
  const turns = [{ start: 3, end: 10 }, { start: 14, end: 20 }, { start: 24, end: 30 }];
  assert.deepEqual(touched(turns, { start: 5, end: 15 }), [0, 2]);
  assert.deepEqual(touched(turns, { start: 10, end: 14 }), [1, 1]);
  assert.deepEqual(touched(turns, { start: 29, end: 99 }), [2, 3]);
});

test("words and letters are what a Dutch reader takes for them", () => {
  const text = "Zo’n vve-plek 👩‍👩‍👧 é!";
  const whole = { start: 0, end: text.length };
  assert.deepEqual(wordsIn(text, whole).map((span) => text.slice(span.start, span.end)), ["Zo’n", "vve", "plek", "é"]);
  assert.ok(lettersIn(text, whole).some((span) => text.slice(span.start, span.end) === "👩‍👩‍👧"));
});

test("a selection grows to whole words, and loses blanks at its borders", () => {
  const text = "We werken samen hier.";
  const words = wordsIn(text, { start: 0, end: text.length });
  const grown = snapped({ start: 5, end: 12 }, words);
  assert.equal(text.slice(grown.start, grown.end), "werken samen");
  assert.deepEqual(trimmed(" a ", { start: 0, end: 3 }), { start: 1, end: 2 });
  assert.equal(trimmed("   ", { start: 0, end: 3 }), null);
  assert.deepEqual(snapped({ start: 90, end: 91 }, words), { start: 90, end: 91 });
});

test("steps go to the next piece, and a border moves word by word and over the fixed end", () => {
  const words = [{ start: 0, end: 2 }, { start: 3, end: 9 }, { start: 10, end: 15 }];
  assert.deepEqual(neighbour(words, 2, 1), words[1]);
  assert.deepEqual(neighbour(words, 3, -1), words[0]);
  assert.equal(neighbour(words, 16, 1), undefined);
  assert.equal(nextBorder(words, { anchor: 3, focus: 9 }, 1), 15);
  assert.equal(nextBorder(words, { anchor: 3, focus: 9 }, -1), 0);
  assert.equal(nextBorder(words, { anchor: 3, focus: 15 }, -1), 9);
  assert.equal(nextBorder(words, { anchor: 3, focus: 15 }, 1), undefined);
});

test("searching knows no capitals, takes marks as they are, and finds words over a line end", () => {
  assert.deepEqual(find("De VVE. De vve?", "vve"), [{ start: 3, end: 6 }, { start: 11, end: 14 }]);
  assert.deepEqual(find("a.c abc", "a.c"), [{ start: 0, end: 3 }]);
  assert.deepEqual(find("warme\noverdracht", "Warme overdracht"), [{ start: 0, end: 16 }]);
  assert.deepEqual(find("wat ook", "  "), []);
  assert.deepEqual(find("😀 [x] (y)", "[x] (y)"), [{ start: 3, end: 10 }]);
});
