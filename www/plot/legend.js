// What the signs of the plot mean: the two classes by their names, the ramp of colours. While points are put down,
// the class to add can be chosen here too.

import { find } from '../kit/find.js';
import { memo } from '../kit/memo.js';
import { shade } from '../kit/palette.js';
import { write } from '../kit/text.js';

/** @typedef {import('../kit/palette.js').Palette} Palette */

export class Legend {
  /** @param {HTMLElement} group @param {Pick<import('../actions/actions.js').Actions, 'choose'>} actions */
  constructor(group, { choose }) {
    this.pushes = find(group, '.pushes');
    this.names = ['.neg', '.pos'].map((name) => find(group, name));
    this.names.forEach((name, i) => name.parentElement?.addEventListener('click', () => choose(2 * i - 1)));
    const ramp = find(group, 'canvas', HTMLCanvasElement);
    this.paintRamp = memo((/** @type {Palette} */ palette, /** @type {'bands' | 'smooth'} */ look) => paintRamp(ramp, palette, look));
  }

  /** @param {{classes: string[], adding: number | null, hasMargin: boolean}} model  adding: the label that points are added with; hasMargin: the loss has one @param {import('../state/state.js').Page} page */
  paint({ classes, adding, hasMargin }, { palette, look }) {
    this.pushes.hidden = !hasMargin;
    this.names.forEach((name, i) => {
      write(name, classes[i]);
      const { dataset } = /** @type {HTMLElement} */ (name.parentElement);
      if (adding === null) delete dataset.adds;
      else dataset.adds = String(adding === 2 * i - 1);
    });
    this.paintRamp(palette, look);
  }
}

/** One pixel a band. @param {HTMLCanvasElement} canvas @param {Palette} palette @param {'bands' | 'smooth'} look */
function paintRamp(canvas, palette, look) {
  canvas.width = look === 'bands' ? 16 : 64;
  const pixels = Uint32Array.from({ length: canvas.width }, (_, i) => palette[look][shade(((i + 0.5) / canvas.width) * 8 - 4)]);
  const image = new ImageData(new Uint8ClampedArray(pixels.buffer), canvas.width, 1);
  canvas.getContext('2d')?.putImageData(image, 0, 0);
}
