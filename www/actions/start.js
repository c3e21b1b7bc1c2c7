// How a run begins.

/** The set-up as a run begins again with it: with the rate of its first step. @param {import('../../pkg/moongrad.js').Trainer} trainer */
export function firstConfig(trainer) {
  const twin = trainer.twin();
  twin.reset();
  const { config } = twin.snapshot();
  twin.free();
  return config;
}
