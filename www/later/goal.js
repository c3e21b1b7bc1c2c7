// What training stops at: loaded when somebody turns to the page, or a run comes with a goal.

import { find } from '../kit/find.js';
import { READ } from '../lab.js';
import { GoalRow } from '../settings/goal.js';

/**
 * @typedef {import('../state/state.js').Lab} Lab
 * @typedef {import('../actions/actions.js').Actions} Actions
 * @typedef {import('../loop/loop.js').Loop} Loop
 */

/** Lets the row be used. @param {Lab} lab @param {Actions} actions @param {Loop} loop @param {HTMLElement} page */
export async function open({ state, rules }, actions, loop, page) {
  const row = new GoalRow(find(page, '.controls .goal'), actions, rules);
  // What was chosen while this came.
  if (row.chosen !== 'none') row.select.dispatchEvent(new Event('change'));
  loop.add({ name: 'goal', of: ['run'], every: READ, paint: () => row.paint(state.run.goal) });
}
