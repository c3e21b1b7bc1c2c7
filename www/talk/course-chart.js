// The chart of a run's course: the loss of all points as a line, that of single batches as dots, and the rate below.

import { dot, label, line, path, sans } from '../inside/marks.js';
import { brief } from '../kit/format.js';
import { around, lossAxis, lossEnds, paintGrid, paintSteps } from '../timeline/axes.js';

/**
 * @typedef {import('./course.js').Course} Course
 * @typedef {import('./course.js').Row} Row
 * @typedef {import('../kit/palette.js').Palette} Palette
 */

const [LEFT, RIGHT, TOP, FOOT] = [38, 60, 8, 24];
// The height of the rate's band, and the gap above it.
const RATE = 34;
const GAP = 18;

export class CourseChart {
  constructor() {
    /** @type {Row[]} */
    this.rows = [];
    this.x = (/** @type {number} */ step) => step;
  }

  /** The row nearest to a place. @param {number} x */
  rowAt(x) {
    if (!this.rows.length) return null;
    const away = this.rows.map(({ step }) => Math.abs(this.x(step) - x));
    return away.indexOf(Math.min(...away));
  }

  /** @param {import('../kit/surface.js').Surface} surface @param {Course} course @param {number} stands  the lab's run @param {number | null} at  the row that is pointed at @param {Palette} palette */
  paint(surface, { rows, last }, stands, at, palette) {
    this.rows = rows;
    const context = surface.begin();
    if (!context || !rows.length) return;
    const { width, height, canvas } = surface;
    const right = width - RIGHT;
    this.x = (/** @type {number} */ step) => LEFT + ((right - LEFT) * step) / Math.max(1, last);
    const low = height - FOOT;
    const band = { top: TOP, bottom: low - RATE - GAP };
    const axis = lossAxis(lossEnds(around([extentOf(rows.map(({ loss }) => loss)), extentOf(rows.map(({ batch }) => batch))])), band);
    context.font = sans(canvas);
    context.textBaseline = 'middle';
    paintGrid(context, axis.lines, LEFT, right, palette);
    this.paintLoss(context, axis.y, right, palette);
    this.paintRate(context, low, right, palette);
    context.textBaseline = 'middle';
    paintSteps(context, this.x, last, height - 2, palette);
    context.textBaseline = 'alphabetic';
    if (stands > 0 && stands < last) this.paintPlace(context, stands, low, 'the lab', [2, 3], palette);
    if (at !== null && rows[at]) this.paintPlace(context, rows[at].step, low, '', [], palette);
  }

  /** @param {CanvasRenderingContext2D} context @param {(loss: number) => number} y @param {number} right @param {Palette} palette */
  paintLoss(context, y, right, palette) {
    const { rows, x } = this;
    context.fillStyle = palette.ink;
    context.globalAlpha = 0.55;
    for (const { step, batch } of rows) if (batch > 0) dot(context, x(step), y(batch), rows.length > 200 ? 1.1 : 1.6);
    context.globalAlpha = 1;
    context.strokeStyle = palette.ink;
    context.lineWidth = 1.7;
    context.lineJoin = 'round';
    path(context, rows.map(({ step, loss }) => [x(step), y(loss)]));
    context.textBaseline = 'alphabetic';
    label(context, 'loss', right + 8, y(rows[rows.length - 1].loss) + 4, palette, 'left', palette.ink);
  }

  /** Linear, from 0. @param {CanvasRenderingContext2D} context @param {number} low @param {number} right @param {Palette} palette */
  paintRate(context, low, right, palette) {
    const { rows, x } = this;
    const rates = rows.map(({ rate }) => rate);
    const most = Math.max(...rates);
    const y = (/** @type {number} */ rate) => low - (RATE * rate) / most;
    context.strokeStyle = palette.grid;
    context.lineWidth = 1;
    line(context, LEFT, low, right, low);
    label(context, brief(most), LEFT - 8, low - RATE + 4, palette, 'right');
    label(context, '0', LEFT - 8, low + 4, palette, 'right');
    context.strokeStyle = palette.ink;
    context.lineWidth = 1.2;
    // The rate at a row is the next step's.
    path(context, rows.slice(0, -1).map(({ rate }, i) => [x(rows[i + 1].step), y(rate)]));
    label(context, 'rate', right + 8, y(rates[Math.max(0, rates.length - 2)]) + 4, palette, 'left', palette.ink);
  }

  /** @param {CanvasRenderingContext2D} context @param {number} step @param {number} low @param {string} text @param {number[]} dash @param {Palette} palette */
  paintPlace(context, step, low, text, dash, palette) {
    context.strokeStyle = palette.ink2;
    context.lineWidth = 1;
    context.setLineDash(dash);
    line(context, this.x(step), TOP, this.x(step), low);
    context.setLineDash([]);
    if (text) label(context, text, this.x(step) + 4, TOP + 10, palette, 'left');
  }
}

/** Of those above 0. @param {number[]} values */
function extentOf(values) {
  const finite = values.filter((value) => value > 0 && value < Infinity);
  return { most: Math.max(0, ...finite), least: Math.min(Infinity, ...finite) };
}
