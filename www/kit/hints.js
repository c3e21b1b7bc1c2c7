// What a control, a sign or a figure is, in one sentence, while it is pointed at or has the focus, or after a tap.
// A row of settings explains itself below its group, all else in the line below all groups, where that is in
// sight, else in a tip at the lower edge of the window.

import { write } from './text.js';

// Milliseconds that a tip stays after a tap, unless something else is touched.
const READ = 6000;

export class Hints {
  /** @param {Document} root */
  constructor(root) {
    this.root = root;
    this.places = [...root.querySelectorAll('.hint')];
    this.tip = root.getElementById('tip');
    this.wide = matchMedia('(min-width: 56.25em)');
    /** Buttons and the like that were tapped and explained: a second time it would only be in the way. */
    this.known = new WeakSet();
    this.describe();
    this.listen();
  }

  /** Those who hear the page are told the same. */
  describe() {
    for (const part of this.root.querySelectorAll(':is(button, input, canvas, [tabindex])[data-hint]')) {
      part.setAttribute('aria-description', part.dataset.hint);
    }
  }

  listen() {
    const { root } = this;
    const over = (event) => {
      if (event.pointerType === 'mouse') this.explain(find(event.target) ?? this.focused());
    };
    root.addEventListener('pointerover', over);
    root.addEventListener('focusin', () => this.explain(this.focused()));
    root.addEventListener('focusout', () => this.explain(null));
    root.addEventListener('pointerdown', (event) => {
      if (event.pointerType !== 'mouse') this.explain(this.focused());
    }, true);
    root.addEventListener('click', (event) => this.tap(event));
    root.addEventListener('scroll', () => write(this.tip, ''), { passive: true });
  }

  tap(event) {
    if (event.pointerType === 'mouse' || event.detail === 0) return;
    const source = find(event.target);
    if (!source || this.known.has(source)) return;
    if (source.matches('button, canvas, .figure, .drawing')) this.known.add(source);
    this.explain(source);
    clearTimeout(this.ending);
    this.ending = setTimeout(() => write(this.tip, ''), READ);
  }

  /** What has the focus, if it was brought there by a key or is a row, whose place is reserved. */
  focused() {
    const { activeElement } = this.root;
    const source = find(activeElement);
    return source && (source.matches('.row') || activeElement.matches(':focus-visible')) ? source : null;
  }

  explain(source) {
    const text = source ? sentence(source) : '';
    const group = source?.closest('.group')?.querySelector('.hint');
    const place = group ?? (this.wide.matches && inSight(this.places[0]) ? this.places[0] : this.tip);
    for (const other of [...this.places, this.tip]) write(other, other === place ? text : '');
    this.root.querySelector('.controls').classList.toggle('hinting', Boolean(text) && place !== this.tip);
    if (place === this.tip && text) this.placeTip(source);
  }

  /** Below, unless it would cover what it explains. */
  placeTip(source) {
    this.tip.removeAttribute('data-high');
    const [tip, covered] = [this.tip, source].map((part) => part.getBoundingClientRect());
    const clear = covered.right < tip.left || covered.left > tip.right || covered.bottom < tip.top || covered.top > tip.bottom;
    this.tip.toggleAttribute('data-high', !clear);
  }
}

const find = (target) => (target instanceof Element ? target.closest('[data-hint], .row') : null);

function sentence(source) {
  const hint = source.dataset.hint ? source : source.querySelector(':scope > :last-child[hidden]');
  if (!hint) return '';
  // Some things mean something else, or nothing, for a stream or for points of one's own.
  return hint.dataset[source.closest('.group')?.dataset.source] ?? hint.dataset.hint ?? hint.textContent;
}

function inSight(place) {
  const { top, bottom } = place.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
}
