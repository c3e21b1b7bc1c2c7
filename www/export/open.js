// The sheet that takes pictures and numbers out of the page.

import { urlOf } from '../address/run.js';
import { openLinks } from '../engine/link.js';
import { find } from '../kit/find.js';
import { hang } from '../kit/hung.js';
import { loadStyles } from '../kit/style.js';
import { openAnimation } from './animation.js';
import { openNumbers } from './numbers.js';
import { openPicture } from './picture.js';

/**
 * @typedef {import('../state/state.js').Lab} Lab
 * @typedef {import('../actions/actions.js').Actions} Actions
 * @typedef {import('../loop/loop.js').Loop} Loop
 */

const MARKUP = `<dialog id="export-sheet" class="hung export" aria-labelledby="export-heading">
  <header><h2 id="export-heading">Export</h2><button class="icon close" type="button" aria-label="Close"><svg viewBox="0 0 16 16" aria-hidden="true"><path class="line" d="M3 3l10 10M13 3 3 13"/></svg></button></header>
  <section class="picture"></section>
  <section class="animation"></section>
  <section class="numbers"></section>
</dialog>`;

/** Gives how it is opened. @param {Lab} lab @param {Actions} _ @param {Loop} loop @param {HTMLElement} page */
export async function open(lab, _, loop, page) {
  await Promise.all([loadStyles('sheet', 'export'), openLinks()]);
  page.insertAdjacentHTML('beforeend', MARKUP);
  const sheet = find(page, '#export-sheet', HTMLDialogElement);
  const isOpen = () => sheet.open;
  const paints = [
    openPicture(find(sheet, '.picture'), lab, loop, isOpen, () => urlOf(lab)),
    openAnimation(find(sheet, '.animation'), lab, loop, isOpen),
    await openNumbers(find(sheet, '.numbers'), lab, loop),
  ];
  const hung = hang(page, sheet, find(page, '#export'));
  return () => {
    hung();
    for (const paint of paints) paint();
  };
}
