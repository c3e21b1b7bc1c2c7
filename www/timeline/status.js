// What the run is doing, in a sentence, and the way back out of a problem.

import { find } from '../kit/find.js';
import { set, write, writeSentence } from '../kit/text.js';

export class Status {
  /** @param {HTMLElement} place @param {Pick<import('../actions/actions.js').Actions, 'goBack'>} actions */
  constructor(place, { goBack }) {
    this.place = place;
    this.text = find(place, 'span');
    this.back = find(place, 'button');
    this.back.addEventListener('click', () => goBack());
  }

  /** @param {import('../words/status.js').Status} status */
  paint({ kind, text, back }) {
    writeSentence(this.text, text);
    this.place.toggleAttribute('data-long', this.text.hasAttribute('data-long'));
    set(this.place, 'data-kind', kind);
    this.back.hidden = !back;
    if (back) write(this.back, back);
  }
}
