// The sample that is walked, on the plane: the line before the step, and at its end the line after it.

import { Surface } from '../kit/surface.js';
import { find } from '../kit/find.js';
import { differ } from '../kit/memo.js';
import { set, write } from '../kit/text.js';
import { FieldImage } from '../plot/field.js';
import { paintBoundary } from '../plot/lines.js';
import { paintFrame, placing } from '../plot/placing.js';
import { describeSample, nameSample } from '../words/inside.js';

/** @typedef {import('./state.js').Inside} Inside @typedef {import('../kit/palette.js').Palette} Palette */

const RADIUS = 2.6;
const DIAMOND = 1.24;
// So near a point must be, in px of the design, to be meant; else one is put there.
const REACH = 9;

export class SamplePlot {
  /** @param {HTMLElement} section @param {{walk: (sample: import('./state.js').Sample | number) => void}} acts */
  constructor(section, acts) {
    this.surface = new Surface(find(section, '.plane', HTMLCanvasElement));
    this.which = find(section, '.which');
    this.image = new FieldImage();
    /** What the picture was made from. @type {unknown[]} */
    this.painted = [];
    /** @type {Inside | null} */
    this.shown = null;
    const { canvas } = this.surface;
    canvas.addEventListener('click', ({ offsetX, offsetY }) => this.pick(offsetX / this.surface.unit, offsetY / this.surface.unit, acts));
  }

  /** The point there; else a point of one's own, labelled as the one before. @param {number} x @param {number} y @param {{walk: (sample: import('./state.js').Sample | number) => void}} acts */
  pick(x, y, acts) {
    if (!this.shown || !this.view) return;
    const { moment: { batch, train }, sample: { label } } = this.shown;
    const place = placing(this.view, this.surface.width);
    for (const points of [batch, train]) {
      for (let i = 0; i < points.length / 3; i++) {
        if (Math.hypot(place.x(points[3 * i]) - x, place.y(points[3 * i + 1]) - y) > REACH) continue;
        return acts.walk(points === batch ? i : { x: points[3 * i], y: points[3 * i + 1], label: points[3 * i + 2], number: null });
      }
    }
    const scale = (this.view.x1 - this.view.x0) / this.surface.width;
    acts.walk({ x: this.view.x0 + x * scale, y: this.view.y1 - y * scale, label, number: null });
  }

  /** @param {Inside} inside @param {Palette} palette @param {import('../state/plane.js').View} view */
  paint(inside, palette, view) {
    this.shown = inside;
    this.view = view;
    const { moment, sample, cursor, pointed } = inside;
    write(this.which, nameSample(inside));
    set(this.surface.canvas, 'aria-label', describeSample(inside));
    const isOver = cursor === moment.layout.total;
    // Most moves of the cursor change nothing here.
    const from = [moment, sample, pointed, isOver, view, palette, this.surface.revision];
    if (!differ(from, this.painted)) return;
    this.painted = from;
    const context = this.surface.begin();
    if (!context) return;
    const { width } = this.surface;
    const place = placing(view, width);
    this.image.fill(isOver ? moment.after : moment.before, palette.bands);
    this.image.paint(context, width);
    if (isOver) context.setLineDash([5, 4]);
    paintBoundary(context, moment.before.contours, place, palette, isOver ? 1.2 : 2.2);
    context.setLineDash([]);
    if (isOver) paintBoundary(context, moment.after.contours, place, palette, 2.2);
    paintAll(context, moment.train, place, palette, RADIUS * 0.62);
    paintAll(context, moment.batch, place, palette, RADIUS);
    paintCross(context, place.x(sample.x), place.y(sample.y), width, palette);
    mark(context, place.x(sample.x), place.y(sample.y), palette, []);
    if (pointed) mark(context, place.x(pointed.x), place.y(pointed.y), palette, [3, 2.5]);
    paintFrame(context, palette, width);
  }
}

/** @param {CanvasRenderingContext2D} context @param {Float32Array} points @param {import('../plot/placing.js').Placing} place @param {Palette} palette @param {number} r */
function paintAll(context, points, place, palette, r) {
  context.strokeStyle = palette.raised;
  context.lineWidth = 0.8;
  for (let at = 0; at < points.length; at += 3) {
    const [x, y] = [place.x(points[at]), place.y(points[at + 1])];
    context.fillStyle = points[at + 2] < 0 ? palette.neg : palette.pos;
    context.beginPath();
    if (points[at + 2] < 0) context.arc(x, y, r, 0, 2 * Math.PI);
    else for (const [dx, dy] of [[0, -1], [1, 0], [0, 1], [-1, 0]]) context.lineTo(x + dx * r * DIAMOND, y + dy * r * DIAMOND);
    context.closePath();
    context.fill();
    context.stroke();
  }
}

/** @param {CanvasRenderingContext2D} context @param {number} x @param {number} y @param {number} width @param {Palette} palette */
function paintCross(context, x, y, width, palette) {
  context.strokeStyle = palette.ink;
  context.globalAlpha = 0.5;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(x, 0);
  context.lineTo(x, width);
  context.moveTo(0, y);
  context.lineTo(width, y);
  context.stroke();
  context.globalAlpha = 1;
}

/** @param {CanvasRenderingContext2D} context @param {number} x @param {number} y @param {Palette} palette @param {number[]} dash */
function mark(context, x, y, palette, dash) {
  context.strokeStyle = palette.ink;
  context.lineWidth = 2;
  context.setLineDash(dash);
  context.beginPath();
  context.arc(x, y, 6, 0, 2 * Math.PI);
  context.stroke();
  context.setLineDash([]);
}
