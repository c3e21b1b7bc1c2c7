// The batch's loss along −g: where the step lands, and where the slope promised that it would.

import { Surface } from '../kit/surface.js';
import { brief, scientific, three } from '../kit/format.js';
import { LEFT, RIGHT } from './errors.js';
import { DASH, faultColour } from './hatch.js';
import { cross, dot, label, line, path, sans, triangle } from './marks.js';

/**
 * @typedef {import('../kit/palette.js').Palette} Palette
 * @typedef {object} Shown
 * @property {number} most        the largest rate on the axis
 * @property {Float64Array} right  the loss at evenly spread rates from 0, NaN where it is not known yet
 * @property {Float64Array | null} faulty
 * @property {number} rate        that is looked at
 * @property {number} now         the loss at 0
 * @property {number} lands       and at that rate
 * @property {number} promised
 * @property {number | null} spoiled  where it lands with the fault
 */

// So much of a line's height is left above and below.
const [TOP, FOOT] = [8, 20];
// The axis reaches so many times as high as the loss is now, at least and at most.
const [LEAST, MOST] = [1.15, 2.2];
// And so many times where the step lands high.
const FAR = 6;

export class Landing {
  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.surface = new Surface(canvas);
  }

  /** @param {Shown} shown @param {Palette} palette */
  paint(shown, palette) {
    const context = this.surface.begin();
    if (!context) return;
    const { width, height } = this.surface;
    const { most, right, faulty, now, rate, lands, promised } = shown;
    const high = heightOf(now, right, lands);
    const x = (/** @type {number} */ at) => LEFT + ((width - LEFT - RIGHT) * at) / most;
    const y = (/** @type {number} */ loss) => height - FOOT - ((height - FOOT - TOP) * Math.min(1, Math.max(0, Number.isNaN(loss) ? 1 : loss / high)));
    context.font = sans(this.surface.canvas);
    context.strokeStyle = palette.ink2;
    context.lineWidth = 1;
    line(context, x(rate), TOP, x(rate), height - FOOT + 4);
    paintGrid(context, high, most, x, y, width, height, palette);
    context.save();
    context.beginPath();
    context.rect(LEFT, TOP - 1, width - LEFT, height - TOP - FOOT + 2);
    context.clip();
    const steep = (promised - now) / (rate || most);
    paintPromise(context, x, y, now, rate ? steep : 0, most, palette);
    const points = (/** @type {Float64Array} */ losses) => /** @type {[number, number][]} */ (Array.from(losses, (loss, i) => [x((most * i) / (losses.length - 1)), Number.isNaN(loss) ? NaN : height - FOOT - ((height - FOOT - TOP) * Math.min(9 * high, loss)) / high]));
    context.strokeStyle = palette.ink;
    context.lineWidth = 1.9;
    path(context, points(right));
    if (faulty) {
      context.strokeStyle = faultColour();
      context.setLineDash(DASH);
      path(context, points(faulty));
      context.setLineDash([]);
    }
    context.restore();
    this.paintMarks(context, shown, x, y, palette);
  }

  /** @param {CanvasRenderingContext2D} context @param {Shown} shown @param {(rate: number) => number} x @param {(loss: number) => number} y @param {Palette} palette */
  paintMarks(context, { now, rate, most, lands, promised, spoiled }, x, y, palette) {
    context.fillStyle = palette.ink;
    dot(context, x(0), y(now), 4);
    dot(context, x(rate), y(lands), 4.2);
    context.fillStyle = palette.paper;
    context.strokeStyle = palette.ink;
    context.lineWidth = 1.5;
    // Below 0 there is no loss: that was promised, but cannot be.
    if (promised < 0) triangle(context, x(rate), y(0), palette, -1);
    else {
      context.beginPath();
      context.arc(x(rate), y(promised), 4, 0, 2 * Math.PI);
      context.fill();
      context.stroke();
    }
    const isRight = rate > 0.6 * most;
    const [side, by] = /** @type {[CanvasTextAlign, number]} */ (isRight ? ['right', -9] : ['left', 9]);
    label(context, `now ${three(now)}`, x(0) + 4, y(now) - 10, palette, 'left', palette.ink);
    const isClose = Math.abs(y(lands) - y(promised)) < 14;
    context.font = sans(this.surface.canvas, 600);
    label(context, `lands at ${three(lands)}`, x(rate) + by, Math.max(TOP + 10, y(lands) - (isClose ? 12 : 8)), palette, side, palette.ink);
    context.font = sans(this.surface.canvas);
    label(context, `promised ${three(promised)}`, x(rate) - by, Math.min(y(promised) + 14, y(0) - 4), palette, isRight ? 'left' : 'right', palette.ink);
    if (spoiled === null) return;
    const colour = faultColour();
    // On the other side where it would meet what the loss is now.
    const turn = Math.abs(y(spoiled) - y(now)) < 18 ? -1 : 1;
    cross(context, x(rate), y(spoiled), colour);
    context.font = sans(this.surface.canvas, 600);
    label(context, `with the fault ${three(spoiled)}`, x(rate) - by * turn, Math.max(TOP + 10, y(spoiled) - 10), palette, isRight === (turn > 0) ? 'left' : 'right', colour);
  }
}

/** @param {CanvasRenderingContext2D} context @param {(rate: number) => number} x @param {(loss: number) => number} y @param {number} now @param {number} steep @param {number} most @param {Palette} palette */
function paintPromise(context, x, y, now, steep, most, palette) {
  const end = steep < 0 ? Math.min(most, -now / steep) : most;
  context.strokeStyle = palette.ink;
  context.lineWidth = 1.1;
  context.setLineDash([5, 4]);
  line(context, x(0), y(now), x(end), y(now + steep * end));
  context.setLineDash([]);
}

/** Where the axis ends: at 1 where the loss is no finite number. @param {number} now @param {Float64Array} right @param {number} lands */
function heightOf(now, right, lands) {
  const largest = right.reduce((large, loss) => (loss > large ? loss : large), now);
  const landing = Number.isFinite(lands) ? Math.min(FAR * now, LEAST * lands) : 0;
  const high = Math.max(LEAST * now, landing, Math.min(MOST * now, 1.05 * largest));
  return Number.isFinite(high) && high > 0 ? high : 1;
}

/** @param {CanvasRenderingContext2D} context @param {number} high @param {number} most @param {(rate: number) => number} x @param {(loss: number) => number} y @param {number} width @param {number} height @param {Palette} palette */
function paintGrid(context, high, most, x, y, width, height, palette) {
  const step = roundStep(high / 5);
  context.lineWidth = 1;
  for (let level = 0; level <= high; level += step) {
    context.strokeStyle = palette.grid;
    line(context, LEFT, y(level), width - RIGHT, y(level));
    label(context, nameLevel(level), LEFT - 6, y(level) + 4, palette, 'right');
  }
  const along = roundStep(most / 6);
  for (let i = 0; i * along <= most * 1.001; i++) {
    const text = i ? brief(i * along) : '0';
    label(context, text, Math.min(x(i * along), width - context.measureText(text).width / 2), height - 5, palette, 'center');
  }
}

/** A loss at its tick: in few characters, however large. @param {number} level */
function nameLevel(level) {
  return level >= 1e4 || (level > 0 && level < 1e-3) ? scientific(level, 0) : String(Number(level.toPrecision(3)));
}

/** 1, 2 or 5 times a power of ten, hardly less. @param {number} least */
export function roundStep(least) {
  const power = 10 ** Math.floor(Math.log10(least));
  return power * (least <= 1.2 * power ? 1 : least <= 2 * power ? 2 : least <= 5 * power ? 5 : 10);
}
