// The numbers of what is pointed at in the network: loaded when something is.

import { find } from '../kit/find.js';
import { inspectedOf, READ } from '../lab.js';
import { Inspector } from '../network/inspector.js';

/**
 * @typedef {import('../state/state.js').Lab} Lab
 * @typedef {import('../actions/actions.js').Actions} Actions
 * @typedef {import('../loop/loop.js').Loop} Loop
 */

/** Shows them. @param {Lab} lab @param {Actions} actions @param {Loop} loop @param {HTMLElement} page */
export async function open(lab, actions, loop, page) {
  const inspector = new Inspector(find(page, '.network'), actions, lab.rules);
  loop.add({ name: 'inspector', of: ['run', 'setup', 'sight', 'page'], every: READ, paint: () => inspector.paint(inspectedOf(lab)) });
}
