// The engine itself, without a browser; `cargo xtask test` says where it is built.

import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { openLab } from '../../www/state/open.js';

const folder = pathToFileURL(`${process.env.MOONGRAD_PKG}/`);
/** @type {typeof import('../../pkg/moongrad.js')} */
const built = await import(new URL('moongrad.js', folder).href);
await built.default({ module_or_path: await readFile(new URL('moongrad_bg.wasm', folder)) });

/** A lab with a run that this set-up begins. @param {import('../../pkg/moongrad.js').Config} config */
export function openRun(config) {
  const { draw, freshSeed, rules, Trainer } = built;
  const lab = openLab(/** @type {any} */ ({ draw, freshSeed, rules, Trainer }), /** @type {any} */ ({}));
  lab.trainer.rebuild(config);
  lab.trainer.settle();
  return lab;
}

/** Points of one's own that are moved and scaled for the network. @param {import('../../pkg/moongrad.js').Trainer} trainer */
export function loadOwn(trainer) {
  const rows = Array.from({ length: 60 }, (_, i) => [500 + 30 * i, Math.sin(i), Math.cos(i) > 0 ? 1 : -1]);
  trainer.setOwn(Float64Array.from(rows.flat()), 0.2, { columns: ['length', 'a "b"\n', 'kind'], labels: ['Ω', 'dog'] });
}
