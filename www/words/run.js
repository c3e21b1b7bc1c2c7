// A run in words: what the plot shows of it, its network, its set-up.

import * as format from '../kit/format.js';
import { describePlane } from './data.js';
import { count } from './status.js';

/** @typedef {Required<import('../../pkg/moongrad.js').Config>} Config */

/** @type {Record<string, string>} */
export const ACTIVATIONS = { relu: 'ReLU', leaky: 'leaky', tanh: 'tanh' };
/** @type {Record<string, string>} */
export const OPTIMISERS = { sgd: 'SGD', momentum: 'momentum', adam: 'Adam' };

/** What the button does that trains. @param {import('../state/state.js').Report} report */
export function describeTrain({ problem, finished, trainOn }) {
  if (problem) return `Back to step ${problem.backStep}, rate ${format.brief(problem.backRate)}`;
  return finished && trainOn !== null ? `Train on, to ${format.count(trainOn)}` : 'Train';
}

/**
 * What the plot shows, for those who cannot see it.
 * @param {string} data @param {import('../state/state.js').Report} report @param {import('../../pkg/moongrad.js').Scene} scene
 */
export function describePlot(data, report, { outputs, pushes }) {
  const pushing = pushes === null ? '' : `, ${pushes} push it`;
  const right = Math.round(report.trainAccuracy * outputs.length);
  return `${describePlane(data)} at step ${report.step}: ${right} of ${count(outputs.length, 'training point')} on their side of the line f = 0${pushing}.`;
}

/** "304 weights, 33 biases:", and on a line of its own "337 numbers to learn" @param {number[]} hidden @param {number} parameters */
export function describeNetwork(hidden, parameters) {
  const biases = hidden.reduce((sum, size) => sum + size, 1);
  return `${count(parameters - biases, 'weight')}, ${biases} ${biases === 1 ? 'bias' : 'biases'}:\n${parameters} numbers to learn`;
}

/** "moons, seed 1778; 2-16-16-1, ReLU; rate 1.0 → 0.1, batch 32, α 0.0001" @param {import('../../pkg/moongrad.js').Snapshot} setup */
export function describeRun({ config, rates }) {
  const { data, seed, start, hidden, activation, batch, alpha, optimiser, loss } = config;
  const points = data === 'own' ? 'your points' : data;
  const rate = [...new Set(rates)].map(format.brief).join(' → ');
  const network = `${[2, ...hidden, 1].join('-')}, ${ACTIVATIONS[activation]}${loss === 'hinge' ? '' : `, ${loss} loss`}`;
  return `${points}, seed ${seed}${start === null ? '' : `, weights ${start}`}; ${network}; rate ${rate}, batch ${batch}, α ${alpha}${optimiser === 'sgd' ? '' : `, ${OPTIMISERS[optimiser]}`}`;
}

/** The number of a kept run in a circle, as it stands at its curve. @param {number} number */
export function signOf(number) {
  return number <= 20 ? String.fromCodePoint(0x245f + number) : `(${number})`;
}
