// How far the slopes are apart for every ε, and the ε that is looked at on a slider below.

import { Surface } from '../kit/surface.js';
import { powerOfTen } from '../kit/format.js';
import { label, line, path, sans } from './marks.js';
import { EPSILONS } from './nudges.js';

/** @typedef {{worst: number, median: number} | null} Extremes */

/** Px of the design, left and right of the plots with a slider below: half a knob belongs to neither. */
export const [LEFT, RIGHT] = [40, 8];
// The names of both ends stand below the lines.
const FOOT = 20;
// Powers of ten: what is smaller stands at the foot.
const [LOW, HIGH] = [-14, 0.8];

export class ErrorPlot {
  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.surface = new Surface(canvas);
  }

  /** @param {Extremes[]} extremes  by ε @param {number} at  which of them is looked at @param {import('../kit/palette.js').Palette} palette */
  paint(extremes, at, palette) {
    const context = this.surface.begin();
    if (!context) return;
    const { width, height, canvas } = this.surface;
    const x = (/** @type {number} */ i) => LEFT + ((width - LEFT - RIGHT) * i) / (EPSILONS.length - 1);
    const y = (/** @type {number} */ error) => 4 + ((height - FOOT - 4) * (HIGH - Math.max(LOW, Math.min(HIGH, Math.log10(error))))) / (HIGH - LOW);
    context.font = sans(canvas);
    context.lineWidth = 1;
    for (const power of [0, -6, -12]) {
      context.strokeStyle = palette.grid;
      line(context, LEFT, y(10 ** power), width - RIGHT, y(10 ** power));
      label(context, power ? powerOfTen(power) : '1', LEFT - 5, y(10 ** power) + 4, palette, 'right');
    }
    context.strokeStyle = palette.ink2;
    line(context, x(at), 4, x(at), height);
    context.strokeStyle = palette.ink;
    const points = (/** @type {'worst' | 'median'} */ which) => /** @type {[number, number][]} */ (extremes.map((known, i) => [x(i), known ? y(known[which]) : NaN]));
    context.lineWidth = 1.7;
    path(context, points('worst'));
    context.lineWidth = 1.1;
    context.setLineDash([2, 2.5]);
    path(context, points('median'));
    context.setLineDash([]);
    this.name(context, points('worst'), 'worst', -7, palette);
    this.name(context, points('median'), 'median', 15, palette);
    label(context, 'too small: rounding', x(1), height - 5, palette, 'left');
    label(context, 'too large: kinks', width - RIGHT, height - 5, palette, 'right');
  }

  /** At its middle, where it is known. @param {CanvasRenderingContext2D} context @param {[number, number][]} points @param {string} name @param {number} down @param {import('../kit/palette.js').Palette} palette */
  name(context, points, name, down, palette) {
    const [x, y] = points[name === 'worst' ? 13 : 9];
    if (!Number.isNaN(y)) label(context, name, x, y + down, palette, 'center', palette.ink);
  }
}
