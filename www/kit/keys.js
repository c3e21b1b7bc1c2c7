// The keys of the page: a letter, or ? for the list of all.

import { sheetOf } from './sheet.js';

/** Keys work wherever the focus does not need them itself. @param {Record<string, () => void>} actions */
export function listenForKeys(root, actions) {
  const list = sheetOf(root.getElementById('keys'), root.getElementById('help'));
  root.addEventListener('keydown', (event) => {
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const action = key === '?' ? list : actions[key];
    if (!action || event.ctrlKey || event.metaKey || event.altKey || (event.shiftKey && key !== '?')) return;
    if (needs(event.target, key) || root.querySelector(':modal') || (event.repeat && !key.startsWith('Arrow'))) return;
    event.preventDefault();
    action();
  });
  // After a click with the mouse the keys belong to the page again, not to what was clicked.
  root.addEventListener('click', (event) => {
    const byMouse = event.detail > 0 && event.pointerType !== 'touch';
    if (byMouse) event.target.closest('button, input[type=radio]')?.blur();
  });
}

/** Takes back what was done last, except where text is typed, which has a way back of its own. */
export function listenForUndo(root, undo) {
  root.addEventListener('keydown', (event) => {
    const wanted = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'z';
    if (!wanted || root.querySelector(':modal') || takesText(event.target)) return;
    event.preventDefault();
    undo();
  });
}

/** Whether what is typed there is text, with a way back of its own. */
export function takesText(target) {
  return target instanceof Element && target.matches('input:not([type=range], [type=radio]), textarea');
}

function needs(target, key) {
  if (!(target instanceof Element)) return false;
  if (target.matches('button')) return key === ' ';
  if (target.matches('input[type=radio], input[type=range]')) return key.startsWith('Arrow');
  return target.matches('input, textarea, select, [contenteditable]');
}
