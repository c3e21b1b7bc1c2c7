// Twenty seeds: what is known of them, and which set-up each one is.

/**
 * @typedef {Required<import('../../pkg/moongrad.js').Config>} Config
 * @typedef {'both' | 'points' | 'weights'} Vary  what the seed changes: all, or the points and batches, or the first weights
 *
 * @typedef {object} Result
 * @property {number} accuracy  on fresh points
 * @property {boolean} exploded  a number was not finite before the last step
 * @property {import('../../pkg/moongrad.js').Scene} scene
 *
 * @typedef {object} Seeds
 * @property {Config} config    of the first
 * @property {Vary} vary
 * @property {number} total
 * @property {Result[]} results  those that are there
 * @property {boolean} running
 * @property {number | null} open  the one that is the run
 */

const SEEDS = 2 ** 32;

/** The set-up of one of them. @param {Pick<Seeds, 'config' | 'vary'>} seeds @param {number} index @returns {Config} */
export function configOf({ config, vary }, index) {
  const next = (/** @type {number} */ seed) => (seed + index) % SEEDS;
  const { seed, start } = config;
  if (vary === 'weights') return { ...config, start: next(start ?? seed) };
  if (vary === 'points') return { ...config, seed: next(seed), start: start ?? seed };
  return { ...config, seed: next(seed), start: start === null ? null : next(start) };
}
