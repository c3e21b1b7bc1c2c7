// Neuron.

export class Neuron {
  /** @param {HTMLElement} panel @param {import('./open.js').Acts} acts */
  constructor(panel, acts) {
    this.panel = panel;
    this.acts = acts;
  }

  /** @param {import('./state.js').Inside} inside @param {import('../kit/palette.js').Palette} palette */
  paint(inside, palette) {
    void [inside, palette];
  }

  goTo() {}
}
