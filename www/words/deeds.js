// What people change by hand, and what they did, in words.

import * as format from '../kit/format.js';
import { OPTIMISERS } from './run.js';

/** @typedef {import('../../pkg/moongrad.js').Deed} Deed */

/** @type {Record<string, string>} */
export const SETTINGS = { rate: 'rate', schedule: 'schedule', steps: 'steps', alpha: 'L2 penalty', batch: 'batch size', optimiser: 'optimiser' };

/** How the values of some are written. @type {Record<string, (value: any) => string>} */
export const SHOWN = { optimiser: (value) => OPTIMISERS[value], rate: format.brief, parameter: format.three, alpha: (value) => String(Number(value.toPrecision(3))) };

/** @type {Record<string, string>} */
const DEEDS = {
  add: 'a point added', move: 'a point moved', delete: 'a point deleted', replace: 'all points cleared', parameter: 'a number changed',
  neuron: 'a neuron treated', load: 'loaded points', open: 'opened model', reset: 'reset', branch: 'new branch', link: 'opened link', seed: 'new data', data: 'other data', feed: 'feed',
  samples: 'samples', heldOut: 'held out', noise: 'noise', hidden: 'layers', activation: 'activation', loss: 'loss',
};

/** "rate 1.0 → 10⁶", "new data" @param {Deed} deed */
export function describeDeed({ what, from, to }) {
  if (!(what in SETTINGS)) return DEEDS[what];
  const show = SHOWN[what] ?? String;
  return from === null ? SETTINGS[what] : `${SETTINGS[what]} ${show(from)} → ${show(to)}`;
}
