// The engine, as the page knows it: the only importer of what Rust became.

import init from '../../pkg/moongrad.js';

export { CsvReader, draw, freshSeed, rules, Trainer } from '../../pkg/moongrad.js';

/** Compiles it, which `before.js` has asked for already, while it comes. */
export async function load() {
  const { engine } = /** @type {{ engine?: Promise<Response> }} */ (globalThis);
  await init({ module_or_path: engine });
}
