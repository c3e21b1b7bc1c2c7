// A function over the plane: its field, its contours, axes, and a walk on it.

import { label, line, sans } from '../inside/marks.js';
import { shade } from '../kit/palette.js';
import { roundUp } from '../kit/round.js';
import { Surface } from '../kit/surface.js';
import { inPi, short } from '../words/talk/numbers.js';

/**
 * @typedef {import('../../pkg/talk.js').View} View
 * @typedef {import('../../pkg/talk.js').Plane} Plane
 * @typedef {import('../kit/palette.js').Palette} Palette
 * @typedef {{x: (x: number) => number, y: (y: number) => number}} Placing
 *
 * @typedef {object} Walk
 * @property {Float64Array} rows     of x, y, f and the gradient: what is shown and what comes after
 * @property {number} steps          shown
 * @property {number} gamma
 * @property {{x: number, y: number, text: string} | null} rest  where it ends
 */

// The greatest value has the colour that 5 has in the lab's field.
const STRONG = 5;
// The values between which so many of a hundred lie set the colours: a pole would take all of them.
const SHARE = 0.97;
// Every so many lines one is heavier.
const HEAVY = 5;
const R = 4.2;

export class Hill {
  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.surface = new Surface(canvas);
    this.image = document.createElement('canvas');
    this.context = /** @type {CanvasRenderingContext2D} */ (this.image.getContext('2d'));
    /** @type {unknown[]} */
    this.filled = [];
  }

  /** @param {Plane} plane @param {View} view @param {Walk} walk @param {boolean} hasPi  whether the axes count in π @param {Palette} palette */
  paint(plane, view, walk, hasPi, palette) {
    const context = this.surface.begin();
    if (!context) return;
    const { width, height, canvas } = this.surface;
    const place = { x: (/** @type {number} */ x) => ((x - view.x0) / (view.x1 - view.x0)) * width, y: (/** @type {number} */ y) => ((view.y1 - y) / (view.y1 - view.y0)) * height };
    this.fill(plane, palette);
    // Half a pixel is cut off all around: the nodes at the edge lie on the edge.
    context.drawImage(this.image, 0.5, 0.5, plane.columns - 1, plane.rows - 1, 0, 0, width, height);
    strokeContours(context, plane, place, palette);
    context.font = sans(canvas);
    paintNames(context, plane, walk, place, width, height, palette);
    paintTicks(context, view, place, hasPi, width, height, palette);
    paintWalk(context, walk, place, palette, sans(canvas, 600));
    context.strokeStyle = palette.ink;
    context.lineWidth = 1;
    context.globalAlpha = 0.28;
    context.strokeRect(0.5, 0.5, width - 1, height - 1);
    context.globalAlpha = 1;
  }

  /** @param {Plane} plane @param {Palette} palette */
  fill(plane, palette) {
    if (this.filled[0] === plane && this.filled[1] === palette) return;
    this.filled = [plane, palette];
    const { field, columns, rows, spacing } = plane;
    const largest = largestOf(field);
    this.image.width = columns;
    this.image.height = rows;
    const data = this.context.createImageData(columns, rows);
    const pixels = new Uint32Array(data.data.buffer);
    const snap = (/** @type {number} */ f) => (spacing > 0 ? (Math.floor(f / spacing) + 0.5) * spacing : f);
    for (let i = 0; i < field.length; i++) pixels[i] = palette.smooth[shade((STRONG * snap(field[i])) / largest)];
    this.context.putImageData(data, 0, 0);
  }
}

/** All but the most extreme are within plus and minus that. @param {Float32Array} field */
function largestOf(field) {
  const sizes = field.map(Math.abs).filter(Number.isFinite).sort();
  return sizes[Math.floor(SHARE * (sizes.length - 1))] || 1;
}

