// What commands share: an act that is followed by a look at what it made, and the window to choose a code in.

import { newCodeForm } from "./forms.js";
import { following } from "./items.js";
import { palette } from "./palette.js";

/**
 * @typedef {{page: import("./page.js").Page, dialog: (made: HTMLElement | null) => void,
 *   tell: (text: string, refused?: boolean) => void, open: (transcript: string) => void}} Desk
 */

/** @param {Desk} desk @param {string} op @param {import("./types.js").Message} [carried] */
export async function act(desk, op, carried) {
  const answer = await desk.page.asks.act(op, carried);
  if (answer.ok && answer.item) desk.page.choose(answer.item, { scroll: false });
  if (answer.ok && answer.place) showPlace(desk, answer.place);
  return answer;
}

/** @param {Desk} desk @param {[string, number, number]} place in code points */
function showPlace({ page }, [transcript, start]) {
  if (transcript === page.state.transcript) page.scrollTo(page.state.offsets.toUnits(start));
}

/** @param {Desk} desk @param {(code: string) => void} chosen */
export function askCode(desk, chosen) {
  const { page } = desk;
  const use = (/** @type {string} */ code) => {
    page.useCode(code);
    chosen(code);
  };
  const make = (/** @type {string} */ name) => ask(desk, (asks) => newCodeForm(page.state, name, asks), async (code) => {
    const answer = await page.asks.act("newCode", code);
    if (answer.ok && answer.code) use(answer.code);
  });
  ask(desk, ({ done, closed }) => palette(page.state, page.recent.slots, { chosen: done, make, closed }), use);
}

/**
 * Show a window, and do what it says when it has closed.
 * @template {any[]} T
 * @param {Desk} desk @param {(asks: {done: (...told: T) => void, closed: () => void}) => HTMLElement} made
 * @param {(...told: T) => void} does
 */
export function ask({ dialog }, made, does) {
  const closed = () => dialog(null);
  dialog(made({
    closed,
    done: (...told) => {
      closed();
      does(...told);
    },
  }));
}

/**
 * Decide on what is chosen, and go on to the next that waits, since many are decided on after one another.
 * @param {Desk} desk @param {string} op @param {import("./types.js").Message} carried
 * @param {(item: import("./types.js").Item) => boolean} waits
 */
export async function decide({ page }, op, carried, waits) {
  const item = page.chosen;
  if (!item) return;
  const items = [...page.state.items.values()].filter((one) => waits(one) && one.id !== item.id);
  const answer = await page.asks.act(op, { item: item.id, ...carried });
  if (!answer.ok) return;
  const left = items.filter((one) => {
    const now = page.state.items.get(one.id);
    return now !== undefined && waits(now);
  });
  page.select(null);
  page.choose(following(left, item, item.start, 1)?.id ?? null);
}
