// A dialog that lies over the page. Esc, its button and a click beside it close it; the focus then returns to where it was.

import { find } from './find.js';

/** Gives how it is opened. @param {HTMLDialogElement} sheet @param {(open: boolean) => void} [changed] */
export function sheetOf(sheet, changed) {
  sheet.addEventListener('close', () => changed?.(false));
  find(sheet, '.close').addEventListener('click', () => sheet.close());
  sheet.addEventListener('click', (event) => {
    // A link leads to another view.
    if (event.target === sheet || (event.target instanceof Element && event.target.closest('a[href^="#"]'))) sheet.close();
  });
  return () => {
    if (!sheet.open) sheet.showModal();
    changed?.(true);
  };
}
