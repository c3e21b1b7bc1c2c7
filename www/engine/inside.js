// The module that opens a step to be looked into, the third thing that Rust became.

import init, { errors, faults, FaultyRun, Step } from '../../pkg/inside.js';

export { errors, faults, FaultyRun, Step };

/** Loads it; once it is there, that takes no time. */
export async function openInside() {
  await init();
  return Step;
}
