// The charts below the plot: loss on a log axis, accuracy, and the cursor that is dragged through history.

import { two } from './format.js';
import { Surface } from './surface.js';

/**
 * @typedef {object} Course
 * @property {Float64Array} curve   rows of seven: step, rate, train and test loss, train and test accuracy, gradient norm
 * @property {Float64Array | null} old   the curve of the branch that was left, if any
 * @property {number} step          the cursor
 * @property {number} end           last step of the axis
 * @property {number} loss          at the cursor
 * @property {number} accuracy      at the cursor
 */

const ROW = 7;
const STEP = 0;
const TRAIN_LOSS = 2;
const TEST_LOSS = 3;
const TRAIN_ACCURACY = 4;
const TEST_ACCURACY = 5;
const FAINT = 0.3;
const FONT = '11.5px system-ui, sans-serif';

export class Strip {
  /**
   * @param {HTMLCanvasElement} canvas
   * @param {HTMLInputElement} scrubber lies under the charts and shares their axis
   * @param {(step: number) => void} seek
   */
  constructor(canvas, scrubber, seek) {
    this.scrubber = scrubber;
    this.axis = { left: 0, right: 1, end: 1 };
    this.phone = matchMedia('(max-width: 37.49em)');
    this.surface = new Surface(canvas);
    const drag = (event) => seek(this.stepAt(event.offsetX / this.surface.unit));
    canvas.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      canvas.setPointerCapture(event.pointerId);
      drag(event);
    });
    canvas.addEventListener('pointermove', (event) => {
      if (canvas.hasPointerCapture(event.pointerId)) drag(event);
    });
    scrubber.addEventListener('input', () => seek(Number(scrubber.value)));
  }

  /** The margins that the labels need, in whatever font the system has; the scrubber is aligned to them. */
  layOut() {
    const { context, width, height } = this.surface;
    context.font = FONT;
    const wide = (text) => context.measureText(text).width;
    const left = Math.max(26, wide('0.1') + 8);
    const right = width - Math.max(this.phone.matches ? 44 : 64, wide(this.phone.matches ? 'loss' : 'train 0.02') + 10);
    const floor = this.phone.matches ? 4 : 38;
    const bottom = height - floor;
    this.laidOut = this.surface.revision;
    this.axis = { ...this.axis, left, right };
    const low = Math.max(18, Math.min(60, 0.26 * bottom));
    this.losses = { top: 5, bottom: bottom - low - 10 };
    this.accuracies = { top: bottom - low, bottom };
    const { style } = this.scrubber;
    style.setProperty('--left', `${left}`);
    style.setProperty('--right', `${width - right}`);
  }

  stepAt(x) {
    const { left, right, end } = this.axis;
    return Math.round(clamp((x - left) / (right - left), 0, 1) * end);
  }

  /** @param {Course} course @param {import('./palette.js').Palette} palette */
  paint(course, palette) {
    const context = this.surface.begin();
    if (!context || !course.curve.length) return;
    if (this.laidOut !== this.surface.revision) this.layOut();
    this.axis.end = course.end;
    const { left, right } = this.axis;
    const x = (step) => left + (step / course.end) * (right - left);
    const loss = lossAxis(course.curve, this.losses);
    const accuracy = accuracyAxis(course.curve, this.accuracies);
    context.font = FONT;
    context.textBaseline = 'middle';
    paintGrid(context, [...loss.lines, ...accuracy.lines], left, right, palette);
    this.paintCurves(context, course, { x, loss: loss.y, accuracy: accuracy.y }, palette);
    this.paintNames(context, course, loss.y, palette);
    this.paintCursor(context, x(course.step), loss.y(course.loss), accuracy.y(course.accuracy), palette);
    if (!this.phone.matches) paintSteps(context, x, course.end, this.surface.height, palette);
  }

  paintCurves(context, course, to, palette) {
    const { left, right } = this.axis;
    const at = to.x(course.step);
    const { height } = this.surface;
    const last = course.curve[course.curve.length - ROW + STEP];
    context.strokeStyle = palette.ink;
    context.lineJoin = 'round';
    within(context, left - 1, at, height, () => strokeCurves(context, course.curve, to));
    // What lies ahead: the rest of this branch, or of the one that was left for it.
    const ahead = last > course.step ? course.curve : course.old;
    if (ahead) within(context, at, right + 1, height, () => faintly(context, () => strokeCurves(context, ahead, to)));
  }

  /** What is what, written at the ends of the curves. */
  paintNames(context, { curve }, y, palette) {
    const phone = this.phone.matches;
    const at = this.axis.right + 8;
    const { top, bottom } = this.losses;
    const name = clamp(y(1), top + 6, top + 14);
    const last = curve.length - ROW;
    context.textAlign = 'left';
    context.fillStyle = palette.ink;
    context.fillText('loss', at, name);
    context.fillText(phone ? 'acc.' : 'accuracy', at, this.accuracies.top + (phone ? 6 : 12));
    context.fillStyle = palette.ink2;
    const [train, test] = [curve[last + TRAIN_LOSS], curve[last + TEST_LOSS]];
    if (phone) context.fillText(two(train), at, clamp(y(train), name + 17, bottom));
    else for (const [text, height] of ends(train, test, y, name, bottom + 2)) context.fillText(text, at, height);
  }

  paintCursor(context, x, loss, accuracy, palette) {
    const bottom = this.phone.matches ? this.accuracies.bottom : this.surface.height - 24;
    context.strokeStyle = context.fillStyle = palette.ink;
    context.lineWidth = 1.2;
    context.beginPath();
    context.moveTo(x, 0);
    context.lineTo(x, bottom);
    context.stroke();
    for (const y of [loss, accuracy]) {
      context.beginPath();
      context.arc(x, y, 3.4, 0, 2 * Math.PI);
      context.fill();
    }
  }
}

