// The sheet that shares the run.

import { find } from '../kit/find.js';
import { hang } from '../kit/hung.js';
import { loadStyles } from '../kit/style.js';
import { openEmbed } from './embed.js';

/**
 * @typedef {import('../state/state.js').Lab} Lab
 * @typedef {import('../actions/actions.js').Actions} Actions
 * @typedef {import('../loop/loop.js').Loop} Loop
 */

const MARKUP = `<dialog id="share-sheet" class="hung share" aria-labelledby="share-heading">
  <header><h2 id="share-heading">Share this run</h2><button class="icon close" type="button" aria-label="Close"><svg viewBox="0 0 16 16" aria-hidden="true"><path class="line" d="M3 3l10 10M13 3 3 13"/></svg></button></header>
  <section class="link"></section>
  <section class="embed"></section>
</dialog>`;

/** Gives how it is opened. @param {Lab} lab @param {Actions} __ @param {Loop} ___ @param {HTMLElement} page */
export async function open(lab, __, ___, page) {
  await loadStyles('sheet', 'share');
  page.insertAdjacentHTML('beforeend', MARKUP);
  const sheet = find(page, '#share-sheet', HTMLDialogElement);
  openEmbed(find(sheet, '.embed'), lab, () => '');
  return hang(page, sheet, find(page, '#share'));
}
