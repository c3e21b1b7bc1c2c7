// A picture of the plane: the network's field, and what the figures draw over it.

import { FieldImage } from '../plot/field.js';
import { paintFrame, placing } from '../plot/placing.js';
import { Surface } from '../kit/surface.js';

/**
 * @typedef {import('../kit/palette.js').Palette} Palette
 * @typedef {import('../state/plane.js').View} View
 * @typedef {import('../plot/placing.js').Placing} Placing
 */

export class Plane {
  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.surface = new Surface(canvas);
    this.image = new FieldImage();
    /** @type {View} */
    this.view = { x0: -1, x1: 1, y0: -1, y1: 1 };
  }

  /**
   * Paints the ground, then what `over` draws, then the frame.
   * @param {{field: Float32Array, columns: number} | null} scene @param {View} view @param {Palette} palette @param {Uint32Array} colours
   * @param {(context: CanvasRenderingContext2D, place: Placing, width: number) => void} over
   */
  paint(scene, view, palette, colours, over) {
    this.view = view;
    const context = this.surface.begin();
    if (!context) return;
    const { width } = this.surface;
    if (scene) {
      this.image.fill(scene, colours);
      this.image.paint(context, width);
    }
    over(context, placing(view, width), width);
    paintFrame(context, palette, width);
  }

  /** Where an event happened, on the plane. @param {{offsetX: number, offsetY: number}} event */
  placeOf({ offsetX, offsetY }) {
    const { view: { x0, x1, y1 }, surface: { width, unit } } = this;
    const scale = (x1 - x0) / (width * unit);
    return { x: x0 + offsetX * scale, y: y1 - offsetY * scale };
  }
}