/** The lines one by one: level, points. @param {Float32Array} contours @returns {[level: number, points: Float32Array][]} */
export function linesOf(contours) {
  /** @type {[number, Float32Array][]} */
  const lines = [];
  for (let at = 0; at < contours.length; at += 2 + 2 * contours[at + 1]) lines.push([contours[at], contours.subarray(at + 2, at + 2 + 2 * contours[at + 1])]);
  return lines;
}

/** @param {number} level @param {number} spacing */
function isHeavy(level, spacing) {
  return Math.round(level / spacing) % HEAVY === 0;
}

/** @param {CanvasRenderingContext2D} context @param {Plane} plane @param {Placing} place @param {Palette} palette */
function strokeContours(context, { contours, spacing }, place, palette) {
  context.strokeStyle = palette.ink;
  context.lineWidth = 1;
  context.lineJoin = 'round';
  for (const [level, points] of linesOf(contours)) {
    context.globalAlpha = palette.contour * (isHeavy(level, spacing) ? 2.4 : 0.8);
    context.beginPath();
    for (let i = 0; i < points.length; i += 2) context.lineTo(place.x(points[i]), place.y(points[i + 1]));
    context.stroke();
  }
  context.globalAlpha = 1;
}

// From names to each other, to the walk, and to the edge, in px.
const CLEAR = 46;

/** Names of the heavier lines, each at the longest of its level, where there is room. @param {CanvasRenderingContext2D} context @param {Plane} plane @param {Walk} walk @param {Placing} place @param {number} width @param {number} height @param {Palette} palette */
function paintNames(context, { contours, spacing }, { rows }, place, width, height, palette) {
  const taken = Array.from({ length: rows.length / 5 }, (_, i) => [place.x(rows[5 * i]), place.y(rows[5 * i + 1])]);
  const heavy = linesOf(contours).filter(([level]) => isHeavy(level, spacing)).sort(([, a], [, b]) => b.length - a.length);
  const named = new Set();
  for (const [level, points] of heavy) {
    if (named.has(level)) continue;
    for (let share = 0.5; share < 1; share = share >= 0.5 ? share - 0.37 : share + 0.55) {
      const i = 2 * Math.floor((share * points.length) / 2);
      const [x, y] = [place.x(points[i]), place.y(points[i + 1])];
      const isFree = x > CLEAR && x < width - CLEAR && y > CLEAR / 2 && y < height - CLEAR && taken.every(([a, b]) => Math.hypot(a - x, b - y) > CLEAR);
      if (isFree) {
        named.add(level);
        taken.push([x, y]);
        label(context, level === 0 ? 'f = 0' : short(Number(level.toPrecision(6))), x, y + 4, palette, 'center');
      }
      if (isFree || share < 0.2) break;
    }
  }
}

/** @param {number} from @param {number} to @param {number} step */
function* between(from, to, step) {
  for (let i = Math.ceil(from / step); i * step <= to; i++) yield i * step;
}

/** @param {CanvasRenderingContext2D} context @param {View} view @param {Placing} place @param {boolean} hasPi @param {number} width @param {number} height @param {Palette} palette */
function paintTicks(context, { x0, x1, y0, y1 }, place, hasPi, width, height, palette) {
  // Closer together than by half of π they count in ones.
  const wide = (x1 - x0) / 7;
  const isPi = hasPi && wide > Math.PI / 5 && wide < 20 * Math.PI;
  const step = isPi ? Math.PI * roundUp(wide / Math.PI, [1, 2, 5]) : roundUp(wide);
  const text = (/** @type {number} */ at) => (Math.abs(at) < step / 1e6 ? '0' : (isPi && inPi(at)) || short(Number(at.toPrecision(6))));
  context.strokeStyle = palette.ink;
  context.lineWidth = 1;
  for (const at of between(x0, x1, step)) {
    const x = place.x(at);
    if (x < 40 || x > width - 16) continue;
    line(context, x, height - 6, x, height);
    label(context, text(at), x, height - 11, palette, 'center', palette.ink);
  }
  for (const at of between(y0, y1, step)) {
    const y = place.y(at);
    if (y < 14 || y > height - 24) continue;
    line(context, 0, y, 6, y);
    label(context, text(at), 10, y + 4, palette, 'left', palette.ink);
  }
}

