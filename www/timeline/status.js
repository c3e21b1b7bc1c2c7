// What the run is doing, in a sentence.

import { find } from '../kit/find.js';
import { set, write } from '../kit/text.js';

export class Status {
  /** @param {HTMLElement} place */
  constructor(place) {
    this.place = place;
    this.text = find(place, 'span');
  }

  /** @param {import('../words/status.js').Status} status */
  paint({ kind, text }) {
    write(this.text, text);
    set(this.place, 'data-kind', kind);
  }
}
