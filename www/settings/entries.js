// The settings that are numbers: how each is called, read, written and slid.

import { brief, plain, rewrite, scientific } from '../kit/format.js';
import { readLayers, readShare } from '../kit/number.js';
import { linear, logarithmic, logarithmicWithZero } from '../kit/scales.js';

/** @typedef {import('../../pkg/moongrad.js').Limits} Limits */

// Six layers must fit into their field.
const NARROW = '\u2005';

/** @type {Record<string, {group: string} & Omit<import('../kit/entry.js').Kind, 'allowed'>>} */
const ENTRIES = {
  noise: { group: 'data', label: 'Noise', show: plain, scale: linear(0, 0.5, 0.01) },
  samples: { group: 'data', label: 'Samples', show: plain, scale: logarithmic(20, 10_000, (v) => Math.round(Number(v.toPrecision(2)))) },
  heldOut: { group: 'data', label: 'Held out', show: (v) => `${plain(100 * v)} %`, read: readShare },
  seed: { group: 'data', label: 'Seed', show: String },
  rate: { group: 'training', label: 'Rate', show: showRate, scale: logarithmic(1e-3, 10) },
  batch: { group: 'training', label: 'Batch size', show: plain, scale: logarithmic(1, 1024, Math.round) },
  alpha: { group: 'training', label: 'L2 penalty α', show: plain, scale: logarithmicWithZero(1e-6, 0.1) },
  hidden: { group: 'network', label: 'Hidden layers', show: (v) => v.join(v.length > 4 ? NARROW : ', ') || 'none', read: readLayers },
  steps: { group: 'training', label: 'Stop after', show: (v) => (v % 1e6 ? String(v) : plain(v)) },
};

/** Each with what the engine allows, in words. @param {Record<string, Limits>} limits */
export function describeEntries(limits) {
  /** @type {Record<string, string>} */
  const own = {
    heldOut: `a share from 0 to ${plain(100 * limits.heldOut.most)} %`,
    hidden: `up to ${limits.hiddenLayers.most} numbers from ${limits.hiddenNeurons.least} to ${limits.hiddenNeurons.most}, such as 16, 16`,
  };
  return Object.entries(ENTRIES).map(([key, kind]) => ({ key, ...kind, allowed: own[key] ?? rewrite(limits[key].allowed) }));
}

/** What the number of steps may be: a run cannot end before where it stands. @param {number} step @param {Limits} limits */
export function describeSteps(step, { most, allowed }) {
  return step > 1 ? `a whole number from ${step}, where the run stands, to ${plain(most)}` : rewrite(allowed);
}

/** Three decimals: more would only flicker while the rate falls. Huge and tiny ones in powers of ten. @param {number} value */
function showRate(value) {
  if (value >= 0.0095 && value < 1000) return String(Number(value.toFixed(3)));
  return value < 1e5 && value >= 0.001 ? plain(Number(value.toPrecision(3))) : scientific(value, value < 1e5 ? 2 : 1);
}

/** The ends of a falling rate, where there is room for them. @param {number[]} ends */
export function describeRates(ends) {
  const text = ends.map((end) => brief(Number(end.toPrecision(2)))).join(' → ');
  return text.length > 11 ? '→ a tenth' : text;
}
