// What each command does: with the selection, with the chosen coding or suggestion, or with the whole.

import { act } from "./acting.js";
import {
  choosePassageCode, chooseStance, correctQuestion, exchange, giveRecent, onCoding, otherCode, remove, review, reviewAll, setBorders, writeMemo,
} from "./coding.js";
import { helpWindow } from "./forms.js";
import { extend, near, nextItem, nextTranscript, snap, step } from "./moves.js";
import { dismiss, settle } from "./settling.js";
import { wordsIn } from "./words.js";

/** @typedef {import("./acting.js").Desk} Desk */

/** @param {Desk} desk @param {string} command */
export function run(desk, command) {
  const [name, value] = command.includes(":") ? command.split(/:(.*)/su) : [command.replace(/[+-]$/u, ""), ""];
  const direction = command.endsWith("-") ? -1 : 1;
  const does = COMMANDS[name ?? ""];
  if (does) does(desk, direction, value ?? "");
}

/** @type {Record<string, (desk: Desk, direction: 1 | -1, value: string) => void>} */
const COMMANDS = {
  sentence: (desk, direction) => step(desk, desk.page.state.sentences, direction),
  word: (desk, direction) => step(desk, near(desk.page, wordsIn), direction),
  extend: (desk, _, value) => extend(desk, value.slice(0, -1), value.endsWith("-") ? -1 : 1),
  turn: (desk, direction) => desk.page.go(desk.page.current + direction),
  coding: (desk, direction) => nextItem(desk, "coding", direction),
  suggestion: (desk, direction) => nextItem(desk, "suggestion", direction),
  disagreement: (desk, direction) => nextItem(desk, "disagreement", direction),
  transcript: (desk, direction) => nextTranscript(desk, direction),
  code: (desk) => choosePassageCode(desk),
  recent: (desk, _, value) => giveRecent(desk, Number(value)),
  accept: (desk) => review(desk, "accept"),
  reject: (desk) => review(desk, "reject"),
  otherCode: (desk) => otherCode(desk),
  borders: (desk) => setBorders(desk),
  memo: (desk) => writeMemo(desk),
  stance: (desk) => chooseStance(desk),
  remove: (desk) => remove(desk),
  confirm: (desk) => onCoding(desk, (item) => void act(desk, "confirm", { item })),
  refuse: (desk) => onCoding(desk, (item) => void act(desk, "refuse", { item })),
  reassign: (desk, _, code) => onCoding(desk, (item) => void act(desk, "reassign", { item, code })),
  settle: (desk, _, how) => settle(desk, how),
  dismiss: (desk) => dismiss(desk),
  agree: (desk) => void act(desk, "agree", { reason: desk.page.state.labels.agreement }),
  exchange: (desk) => exchange(desk),
  swap: ({ page }) => page.selection && page.select({ anchor: page.selection.focus, focus: page.selection.anchor }),
  snapWord: (desk) => snap(desk, near(desk.page, wordsIn)),
  snapSentence: (desk) => snap(desk, desk.page.state.sentences),
  reviewTurn: ({ page }) => page.state.reading[page.current] && page.review([page.current]),
  reviewSeen: ({ page }) => page.review(page.unread()),
  reviewAll: (desk) => reviewAll(desk),
  undo: (desk) => void act(desk, "undo"),
  redo: (desk) => void act(desk, "redo"),
  asked: (desk, _, turn) => correctQuestion(desk, turn === "" ? desk.page.current : Number(turn)),
  search: ({ page }) => /** @type {HTMLElement | null} */ (page.root.querySelector(".qc-search"))?.focus(),
  help: (desk) => desk.dialog(helpWindow(desk.page.state.labels, () => desk.dialog(null))),
  escape: ({ page }) => {
    page.select(null);
    page.choose(null);
  },
};
