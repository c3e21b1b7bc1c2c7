// How the figures are laid over the charts, and taken away again.

import { find, findAll } from '../kit/find.js';
import { takesText } from '../kit/keys.js';
import { loadStyles } from '../kit/style.js';
import { sceneOf } from '../state/derived.js';
import { describeClasses } from '../words/data.js';
import { Figures, MARKUP } from './figures.js';

/** @typedef {import('../state/state.js').Lab} Lab */

// Milliseconds between two pictures.
const READ = 66;

/**
 * Gives what opens and closes them.
 * @param {Lab} lab @param {import('../actions/actions.js').Actions} actions @param {import('../loop/loop.js').Loop} loop @param {HTMLElement} page
 */
export async function open(lab, actions, loop, page) {
  await loadStyles('figures');
  find(page, '.over').insertAdjacentHTML('afterend', MARKUP);
  const section = find(page, '.figures');
  const view = new Figures(section);
  const show = (/** @type {boolean} */ figures) => {
    section.hidden = !figures;
    for (const button of findAll(page, '[data-opens=figures]')) button.setAttribute('aria-expanded', String(figures));
    actions.measure({ figures });
  };
  loop.add({ name: 'apart', group: 'figures', of: ['run', 'setup', 'points', 'page'], every: READ, paint: () => {
    if (lab.state.page.figures) view.paint(shownOf(lab));
  } });
  page.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && lab.state.page.figures && !takesText(event.target)) show(false);
  });
  return () => show(!lab.state.page.figures);
}

/** @param {Lab} lab @returns {import('./figures.js').Shown} */
function shownOf(lab) {
  const { trainer, state: { run: { report }, setup: { config }, points } } = lab;
  return {
    report, scene: sceneOf(lab), train: points.train, feed: config.feed, loss: config.loss,
    tally: trainer.tally(), classes: describeClasses(config.data, points.labels),
  };
}
