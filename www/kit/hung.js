// A sheet that hangs from the masthead over network and settings: the plot stays in sight, and the run goes on. Esc, its
// button, and a press on what it veils close it; the focus then returns to what opened it. There is one at a time.

import { find, findAll } from './find.js';

/** @type {(() => void) | null} */
let closeLast = null;

/**
 * Gives how it is opened.
 * @param {HTMLElement} page @param {HTMLDialogElement} sheet @param {HTMLElement} opener  the button in the masthead
 * @param {(open: boolean) => void} [changed]
 */
export function hang(page, sheet, opener, changed) {
  const lab = find(page, '.lab');
  const veil = (/** @type {boolean} */ open) => {
    document.documentElement.toggleAttribute('data-hung', open);
    for (const part of findAll(lab, ':scope > :not(.run)')) part.inert = open;
    opener.ariaExpanded = String(open);
    changed?.(open);
  };
  const close = () => {
    if (!sheet.open) return;
    sheet.close();
    veil(false);
    opener.focus();
  };
  find(sheet, '.close').addEventListener('click', close);
  lab.addEventListener('click', (event) => event.target === lab && close());
  document.addEventListener('keydown', (event) => {
    // What lies over the sheet closes first.
    if (event.key !== 'Escape' || event.defaultPrevented || !sheet.open || document.querySelector(':modal')) return;
    event.preventDefault();
    close();
  });
  return () => {
    if (sheet.open) return close();
    if (closeLast !== close) closeLast?.();
    closeLast = close;
    veil(true);
    sheet.show();
  };
}
