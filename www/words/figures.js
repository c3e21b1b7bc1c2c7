// The figures taken apart, in words.

import * as format from '../kit/format.js';

/**
 * @typedef {import('../state/state.js').Report} Report
 *
 * @typedef {object} Told
 * @property {Report} report
 * @property {import('../../pkg/moongrad.js').Scene} scene
 * @property {Float32Array} train  rows of x, y, label
 * @property {string} feed
 */

/** Where the loss came from: the batch, and how much of it pushes. @param {Told} told */
export function describeBatch({ report: { used, step, trainPoints }, scene, train, feed }) {
  if (!used) return 'No step was taken yet: the first will use one batch of the training points.';
  const samples = format.grouped(used.samples);
  const start = `Step ${format.step(step)} used ${samples}`;
  if (feed === 'stream') return `${start} fresh points.`;
  const pushing = countPushes(scene, train);
  const push = pushing === null ? '' : `; ${pushing || 'none'} of them ${pushing > 1 ? 'push' : 'pushes'} the line now`;
  return `${start} of the ${format.grouped(trainPoints)} points, in epoch ${format.grouped(used.epoch)}${push}.`;
}

/** How many of the last batch push the line where the run stands; null where that is not known of all, or means nothing. @param {import('../../pkg/moongrad.js').Scene} scene @param {Float32Array} train */
function countPushes({ batch, outputs, pushes }, train) {
  if (pushes === null || !batch.length || batch.some((number) => number >= outputs.length)) return null;
  return batch.filter((number) => outputs[number] * train[3 * number + 2] < 1).length;
}

/** How the training points do, beside the test points. @param {Told} told */
export function describeTraining({ report: { trainAccuracy, trainPoints }, scene: { outputs }, feed }) {
  if (!outputs.length) return 'There are no training points.';
  const right = Math.round(trainAccuracy * outputs.length);
  const of = feed === 'stream' ? 'Of the points that the next step will use' : trainPoints > outputs.length ? `Of the first ${format.grouped(outputs.length)} training points` : 'Of the training points';
  return `${of}, ${format.grouped(right)} of ${format.grouped(outputs.length)} are right.`;
}
