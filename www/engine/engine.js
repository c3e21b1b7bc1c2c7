// The engine, as the page knows it: the only importer of what Rust became.

import init from '../../pkg/moongrad.js';

export { CsvReader, draw, freshSeed, rules, Trainer } from '../../pkg/moongrad.js';

/** Fetches and compiles it. */
export async function load() {
  await init();
}
