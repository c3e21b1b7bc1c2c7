// What people do with points of their own, bound to a lab: loaded when there are any.

import { bind } from './actions.js';
import { addPoint, clearPoints, movePoint, readTable, removePoint, stopReading, writeTable } from './points.js';
import { fulfil } from './wishes.js';

/** @typedef {ReturnType<typeof bindOwn>} OwnActions */

const ACTS = { addPoint, clearPoints, readTable, removePoint, stopReading, writeTable };

/** @param {import('../state/state.js').Lab} lab @param {() => void} answer  called after each */
export function bindOwn(lab, answer) {
  return { ...bind(lab, ACTS, () => fulfil(lab), answer), ...bind(lab, { movePoint }, () => {}, answer) };
}
