// The pictures of a layer's neurons in rows, one of which can be chosen.

import { Surface } from '../kit/surface.js';
import { set } from '../kit/text.js';
import { FieldImage } from '../plot/field.js';

/** @typedef {import('../kit/palette.js').Palette} Palette */

const GAP = 4;
/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class SquareTable {
  /** @param {HTMLCanvasElement} canvas @param {(neuron: number | null) => void} light */
  constructor(canvas, light) {
    this.surface = new Surface(canvas);
    this.image = new FieldImage();
    this.count = 0;
    /** @type {number | null} */
    this.lit = null;
    const point = (/** @type {PointerEvent} */ { offsetX, offsetY }) => light(this.at(offsetX / this.surface.unit, offsetY / this.surface.unit));
    canvas.addEventListener('pointermove', point);
    canvas.addEventListener('pointerdown', point);
    canvas.addEventListener('pointerleave', ({ pointerType }) => pointerType === 'mouse' && light(null));
    canvas.addEventListener('blur', () => light(null));
    canvas.addEventListener('keydown', (event) => {
      const arrow = ARROWS[event.key];
      if (!arrow || !this.count) return;
      event.preventDefault();
      light(this.lit === null ? 0 : Math.min(this.count - 1, Math.max(0, this.lit + arrow[0] + arrow[1] * this.columns)));
    });
  }

  get columns() {
    return Math.max(1, Math.ceil(Math.sqrt(this.count)));
  }

  get pitch() {
    return (this.surface.width + GAP) / this.columns;
  }

  /** @param {number} x @param {number} y */
  at(x, y) {
    const [column, row] = [Math.floor(x / this.pitch), Math.floor(y / this.pitch)];
    const neuron = row * this.columns + column;
    return column < this.columns && column >= 0 && row >= 0 && neuron < this.count ? neuron : null;
  }

  /** @param {import('../../pkg/moongrad.js').Portrait} portrait @param {number} count  of neurons, after the two inputs @param {number | null} lit @param {string[]} names  of the units @param {Palette} palette */
  paint({ squares, size }, count, lit, names, palette) {
    this.count = count;
    this.lit = lit;
    const { canvas } = this.surface;
    set(canvas, 'aria-valuemax', count);
    set(canvas, 'aria-valuenow', lit === null ? 0 : lit + 1);
    set(canvas, 'aria-valuetext', lit === null ? `${count} neurons` : names[2 + lit]);
    const context = this.surface.begin();
    if (!context) return;
    const side = this.pitch - GAP;
    for (let neuron = 0; neuron < count; neuron++) {
      const [x, y] = [(neuron % this.columns) * this.pitch, Math.floor(neuron / this.columns) * this.pitch];
      this.image.fill({ field: squares.subarray((2 + neuron) * size * size, (3 + neuron) * size * size), columns: size }, palette.squares);
      context.drawImage(this.image.canvas, 0.5, 0.5, size - 1, size - 1, x, y, side, side);
      const isLit = neuron === lit;
      context.strokeStyle = palette.ink;
      context.globalAlpha = isLit ? 1 : 0.55;
      context.lineWidth = isLit ? 2.4 : 1;
      context.strokeRect(x + context.lineWidth / 2, y + context.lineWidth / 2, side - context.lineWidth, side - context.lineWidth);
    }
    context.globalAlpha = 1;
  }
}
