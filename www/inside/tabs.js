// The right side of a step: one of its tabs, and the lines of code that do what the cursor stands at.

import { find, findAll } from '../kit/find.js';
import { set } from '../kit/text.js';
import { Neuron } from './neuron.js';
import { Receipt } from './receipt.js';
import { Tape } from './tape.js';

/** @typedef {import('./state.js').Inside} Inside @typedef {import('./state.js').Tab} Tab */

/** @param {HTMLElement} section @param {import('./open.js').Acts} acts */
export function buildTabs(section, acts) {
  const panel = (/** @type {Tab} */ name) => find(section, `#panel-${name}`);
  const tape = new Tape(panel('tape'), acts);
  /** @type {Record<string, {paint: (inside: Inside, palette: import('../kit/palette.js').Palette) => void}>} */
  const views = { neuron: new Neuron(panel('neuron'), acts), receipt: new Receipt(panel('receipt'), acts), tape };
  for (const tab of findAll(section, '[role=tab]')) tab.addEventListener('click', () => acts.tab(/** @type {Tab} */ (tab.dataset.tab)));
  return {
    /** @param {Inside} inside @param {import('../kit/palette.js').Palette} palette @param {boolean} phone */
    paint(inside, palette, phone) {
      const open = inside.tab === 'network' && !phone ? 'neuron' : inside.tab;
      for (const tab of findAll(section, '[role=tab]')) {
        set(tab, 'aria-selected', tab.dataset.tab === open);
        tab.tabIndex = tab.dataset.tab === open ? 0 : -1;
      }
      for (const part of findAll(section, '[data-panel]')) part.hidden = part.dataset.panel !== open && (phone || part.dataset.panel !== 'network');
      views[open]?.paint(inside, palette);
    },
    goTo: () => {
      acts.tab('tape');
      tape.goTo();
    },
  };
}
