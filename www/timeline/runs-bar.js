// Keeps the run, opens the sheet of those that are kept, and takes back what was done last.

import { find } from '../kit/find.js';
import { write } from '../kit/text.js';

export class RunsBar {
  /** @param {HTMLElement} bar @param {Pick<import('../actions/actions.js').Actions, 'keepRun' | 'undo'>} actions */
  constructor(bar, { keepRun, undo }) {
    this.keep = find(bar, '.keep');
    this.opener = find(bar, '[data-opens]');
    this.undo = find(bar, '.undo');
    this.undone = find(bar, '.undo span');
    this.keep.addEventListener('click', () => keepRun());
    this.undo.addEventListener('click', () => undo());
  }

  /** @param {{kept: number, undo: string}} model  how many runs are kept; what undo takes back, or '' */
  paint({ kept, undo }) {
    write(this.opener, `Kept runs ${kept}`);
    write(this.undone, undo);
    if (!undo && document.activeElement === this.undo) this.keep.focus();
    this.undo.hidden = !undo;
  }
}
