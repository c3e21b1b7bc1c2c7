// The engine, as the page knows it: the only importer of what Rust became.

import init from '../../pkg/moongrad.js';

export { draw, freshSeed, rules, Trainer } from '../../pkg/moongrad.js';

/** Compiles it, which `before.js` has asked for already, while it comes. */
export async function load() {
  const { engine } = /** @type {{ engine?: Promise<Response> }} */ (globalThis);
  await init({ module_or_path: engine });
}

/** What reads and writes tables: a module of its own, since few ever need it; it comes when it is first asked for. */
export async function loadTables() {
  const { openTables } = await import('./tables.js');
  return openTables();
}
