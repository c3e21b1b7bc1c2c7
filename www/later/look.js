// How the run is looked at, and its speed: kept as long as the tab is there, so that loading the page again leaves all
// as it was.

import { READ } from '../lab.js';

/**
 * @typedef {import('../state/state.js').Lab} Lab
 * @typedef {import('../actions/actions.js').Actions} Actions
 * @typedef {import('../loop/loop.js').Loop} Loop
 */

const KEPT = 'moongrad-look';

/** Chooses what is kept, and keeps what is chosen; frames of one page share a storage, and have none. @param {Lab} lab @param {Actions} _ @param {Loop} loop @param {HTMLElement} page */
export async function open({ state }, _, loop, page) {
  if (parent !== window) return;
  const chosen = () => ({ speed: state.run.speed, look: state.page.look, squares: state.sight.squares });
  let kept = '';
  try {
    kept = sessionStorage[KEPT] ?? '';
    for (const [name, value] of Object.entries(JSON.parse(kept || '{}'))) {
      /** @type {HTMLInputElement | null} */ (page.querySelector(`[name=${CSS.escape(name)}][value=${CSS.escape(value)}]`))?.click();
    }
  } catch {
    // Nothing is kept here, or nothing that this page has written.
  }
  loop.add({ name: 'look', of: ['run', 'sight', 'page'], every: READ, paint: () => {
    const now = JSON.stringify(chosen());
    if (now === kept) return;
    kept = now;
    try {
      sessionStorage[KEPT] = now;
    } catch {
      // It is lost with the page.
    }
  } });
}
