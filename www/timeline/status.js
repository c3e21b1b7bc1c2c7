// What the run is doing, in a sentence.

import { find } from '../kit/find.js';
import { set, write, writeSentence } from '../kit/text.js';

export class Status {
  /** @param {HTMLElement} place @param {Pick<import('../actions/actions.js').Actions, 'switchOff'>} actions */
  constructor(place, actions) {
    this.place = place;
    this.text = find(place, 'span');
    this.off = find(place, 'button');
    this.off.addEventListener('click', () => actions.switchOff());
  }

  /** @param {import('../words/status.js').Status} status */
  paint({ kind, text }) {
    writeSentence(this.text, text, this.place);
    set(this.place, 'data-kind', kind);
    this.off.hidden = kind !== 'fault';
  }
}
