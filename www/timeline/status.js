// What the run is doing, in a sentence.

import { find } from '../kit/find.js';
import { set, write, writeSentence } from '../kit/text.js';

export class Status {
  /** @param {HTMLElement} place */
  constructor(place) {
    this.place = place;
    this.text = find(place, 'span');
  }

  /** @param {import('../words/status.js').Status} status */
  paint({ kind, text }) {
    writeSentence(this.text, text, this.place);
    set(this.place, 'data-kind', kind);
  }
}