/** The two losses where the curves end, the larger one above, on top of nothing else. */
function ends(train, test, y, above, lowest) {
  if (Number.isNaN(test)) return [[`train ${two(train)}`, clamp(y(train), above + 14, lowest)]];
  const names = [`train ${two(train)}`, `test ${two(test)}`];
  if (test > train) names.reverse();
  const low = clamp(Math.max(y(train), y(test)) + 4, above + 28, lowest);
  return [[names[0], low - 14], [names[1], low]];
}

const clamp = (value, low, high) => Math.min(high, Math.max(low, Number.isNaN(value) ? low : value));

function strokeCurves(context, curve, { x, loss, accuracy }) {
  strokeColumn(context, curve, TRAIN_LOSS, x, loss, false);
  strokeColumn(context, curve, TEST_LOSS, x, loss, true);
  strokeColumn(context, curve, TRAIN_ACCURACY, x, accuracy, false);
  strokeColumn(context, curve, TEST_ACCURACY, x, accuracy, true);
}

function strokeColumn(context, curve, column, x, y, dotted) {
  context.lineWidth = dotted ? 1.1 : 1.7;
  context.setLineDash(dotted ? [2, 2.5] : []);
  context.beginPath();
  for (let at = 0; at < curve.length; at += ROW) {
    const value = curve[at + column];
    if (!Number.isNaN(value)) context.lineTo(x(curve[at + STEP]), y(value));
  }
  context.stroke();
  context.setLineDash([]);
}

function within(context, from, to, height, paint) {
  context.save();
  context.beginPath();
  context.rect(from, -2, Math.max(0, to - from), height + 4);
  context.clip();
  paint();
  context.restore();
}

function faintly(context, paint) {
  context.globalAlpha = FAINT;
  paint();
  context.globalAlpha = 1;
}

/** A log axis that fits most runs as it is, and leaps further where one goes beyond. */
function lossAxis(curve, { top, bottom }) {
  let most = 0;
  let least = 1;
  for (let at = 0; at < curve.length; at += ROW) {
    for (const value of [curve[at + TRAIN_LOSS], curve[at + TEST_LOSS]]) {
      if (value > most && value < Infinity) most = value;
      if (value > 0 && value < least) least = value;
    }
  }
  const high = most > 10 ? Math.ceil(Math.log10(most)) : Math.log10([1.6, 4, 10].find((edge) => edge >= most));
  const low = least < 0.015 ? Math.floor(Math.log10(least)) : Math.log10(0.015);
  const share = (value) => (high - Math.log10(Math.min(10 ** high, Math.max(value, 10 ** low)))) / (high - low);
  const y = (value) => top + share(value) * (bottom - top);
  return { y, lines: [...decades(low, high, y), { y: bottom, text: '' }] };
}

/** Powers of ten with room between them. */
function decades(low, high, y) {
  const every = Math.ceil((high - low) / 3.2);
  const lines = [];
  for (let power = Math.floor(high); power > low; power--) {
    if (power % every === 0) lines.push({ y: y(10 ** power), text: power > 2 ? `10${superscript(power)}` : String(10 ** power) });
  }
  return lines.filter((line) => line.text.length < 4);
}

const superscript = (power) => String(power).replace(/\d/g, (d) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[d]);

/** From a half to one; from zero where a run has been below a half. */
function accuracyAxis(curve, { top, bottom }) {
  let least = 1;
  for (let at = 0; at < curve.length; at += ROW) least = Math.min(least, curve[at + TRAIN_ACCURACY]);
  const low = least < 0.5 ? 0 : 0.5;
  const y = (value) => bottom - ((Math.max(value, low) - low) / (1 - low)) * (bottom - top);
  return { y, lines: [{ y: top, text: '1' }, { y: bottom, text: low ? '½' : '0' }] };
}

function paintGrid(context, lines, left, right, palette) {
  context.strokeStyle = palette.grid;
  context.lineWidth = 1;
  context.fillStyle = palette.ink2;
  context.textAlign = 'right';
  context.beginPath();
  for (const { y, text } of lines) {
    context.moveTo(left, y);
    context.lineTo(right, y);
    context.fillText(text, left - 8, y);
  }
  context.stroke();
}

function paintSteps(context, x, end, height, palette) {
  context.fillStyle = palette.ink2;
  context.strokeStyle = palette.ink2;
  context.lineWidth = 1;
  context.textAlign = 'center';
  context.beginPath();
  for (let step = 0, every = spacing(end); step <= end; step += every) {
    context.moveTo(x(step), height - 21);
    context.lineTo(x(step), height - 17);
    context.fillText(step < 1e6 ? String(step) : `${step / 1e6}M`, x(step), height - 7);
  }
  context.stroke();
}

/** A round number that divides the axis into three to five parts. */
function spacing(end) {
  const rough = end / 4;
  const power = 10 ** Math.floor(Math.log10(Math.max(1, rough)));
  const factor = [1, 2, 5, 10].find((f) => f * power >= rough) ?? 10;
  return Math.max(1, factor * power);
}

/**
 * Where the axis ends: at the step to stop after; further, in rounded leaps, once there are more; and not
 * thousands of steps beyond the newest one, where the run would be a dot at the left.
 */
export function axisEnd(steps, lastStep) {
  if (lastStep > steps) {
    const every = spacing(lastStep) / 2;
    return Math.ceil(lastStep / Math.max(1, every)) * Math.max(1, every);
  }
  let end = 1000;
  while (end < lastStep * 1.1) end *= 2;
  return Math.min(steps, end);
}
