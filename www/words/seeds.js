// Twenty seeds in words.

import * as format from '../kit/format.js';
import { configOf } from '../state/seeds.js';

/** @typedef {import('../state/seeds.js').Seeds} Seeds */

/** What differs from seed to seed. @type {Record<string, string>} */
const OTHER = { both: 'other points, first weights and batches', points: 'other points and batches, the same first weights', weights: 'other first weights, the same points and batches' };

/** The seed by its number: that of the weights, where only these differ. @param {Pick<Seeds, 'config' | 'vary'>} seeds @param {number} index */
export function nameOf(seeds, index) {
  const { seed, start } = configOf(seeds, index);
  return String(seeds.vary === 'weights' ? start : seed);
}

/** @param {Seeds} seeds */
export function describeSeeds(seeds) {
  const { config, vary, total, results, running } = seeds;
  const which = `This set-up from seeds ${nameOf(seeds, 0)} to ${nameOf(seeds, total - 1)}, each ${format.count(config.steps)} steps: ${OTHER[vary]}.`;
  if (running) return `${which} Training: ${results.length} of ${total} are there.`;
  if (!results.length) return `${which} Cancelled before the first was there.`;
  const points = config.data === 'own' ? 'held-out points' : `${format.grouped(1000)} fresh points each`;
  const values = results.map(({ accuracy }) => accuracy).sort((a, b) => a - b);
  const [least, most] = [values[0], values[values.length - 1]].map(format.percent);
  const half = values.length >> 1;
  const median = format.percent(values.length % 2 ? values[half] : (values[half - 1] + values[half]) / 2);
  const left = results.length < total ? ` ${results.length} of ${total} were trained.` : '';
  return `${which} Accuracy on ${points} ${least} to ${most} %, median ${median} %.${left}`;
}

/** "98.0 %", or that it exploded @param {import('../state/seeds.js').Result} result */
export function describeScore({ accuracy, exploded }) {
  return exploded ? 'exploded' : format.share(accuracy);
}
