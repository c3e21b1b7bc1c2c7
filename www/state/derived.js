// What follows from the state. It is derived when it is asked for, and nowhere kept beside it.

import { memo } from '../kit/memo.js';
import { layWiring } from '../network/wiring.js';
import { axisEnd } from '../timeline/axes.js';

/**
 * @typedef {import('./state.js').State} State
 * @typedef {import('./state.js').Lab} Lab
 * @typedef {import('./state.js').Part} Part
 */

/** The part of the network that is told of: what is pointed at or pinned. @param {State} state @returns {Part | null} */
export function toldPart({ sight: { part, pinned, typing } }) {
  return typing && pinned ? pinned : (part ?? pinned);
}

/** The unit whose picture takes the plot; of a weight, the one it comes from. @param {State} state @returns {number | null} */
export function shownUnit(state) {
  const part = toldPart(state);
  if (!part) return null;
  const unit = 'unit' in part ? part.unit : part.from;
  return unit === state.setup.names.length - 1 ? null : unit;
}

/** Whether both name the same part. @param {Part | null} a @param {Part | null} b */
export function isSame(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}

const wiring = memo((/** @type {string} */ hidden, /** @type {import('../network/wiring.js').Room} */ room) => layWiring(hidden ? hidden.split(',').map(Number) : [], room));

/** Where the network's parts lie. @param {State} state */
export function wiringOf({ setup, page }) {
  return wiring(setup.config.hidden.join(), page.drawing);
}

/** The last step of the charts' axis. @param {Lab} lab */
export function endOf({ state: { run, setup, course } }) {
  const kept = course.kept.filter((run) => run.shown).map((run) => run.curve.last);
  return Math.max(axisEnd(setup.config.steps, run.report.lastStep), ...kept);
}

/** What the plot shows. @param {Pick<Lab, 'trainer' | 'pictures' | 'state'>} lab */
export function sceneOf({ trainer, pictures, state }) {
  const { run, points, page, sight } = state;
  return pictures.scene(trainer, run.report, points.view, page.plot, page.fineness, shownUnit(state), sight.squares === 'share');
}

/** What the network's drawing shows. @param {Lab} lab */
export function portraitOf({ trainer, pictures, state: { run, points, sight } }) {
  return pictures.portrait(trainer, run.report, points.view, sight.squares === 'share');
}

/** The curve of the run. @param {Lab} lab */
export function curveOf({ trainer, pictures, rules, state: { run, course } }) {
  return pictures.curve(trainer, run.report, rules.curve, course.looks);
}
