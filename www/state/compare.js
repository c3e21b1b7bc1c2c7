// Again with one thing changed: the kept run beside the run now, and what of the two set-ups differs.

import { isSame } from './derived.js';

/**
 * @typedef {import('../../pkg/moongrad.js').Trainer} Trainer
 * @typedef {import('../../pkg/moongrad.js').Report} Report
 * @typedef {import('../../pkg/moongrad.js').Snapshot} Snapshot
 * @typedef {Required<import('../../pkg/moongrad.js').Config>} Config
 *
 * @typedef {object} Kept        the run that was kept, as an engine of its own
 * @property {Trainer} trainer
 * @property {import('../engine/pictures.js').Pictures} pictures  of it
 * @property {number} number     among the kept runs
 * @property {string} sign
 * @property {Config} start      its set-up as it begins
 * @property {boolean} isMarked   it was changed by hand on its way
 * @property {Report} report     where it stands
 * @property {Snapshot} setup
 * @property {import('./state.js').Points} points
 * @property {Report | null} followed  the report of the run now with which it is in step; null: not yet
 * @property {number} looks      at its curve where that was not whole
 *
 * @typedef {keyof Config | 'points'} Field
 */

/** @type {(keyof Config)[]} */
const FIELDS = ['data', 'feed', 'samples', 'heldOut', 'noise', 'hidden', 'activation', 'loss', 'optimiser', 'rate', 'schedule', 'batch', 'alpha', 'steps', 'seed', 'start'];

/** The fields in which the run now is another than the kept one. What follows from another field goes with it. @param {Config} kept @param {Config} now @returns {Field[]} */
export function compareConfigs(kept, now) {
  const others = FIELDS.filter((field) => !isSame(/** @type {any} */ (kept[field]), /** @type {any} */ (now[field])));
  const has = (/** @type {Field} */ field) => others.includes(/** @type {any} */ (field));
  const follows = { rate: has('optimiser') || has('steps'), feed: has('data') && now.data === 'own', start: has('seed') };
  return others.filter((field) => !follows[/** @type {keyof typeof follows} */ (field)]);
}

/**
 * Both set-ups with the steps that each had before it was trained on. From there on the rate has another line: then it is
 * the rates of the next step that are compared, unless that line was changed.
 * @param {Kept} kept @param {Pick<import('./state.js').State, 'setup' | 'run'>} state
 */
export function configsOf(kept, { setup, run }) {
  const isOnward = kept.setup.config.steps !== kept.start.steps;
  const mark = setup.marks.find(({ field, step }) => field === 'steps' && step > 0);
  const now = { ...setup.config, steps: mark ? Number(mark.from) : setup.config.steps };
  const then = { ...kept.setup.config, steps: kept.start.steps };
  if (!isOnward) return { kept: then, now };
  const rate = now.schedule === then.schedule ? run.report.rate : kept.report.rate;
  return { kept: { ...then, rate: kept.report.rate }, now: { ...now, rate } };
}

/** In which fields the runs differ, whose points may also have been moved by hand. @param {Kept} kept @param {import('./state.js').State} state */
export function compareRuns(kept, state) {
  const { kept: then, now } = configsOf(kept, state);
  const { points } = state;
  const others = compareConfigs(then, now);
  const isOwn = now.data === 'own' && !others.length;
  const isMoved = isOwn && (!areSame(kept.points.train, points.train) || !areSame(kept.points.test, points.test));
  return isMoved ? /** @type {Field[]} */ (['points']) : others;
}

/** The state of a lab in which the kept run is the run. @param {Kept} kept @param {import('./state.js').State} state @returns {import('./state.js').State} */
export function stateOf({ report, setup, points, looks }, { run, course, points: { view }, ...state }) {
  return { ...state, run: { ...run, report }, setup, points: { ...points, view }, course: { ...course, looks } };
}

/** Whether each number is the same, or none in both. @param {ArrayLike<number>} a @param {ArrayLike<number>} b */
export function areSame(a, b) {
  return a.length === b.length && Array.prototype.every.call(a, (value, i) => Object.is(value, b[i]));
}

/** The last step that both curves have. @param {import('../timeline/curve.js').Curve} a @param {import('../timeline/curve.js').Curve} b */
export function lastShared(a, b) {
  const steps = new Set(Array.from({ length: a.rows }, (_, row) => a.value(row, 'step')));
  for (let row = b.rows - 1; row > 0; row--) if (steps.has(b.value(row, 'step'))) return b.value(row, 'step');
  return 0;
}

/** The first step of a curve at which the accuracy on the test points was so high, or null. @param {import('../timeline/curve.js').Curve} curve @param {number} accuracy */
export function firstAt(curve, accuracy) {
  for (let row = 0; row < curve.rows; row++) if (curve.value(row, 'testAccuracy') >= accuracy) return curve.value(row, 'step');
  return null;
}
