// The module that computes what the talk shows, the fourth thing that Rust became.

import init, {
  bestLine, Cells, Formula, lineWithin, lossesAt, neuronAlong, neuronPlane, scoreLine, vocabulary,
} from '../../pkg/talk.js';

export { bestLine, Cells, Formula, lineWithin, lossesAt, neuronAlong, neuronPlane, scoreLine, vocabulary };

/** Loads it; once it is there, that takes no time. */
export async function openTalk() {
  await init();
  return Formula;
}
