// Why something is not in force, below its group of settings. Only one message shows at a time, whichever group it
// belongs to.

import { findAll } from '../kit/find.js';
import { write } from '../kit/text.js';

export class Messages {
  /** @param {HTMLElement} section */
  constructor(section) {
    this.section = section;
    this.places = findAll(section, '.message');
  }

  /** @param {import('../state/state.js').Message} message */
  paint({ group, sentence }) {
    for (const place of this.places) {
      const text = place.dataset.group === group ? sentence : '';
      write(place, text);
      place.dataset.kind = text ? 'error' : '';
    }
    this.section.toggleAttribute('data-told', Boolean(sentence));
  }
}
