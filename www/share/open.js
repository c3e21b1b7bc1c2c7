// The sheet that shares the run.

import { openLinks } from '../engine/link.js';
import { openOut } from '../engine/out.js';
import { find } from '../kit/find.js';
import { hang } from '../kit/hung.js';
import { loadStyles } from '../kit/style.js';
import { openEmbed } from './embed.js';
import { LINK, LinkSection } from './link.js';

/**
 * @typedef {import('../state/state.js').Lab} Lab
 * @typedef {import('../actions/actions.js').Actions} Actions
 * @typedef {import('../loop/loop.js').Loop} Loop
 */

const MARKUP = `<dialog id="share-sheet" class="hung sharing" aria-labelledby="share-heading">
  <header><h2 id="share-heading">Share this run</h2><button class="icon close" type="button" aria-label="Close"><svg viewBox="0 0 16 16" aria-hidden="true"><path class="line" d="M3 3l10 10M13 3 3 13"/></svg></button></header>
  <section class="link">${LINK}</section>
  <section class="embed"></section>
</dialog>`;

// Milliseconds for which the run stands still before its link is written.
const REST = 300;

/** Gives how it is opened. @param {Lab} lab @param {Actions} _ @param {Loop} loop @param {HTMLElement} page */
export async function open(lab, _, loop, page) {
  await Promise.all([loadStyles('sheet', 'share'), openLinks(), openOut()]);
  page.insertAdjacentHTML('beforeend', MARKUP);
  const sheet = find(page, '#share-sheet', HTMLDialogElement);
  const section = new LinkSection(find(sheet, '.link'), lab);
  section.changed = openEmbed(find(sheet, '.embed'), lab, () => (section.shared ? `#${section.shared.run}` : ''));
  let resting = 0;
  const follow = () => {
    clearTimeout(resting);
    const { training, dragging } = lab.state.run;
    if (sheet.open && !training && !dragging) resting = setTimeout(() => section.refresh(), REST);
  };
  loop.add({ name: 'share', of: ['run', 'setup'], every: 0, paint: follow });
  // While it trains, the link is that of the moment at which the sheet was opened.
  return hang(page, sheet, find(page, '#share'), (isOpen) => (isOpen ? section.refresh() : section.rest()));
}
