// How twenty seeds are begun, and what of them is painted when.

import { beginSeeds, cancelSeeds, closeSeeds, openSeed, writeSeeds } from '../actions/seeds.js';
import { find } from '../kit/find.js';
import { loadStyles } from '../kit/style.js';
import { READ } from '../lab.js';
import { MARKUP, SeedsView } from './seeds.js';

/**
 * @typedef {import('../state/state.js').Lab} Lab
 * @typedef {import('../actions/actions.js').Actions} Actions
 * @typedef {import('../loop/loop.js').Loop} Loop
 */

/** Twenty seeds: gives how they are begun. @param {Lab} lab @param {Actions} _ @param {Loop} loop @param {HTMLElement} page */
export async function open(lab, _, loop, page) {
  await loadStyles('seeds');
  find(page, '.network').insertAdjacentHTML('beforebegin', MARKUP);
  const begin = (/** @type {import('../state/seeds.js').Vary} */ vary) => beginSeeds(lab, vary);
  const view = new SeedsView(find(page, '.seeds'), {
    begin, cancel: () => cancelSeeds(lab), open: (index) => openSeed(lab, index), close: () => closeSeeds(lab), write: () => writeSeeds(lab),
  });
  loop.add({ name: 'seeds', of: ['course', 'page'], every: READ, paint: () => view.paint(lab.state.course.seeds, lab.state.page, lab.state.points.view) });
  return () => begin(lab.state.course.seeds?.vary ?? 'both');
}
