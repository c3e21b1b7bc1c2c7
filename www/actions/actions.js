// What people do, bound to a lab: what the views are given.

import { editNumber, treat } from './network.js';
import { goBack, isTraining, reset, seek, setGoal, setSpeed, stepBack, stepOn, toggle } from './run.js';
import { keepRun, nameRun, removeRun, replaceRuns, showRun } from './runs.js';
import { change, newSeed, redo, settle, undo } from './setup.js';
import { choose, drag, letGo, lose, measure, miss, paintAs, pin, point, read, readPoint, readSign, switchOff, tell, type } from './sight.js';
import { fulfil } from './wishes.js';

/**
 * @typedef {import('../state/state.js').Lab} Lab
 * @typedef {(lab: Lab, ...given: any[]) => any} Act
 */
/**
 * @template {Record<string, Act>} Acts
 * @typedef {{[Name in keyof Acts]: Acts[Name] extends (lab: Lab, ...given: infer Given) => infer Answer ? (...given: Given) => Answer : never}} Bound
 */
/** @typedef {ReturnType<typeof bindActions>} Actions */

// What the engine is asked to do, and what is only looked at, or wished for.
const ACTS = {
  editNumber, treat, goBack, reset, seek, setGoal, setSpeed, stepBack, stepOn, toggle, keepRun, nameRun, removeRun, replaceRuns, showRun,
  change, newSeed, redo, settle, undo,
};
const LOOKS = { choose, drag, isTraining, letGo, lose, measure, miss, paintAs, pin, point, read, readPoint, readSign, switchOff, tell, type };

/** @param {Lab} lab @param {() => void} answer  called after each */
export function bindActions(lab, answer) {
  // What was wished for earlier comes first.
  return { ...bind(lab, ACTS, () => fulfil(lab), answer), ...bind(lab, LOOKS, () => {}, answer) };
}

/**
 * @template {Record<string, Act>} Acts
 * @param {Lab} lab @param {Acts} acts @param {() => void} before @param {() => void} after
 * @returns {Bound<Acts>}
 */
export function bind(lab, acts, before, after) {
  const bound = Object.entries(acts).map(([name, act]) => [name, (/** @type {any[]} */ ...given) => {
    before();
    const answer = act(lab, ...given);
    after();
    return answer;
  }]);
  return Object.fromEntries(bound);
}
