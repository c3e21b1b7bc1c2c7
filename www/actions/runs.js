// Runs that are kept to be compared with the next.

import { curveOf } from '../state/derived.js';
import { put } from '../state/state.js';
import { describeRun, signOf } from '../words/run.js';
import { take } from './take.js';

/**
 * @typedef {import('../state/state.js').Lab} Lab
 *
 * @typedef {object} Kept
 * @property {number} number        1 for the first; its dashes on the strip follow from it
 * @property {string} sign          the number in a circle, as it stands at the curve
 * @property {string} name
 * @property {string} what          data, network and settings in words
 * @property {import('../timeline/curve.js').Curve} curve
 * @property {boolean} shown        drawn on the strip
 */

// More curves than this cannot be told apart.
const MOST = 4;
// Characters of a name.
const LONGEST = 40;

/** One without a step only if it is to be trained. @param {Lab} lab @param {boolean} [isBegun] */
export function keepRun(lab, isBegun) {
  const { run, setup, course } = lab.state;
  if (!isBegun && run.report.lastStep === 0) return take(lab, 'refused-keep');
  const number = 1 + Math.max(0, ...course.kept.map((run) => run.number));
  const what = describeRun(setup);
  const kept = { number, sign: signOf(number), name: nameFor(what, course.kept.at(-1)) || `run ${number}`, what, curve: curveOf(lab), shown: false };
  put(lab, 'course', { kept: [...course.kept, kept] });
  showRun(lab, number, true);
  take(lab, 'kept');
}

/** What is another than in the run that was kept before: "rate 0.3", "tanh". @param {string} what @param {Kept | undefined} before */
function nameFor(what, before) {
  const parts = (/** @type {string} */ text) => text.split(/[;,] /);
  return before ? parts(what).filter((part) => !parts(before.what).includes(part)).join(', ').slice(0, LONGEST) : '';
}

/** Where too many are drawn, the oldest makes room. @param {Lab} lab @param {number} number @param {boolean} shown */
export function showRun(lab, number, shown) {
  const { kept } = lab.state.course;
  const drawn = kept.filter((run) => run.shown);
  const oldest = shown && drawn.length >= MOST ? drawn[0] : null;
  put(lab, 'course', {
    kept: kept.map((run) => (run.number === number ? { ...run, shown } : run === oldest ? { ...run, shown: false } : run)),
  });
  take(lab, 'changed');
}

/** Returns the name that it now has. @param {Lab} lab @param {number} number @param {string} text */
export function nameRun(lab, number, text) {
  const name = text.trim() || `run ${number}`;
  put(lab, 'course', { kept: lab.state.course.kept.map((run) => (run.number === number ? { ...run, name } : run)) });
  return name;
}

/** Returns those that were kept before. @param {Lab} lab @param {Kept[]} kept @returns {Kept[]} */
export function replaceRuns(lab, kept) {
  const before = lab.state.course.kept;
  put(lab, 'course', { kept });
  take(lab, 'changed');
  return before;
}

/** Returns those that were kept before. @param {Lab} lab @param {number} number */
export function removeRun(lab, number) {
  return replaceRuns(lab, lab.state.course.kept.filter((run) => run.number !== number));
}
