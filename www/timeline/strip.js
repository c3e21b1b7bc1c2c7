// The charts below the plot: loss on a log axis, accuracy, learning rate, and the cursor that is dragged through history.

import { accuracyAxis, around, extent, LINE, lossAxis, paintGrid, paintSteps, rateAxis } from './axes.js';
import { COLUMN, lastOf, nearest, ROW, strokeKept, strokeRun } from './curves.js';
import { two } from '../kit/format.js';
import { Surface } from '../kit/surface.js';

/**
 * @typedef {object} Course
 * @property {Float64Array} curve   see curves.js
 * @property {{curve: Float64Array, from: number} | null} old  the branch that was left at the step `from`, if any
 * @property {import('./runs.js').Kept[]} kept  runs to compare with
 * @property {number} step          the cursor
 * @property {number} end           last step of the axis
 * @property {number} loss          at the cursor
 * @property {number} accuracy      at the cursor
 * @property {number} rate          at the cursor
 */

// What lies ahead of the cursor; what a branch has left; runs to compare with.
const AHEAD = 0.3;
const LEFT = 0.2;
const KEPT = 0.5;
const DASHES = [[8, 3], [8, 2.5, 1.5, 2.5], [3.5, 2.5], [1.5, 2.5]];
const FONT = '11.5px system-ui, sans-serif';
const LOSSES = ['trainLoss', 'testLoss'];
// A band of less px has no room for three names beside it.
const SHORT = 38;

export class Strip {
  /**
   * @param {HTMLCanvasElement} canvas
   * @param {HTMLElement} over        lies on the canvas: the hairline, the marks
   * @param {HTMLInputElement} scrubber lies under the charts and shares their axis
   * @param {{seek: (step: number) => void, point: (step: number | null) => void}} actions
   */
  constructor(canvas, over, scrubber, actions) {
    Object.assign(this, { over, scrubber, actions });
    this.hairline = over.querySelector('.hairline');
    this.axis = { left: 0, right: 1, end: 1 };
    this.phone = matchMedia('(max-width: 37.49em)');
    this.surface = new Surface(canvas);
    /** What changes seldom is kept as a picture, see `paintBack`. */
    this.back = { canvas: document.createElement('canvas'), key: [] };
    this.listen(canvas);
  }

