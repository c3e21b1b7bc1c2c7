// What of a picture stays while the rest of it moves: painted apart once, and then put down as a whole.

import { differ } from './memo.js';

export class Underlay {
  constructor() {
    const canvas = document.createElement('canvas');
    this.canvas = canvas;
    this.context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    /** What it was painted from. @type {unknown[]} */
    this.painted = [];
  }

  /** Onto a surface, as large as that; `paint` only runs where any of `from` is another. @param {import('./surface.js').Surface} surface @param {unknown[]} from @param {(context: CanvasRenderingContext2D) => void} paint */
  put({ canvas: { width, height }, context, density, unit, revision }, from, paint) {
    const all = [revision, ...from];
    if (differ(all, this.painted)) {
      this.painted = all;
      // This clears it, too, and what the last painting has set.
      Object.assign(this.canvas, { width, height });
      this.context.scale(density * unit, density * unit);
      paint(this.context);
    }
    context.save();
    context.resetTransform();
    context.drawImage(this.canvas, 0, 0);
    context.restore();
  }
}
