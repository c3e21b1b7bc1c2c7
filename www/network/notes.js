// What is told beside the network: how many numbers it has, which neurons are silent, and in one sentence what is
// pointed at.

import { find } from '../kit/find.js';
import { write } from '../kit/text.js';
import { describePart, describeSilent } from '../words/parts.js';

export class Notes {
  /** @param {HTMLElement} section */
  constructor(section) {
    this.section = section;
    this.numbers = find(section, '.numbers');
    this.silent = find(section, '.silent');
    this.caption = find(section, '.caption');
  }

  /** @param {import('./inspector.js').Shown} shown */
  paint(shown) {
    const silent = describeSilent(shown);
    write(this.numbers, shown.numbers);
    write(this.silent, silent);
    write(this.caption, `${describePart(shown)}${shown.part || !silent || this.section.matches('[data-listed]') ? '' : ` ${silent}.`}`);
  }
}
