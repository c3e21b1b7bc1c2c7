// What is laid over the charts, one at a time, and taken away again.

import { findAll } from '../kit/find.js';
import { takesText } from '../kit/keys.js';
import { READ } from '../lab.js';

/** @typedef {import('../state/state.js').Lab} Lab */

/**
 * Gives what lays a section over the charts, and takes it away.
 * @param {Lab} lab @param {import('../actions/actions.js').Actions} actions @param {import('../loop/loop.js').Loop} loop @param {HTMLElement} page
 * @param {'figures' | 'promise'} name @param {HTMLElement} section @param {() => void} paint  while it is there
 */
export function layOver(lab, actions, loop, page, name, section, paint) {
  const show = (/** @type {boolean} */ isOpen) => actions.measure({ over: isOpen ? name : '' });
  loop.add({ name, group: 'figures', of: ['run', 'setup', 'points', 'page'], every: READ, paint: () => {
    const isOpen = lab.state.page.over === name;
    section.hidden = !isOpen;
    for (const button of findAll(page, `[data-opens=${name}]`)) button.setAttribute('aria-expanded', String(isOpen));
    if (isOpen) paint();
  } });
  page.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && lab.state.page.over === name && !takesText(event.target)) show(false);
  });
  return () => show(lab.state.page.over !== name);
}
