// What the tables of the network and of the points say.

import * as format from '../kit/format.js';
import { ACTIVATIONS } from './run.js';
import { count } from './status.js';

/** @type {Record<import('../../pkg/moongrad.js').Treatment, string>} */
export const STATES = { free: 'learns', frozen: 'frozen', off: 'off' };

/** @param {number} number */
export function showNumber(number) {
  return format.three(number);
}

/** "Layer 2: 16 neurons, ReLU; weights from the neurons of layer 1" @param {number} layer @param {number[]} hidden @param {import('../../pkg/moongrad.js').Activation} activation */
export function describeLayer(layer, hidden, activation) {
  const from = layer ? `weights from the neurons of layer ${layer}` : 'weights from x and y';
  if (layer === hidden.length) return `The output f: the sum itself; ${from}`;
  return `Layer ${layer + 1}: ${count(hidden[layer], 'neuron')}, ${ACTIVATIONS[activation]}; ${from}`;
}

/** For what share of the training points it is above 0. @param {import('../../pkg/moongrad.js').Treatment} treatment @param {number} share */
export function describeActivity(treatment, share) {
  if (treatment === 'off') return 'off';
  return Number.isNaN(share) ? '–' : share === 0 ? 'silent' : format.share(share);
}

/** "Training points 50 to 99 of 150": numbered from 0, as a step is looked into. @param {'train' | 'test'} set @param {number} first @param {number} shown @param {number} of @param {'stream' | 'fixed'} feed */
export function describePage(set, first, shown, of, feed) {
  const what = set === 'test' ? 'Test points' : feed === 'stream' ? 'The next step’s points' : 'Training points';
  return shown ? `${what} ${format.grouped(first)} to ${format.grouped(first + shown - 1)} of ${format.grouped(of)}` : `${what}: none`;
}

/** @param {number} margin  f times the label */
export function describeSide(margin) {
  return margin > 0 ? 'right' : 'wrong';
}
