// The charts below the plot: loss on a log axis, accuracy, learning rate, and the cursor that is dragged through history.

import { two } from '../kit/format.js';
import { find } from '../kit/find.js';
import { memo } from '../kit/memo.js';
import { Surface } from '../kit/surface.js';
import { accuracyAxis, accuracyEnd, around, LINE, lossAxis, lossEnds, paintGrid, paintSteps, rateAxis, rateEnds } from './axes.js';
import { strokeKept, strokeRun } from './curve.js';

/**
 * @typedef {import('./curve.js').Curve} Curve
 * @typedef {import('./curve.js').Scales} Scales
 * @typedef {import('./axes.js').Axis} Axis
 * @typedef {import('./axes.js').Band} Band
 * @typedef {import('../actions/runs.js').Kept} Kept
 * @typedef {import('../kit/palette.js').Palette} Palette
 * @typedef {import('../state/state.js').Page} Page
 *
 * @typedef {object} Course
 * @property {Curve} curve
 * @property {{curve: Curve, from: number} | null} left  the branch that was left at a step, if any
 * @property {Kept[]} kept          runs to compare with
 * @property {number} step          the cursor
 * @property {number} end           last step of the axis
 * @property {number} loss          at the cursor
 * @property {number} accuracy      at the cursor
 *
 * @typedef {{left: number, right: number, width: number}} Margins  where the charts begin and end, in px
 * @typedef {{loss: Axis, accuracy: Axis, rate: Axis, bands: Record<'loss' | 'accuracy' | 'rate', Band>}} Axes
 */

// What lies ahead of the cursor; what a branch has left; runs to compare with.
const AHEAD = 0.3;
const LEFT = 0.2;
const KEPT = 0.5;
const DASHES = [[8, 3], [8, 2.5, 1.5, 2.5], [3.5, 2.5], [1.5, 2.5]];
const FONT = '11.5px system-ui, sans-serif';
// A band of less px has no room for three names beside it.
const SHORT = 38;

/** Where a step is, in px. @param {Margins} margins @param {number} end @param {number} step */
export function placeOf({ left, right }, end, step) {
  return left + (step / end) * (right - left);
}

export class Strip {
  /**
   * @param {HTMLElement} section
   * @param {Pick<import('../actions/actions.js').Actions, 'drag' | 'letGo' | 'read'>} actions
   */
  constructor(section, actions) {
    this.surface = new Surface(find(section, '.strip', HTMLCanvasElement));
    /** What changes seldom is kept as a picture. */
    this.back = document.createElement('canvas');
    this.keepBack = memo(this.paintBack.bind(this));
    this.layAxes = memo(layAxes);
    this.margins = { left: 0, right: 1, width: 1 };
    this.end = 1;
    this.listen(this.surface.canvas, actions);
  }

