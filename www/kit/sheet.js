// A dialog that lies over the page. Esc, its button and a click beside it close it; the focus then returns to where it was.

import { find } from './find.js';

/** How it is opened. @param {HTMLDialogElement} sheet @param {HTMLElement} opener @param {(open: boolean) => void} [changed] */
export function sheetOf(sheet, opener, changed) {
  const open = () => {
    if (!sheet.open) sheet.showModal();
    changed?.(true);
  };
  sheet.addEventListener('close', () => changed?.(false));
  opener.addEventListener('click', open);
  find(sheet, '.close').addEventListener('click', () => sheet.close());
  sheet.addEventListener('click', (event) => {
    if (event.target === sheet) sheet.close();
  });
  return open;
}
