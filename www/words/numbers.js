// What can be taken out of the page as text, in words.

import * as format from '../kit/format.js';
import { count } from './status.js';

/**
 * @typedef {object} Known
 * @property {number} parameters  of the network
 * @property {number} last        the newest step
 * @property {number} kept        runs
 * @property {string} data
 */

/** @type {Record<import('../export/numbers.js').What, (known: Known) => string>} */
const ROWS = {
  json: ({ parameters, data }) => `set-up and ${format.grouped(parameters)} parameters${data === 'own' ? ', your points' : ''}; opens here again`,
  numpy: () => 'a script that gives the same outputs',
  pytorch: () => 'a script that trains on from here',
  history: ({ last }) => `CSV: loss, accuracy, rate, norm of ${count(last + 1, 'step')}`,
  kept: ({ kept }) => `CSV: the same of ${count(kept, 'kept run')}`,
};

/** @param {import('../export/numbers.js').What} what @param {Known} known */
export function describeRow(what, known) {
  return ROWS[what](known);
}

/** Of a model that the run begins with. @param {number} step @param {string} name  of its file, or '' */
export function describeOpened(step, name) {
  return `Opened ${name || 'the model'}: the network of its step ${step}, at step 0 of a run with its set-up. Undo brings the run before back.`;
}
