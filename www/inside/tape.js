// Tape: the tab of all operations, of which the larger part is loaded when it is first opened.

import { loadStyles } from '../kit/style.js';

/** @typedef {import('./state.js').Inside} Inside */

export class Tape {
  /** @param {HTMLElement} panel @param {import('./open.js').Acts} acts */
  constructor(panel, acts) {
    this.panel = panel;
    this.acts = acts;
    /** @type {import('./operations.js').Operations | null} */
    this.view = null;
    /** @type {Inside | null} */
    this.shown = null;
    /** @type {Promise<void> | undefined} */
    this.loading = undefined;
    this.isAsked = false;
  }

  /** @param {Inside} inside */
  paint(inside) {
    this.shown = inside;
    if (this.view) this.view.paint(inside);
    else this.loading ??= this.load();
  }

  /** What failed is tried again when it is next looked for. */
  async load() {
    try {
      const [{ Operations }] = await Promise.all([import('./operations.js'), loadStyles('tape')]);
      this.view = new Operations(this.panel, this.acts);
      if (this.isAsked) this.view.goTo();
      if (this.shown) this.view.paint(this.shown);
    } catch {
      this.panel.textContent = 'The tape did not load: choose the tab again.';
      this.loading = undefined;
    }
  }

  goTo() {
    this.isAsked = true;
    this.view?.goTo();
  }
}
