// A neuron's output along its arrow, across the fold.

import { label, line, path, sans } from '../inside/marks.js';

// The way that is drawn, before and after the fold, and the outputs that have room.
const [BEFORE, AFTER, LOW, HIGH] = [0.7, 1.6, -1.2, 3.2];
const TOP = 26;
const FOOT = 20;
const COUNT = 93;

export class Profile {
  /** @param {import('../kit/surface.js').Surface} surface */
  constructor(surface) {
    this.surface = surface;
  }

  /**
   * @param {(from: number, to: number, count: number) => Float64Array} along  the outputs from so far before the fold to so far after it; none where it is not there
   * @param {string} activation @param {import('../kit/palette.js').Palette} palette
   */
  paint(along, activation, palette) {
    const context = this.surface.begin();
    if (!context) return;
    const { width, height, canvas } = this.surface;
    const x = (/** @type {number} */ at) => 4 + ((width - 8) * (at + BEFORE)) / (BEFORE + AFTER);
    const y = (/** @type {number} */ value) => height - FOOT - ((height - FOOT - TOP) * (value - LOW)) / (HIGH - LOW);
    context.font = sans(canvas);
    label(context, width < 150 ? 'along the arrow' : 'output along the arrow', 0, 12, palette, 'left', palette.ink);
    context.strokeStyle = palette.ink2;
    context.lineWidth = 1;
    line(context, 4, y(0), width - 4, y(0));
    line(context, x(0), TOP, x(0), height - FOOT);
    label(context, 'the fold', x(0), height - 5, palette, 'center');
    const outputs = along(-BEFORE, AFTER, COUNT);
    if (!outputs.length) return;
    context.save();
    context.beginPath();
    context.rect(0, TOP, width, height - TOP - FOOT);
    context.clip();
    context.strokeStyle = palette.ink;
    context.lineWidth = 2.2;
    context.lineJoin = 'round';
    path(context, Array.from(outputs, (value, i) => [x(-BEFORE + ((BEFORE + AFTER) * i) / (COUNT - 1)), y(value)]));
    context.restore();
    if (activation === 'tanh') return;
    const [at, far] = along(0, 1, 2);
    label(context, `slope ${(far - at).toFixed(2)}`, width - 4, y(0) + 17, palette, 'right', palette.ink);
  }
}
