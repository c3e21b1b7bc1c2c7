// Each slope by the tape against the same by nudging, and beside that how far they are apart.

import { Surface } from '../kit/surface.js';
import { powerOfTen } from '../kit/format.js';
import { faultColour } from './hatch.js';
import { cross, dot, label, line, sans, triangle } from './marks.js';
import { KINK, LOST, WRONG } from './nudges.js';
import { endOf, symlog, ticksOf } from './symlog.js';
import { most } from './tint.js';

/**
 * @typedef {import('../kit/palette.js').Palette} Palette
 * @typedef {object} Shown
 * @property {Float64Array} tape
 * @property {Float64Array} nudged
 * @property {import('./nudges.js').Tally} tally
 * @property {number} parameter
 * @property {boolean} isFaulty
 */

// Px of the design: left and below of the square; from it to the margin, whose dots are so far apart; a frame.
const [LEFT, FOOT] = [40, 36];
const [BESIDE, PITCH] = [56, 4.5];
const FRAME = 12;
// So near a dot must be to be meant.
const REACH = 9;
// The margin's ends as powers of ten: what is smaller stands at the lower one.
const [LOW, HIGH] = [-13.5, 0.5];
const DASHED = -6;

export class Scatter {
  /** @param {HTMLCanvasElement} canvas @param {(parameter: number) => void} select */
  constructor(canvas, select) {
    this.surface = new Surface(canvas);
    /** Where each parameter's marks are. @type {[parameter: number, x: number, y: number][]} */
    this.places = [];
    canvas.addEventListener('click', ({ offsetX, offsetY }) => {
      const [x, y] = [offsetX, offsetY].map((at) => at / this.surface.unit);
      const away = (/** @type {[number, number, number]} */ [, px, py]) => Math.hypot(px - x, py - y);
      const nearest = this.places.reduce((/** @type {[number, number, number] | null} */ least, place) => (!least || away(place) < away(least) ? place : least), null);
      if (nearest && away(nearest) < REACH) select(nearest[0]);
    });
  }

  /** @param {Shown} shown @param {Palette} palette */
  paint(shown, palette) {
    const context = this.surface.begin();
    if (!context) return;
    const { width, height } = this.surface;
    const side = Math.max(40, Math.min(height - FOOT - 2, width - LEFT - BESIDE - 60));
    context.font = sans(this.surface.canvas);
    const end = endOf(Math.max(most(shown.tape), most(shown.nudged.filter((_, i) => shown.tally.found[i] > 0))));
    paintAxes(context, side, end, palette);
    this.places = [];
    const half = side / 2;
    const across = (/** @type {number} */ value) => Math.max(-half, Math.min(half, (symlog(value) / end) * half)) || 0;
    this.paintMarks(context, shown, palette, (i) => [LEFT + half + across(shown.nudged[i]), 1 + half - across(shown.tape[i])]);
    label(context, 'by the tape', LEFT + 8, 16, palette, 'left');
    const left = LEFT + side + BESIDE;
    paintMargin(context, left, width, side, palette);
    const places = layMargin(shown.tally, left + 8, width - left - 12, side);
    this.paintMarks(context, shown, palette, (i) => places[i]);
  }

  /** What is wrong above all else. @param {CanvasRenderingContext2D} context @param {Shown} shown @param {Palette} palette @param {(i: number) => [number, number]} placeOf */
  paintMarks(context, { tally: { found }, isFaulty, parameter }, palette, placeOf) {
    const colour = isFaulty ? faultColour() : palette.ink;
    for (const kind of [1, LOST, KINK, WRONG]) {
      found.forEach((is, i) => {
        if (is !== kind) return;
        const [x, y] = placeOf(i);
        this.places.push([i, x, y]);
        context.fillStyle = palette.ink;
        context.globalAlpha = is === 1 ? 0.55 : 1;
        if (is === 1) dot(context, x, y, 2);
        context.globalAlpha = 1;
        if (is === KINK) triangle(context, x, y, palette);
        if (is === WRONG) cross(context, x, y, colour);
      });
    }
    if (!found[parameter]) return;
    const [x, y] = placeOf(parameter);
    context.strokeStyle = palette.ink;
    context.lineWidth = 2;
    context.strokeRect(x - FRAME / 2, y - FRAME / 2, FRAME, FRAME);
  }
}

/** @param {CanvasRenderingContext2D} context @param {number} side @param {number} end @param {Palette} palette */
function paintAxes(context, side, end, palette) {
  const half = side / 2;
  context.lineWidth = 1;
  context.strokeStyle = palette.grid;
  line(context, LEFT + half, 1, LEFT + half, 1 + side);
  line(context, LEFT, 1 + half, LEFT + side, 1 + half);
  context.strokeStyle = palette.ink;
  context.globalAlpha = 0.5;
  line(context, LEFT, 1 + side, LEFT + side, 1);
  context.globalAlpha = 0.28;
  context.strokeRect(LEFT, 1, side, side);
  context.globalAlpha = 1;
  let free = -Infinity;
  for (const { at, text } of ticksOf(end).sort((a, b) => a.at - b.at)) {
    const place = (at / end) * half;
    label(context, text, LEFT - 5, 1 + half - place + 4, palette, 'right');
    const room = context.measureText(text).width / 2 + 3;
    if (place - room < free) continue;
    free = place + room;
    label(context, text, LEFT + half + place, side + 15, palette, 'center');
  }
  label(context, 'by nudging: (L(p + ε) − L(p − ε)) / 2ε', LEFT + half, side + 31, palette, 'center');
}

/** @param {number} error @param {number} side */
function heightOf(error, side) {
  const power = Math.max(LOW, Math.min(HIGH, Math.log10(error)));
  return 1 + (side * (HIGH - (Number.isNaN(power) ? HIGH : power))) / (HIGH - LOW);
}

/** @param {CanvasRenderingContext2D} context @param {number} left @param {number} width @param {number} side @param {Palette} palette */
function paintMargin(context, left, width, side, palette) {
  context.lineWidth = 1;
  context.strokeStyle = palette.ink;
  context.globalAlpha = 0.28;
  line(context, left, 1, left, 1 + side);
  context.globalAlpha = 0.6;
  context.setLineDash([4, 3]);
  const limit = heightOf(10 ** DASHED, side);
  line(context, left, limit, width, limit);
  context.setLineDash([]);
  context.globalAlpha = 1;
  for (const power of [0, -3, -6, -9, -12]) label(context, power ? powerOfTen(power) : '1', left - 5, heightOf(10 ** power, side) + 4, palette, 'right');
  label(context, 'relative', width, side + 15, palette, 'right');
  label(context, 'error', width, side + 28, palette, 'right');
}

/** Dots of about the same error stand side by side, closer where there are many. @param {import('./nudges.js').Tally} tally @param {number} left @param {number} room @param {number} side @returns {[number, number][]} */
function layMargin({ errors, found }, left, room, side) {
  const rows = Array.from(errors, (error) => Math.round(heightOf(error, side) / PITCH));
  /** @type {Map<number, number>} */
  const counts = new Map();
  rows.forEach((row, i) => found[i] && counts.set(row, (counts.get(row) ?? 0) + 1));
  /** @type {Map<number, number>} */
  const filled = new Map();
  return rows.map((row, i) => {
    const at = filled.get(row) ?? 0;
    if (found[i]) filled.set(row, at + 1);
    return [left + at * Math.min(PITCH + 1, room / (counts.get(row) ?? 1)), row * PITCH];
  });
}
