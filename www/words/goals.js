// What ended the training, or keeps it from going on, in words.

import * as format from '../kit/format.js';

/**
 * @typedef {import('../state/state.js').Goal} Goal
 * @typedef {import('../state/state.js').Report} Report
 */

/** "Reached 97 % on the test points at step 63." @param {Goal} goal @param {Report} report */
export function describeReached({ kind, value }, report) {
  const points = report.testLoss === null ? 'training' : 'test';
  const { step } = report;
  const aim = Number(value);
  if (kind === 'accuracy') return `Reached ${format.plain(100 * aim)} % on the ${points} points at step ${step}.`;
  if (kind === 'loss') return `Reached a loss of ${format.plain(aim)} on the ${points} points at step ${step}.`;
  if (kind === 'patience') return `Stopped at step ${step}: no new best loss on the ${points} points for ${value} steps.`;
  return step > aim ? `Step ${value} is past: stopped at step ${step}.` : `Stopped at step ${step}, as set.`;
}

/** Why training does not go on. @param {Goal} goal @param {Report} report */
export function describeMet({ kind, value }, report) {
  const aim = Number(value);
  const what = {
    none: () => '',
    patience: () => `there was no new best loss for ${value} steps`,
    step: () => `step ${report.step} is not before step ${value}`,
    accuracy: () => `${format.share(report.testAccuracy ?? report.trainAccuracy)} is at least ${format.plain(100 * aim)} %`,
    loss: () => `a loss of ${format.three(report.testLoss ?? report.trainLoss)} is at most ${format.plain(aim)}`,
  }[kind];
  return `The goal under “Stop” is met already: ${what()}. Set another one to train on.`;
}
