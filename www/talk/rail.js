// The rail: it follows the scroll, and the address follows it.

import { place, write } from '../address/address.js';
import { findAll } from '../kit/find.js';

// How far down the screen the line is that the section one reads lies across.
const LINE = 0.35;
// Milliseconds without scrolling until the place is noted: some browsers take only so many notes.
const REST = 250;

export class Rail {
  /** @param {HTMLElement} rail @param {HTMLElement[]} parts @param {() => boolean} isShown */
  constructor(rail, parts, isShown) {
    this.rail = rail;
    this.links = findAll(rail, 'a');
    this.isShown = isShown;
    /** Of the section that is read, from 1; 0 before any is. */
    this.number = 0;
    this.resting = 0;
    /** As it was gone to, or written last. */
    this.address = '';
    const line = new IntersectionObserver((entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting && isShown()) this.show(Number(/** @type {HTMLElement} */ (target).dataset.number));
    }, { rootMargin: `${-100 * LINE}% 0% ${100 * (LINE - 1)}%` });
    for (const part of parts) line.observe(part);
    addEventListener('scroll', () => this.noteSoon(), { passive: true });
  }

  /** @param {number} number */
  show(number) {
    if (this.number === number) return;
    this.number = number;
    this.links.forEach((link, i) => (link.ariaCurrent = i + 1 === number ? 'location' : null));
    // Where it is one line, that line scrolls along.
    const { offsetLeft, offsetWidth } = this.links[number - 1];
    this.rail.scrollTo({ left: offsetLeft + (offsetWidth - this.rail.clientWidth) / 2 });
    this.noteSoon();
  }

  noteSoon() {
    clearTimeout(this.resting);
    if (this.isShown() && this.number) this.resting = setTimeout(() => this.note(), REST);
  }

  /** Writes where one is into the address: whoever comes back to it finds the same place. Another one that was asked for meanwhile is not written over. */
  note() {
    if (!this.isShown() || place() !== this.address) return;
    this.address = `#talk/${this.number}`;
    write(this.address, { scrolled: scrollY });
  }
}
