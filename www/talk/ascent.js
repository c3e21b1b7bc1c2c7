// The curve of f along a walk: its steps so far with a dot each, and those to come.

import { dot, label, line, sans } from '../inside/marks.js';
import { Surface } from '../kit/surface.js';
import { short } from '../words/talk/numbers.js';

const [LEFT, RIGHT, TOP, FOOT] = [40, 14, 8, 22];
// Values to come that would press those so far flat, being so many times as far apart, are cut off.
const FAR = 40;

export class Ascent {
  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.surface = new Surface(canvas);
  }

  /** @param {Float64Array} rows  of x, y, f and the gradient @param {number} steps  shown @param {number} most  on the axis @param {import('../kit/palette.js').Palette} palette */
  paint(rows, steps, most, palette) {
    const context = this.surface.begin();
    if (!context) return;
    const { width, height, canvas } = this.surface;
    const values = Array.from({ length: rows.length / 5 }, (_, i) => rows[5 * i + 2]);
    const [least, greatest] = rangeOf(values, steps);
    const x = (/** @type {number} */ step) => LEFT + ((width - LEFT - RIGHT) * step) / most;
    const y = (/** @type {number} */ f) => Math.max(-99, Math.min(height + 99, height - FOOT - ((height - FOOT - TOP) * (f - least)) / (greatest - least)));
    context.font = sans(canvas);
    context.strokeStyle = palette.grid;
    context.lineWidth = 1;
    for (const f of [least, greatest]) {
      line(context, LEFT, y(f), width - RIGHT, y(f));
      label(context, short(Number(f.toPrecision(3))), LEFT - 8, y(f) + 4, palette, 'right');
    }
    for (const share of [0, 1, 2, 3]) label(context, String(Math.round((most * share) / 3)), x((most * share) / 3), height - 4, palette, 'center');
    context.save();
    context.beginPath();
    context.rect(LEFT - 5, TOP - 5, width, height - TOP - FOOT + 10);
    context.clip();
    context.strokeStyle = context.fillStyle = palette.ink;
    for (const [from, to, alpha, thick] of [[steps, values.length - 1, 0.4, 1.2], [0, steps, 1, 1.7]]) {
      context.globalAlpha = alpha;
      context.lineWidth = thick;
      context.beginPath();
      for (let i = from; i <= Math.min(to, values.length - 1); i++) context.lineTo(x(i), y(values[i]));
      context.stroke();
    }
    if (steps <= 60) values.slice(0, steps + 1).forEach((f, i) => dot(context, x(i), y(f), 3));
    context.restore();
    context.font = `italic 600 13px ${getComputedStyle(document.documentElement).getPropertyValue('--serif')}`;
    label(context, 'f', width - 1, y(values[values.length - 1] ?? least) + 4 > height - FOOT ? height - FOOT : Math.max(TOP + 4, y(values[values.length - 1] ?? least) + 4), palette, 'right', palette.ink);
  }
}

/** Of what is shown, and of what comes where that is not far away. @param {number[]} values @param {number} steps */
function rangeOf(values, steps) {
  const shown = values.slice(0, steps + 1);
  const spans = [values, shown].map((some) => [Math.min(...some), Math.max(...some)]);
  const [all, some] = spans;
  const [least, greatest] = steps > 0 && all[1] - all[0] > FAR * (some[1] - some[0]) ? some : all;
  if (!(greatest > least)) return Number.isFinite(least) ? [least - 1, least + 1] : [0, 1];
  return [least, greatest];
}
