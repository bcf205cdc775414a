// What a code means, where the mouse or the focus rests on its name.

import { el } from "./dom.js";
import { definition } from "./palette.js";

// So long the mouse rests before it shows, in ms: who only passes by reads on undisturbed.
const REST = 400;

/** @param {HTMLElement} root @param {() => import("./state.js").State | null} state @returns {() => void} what ends it */
export function tooltips(root, state) {
  const box = el("div", { class: "qc-tooltip", attributes: { role: "tooltip" } });
  box.hidden = true;
  root.append(box);
  let timer = 0;
  /** @param {Event} event */
  const rest = (event) => {
    hide();
    // Taken now: an event forgets its target when it is over.
    const named = event.target instanceof Element ? event.target.closest("[data-code]") : null;
    if (named instanceof HTMLElement && !named.closest(".qc-palette")) timer = window.setTimeout(() => show(named), REST);
  };
  /** @param {HTMLElement} named */
  const show = (named) => {
    const known = state();
    const code = known?.codes.get(named.dataset.code ?? "");
    if (!code || !known || !named.isConnected) return;
    box.hidden = false;
    box.replaceChildren(...definition(code, known.labels));
    const [place, around] = [named.getBoundingClientRect(), root.getBoundingClientRect()];
    const above = place.top - around.top > around.height / 2;
    box.style.left = `${Math.max(4, Math.min(place.left - around.left, around.width - 330))}px`;
    box.style.top = above ? "auto" : `${place.bottom - around.top + 4}px`;
    box.style.bottom = above ? `${around.bottom - place.top + 4}px` : "auto";
  };
  const hide = () => {
    clearTimeout(timer);
    box.hidden = true;
  };
  root.addEventListener("mouseover", rest);
  root.addEventListener("focusin", rest);
  root.addEventListener("mouseleave", hide);
  root.addEventListener("keydown", hide);
  return () => {
    clearTimeout(timer);
    box.remove();
    root.removeEventListener("mouseover", rest);
    root.removeEventListener("focusin", rest);
  };
}