  /** @param {HTMLCanvasElement} canvas @param {Pick<import('../actions/actions.js').Actions, 'drag' | 'letGo' | 'read'>} actions */
  listen(canvas, { drag, letGo, read }) {
    const at = (/** @type {PointerEvent} */ event) => this.stepAt(event.offsetX / this.surface.unit);
    let isHeld = false;
    canvas.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      canvas.setPointerCapture(event.pointerId);
      isHeld = true;
      // What was typed belongs to the step shown until now.
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      drag(at(event));
      read(at(event));
    });
    canvas.addEventListener('pointermove', (event) => {
      if (isHeld) drag(at(event));
      read(at(event));
    });
    // WebKit does not tell that the capture has ended, and moves on for a while.
    for (const end of ['pointerup', 'pointercancel', 'lostpointercapture']) {
      canvas.addEventListener(end, () => {
        isHeld = false;
        letGo();
      });
    }
    canvas.addEventListener('pointerleave', (event) => {
      if (event.pointerType === 'mouse') read(null);
    });
    // A tap's figures stay until something else is touched.
    document.addEventListener('pointerdown', (event) => {
      if (event.target !== canvas) read(null);
    }, true);
  }

  /** The margins that the labels need, in whatever font the system has. @param {boolean} phone @returns {Margins} */
  measure(phone) {
    const { context, width } = this.surface;
    context.font = FONT;
    const wide = (/** @type {string} */ text) => context.measureText(text).width;
    const left = Math.max(26, wide('100') + 9, wide('0.95') + 9);
    const right = width - Math.max(phone ? 44 : 64, wide(phone ? 'loss' : 'train 0.02') + (phone ? 10 : 18));
    return { left, right, width };
  }

  /** @param {number} x */
  stepAt(x) {
    const { left, right } = this.margins;
    return Math.round(clamp((x - left) / (right - left), 0, 1) * this.end);
  }

  /** @param {Course} course @param {Page} page */
  paint(course, { palette, phone, strip }) {
    const context = this.surface.begin();
    if (!context) return;
    const { left, kept, end } = course;
    Object.assign(this, { margins: strip, end });
    const axes = this.layAxes(this.surface.height, phone, ...endsOf(course));
    const to = scales(axes, strip, end);
    this.keepBack(this.surface.revision, palette, phone, axes, strip, end, left, ...kept);
    context.drawImage(this.back, 0, 0, this.surface.width, this.surface.height);
    prepare(context, palette);
    this.paintCurves(context, course, to);
    kept.forEach((run, order) => this.paintNumber(context, run, order, to, palette));
    this.paintNames(context, course.curve, axes, palette, phone);
    paintCursor(context, course, to, palette, phone ? axes.bands.rate.bottom : this.surface.height - 24);
  }

  /**
   * Grid, steps, the branch that was left and the kept runs: dashes are slow to draw, and these stand still.
   * @param {number} _ @param {Palette} palette @param {boolean} phone
   * @param {Axes} axes @param {Margins} margins @param {number} end @param {Course['left']} left @param {Kept[]} kept
   */
  paintBack(_, palette, phone, axes, margins, end, left, ...kept) {
    const { canvas, context, height } = this.surface;
    this.back.width = canvas.width;
    this.back.height = canvas.height;
    const back = /** @type {CanvasRenderingContext2D} */ (this.back.getContext('2d'));
    back.setTransform(context.getTransform());
    prepare(back, palette);
    const to = scales(axes, margins, end);
    paintGrid(back, [axes.loss, axes.accuracy, axes.rate].flatMap(({ lines }) => lines), margins.left, margins.right, palette);
    if (!phone) paintSteps(back, to.x, end, height, palette);
    back.strokeStyle = palette.ink;
    back.globalAlpha = LEFT;
    if (left) within(back, to.x(left.from), margins.right + 1, height, () => strokeRun(back, left.curve, to));
    back.globalAlpha = KEPT;
    for (const run of kept) strokeKept(back, run.curve, to, DASHES[run.number % DASHES.length]);
  }

  /**
   * A kept run's number near its end, each a little further left, so that none covers another.
   * @param {CanvasRenderingContext2D} context @param {Kept} run @param {number} order @param {Scales} to @param {Palette} palette
   */
  paintNumber(context, { curve, sign }, order, to, palette) {
    const { left, right } = this.margins;
    const at = Math.max(left + 6, to.x(curve.last) - 8 - 16 * order);
    const y = to.loss(curve.value(curve.nearest(((at - left) / (right - left)) * this.end), 'trainLoss'));
    context.font = FONT.replace('11.5', '13');
    context.textAlign = 'center';
    context.lineWidth = 3;
    context.strokeStyle = palette.paper;
    context.fillStyle = palette.ink;
    context.strokeText(sign, at, y);
    context.fillText(sign, at, y);
    prepare(context, palette);
  }

  /** @param {CanvasRenderingContext2D} context @param {Course} course @param {Scales} to */
  paintCurves(context, { curve, step }, to) {
    const { left, right } = this.margins;
    const at = to.x(step);
    const { height } = this.surface;
    within(context, left - 1, at, height, () => strokeRun(context, curve, to));
    if (curve.last === step) return;
    context.globalAlpha = AHEAD;
    within(context, at, right + 1, height, () => strokeRun(context, curve, to));
    context.globalAlpha = 1;
  }

  /**
   * What is what, written at the ends of the curves.
   * @param {CanvasRenderingContext2D} context @param {Curve} curve @param {Axes} axes @param {Palette} palette @param {boolean} phone
   */
  paintNames(context, curve, { loss: { y }, bands }, palette, phone) {
    const at = this.margins.right + 8;
    const { top, bottom } = bands.loss;
    const short = !phone && bottom - top < SHORT;
    const name = short ? top - 12 : clamp(y(1), top + 6, top + 14);
    context.textAlign = 'left';
    context.fillStyle = palette.ink;
    if (!short) context.fillText('loss', at, name);
    context.fillText(phone ? 'acc.' : 'accuracy', at, (bands.accuracy.top + bands.accuracy.bottom) / 2 + 1);
    context.fillText('rate', at, (bands.rate.top + bands.rate.bottom) / 2 + 1);
    context.fillStyle = palette.ink2;
    const [train, test] = [curve.value(curve.rows - 1, 'trainLoss'), curve.value(curve.rows - 1, 'testLoss')];
    if (phone) context.fillText(two(train), at, clamp(y(train), name + 17, bottom));
    else for (const [text, height] of placeNames(short ? 'loss' : 'train', train, test, y, name, bottom + 3)) context.fillText(text, at, height);
  }
}

