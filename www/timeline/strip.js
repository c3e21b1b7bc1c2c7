// The charts below the plot: loss on a log axis, accuracy, rate, and the cursor that is dragged through history.

import { percent, powerOfTen, scientific, two } from '../kit/format.js';
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
 * @typedef {{loss: Band, accuracy: Band, rate: Band | null}} Bands
 * @typedef {{loss: Axis, accuracy: Axis, rate: Axis | null, bands: Bands}} Axes
 */

// What lies ahead of the cursor; what a branch has left; runs to compare with.
const AHEAD = 0.3;
const LEFT = 0.2;
const KEPT = 0.5;
const DASHES = [[8, 3], [8, 2.5, 1.5, 2.5], [3.5, 2.5], [1.5, 2.5]];
const FONT = '11.5px system-ui, sans-serif';
// In px: from the edge of the charts to what stands in the gutter, and from a kept run's end to its number.
const ASIDE = 8;
const BEFORE = 72;
// Less is too little for the losses: then the rate gives way.
const LEAST = 30;

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

  /** The mouse reads the step that it points at; a finger, which covers it, only seeks. @param {HTMLCanvasElement} canvas @param {Pick<import('../actions/actions.js').Actions, 'drag' | 'letGo' | 'read'>} actions */
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
    });
    canvas.addEventListener('pointermove', (event) => {
      if (isHeld) drag(at(event));
      if (event.pointerType === 'mouse') read(at(event));
    });
    // WebKit does not tell that the capture has ended, and moves on for a while.
    for (const end of ['pointerup', 'pointercancel', 'lostpointercapture']) {
      canvas.addEventListener(end, () => {
        isHeld = false;
        letGo();
      });
    }
    canvas.addEventListener('pointerleave', () => read(null));
  }

  /** The margins that the labels need, in whatever font the system has. @param {number} gutter @returns {Margins} */
  measure(gutter) {
    const { context, width } = this.surface;
    context.font = FONT;
    return { left: Math.max(48, context.measureText('100 %').width + ASIDE), right: width - gutter, width };
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
    this.paintNames(context, course.curve, axes, palette);
    paintCursor(context, course, to, palette, axes.bands.loss.top - 6, this.surface.height - (phone ? 0 : 24));
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
    paintGrid(back, [axes.loss, axes.accuracy, axes.rate].flatMap((axis) => axis?.lines ?? []), margins.left, margins.right, palette);
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
    const at = Math.max(left + 6, to.x(curve.last) - BEFORE - 16 * order);
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
   * The names of the charts above them, those of train and test with their last figures at the ends of their curves.
   * @param {CanvasRenderingContext2D} context @param {Curve} curve @param {Axes} axes @param {Palette} palette
   */
  paintNames(context, curve, { loss, accuracy, bands }, palette) {
    const { right, width } = this.margins;
    context.textAlign = 'right';
    context.fillStyle = palette.ink;
    context.font = `500 ${FONT}`;
    for (const [name, band] of Object.entries(bands)) if (band) context.fillText(name, right - 6, band.top - 8);
    context.font = FONT;
    context.textAlign = 'left';
    const end = (/** @type {import('./curve.js').Column} */ column) => curve.value(curve.rows - 1, column);
    const from = right + ASIDE + context.measureText('train ').width;
    const fits = (/** @type {string} */ text) => from + context.measureText(text).width <= width;
    const share = (/** @type {number} */ value) => (value === 1 ? '100' : percent(value));
    for (const { name, value, at } of placeNames(end('trainLoss'), end('testLoss'), loss.y, bands.loss)) {
      paintName(context, palette, name, shorten(value, fits), right + ASIDE, from, at);
    }
    for (const { name, value, at } of placeNames(end('trainAccuracy'), end('testAccuracy'), accuracy.y, bands.accuracy)) {
      paintName(context, palette, name, share(value), right + ASIDE, from, at);
    }
  }
}

/** @param {CanvasRenderingContext2D} context @param {Palette} palette @param {string} name @param {string} figure @param {number} left @param {number} from  where the figure stands @param {number} y */
function paintName(context, palette, name, figure, left, from, y) {
  context.fillStyle = palette.ink2;
  context.fillText(name, left, y);
  context.fillStyle = palette.ink;
  context.fillText(figure, from, y);
}

/** A loss in so few characters that they fit. @param {number} loss @param {(text: string) => boolean} fits */
export function shorten(loss, fits) {
  const texts = [two(loss), scientific(loss, 0)];
  return texts.find(fits) ?? powerOfTen(Math.round(Math.log10(loss)));
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
  const bands = layBands(height, phone);
  return {
    bands,
    loss: lossAxis([lossLow, lossHigh], bands.loss),
    accuracy: accuracyAxis(accuracyLow, bands.accuracy),
    rate: bands.rate && rateAxis([rateLow, rateHigh], bands.rate),
  };
}

/** From the top: losses, which take the height that is left, accuracies, and where there is room for it, the rate. @param {number} height @param {boolean} phone @returns {Bands} */
export function layBands(height, phone) {
  const isLow = height < 200;
  const gap = isLow ? 14 : 15;
  const [head, middle, low] = phone ? [24, 30, 0] : isLow ? [21, 28, 18] : [24, 34, 22];
  const bottom = height - (phone ? 8 : 30);
  const isRated = low > 0 && bottom - head - middle - low - 2 * gap >= LEAST;
  const accuracy = { top: 0, bottom: isRated ? bottom - low - gap : bottom };
  accuracy.top = accuracy.bottom - middle;
  return { loss: { top: head, bottom: accuracy.top - gap }, accuracy, rate: isRated ? { top: bottom - low, bottom } : null };
}

/** @param {Axes} axes @param {Margins} margins @param {number} end @returns {Scales} */
function scales({ loss, accuracy, rate }, margins, end) {
  return { x: (step) => placeOf(margins, end, step), loss: loss.y, accuracy: accuracy.y, rate: rate?.y ?? null };
}

/**
 * @param {CanvasRenderingContext2D} context @param {Course} course @param {Scales} to
 * @param {Palette} palette @param {number} top @param {number} bottom
 */
function paintCursor(context, { step, loss, accuracy }, to, palette, top, bottom) {
  const x = to.x(step);
  context.fillStyle = palette.ink;
  context.lineWidth = 1.2;
  context.beginPath();
  context.moveTo(x, top);
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
 * Where the curves of train and test end, the larger above, apart from each other and inside their band.
 * @param {number} train @param {number} test  NaN: there is none @param {import('./curve.js').Scale} y @param {Band} band
 */
export function placeNames(train, test, y, { top, bottom }) {
  const names = [{ name: 'train', value: train }, { name: 'test', value: test }]
    .filter(({ value }) => !Number.isNaN(value))
    .map((end) => ({ ...end, at: clamp(y(end.value), top, bottom) }));
  if (test > train) names.reverse();
  const [high, low] = names;
  const lack = low ? LINE - (low.at - high.at) : 0;
  if (lack <= 0) return names;
  high.at = clamp(high.at - lack / 2, top, bottom - LINE);
  low.at = high.at + LINE;
  return names;
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