  listen(canvas) {
    const { seek, point } = this.actions;
    const at = (event) => this.stepAt(event.offsetX / this.surface.unit);
    canvas.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      canvas.setPointerCapture(event.pointerId);
      // What was typed belongs to the step shown until now.
      document.activeElement?.blur();
      seek(at(event));
      point(at(event));
    });
    canvas.addEventListener('pointermove', (event) => {
      if (canvas.hasPointerCapture(event.pointerId)) seek(at(event));
      point(at(event));
    });
    canvas.addEventListener('pointerleave', (event) => {
      if (event.pointerType === 'mouse') point(null);
    });
    // A tap's figures stay until something else is touched.
    document.addEventListener('pointerdown', (event) => {
      if (event.target !== canvas) point(null);
    }, true);
    this.scrubber.addEventListener('input', () => {
      seek(Number(this.scrubber.value));
      point(Number(this.scrubber.value));
    });
    this.scrubber.addEventListener('change', () => point(null));
  }

  /** The margins that the labels need, in whatever font the system has; the scrubber is aligned to them. */
  layOut() {
    const { context, width, height } = this.surface;
    const phone = this.phone.matches;
    context.font = FONT;
    const wide = (text) => context.measureText(text).width;
    const left = Math.max(26, wide('100') + 9, wide('0.95') + 9);
    const right = width - Math.max(phone ? 44 : 64, wide(phone ? 'loss' : 'train 0.02') + (phone ? 10 : 18));
    const bottom = height - (phone ? 4 : 35);
    this.laidOut = this.surface.revision;
    this.axis = { ...this.axis, left, right };
    const low = clamp(0.1 * bottom, 9, 24);
    const middle = clamp(0.18 * bottom, 16, 56);
    this.rates = { top: bottom - low, bottom };
    const gap = clamp(0.06 * bottom, 11, 20);
    this.accuracies = { top: bottom - low - gap - middle, bottom: bottom - low - gap };
    this.losses = { top: 8, bottom: this.accuracies.top - gap + 3 };
    for (const { style } of [this.scrubber, this.over]) {
      style.setProperty('--left', `${left}`);
      style.setProperty('--right', `${width - right}`);
    }
  }

  stepAt(x) {
    const { left, right, end } = this.axis;
    return Math.round(clamp((x - left) / (right - left), 0, 1) * end);
  }

  /** Where a step is, in px. */
  place(step) {
    const { left, right, end } = this.axis;
    return left + (step / end) * (right - left);
  }

  /** @param {Course} course @param {import('../kit/palette.js').Palette} palette */
  paint(course, palette) {
    const context = this.surface.begin();
    if (!context || !course.curve.length) return;
    if (this.laidOut !== this.surface.revision) this.layOut();
    this.axis.end = course.end;
    const axes = this.axes(course);
    const to = { x: (step) => this.place(step), loss: axes.loss.y, accuracy: axes.accuracy.y, rate: axes.rate.y };
    this.paintBack(course, axes, to, palette);
    context.drawImage(this.back.canvas, 0, 0, this.surface.width, this.surface.height);
    prepare(context, palette);
    this.paintCurves(context, course, to);
    course.kept.forEach((run, order) => this.paintNumber(context, run, order, to, palette));
    this.paintNames(context, course, axes.loss.y, palette);
    this.paintCursor(context, course, to, palette);
  }

  axes({ curve, old, kept }) {
    const all = [curve, ...(old ? [old.curve] : []), ...kept.map((run) => run.curve)];
    const over = (columns, curves) => around(curves.map((curve) => extent(curve, columns)));
    return {
      loss: lossAxis(over(LOSSES, all), this.losses),
      accuracy: accuracyAxis(over(['trainAccuracy'], all), this.accuracies),
      rate: rateAxis(over(['rate'], old ? [curve, old.curve] : [curve]), this.rates),
    };
  }

  /** Grid, steps, the branch that was left and the kept runs: dashes are slow to draw, and these stand still. */
  paintBack({ end, old, kept }, axes, to, palette) {
    const { canvas } = this.back;
    const heights = Object.values(axes).flatMap(({ lines }) => lines.map((line) => line.y + line.text));
    const key = [this.surface.revision, end, old, palette, axes.loss.y(0.1), ...heights, ...kept];
    if (key.length === this.back.key.length && key.every((part, i) => part === this.back.key[i])) return;
    this.back.key = key;
    canvas.width = this.surface.canvas.width;
    canvas.height = this.surface.canvas.height;
    const context = canvas.getContext('2d');
    context.setTransform(this.surface.context.getTransform());
    prepare(context, palette);
    const { left, right } = this.axis;
    paintGrid(context, Object.values(axes).flatMap(({ lines }) => lines), left, right, palette);
    if (!this.phone.matches) paintSteps(context, to.x, end, this.surface.height, palette);
    context.strokeStyle = palette.ink;
    context.globalAlpha = LEFT;
    if (old) within(context, to.x(old.from), right + 1, this.surface.height, () => strokeRun(context, old.curve, to));
    context.globalAlpha = KEPT;
    for (const run of kept) strokeKept(context, run.curve, to, DASHES[run.number % DASHES.length]);
  }

  /** A kept run's number near its end, each a little further left, so that none covers another. */
  paintNumber(context, { curve, sign }, order, { x, loss }, palette) {
    const at = Math.max(this.axis.left + 6, x(lastOf(curve)) - 8 - 16 * order);
    const { left, right, end } = this.axis;
    const row = nearest(curve, ((at - left) / (right - left)) * end);
    const y = loss(curve[row + COLUMN.trainLoss]);
    context.font = FONT.replace('11.5', '13');
    context.textAlign = 'center';
    context.lineWidth = 3;
    context.strokeStyle = palette.paper;
    context.fillStyle = palette.ink;
    context.strokeText(sign, at, y);
    context.fillText(sign, at, y);
    prepare(context, palette);
  }

  paintCurves(context, { curve, step }, to) {
    const { left, right } = this.axis;
    const at = to.x(step);
    const { height } = this.surface;
    within(context, left - 1, at, height, () => strokeRun(context, curve, to));
    if (lastOf(curve) === step) return;
    context.globalAlpha = AHEAD;
    within(context, at, right + 1, height, () => strokeRun(context, curve, to));
    context.globalAlpha = 1;
  }

  /** What is what, written at the ends of the curves. */
  paintNames(context, { curve }, y, palette) {
    const phone = this.phone.matches;
    const at = this.axis.right + 8;
    const { top, bottom } = this.losses;
    const short = !phone && bottom - top < SHORT;
    const name = short ? top - 12 : clamp(y(1), top + 6, top + 14);
    const last = curve.length - ROW;
    context.textAlign = 'left';
    context.fillStyle = palette.ink;
    if (!short) context.fillText('loss', at, name);
    context.fillText(phone ? 'acc.' : 'accuracy', at, (this.accuracies.top + this.accuracies.bottom) / 2 + 1);
    context.fillText('rate', at, (this.rates.top + this.rates.bottom) / 2 + 1);
    context.fillStyle = palette.ink2;
    const [train, test] = [curve[last + COLUMN.trainLoss], curve[last + COLUMN.testLoss]];
    if (phone) context.fillText(two(train), at, clamp(y(train), name + 17, bottom));
    else for (const [text, height] of ends(short ? 'loss' : 'train', train, test, y, name, bottom + 3)) context.fillText(text, at, height);
  }

  paintCursor(context, { step, loss, accuracy }, to, palette) {
    const x = to.x(step);
    context.fillStyle = palette.ink;
    context.lineWidth = 1.2;
    context.beginPath();
    context.moveTo(x, 0);
    context.lineTo(x, this.phone.matches ? this.rates.bottom : this.surface.height - 24);
    context.stroke();
    for (const y of [to.loss(loss), to.accuracy(accuracy)]) {
      if (Number.isNaN(y)) continue;
      context.beginPath();
      context.arc(x, y, 3.4, 0, 2 * Math.PI);
      context.fill();
    }
  }

  /** Where the figures are of that are read. @param {number | null} step */
  point(step) {
    this.hairline.hidden = step === null;
    if (step !== null) this.hairline.style.setProperty('--at', this.place(step).toFixed(1));
  }
}

function prepare(context, palette) {
  context.font = FONT;
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.strokeStyle = palette.ink;
}

/** The two losses where the curves end, the larger one above, on top of nothing else. */
function ends(name, train, test, y, above, lowest) {
  if (Number.isNaN(test)) return [[`${name} ${two(train)}`, clamp(y(train), above + LINE, lowest)]];
  const names = [`${name} ${two(train)}`, `test ${two(test)}`];
  if (test > train) names.reverse();
  const [high, low] = [Math.max(train, test), Math.min(train, test)].map(y);
  const apart = Math.max(0, LINE - (low - high)) / 2;
  const second = clamp(low + apart, above + 2 * LINE, lowest);
  return [[names[0], clamp(high - apart, above + LINE, second - LINE)], [names[1], second]];
}

const clamp = (value, low, high) => Math.min(high, Math.max(low, Number.isNaN(value) ? low : value));

function within(context, from, to, height, paint) {
  context.save();
  context.beginPath();
  context.rect(from, -2, Math.max(0, to - from), height + 4);
  context.clip();
  paint();
  context.restore();
}
