// A dialog that lies over the page. Esc, its button and a click beside it close it; the focus then returns to where it was.

/** @param {HTMLDialogElement} sheet @param {HTMLElement} opener @param {() => void} [opened] */
export function sheetOf(sheet, opener, opened) {
  const open = () => {
    if (sheet.open) return;
    sheet.showModal();
    opened?.();
  };
  opener.addEventListener('click', open);
  sheet.querySelector('.close').addEventListener('click', () => sheet.close());
  sheet.addEventListener('click', (event) => {
    if (event.target === sheet) sheet.close();
  });
  return open;
}
