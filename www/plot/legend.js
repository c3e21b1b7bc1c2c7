// What the signs of the plot mean: the two classes by their names, the ramp of colours. While points are put down,
// the class to add can be chosen here too.

import { find } from '../kit/find.js';
import { memo } from '../kit/memo.js';
import { shade } from '../kit/palette.js';
import { write } from '../kit/text.js';

/** @typedef {import('../kit/palette.js').Palette} Palette */

export class Legend {
  /** @param {HTMLElement} section @param {Pick<import('../actions/actions.js').Actions, 'choose'>} actions */
  constructor(section, { choose }) {
    this.section = section;
    this.pushes = find(section, '.pushes');
    this.names = ['.neg', '.pos'].map((name) => find(section, `.legend ${name}`));
    this.names.forEach((name, i) => name.parentElement?.addEventListener('click', () => choose(2 * i - 1)));
    this.batch = find(section, '.batched');
    const ramp = find(section, '.ramp canvas', HTMLCanvasElement);
    this.paintRamp = memo((/** @type {Palette} */ palette, /** @type {'bands' | 'smooth'} */ look) => paintRamp(ramp, palette, look));
  }

  /**
   * @param {{classes: string[], adding: number | null, batched: boolean, hasMargin: boolean}} model
   *   adding: the label that points are added with; batched: those of the last batch are marked; hasMargin: the loss has one
   * @param {import('../state/state.js').Page} page
   */
  paint({ classes, adding, batched, hasMargin }, { palette, look }) {
    this.batch.hidden = !batched;
    this.pushes.hidden = !hasMargin;
    this.section.toggleAttribute('data-unbound', !hasMargin);
    this.names.forEach((name, i) => {
      write(name, classes[i]);
      const { dataset } = /** @type {HTMLElement} */ (name.parentElement);
      if (adding === null) delete dataset.adds;
      else dataset.adds = String(adding === 2 * i - 1);
    });
    this.paintRamp(palette, look);
  }
}

/** One pixel a band, +4 at the top. @param {HTMLCanvasElement} canvas @param {Palette} palette @param {'bands' | 'smooth'} look */
function paintRamp(canvas, palette, look) {
  canvas.height = look === 'bands' ? 16 : 128;
  const pixels = Uint32Array.from({ length: canvas.height }, (_, i) => palette[look][shade(4 - ((i + 0.5) / canvas.height) * 8)]);
  const image = new ImageData(new Uint8ClampedArray(pixels.buffer), 1, canvas.height);
  canvas.getContext('2d')?.putImageData(image, 0, 0);
}
