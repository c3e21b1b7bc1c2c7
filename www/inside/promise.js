// What every step of the run got of what its gradient promised.

import { Surface } from '../kit/surface.js';
import { LEFT, RIGHT } from './errors.js';
import { shareOf } from './history.js';
import { dot, label, line, sans, triangle } from './marks.js';
import { roundStep } from './landing.js';

/** @typedef {import('./history.js').Kept} Kept */

// What is beyond these is cut.
const [MOST, LEAST] = [1.15, -0.65];
const [TOP, FOOT] = [6, 18];

export class PromisePlot {
  /** @param {HTMLCanvasElement} canvas @param {(step: number) => void} go */
  constructor(canvas, go) {
    this.surface = new Surface(canvas);
    /** @type {[step: number, x: number][]} */
    this.places = [];
    canvas.addEventListener('click', ({ offsetX }) => {
      const x = offsetX / this.surface.unit;
      const away = (/** @type {[number, number]} */ [, at]) => Math.abs(at - x);
      if (this.places.length) go(this.places.reduce((least, place) => (away(place) < away(least) ? place : least))[0]);
    });
  }

  /** @param {Kept[]} kept @param {number} last  step of the axis @param {number} current @param {import('../kit/palette.js').Palette} palette @param {[left: number, right: number]} [room]  beside the plot */
  paint(kept, last, current, palette, [left, right] = [LEFT, RIGHT]) {
    const context = this.surface.begin();
    if (!context) return;
    const { width, height, canvas } = this.surface;
    const x = (/** @type {number} */ step) => left + ((width - left - right) * step) / Math.max(1, last);
    const y = (/** @type {number} */ share) => TOP + ((height - FOOT - TOP) * (MOST - Math.min(MOST, Math.max(LEAST, share)))) / (MOST - LEAST);
    context.font = sans(canvas);
    context.lineWidth = 1;
    for (const [share, text] of /** @type {[number, string][]} */ ([[1, 'all'], [0, 'none'], [-0.55, 'rose']])) {
      context.strokeStyle = palette.grid;
      if (share >= 0) line(context, left, y(share), width - right, y(share));
      label(context, text, left - 8, y(share) + 4, palette, 'right');
    }
    const along = Math.max(1, roundStep(last / 4));
    for (let step = 0; step <= last; step += along) label(context, String(step), Math.min(x(step), width - 12), height - 4, palette, 'center');
    context.strokeStyle = palette.ink2;
    if (current <= last) line(context, x(current), TOP, x(current), height - FOOT);
    this.places = [];
    // The one that is named above all others.
    for (const one of [...kept.filter(({ step }) => step !== current), ...kept.filter(({ step }) => step === current)]) this.paintStep(context, one, x, y, one.step === current, last, palette);
  }

  /** @param {CanvasRenderingContext2D} context @param {Kept} kept @param {(step: number) => number} x @param {(share: number) => number} y @param {boolean} isCurrent @param {number} last @param {import('../kit/palette.js').Palette} palette */
  paintStep(context, kept, x, y, isCurrent, last, palette) {
    const share = shareOf(kept);
    if (Number.isNaN(share)) return;
    const at = x(kept.step);
    this.places.push([kept.step, at]);
    context.strokeStyle = context.fillStyle = palette.ink;
    context.globalAlpha = last > 200 ? 0.15 : 0.35;
    context.lineWidth = 1;
    line(context, at, y(0), at, y(share));
    context.globalAlpha = isCurrent ? 1 : 0.6;
    if (share >= 0) dot(context, at, y(share), isCurrent ? 4 : 1.9);
    context.globalAlpha = 1;
    if (share < 0) triangle(context, at, y(share), palette, -0.8);
    if (!isCurrent) return;
    context.font = sans(this.surface.canvas, 600);
    const isRight = at > this.surface.width / 2;
    if (!Number.isFinite(share)) return;
    label(context, `${Math.round(100 * share)}\u00a0%`.replace('-', '−'), at + (isRight ? -9 : 9), y(share) + 5, palette, isRight ? 'right' : 'left', palette.ink);
    context.font = sans(this.surface.canvas);
  }
}