/** The ends of the axes, around all the curves that are drawn. @param {Course} course @returns {[number, number, number, number, number]}  of losses, accuracies, rates */
function endsOf({ curve, left, kept }) {
  const own = left ? [curve, left.curve] : [curve];
  const all = [...own, ...kept.map((run) => run.curve)];
  return [
    ...lossEnds(around(all.map((curve) => curve.extent(['trainLoss', 'testLoss'])))),
    accuracyEnd(around(all.map((curve) => curve.extent(['trainAccuracy'])))),
    ...rateEnds(around(own.map((curve) => curve.extent(['rate'])))),
  ];
}

/**
 * The axes between their ends.
 * @param {number} height of the strip @param {boolean} phone
 * @param {number} lossLow @param {number} lossHigh @param {number} accuracyLow @param {number} rateLow @param {number} rateHigh
 * @returns {Axes}
 */
function layAxes(height, phone, lossLow, lossHigh, accuracyLow, rateLow, rateHigh) {
  const bands = layBands(height - (phone ? 4 : 35));
  return {
    bands,
    loss: lossAxis([lossLow, lossHigh], bands.loss),
    accuracy: accuracyAxis(accuracyLow, bands.accuracy),
    rate: rateAxis([rateLow, rateHigh], bands.rate),
  };
}

/** From the top: losses, accuracies, rates. @param {number} bottom */
function layBands(bottom) {
  const low = clamp(0.1 * bottom, 9, 24);
  const middle = clamp(0.18 * bottom, 16, 56);
  const gap = clamp(0.06 * bottom, 11, 20);
  const accuracy = { top: bottom - low - gap - middle, bottom: bottom - low - gap };
  return { rate: { top: bottom - low, bottom }, accuracy, loss: { top: 8, bottom: accuracy.top - gap + 3 } };
}

/** @param {Axes} axes @param {Margins} margins @param {number} end @returns {Scales} */
function scales({ loss, accuracy, rate }, margins, end) {
  return { x: (step) => placeOf(margins, end, step), loss: loss.y, accuracy: accuracy.y, rate: rate.y };
}

/**
 * @param {CanvasRenderingContext2D} context @param {Course} course @param {Scales} to
 * @param {Palette} palette @param {number} bottom
 */
function paintCursor(context, { step, loss, accuracy }, to, palette, bottom) {
  const x = to.x(step);
  context.fillStyle = palette.ink;
  context.lineWidth = 1.2;
  context.beginPath();
  context.moveTo(x, 0);
  context.lineTo(x, bottom);
  context.stroke();
  for (const y of [to.loss(loss), to.accuracy(accuracy)]) {
    if (Number.isNaN(y)) continue;
    context.beginPath();
    context.arc(x, y, 3.4, 0, 2 * Math.PI);
    context.fill();
  }
}

/** @param {CanvasRenderingContext2D} context @param {Palette} palette */
function prepare(context, palette) {
  context.font = FONT;
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.strokeStyle = palette.ink;
}

/**
 * The two losses where the curves end, the larger one above, on top of nothing else.
 * @param {string} name @param {number} train @param {number} test @param {import('./curve.js').Scale} y
 * @param {number} above @param {number} lowest @returns {[string, number][]}
 */
function placeNames(name, train, test, y, above, lowest) {
  if (Number.isNaN(test)) return [[`${name} ${two(train)}`, clamp(y(train), above + LINE, lowest)]];
  const names = [`${name} ${two(train)}`, `test ${two(test)}`];
  if (test > train) names.reverse();
  const [high, low] = [Math.max(train, test), Math.min(train, test)].map(y);
  const apart = Math.max(0, LINE - (low - high)) / 2;
  const second = clamp(low + apart, above + 2 * LINE, lowest);
  return [[names[0], clamp(high - apart, above + LINE, second - LINE)], [names[1], second]];
}

/** @param {number} value @param {number} low @param {number} high */
function clamp(value, low, high) {
  return Math.min(high, Math.max(low, Number.isNaN(value) ? low : value));
}

/** @param {CanvasRenderingContext2D} context @param {number} from @param {number} to @param {number} height @param {() => void} paint */
function within(context, from, to, height, paint) {
  context.save();
  context.beginPath();
  context.rect(from, -2, Math.max(0, to - from), height + 4);
  context.clip();
  paint();
  context.restore();
}
