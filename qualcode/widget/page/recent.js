// The digits for codes that were used lately. A digit keeps its code while it is in use, so that fingers can learn it.

export const SLOTS = 9;

/**
 * @param {{slots: string[], order: string[]}} known the codes by digit, and the same in order of use, the last one last
 * @param {string} code that was used
 * @returns {{slots: string[], order: string[]}}
 */
export function used({ slots, order }, code) {
  const now = [...order.filter((name) => name !== code), code].slice(-SLOTS);
  if (slots.includes(code)) return { slots, order: now };
  if (slots.length < SLOTS) return { slots: [...slots, code], order: now };
  const oldest = order.find((name) => !now.includes(name)) ?? slots[0];
  return { slots: slots.map((name) => (name === oldest ? code : name)), order: now };
}
