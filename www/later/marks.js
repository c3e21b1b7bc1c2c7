// The signs of what was changed, along the charts: loaded when there are any.

import { find } from '../kit/find.js';
import { READ } from '../lab.js';
import { endOf } from '../state/derived.js';
import { Marks } from '../timeline/marks.js';

/**
 * @typedef {import('../state/state.js').Lab} Lab
 * @typedef {import('../actions/actions.js').Actions} Actions
 * @typedef {import('../loop/loop.js').Loop} Loop
 */

/** Puts them there. @param {Lab} lab @param {Actions} actions @param {Loop} loop @param {HTMLElement} page */
export async function open(lab, actions, loop, page) {
  const marks = new Marks(find(page, '.marks'), actions);
  // Never of another step than the other figures of the run.
  loop.add({ name: 'marks', of: ['run', 'setup', 'course', 'page'], every: READ, group: 'figures', paint: () => marks.paint(markedOf(lab), lab.state.page) });
}

/** @param {Lab} lab @returns {import('../timeline/marks.js').Marked} */
function markedOf(lab) {
  const { setup, course } = lab.state;
  return { marks: setup.marks, problem: course.problem ?? course.left?.problem ?? null, left: !course.problem, end: endOf(lab) };
}
