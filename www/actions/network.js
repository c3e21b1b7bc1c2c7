// The network changed by hand.

import { attempt, take } from './take.js';

/** @typedef {import('../state/state.js').Lab} Lab */

/** For good once it is settled. Returns why not, or ''. @param {Lab} lab @param {number} number  of the parameter @param {number} value */
export function editNumber(lab, number, value) {
  return attempt(() => {
    lab.trainer.change({ parameter: { number, value } });
    take(lab, 'changed');
  });
}

/** @param {Lab} lab @param {number} unit @param {import('../../pkg/moongrad.js').Treatment} treatment */
export function treat(lab, unit, treatment) {
  lab.trainer.change({ neuron: { unit, treatment } });
  lab.trainer.settle();
  take(lab, 'changed');
}
