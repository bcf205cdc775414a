// The shapes that pass between the modules; nothing here runs.

/** @typedef {{start: number, end: number}} Span */
/**
 * @typedef {Span & {speaker: string | null, respondent: string | null, role: string, time: number | null,
 *   sentences: Span[]}} Turn
 */
/**
 * @typedef {Span & {id: string, kind: "coding" | "suggestion" | "other" | "consensus", code: string, coder?: string, stance?: string | null,
 *   memo?: string | null, putForward?: boolean, status?: string, differs?: boolean, settled?: boolean, choices?: string[],
 *   origin?: Record<string, string> | null, keyword?: string, rule?: string, words?: Span[], lemma?: string,
 *   split?: string[], flag?: string | null, confidence?: number}} Item
 */
/**
 * @typedef {{id: string, name: string, parent: string | null, path: string[], colour: string, definition: string,
 *   include: string, exclude: string, examples: string[]}} Code
 */
/** @typedef {{id: string, label: string, questions: {id: string, text: string, parent: string | null}[]}} Topic */
/**
 * @typedef {{topic: string | null, question: string | null, questions: string[], does: string | null,
 *   how: string | null, confidence: number | null}} Asked
 */
/** @typedef {{turns: number, done: number, suggestions: number | null}} Progress */
/** @typedef {Record<string, string>} Labels */
/** @typedef {Record<string, any>} Message */
/**
 * What anywidget gives a page: a line to Python.
 * @typedef {{send: (message: Message) => void, on: (event: string, told: (message: any) => void) => void,
 *   off: (event: string, told: (message: any) => void) => void}} Line
 */

export {};
