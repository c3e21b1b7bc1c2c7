// The engine, as the page knows it: the only importer of what Rust became.

import * as today from './today.js';

/** @typedef {typeof import('../../pkg/moongrad.js')} Package */

/** @type {Package} */
const engine = /** @type {any} */ (today);

export const { CsvReader, draw, freshSeed, rules, Trainer } = engine;

/** Fetches and compiles it. */
export async function load() {
  await engine.default();
}
