// Coders side by side: what is done with a coding that another has not, to come to a consensus.

import { ask, askCode, decide } from "./acting.js";
import { lineForm } from "./forms.js";
import { differs, isCompared } from "./items.js";

/** @typedef {import("./acting.js").Desk} Desk */

/** Take the chosen coding over into the consensus. @param {Desk} desk @param {string} how with another "code", with other "borders", or as it is */
export function settle(desk, how) {
  const { page } = desk;
  if (!isCompared(page.chosen)) return;
  if (how === "code") askCode(desk, (code) => withReason(desk, "settle", { code }));
  else withReason(desk, "settle", how === "borders" && page.span ? page.state.passage(page.span) : {});
}

/** Leave the chosen coding out of the consensus. @param {Desk} desk */
export function dismiss(desk) {
  if (isCompared(desk.page.chosen)) withReason(desk, "dismiss", {});
}

/** @param {Desk} desk @param {"settle" | "dismiss"} op @param {import("./types.js").Message} carried */
function withReason(desk, op, carried) {
  const { labels } = desk.page.state;
  ask(desk, (asks) => lineForm(labels, labels.reason ?? "", asks), (reason) => void decide(desk, op, { ...carried, reason }, differs));
}
