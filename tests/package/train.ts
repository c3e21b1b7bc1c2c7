// What a project that depends on the package writes: it is checked against the package's types, then run.

import { initSync, Trainer, type Config, type Report } from 'moongrad';
import { initSync as openTables, CsvReader } from 'moongrad/tables';
import { initSync as openInside, faults } from 'moongrad/inside';
import { initSync as openTalk, Formula } from 'moongrad/talk';

/** A run to its end. */
export function train(module: BufferSource, config: Config): { digest: string; report: Report; outputs: Float32Array } {
  initSync({ module });
  const trainer = new Trainer(config);
  while (!trainer.report().finished) trainer.trainFor(1000, 150);
  const told = { digest: trainer.digest(), report: trainer.report(), outputs: trainer.predict([0, 0.5]) };
  trainer.free();
  return told;
}

/** Says that the other modules run. */
export function open(tables: BufferSource, inside: BufferSource, talk: BufferSource): boolean {
  openTables({ module: tables });
  openInside({ module: inside });
  openTalk({ module: talk });
  new CsvReader().free();
  return faults().length > 0 && typeof Formula === 'function';
}

// @ts-expect-error A field of another name is refused.
export const wrong: Config = { seeds: 7 };