/** @param {CanvasRenderingContext2D} context @param {Walk} walk @param {Placing} place @param {Palette} palette @param {string} font */
function paintWalk(context, { rows, steps, gamma, rest }, place, palette, font) {
  const count = rows.length / 5;
  const far = (/** @type {number} */ value) => Math.min(9999, Math.max(-9999, value));
  const at = (/** @type {number} */ i) => [far(place.x(rows[5 * i])), far(place.y(rows[5 * i + 1]))];
  context.fillStyle = context.strokeStyle = palette.ink;
  context.globalAlpha = 0.45;
  for (let i = steps + 1; i < count; i++) disc(context, at(i), 1.8);
  context.globalAlpha = 1;
  if (rest) paintRest(context, far(place.x(rest.x)), far(place.y(rest.y)), rest.text, palette, font);
  context.fillStyle = context.strokeStyle = palette.ink;
  context.lineWidth = 2;
  const shown = Math.min(steps, count - 1);
  for (let i = 1; i <= shown; i++) arrow(context, at(i - 1), at(i), i === 1 ? 9 : R + 1, R + 1);
  if (!shown && count) {
    const [x, y, , dx, dy] = rows;
    arrow(context, at(0), [far(place.x(x + gamma * dx)), far(place.y(y + gamma * dy))], 9, 0);
  }
  for (let i = 1; i <= shown; i++) disc(context, at(i), R, palette.raised);
  context.font = font;
  let [lastX, lastY] = count ? at(0) : [0, 0];
  for (let i = 1; i <= shown; i++) {
    const [x, y] = at(i);
    if (Math.hypot(x - lastX, y - lastY) < 13) continue;
    label(context, String(i), x + 8, y - 8, palette, 'left', palette.ink);
    [lastX, lastY] = [x, y];
  }
  if (count) label(context, '0, start', at(0)[0] + 14, at(0)[1] + 4, palette, 'left', palette.ink);
}

/** @param {CanvasRenderingContext2D} context @param {number} x @param {number} y @param {string} text @param {Palette} palette @param {string} font */
function paintRest(context, x, y, text, palette, font) {
  context.strokeStyle = palette.ink;
  context.lineWidth = 1.6;
  line(context, x - 5.5, y, x + 5.5, y);
  line(context, x, y - 5.5, x, y + 5.5);
  context.font = font;
  label(context, text, x, y - 12, palette, 'center', palette.ink);
}

/** @param {CanvasRenderingContext2D} context @param {number[]} place @param {number} r @param {string} [outline] */
function disc(context, [x, y], r, outline) {
  context.beginPath();
  context.arc(x, y, r, 0, 2 * Math.PI);
  context.fill();
  if (!outline) return;
  context.save();
  context.strokeStyle = outline;
  context.lineWidth = 1.2;
  context.stroke();
  context.restore();
}

/** From the edge of one mark to that of the next. @param {CanvasRenderingContext2D} context @param {number[]} from @param {number[]} to @param {number} clearFrom @param {number} clearTo */
function arrow(context, [x0, y0], [x1, y1], clearFrom, clearTo) {
  const length = Math.hypot(x1 - x0, y1 - y0);
  if (length < clearFrom + clearTo + 1) return;
  const [ux, uy] = [(x1 - x0) / length, (y1 - y0) / length];
  const [tipX, tipY] = [x1 - ux * clearTo, y1 - uy * clearTo];
  line(context, x0 + ux * clearFrom, y0 + uy * clearFrom, tipX - 4 * ux, tipY - 4 * uy);
  context.beginPath();
  context.moveTo(tipX, tipY);
  context.lineTo(tipX - 8 * ux - 4 * uy, tipY - 8 * uy + 4 * ux);
  context.lineTo(tipX - 8 * ux + 4 * uy, tipY - 8 * uy - 4 * ux);
  context.fill();
}
