// Keeps the run, and opens the sheet of those that are kept.

import { find } from '../kit/find.js';
import { write } from '../kit/text.js';

export class RunsBar {
  /** @param {HTMLElement} bar @param {Pick<import('../actions/actions.js').Actions, 'keepRun'>} actions */
  constructor(bar, { keepRun }) {
    find(bar, '.keep').addEventListener('click', () => keepRun());
    this.opener = find(bar, '[data-opens]');
  }

  /** @param {number} count  of kept runs */
  paint(count) {
    write(this.opener, count ? `Runs ${count}` : 'Runs');
  }
}
