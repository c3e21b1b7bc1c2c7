// The keys of the page: a letter, or with Control.

/** @typedef {Record<string, () => void>} Keys */

/** Keys work while they are wanted, wherever the focus does not need them itself. @param {Document} root @param {Keys} keys @param {() => boolean} areWanted */
export function listenForKeys(root, keys, areWanted) {
  root.addEventListener('keydown', (event) => {
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const act = keys[key];
    if (!act || !areWanted() || event.ctrlKey || event.metaKey || event.altKey || (event.shiftKey && key !== '?')) return;
    if (needs(event.target, key) || root.querySelector('dialog:modal') || (event.repeat && !key.startsWith('Arrow'))) return;
    event.preventDefault();
    act();
  });
  // After a click with the mouse the keys belong to the page again, not to what was clicked.
  root.addEventListener('click', (event) => {
    const byMouse = event.detail > 0 && /** @type {PointerEvent} */ (event).pointerType !== 'touch';
    const clicked = event.target instanceof Element && event.target.closest('button, input[type=radio]');
    if (byMouse && clicked) /** @type {HTMLElement} */ (clicked).blur();
  });
}

/**
 * Takes back what was done last, and does it again, except where text is typed, which has ways of its own.
 * @param {Document} root @param {{undo: () => void, redo: () => void}} actions
 */
export function listenForUndo(root, { undo, redo }) {
  root.addEventListener('keydown', (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || root.querySelector('dialog:modal') || takesText(event.target)) return;
    const key = event.key.toLowerCase();
    const act = key === 'y' ? redo : key !== 'z' ? null : event.shiftKey ? redo : undo;
    if (!act) return;
    event.preventDefault();
    act();
  });
}

/** Whether what is typed there is text, with a way back of its own. @param {EventTarget | null} target */
export function takesText(target) {
  return target instanceof Element && target.matches('input:not([type=range], [type=radio]), textarea');
}

/** @param {EventTarget | null} target @param {string} key */
function needs(target, key) {
  if (!(target instanceof Element)) return false;
  if (target.matches('button')) return key === ' ';
  if (target.matches('input[type=radio], input[type=range]')) return key.startsWith('Arrow');
  return target.matches('input, textarea, select, [contenteditable]');
}
