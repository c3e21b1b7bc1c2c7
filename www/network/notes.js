// What is told beside the network: how many numbers it has, which neurons are silent, and in one sentence what
// the drawing shows; what is told of a part is the inspector's.

import { find } from '../kit/find.js';
import { write } from '../kit/text.js';
import { describeAll, describeSilent } from '../words/network.js';

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
    if (!shown.part) write(this.caption, `${describeAll(shown)}${!silent || this.section.matches('[data-listed]') ? '' : ` ${silent}.`}`);
  }
}
