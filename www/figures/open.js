// Loss and accuracy taken apart, over the charts.

import { find } from '../kit/find.js';
import { loadStyles } from '../kit/style.js';
import { sceneOf } from '../state/derived.js';
import { describeClasses } from '../words/data.js';
import { Figures, MARKUP } from './figures.js';
import { layOver } from './over.js';

/** @typedef {import('../state/state.js').Lab} Lab */

/**
 * Gives what opens and closes them.
 * @param {Lab} lab @param {import('../actions/actions.js').Actions} actions @param {import('../loop/loop.js').Loop} loop @param {HTMLElement} page
 */
export async function open(lab, actions, loop, page) {
  await loadStyles('figures');
  find(page, '.over').insertAdjacentHTML('afterend', MARKUP);
  const section = find(page, '#figures');
  const view = new Figures(section);
  return layOver(lab, actions, loop, page, 'figures', section, () => view.paint(shownOf(lab)));
}

/** @param {Lab} lab @returns {import('./figures.js').Shown} */
function shownOf(lab) {
  const { trainer, state: { run: { report }, setup: { config }, points } } = lab;
  return {
    report, scene: sceneOf(lab), train: points.train, feed: config.feed, loss: config.loss,
    tally: trainer.tally(), classes: describeClasses(config.data, points.labels),
  };
}
