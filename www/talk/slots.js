// Slots in the words: what a run gives is written into them, so that another run gives another text.

import { findAll } from '../kit/find.js';
import { write } from '../kit/text.js';

/** The words with a place for each slot. @param {string} words */
export function withSlots(words) {
  return words.replace(/\{(\w+)\}/g, '<span data-slot="$1"></span>');
}

/** Writes into all slots of a name; what is not named stays. @param {HTMLElement} section @param {Record<string, string | number>} texts */
export function fill(section, texts) {
  for (const slot of findAll(section, '[data-slot]')) {
    const text = texts[String(slot.dataset.slot)];
    if (text === undefined) continue;
    write(slot, String(text));
    // A paragraph that is this alone is there only with it. WebKit does not see by :has(:empty) that it no longer is empty.
    const place = slot.parentElement;
    if (place?.matches('p') && place.childNodes.length === 1) place.hidden = !String(text);
  }
}
