// The charts with any pen: what stands still, and what moves with the run.

import { percent, powerOfTen, scientific, two } from '../kit/format.js';
import { accuracyAxis, accuracyEnd, around, LINE, lossAxis, lossEnds, paintGrid, paintSteps, rateAxis, rateEnds } from './axes.js';
import { strokeKept, strokeRun } from './curve.js';

/**
 * @typedef {import('./curve.js').Curve} Curve
 * @typedef {import('./curve.js').Scales} Scales
 * @typedef {import('./axes.js').Axis} Axis
 * @typedef {import('./axes.js').Band} Band
 * @typedef {import('./strip.js').Course} Course
 * @typedef {import('./strip.js').Margins} Margins
 * @typedef {import('../actions/runs.js').Kept} Kept
 * @typedef {import('../kit/palette.js').Palette} Palette
 * @typedef {import('../kit/pen.js').Pen} Pen
 *
 * @typedef {{loss: Band, accuracy: Band, rate: Band | null}} Bands
 * @typedef {{loss: Axis, accuracy: Axis, rate: Axis | null, bands: Bands}} Axes
 *
 * @typedef {object} Charts         where they are
 * @property {Axes} axes
 * @property {Margins} margins
 * @property {Scales} to
 * @property {number} end           last step of the axis
 * @property {number} height
 * @property {boolean} phone
 */

// What lies ahead of the cursor; what a branch has left; runs to compare with.
const AHEAD = 0.3;
const LEFT = 0.2;
const KEPT = 0.5;
const DASHES = [[8, 3], [8, 2.5, 1.5, 2.5], [3.5, 2.5], [1.5, 2.5]];
export const FONT = '11.5px system-ui, sans-serif';
// In px: from the edge of the charts to what stands in the gutter, and from a kept run's end to its number.
export const ASIDE = 8;
const BEFORE = 72;
// Less is too little for the losses: then the rate gives way.
const LEAST = 30;

/** Where a step is, in px. @param {Margins} margins @param {number} end @param {number} step */
export function placeOf({ left, right }, end, step) {
  return left + (step / end) * (right - left);
}

/** @param {Axes} axes @param {Margins} margins @param {number} end @param {number} height @param {boolean} phone @returns {Charts} */
export function layCharts(axes, margins, end, height, phone) {
  const { loss, accuracy, rate } = axes;
  const to = { x: (/** @type {number} */ step) => placeOf(margins, end, step), loss: loss.y, accuracy: accuracy.y, rate: rate?.y ?? null };
  return { axes, margins, to, end, height, phone };
}

/**
 * Grid, steps, the branch that was left and the kept runs: dashes are slow to draw, and these stand still.
 * @param {Pen} context @param {Pick<Course, 'left' | 'kept'>} course @param {Charts} charts @param {Palette} palette
 */
export function paintBack(context, { left, kept }, { axes, margins, to, end, height, phone }, palette) {
  prepare(context, palette);
  paintGrid(context, [axes.loss, axes.accuracy, axes.rate].flatMap((axis) => axis?.lines ?? []), margins.left, margins.right, palette);
  if (!phone) paintSteps(context, to.x, end, height, palette);
  context.strokeStyle = palette.ink;
  context.globalAlpha = LEFT;
  if (left) within(context, to.x(left.from), margins.right + 1, height, () => strokeRun(context, left.curve, to));
  context.globalAlpha = KEPT;
  for (const run of kept) strokeKept(context, run.curve, to, DASHES[run.number % DASHES.length]);
  context.globalAlpha = 1;
}

/** The run, the cursor, the names. @param {Pen} context @param {Course} course @param {Charts} charts @param {Palette} palette */
export function paintFront(context, course, charts, palette) {
  prepare(context, palette);
  paintCurves(context, course, charts);
  course.kept.forEach((run, order) => paintNumber(context, run, order, charts, palette));
  paintNames(context, course.curve, charts, palette);
  paintCursor(context, course, charts.to, palette, charts.axes.bands.loss.top - 6, charts.height - (charts.phone ? 0 : 24));
}

/**
 * A kept run's number near its end, each a little further left, so that none covers another.
 * @param {Pen} context @param {Kept} run @param {number} order @param {Charts} charts @param {Palette} palette
 */
function paintNumber(context, { curve, sign }, order, { to, margins: { left, right }, end }, palette) {
  const at = Math.max(left + 6, to.x(curve.last) - BEFORE - 16 * order);
  const y = to.loss(curve.value(curve.nearest(((at - left) / (right - left)) * end), 'trainLoss'));
  context.font = FONT.replace('11.5', '13');
  context.textAlign = 'center';
  context.lineWidth = 3;
  context.strokeStyle = palette.paper;
  context.fillStyle = palette.ink;
  context.strokeText(sign, at, y);
  context.fillText(sign, at, y);
  prepare(context, palette);
}

/** @param {Pen} context @param {Course} course @param {Charts} charts */
function paintCurves(context, { curve, step }, { to, margins: { left, right }, height }) {
  const at = to.x(step);
  within(context, left - 1, at, height, () => strokeRun(context, curve, to));
  if (curve.last === step) return;
  context.globalAlpha = AHEAD;
  within(context, at, right + 1, height, () => strokeRun(context, curve, to));
  context.globalAlpha = 1;
}

/**
 * The names of the charts above them, those of train and test with their last figures at the ends of their curves.
 * @param {Pen} context @param {Curve} curve @param {Charts} charts @param {Palette} palette
 */
function paintNames(context, curve, { axes: { loss, accuracy, bands }, margins: { right, width } }, palette) {
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

/** @param {Pen} context @param {Palette} palette @param {string} name @param {string} figure @param {number} left @param {number} from  where the figure stands @param {number} y */
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
export function endsOf({ curve, left, kept }) {
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
export function layAxes(height, phone, lossLow, lossHigh, accuracyLow, rateLow, rateHigh) {
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

/**
 * @param {Pen} context @param {Course} course @param {Scales} to
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

/** @param {Pen} context @param {Palette} palette */
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
export function clamp(value, low, high) {
  return Math.min(high, Math.max(low, Number.isNaN(value) ? low : value));
}

/** @param {Pen} context @param {number} from @param {number} to @param {number} height @param {() => void} paint */
function within(context, from, to, height, paint) {
  context.save();
  context.beginPath();
  context.rect(from, -2, Math.max(0, to - from), height + 4);
  context.clip();
  paint();
  context.restore();
}
