// The pictures of the data sets.

import { find } from '../kit/find.js';
import { fillPictures } from '../settings/shapes.js';
import { viewOf } from '../state/plane.js';

/**
 * @typedef {import('../state/state.js').Lab} Lab
 * @typedef {import('../actions/actions.js').Actions} Actions
 * @typedef {import('../loop/loop.js').Loop} Loop
 */

/** The pictures of the data sets. @param {Lab} lab @param {Actions} actions @param {Loop} _ @param {HTMLElement} page */
export async function open({ engine, rules: { extents } }, actions, _, page) {
  fillPictures(find(page, '.kinds'), engine.draw, (data, noise) => viewOf(extents[data], noise, [], null));
  actions.measure({ whole: true });
}
