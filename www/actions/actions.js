// All that people do, bound to a lab: what the views are given.

import * as network from './network.js';
import * as points from './points.js';
import * as run from './run.js';
import * as runs from './runs.js';
import * as setup from './setup.js';
import * as sight from './sight.js';

/**
 * @typedef {import('../state/state.js').Lab} Lab
 * @typedef {(lab: Lab, ...given: any[]) => any} Act
 */
/**
 * @template {Record<string, Act>} Acts
 * @typedef {{[Name in keyof Acts]: Acts[Name] extends (lab: Lab, ...given: infer Given) => infer Answer ? (...given: Given) => Answer : never}} Bound
 */
/** @typedef {ReturnType<typeof bindActions>} Actions */

/** @param {Lab} lab @param {() => void} answer  called after each */
export function bindActions(lab, answer) {
  const before = () => sight.fulfil(lab);
  return {
    ...bind(lab, { ...network, ...points, ...run, ...runs, ...setup }, before, answer),
    ...bind(lab, sight, () => {}, answer),
  };
}

/**
 * @template {Record<string, Act>} Acts
 * @param {Lab} lab @param {Acts} acts
 * @param {() => void} before  what was asked for earlier comes first @param {() => void} after
 * @returns {Bound<Acts>}
 */
function bind(lab, acts, before, after) {
  const bound = Object.entries(acts).map(([name, act]) => [name, (/** @type {any[]} */ ...given) => {
    before();
    const answer = act(lab, ...given);
    after();
    return answer;
  }]);
  return Object.fromEntries(bound);
}
