// The ground of the plot.

import { shade } from '../kit/palette.js';
import { contextOf, makeCanvas } from '../kit/pen.js';

/** The field as a small image, one pixel a lattice node, that is painted larger. */
export class FieldImage {
  constructor() {
    this.canvas = makeCanvas();
    this.context = contextOf(this.canvas);
    this.data = new ImageData(1, 1);
    this.pixels = new Uint32Array(1);
  }

  /** @param {{field: Float32Array, columns: number}} scene @param {Uint32Array} table  of colours */
  fill({ field, columns }, table) {
    if (this.data.width !== columns) this.resize(columns);
    for (let i = 0; i < field.length; i++) this.pixels[i] = table[shade(field[i])];
    this.context.putImageData(this.data, 0, 0);
  }

  // Painted or laid below the plot, half a pixel is cut off all around, so that the nodes at the lattice's
  // edge lie on the plot's edge.

  /** @param {import('../kit/pen.js').Pen} context @param {number} width */
  paint(context, width) {
    const inner = this.canvas.width - 1;
    context.drawImage(this.canvas, 0.5, 0.5, inner, inner, 0, 0, width, width);
  }

  /** @param {number} columns */
  resize(columns) {
    this.canvas.width = this.canvas.height = columns;
    this.data = this.context.createImageData(columns, columns);
    this.pixels = new Uint32Array(this.data.data.buffer);
    if (!('style' in this.canvas)) return;
    this.canvas.style.width = this.canvas.style.height = `${(100 * columns) / (columns - 1)}%`;
    this.canvas.style.left = this.canvas.style.top = `${-50 / (columns - 1)}%`;
  }
}
