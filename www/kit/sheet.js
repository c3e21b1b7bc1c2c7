// A dialog that lies over the page. Esc, its button and a click beside it close it; the focus then returns to where it was.

import { find } from './find.js';

/** Gives how it is opened. @param {HTMLDialogElement} sheet @param {(open: boolean) => void} [changed] */
export function sheetOf(sheet, changed) {
  sheet.addEventListener('close', () => changed?.(false));
  find(sheet, '.close').addEventListener('click', () => sheet.close());
  sheet.addEventListener('click', (event) => {
    if (event.target === sheet) sheet.close();
  });
  return () => {
    if (!sheet.open) sheet.showModal();
    changed?.(true);
  };
}
