// Elements; text comes in as text and never as markup.

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {{class?: string, text?: string, title?: string, data?: Record<string, string | number>,
 *   attributes?: Record<string, string | number | null>, on?: Record<string, (event: any) => void>}} [options]
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function el(tag, options = {}, children = []) {
  const made = document.createElement(tag);
  if (options.class) made.className = options.class;
  if (options.text !== undefined) made.textContent = options.text;
  if (options.title) made.title = options.title;
  for (const [name, value] of Object.entries(options.data ?? {})) made.dataset[name] = String(value);
  for (const [name, value] of Object.entries(options.attributes ?? {})) {
    if (value !== null) made.setAttribute(name, String(value));
  }
  for (const [name, told] of Object.entries(options.on ?? {})) made.addEventListener(name, told);
  made.append(...children);
  return made;
}

/**
 * A button that leaves the selection of text alone.
 * @param {string} text @param {() => void} pressed
 * @param {{class?: string, label?: string, title?: string, pressed?: boolean, disabled?: boolean,
 *   data?: Record<string, string | number>}} [options]
 */
export function button(text, pressed, options = {}) {
  const attributes = {
    type: "button",
    "aria-label": options.label ?? null,
    "aria-pressed": options.pressed === undefined ? null : String(options.pressed),
  };
  const on = { mousedown: (/** @type {Event} */ event) => event.preventDefault(), click: pressed };
  const made = el("button", { class: options.class ?? "qc-button", text, title: options.title, data: options.data, attributes, on });
  made.disabled = options.disabled ?? false;
  return made;
}

/** @param {string} text @param {string} key @returns {HTMLElement} a key as it stands on a button */
export function keyed(text, key) {
  return el("span", { class: "qc-key", text: key, title: text, attributes: { "aria-hidden": "true" } });
}

/** @param {string} colour @returns {HTMLElement} */
export function swatch(colour) {
  const made = el("span", { class: "qc-swatch", attributes: { "aria-hidden": "true" } });
  made.style.setProperty("--c", colour);
  return made;
}
