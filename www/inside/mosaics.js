// All numbers of the network, and all their gradients, as two pictures: a layer's matrix after the other, a row a neuron,
// its bias beside it.

import { Surface } from '../kit/surface.js';
import { set, write } from '../kit/text.js';
import { describeMosaic } from '../words/inside.js';
import { Mosaic } from './mosaic.js';
import { standOf } from './state.js';
import { most } from './tint.js';

/** @typedef {import('./state.js').Inside} Inside @typedef {import('../kit/palette.js').Palette} Palette */

export class Mosaics {
  /** @param {HTMLElement} section  that both stand in @param {{selectParameter: (parameter: number) => void}} acts */
  constructor(section, acts) {
    this.surfaces = [.../** @type {NodeListOf<HTMLCanvasElement>} */ (section.querySelectorAll('.mosaic'))].map((canvas) => new Surface(canvas));
    this.mosaics = this.surfaces.map((surface) => new Mosaic(surface));
    this.how = /** @type {HTMLElement[]} */ (this.surfaces.map(({ canvas }) => canvas.parentElement?.querySelector('.how')));
    /** @type {Inside | null} */
    this.shown = null;
    for (const mosaic of this.mosaics) {
      const { surface } = mosaic;
      surface.canvas.addEventListener('click', ({ offsetX, offsetY }) => {
        const parameter = this.shown ? mosaic.parameterAt(this.shown.moment.layout, offsetX / surface.unit, offsetY / surface.unit) : -1;
        if (parameter >= 0) acts.selectParameter(parameter);
      });
    }
  }

  /** @param {Inside} inside @param {Palette} palette */
  paint(inside, palette) {
    this.shown = inside;
    const stand = standOf(inside);
    const told = describeMosaic(inside, stand);
    this.how.forEach((place, i) => write(place, told[i]));
    this.surfaces.forEach(({ canvas }, i) => set(canvas, 'aria-label', `${i ? 'Their gradients' : 'All numbers'}: ${told[i]}`));
    const isUpdate = inside.cursor > inside.moment.layout.starts[3];
    const { spoiled } = inside;
    const flags = isUpdate ? spoiled?.updated : spoiled?.gradient;
    const whole = isUpdate ? spoiled?.update.gradient ?? inside.moment.update.gradient : inside.walk.gradient;
    const [numbers, gradients] = this.mosaics;
    numbers.paint(inside, stand.parameters, () => true, most(stand.parameters), palette, (i) => isUpdate && i < stand.updated && spoiled?.updated[i] === 1);
    gradients.paint(inside, stand.gradient, (i) => stand.reached[i] > 0, most(whole), palette, (i) => flags?.[i] === 1);
  }
}
