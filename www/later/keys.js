// The list of keys.

import { find } from '../kit/find.js';
import { MARKUP } from '../kit/key-list.js';
import { sheetOf } from '../kit/sheet.js';
import { loadStyles } from '../kit/style.js';

/**
 * @typedef {import('../state/state.js').Lab} Lab
 * @typedef {import('../actions/actions.js').Actions} Actions
 * @typedef {import('../loop/loop.js').Loop} Loop
 */

/** The list of keys: gives how it is opened. @param {Lab} _ @param {Actions} __ @param {Loop} ___ @param {HTMLElement} page */
export async function open(_, __, ___, page) {
  await loadStyles('sheet');
  page.insertAdjacentHTML('beforeend', MARKUP);
  return sheetOf(find(page, '.keys', HTMLDialogElement));
}
