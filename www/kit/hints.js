// What a control, a sign or a figure is, in one sentence, while it is pointed at or has the focus, or after a tap.
// A row of settings explains itself below its group, all else in the line below all groups, where that is in
// sight, else in a tip at the lower edge of the window, which on a phone is the place of the dock's sentence.

// Milliseconds that a tip stays after a tap, unless something else is touched.
const READ = 6000;
// More letters are set smaller, where there is little room.
const LONG = 100;

export class Hints {
  /** @param {Document} root @param {Record<string, string>} hints  of the parts that selectors find @param {Record<string, Record<string, string>>} more  where they depend on the source of the data @param {Event} first  what they were loaded for */
  constructor(root, hints, more, first) {
    this.root = root;
    this.places = /** @type {HTMLElement[]} */ ([...root.querySelectorAll('.hint')]);
    this.settings = /** @type {HTMLElement} */ (root.querySelector('.controls'));
    this.tip = /** @type {HTMLElement} */ (root.querySelector('.tip'));
    this.wide = matchMedia('(min-width: 56.25em)');
    this.phone = matchMedia('(max-width: 37.49em)');
    /** Buttons and the like that were tapped and explained: a second time it would only be in the way. */
    this.known = new WeakSet();
    this.ending = 0;
    this.put('hint', hints);
    for (const [source, others] of Object.entries(more)) this.put(source, others);
    this.describe();
    this.listen();
    if (first.type === 'click') this.tap(/** @type {PointerEvent} */ (first));
    else this.explain(first.type === 'focusin' ? this.focused() : sourceOf(first.target));
  }

  /** @param {string} name @param {Record<string, string>} hints */
  put(name, hints) {
    for (const [selector, hint] of Object.entries(hints)) {
      for (const part of /** @type {NodeListOf<HTMLElement>} */ (this.root.querySelectorAll(selector))) part.dataset[name] = hint;
    }
  }

  /** Those who hear the page are told the same. */
  describe() {
    for (const part of this.root.querySelectorAll(':is(button, input, canvas, [tabindex], [role=radiogroup])[data-hint], .row[data-hint] :is(input, select):not([data-hint], [type=radio])')) {
      const source = sourceOf(part);
      if (source) part.setAttribute('aria-description', sentence(source));
    }
  }

  listen() {
    const { root } = this;
    root.addEventListener('pointerover', (event) => {
      if (event.pointerType === 'mouse') this.explain(sourceOf(event.target) ?? this.focused());
    });
    root.addEventListener('focusin', () => this.explain(this.focused()));
    root.addEventListener('focusout', () => this.explain(null));
    root.addEventListener('pointerdown', (event) => {
      if (event.pointerType !== 'mouse') this.explain(this.focused());
    }, true);
    root.addEventListener('click', (event) => this.tap(/** @type {PointerEvent} */ (event)));
    root.addEventListener('scroll', () => write(this.tip, ''), { passive: true });
  }

  /** @param {PointerEvent} event */
  tap(event) {
    if (event.pointerType === 'mouse' || event.detail === 0) return;
    const source = sourceOf(event.target);
    // On a phone, what the dock is doing stands where its hints would.
    if (!source || this.known.has(source) || (this.phone.matches && source.closest('.dock'))) return;
    if (source.matches('button, canvas, .figure, .drawing')) this.known.add(source);
    this.explain(source);
    clearTimeout(this.ending);
    this.ending = window.setTimeout(() => write(this.tip, ''), READ);
  }

  /** What has the focus, if it was brought there by a key or is a row, whose place is reserved. */
  focused() {
    const { activeElement } = this.root;
    const source = sourceOf(activeElement);
    return source && (source.matches('.row') || activeElement?.matches(':focus-visible')) ? source : null;
  }

  /** @param {HTMLElement | null} source */
  explain(source) {
    const text = source ? sentence(source) : '';
    /** @type {HTMLElement | null | undefined} */
    const group = source?.closest('.group')?.querySelector('.hint');
    const place = (group?.checkVisibility() && group) || (this.wide.matches && inSight(this.places[0]) ? this.places[0] : this.tip);
    this.tip.toggleAttribute('data-long', text.length > LONG);
    for (const other of [...this.places, this.tip]) write(other, other === place ? text : '');
    this.settings.classList.toggle('hinting', Boolean(text) && place !== this.tip);
    if (place === this.tip && source && text && !this.phone.matches) this.placeTip(source);
  }

  /** Below, unless it would cover what it explains. @param {HTMLElement} source */
  placeTip(source) {
    this.tip.removeAttribute('data-high');
    const [tip, covered] = [this.tip, source].map((part) => part.getBoundingClientRect());
    const clear = covered.right < tip.left || covered.left > tip.right || covered.bottom < tip.top || covered.top > tip.bottom;
    this.tip.toggleAttribute('data-high', !clear);
  }
}

/** @param {EventTarget | null} target @returns {HTMLElement | null} */
function sourceOf(target) {
  return target instanceof Element ? target.closest('[data-hint], .row') : null;
}

/** Some things mean something else, or nothing, for a stream or for points of one's own. @param {HTMLElement} source */
function sentence(source) {
  /** @type {HTMLElement | null} */
  const group = source.closest('.group');
  return source.dataset[group?.dataset.source ?? ''] ?? source.dataset.hint ?? '';
}

/** @param {HTMLElement} place */
function inSight(place) {
  const { top, bottom } = place.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
}

/** Not where it is there already. @param {HTMLElement} place @param {string} text */
function write(place, text) {
  if (place.textContent !== text) place.textContent = text;
}
