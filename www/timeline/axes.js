// The axes of the charts: loss and rate by powers of ten, accuracy evenly, and the steps that they share.

import { powerOfTen } from '../kit/format.js';
import { roundUp } from '../kit/round.js';

/** The height of a line of text, in px. */
export const LINE = 13;
// Numbers are not exact.
const DUST = 1e-6;

/**
 * @typedef {import('./curve.js').Scale} Scale
 * @typedef {{y: number, text: string}} Level  of the grid
 * @typedef {{y: Scale, lines: Level[]}} Axis
 * @typedef {{top: number, bottom: number}} Band  of the chart, in px
 * @typedef {{most: number, least: number}} Extent
 * @typedef {import('../kit/pen.js').Pen} Pen
 */

/** One extent around several. @param {Extent[]} extents @returns {Extent} */
export function around(extents) {
  return {
    most: Math.max(...extents.map((extent) => extent.most)),
    least: Math.min(...extents.map((extent) => extent.least)),
  };
}

/** A log axis that fits most runs as it is, and leaps further where one goes beyond: its ends as powers of ten. @param {Extent} extent @returns {[number, number]} */
export function lossEnds({ most, least }) {
  const high = most > 10 ? Math.ceil(Math.log10(most)) : Math.log10([1.6, 4].find((edge) => edge >= most) ?? 10);
  return [least < 0.015 ? Math.floor(Math.log10(least)) : Math.log10(0.015), high];
}

/** @param {number[]} ends @param {Band} band @returns {Axis} */
export function lossAxis([low, high], band) {
  const y = logarithmic(low, high, band);
  return { y, lines: [...decades(low, high, y), { y: band.bottom, text: '' }] };
}

/** Whole powers of ten, at least one apart. @param {Extent} extent @returns {[number, number]} */
export function rateEnds({ most, least }) {
  const high = Math.ceil(Math.log10(most) - DUST);
  return [Math.min(Math.floor(Math.log10(least) + DUST), high - 1), high];
}

/** @param {number[]} ends @param {Band} band @returns {Axis} */
export function rateAxis([low, high], band) {
  return {
    y: logarithmic(low, high, band),
    lines: [{ y: band.bottom, text: power(low) }, { y: band.top, text: power(high) }],
  };
}

/** From a half; from zero where a run has been below a half. @param {Extent} extent */
export function accuracyEnd({ least }) {
  return least < 0.5 ? 0 : 0.5;
}

/** Up to one. @param {number} low @param {Band} band @returns {Axis} */
export function accuracyAxis(low, { top, bottom }) {
  return {
    y: (value) => bottom - ((Math.max(value, low) - low) / (1 - low)) * (bottom - top),
    lines: [{ y: top, text: '100 %' }, { y: bottom, text: `${100 * low} %` }],
  };
}

/** @param {number} low @param {number} high  powers of ten @param {Band} band @returns {Scale} */
function logarithmic(low, high, { top, bottom }) {
  const share = (/** @type {number} */ value) => (high - Math.log10(Math.min(10 ** high, Math.max(value, 10 ** low)))) / (high - low);
  return (value) => top + share(value) * (bottom - top);
}

/** Powers of ten with room between them, two at least. @param {number} low @param {number} high @param {Scale} y */
function decades(low, high, y) {
  const every = Math.max(Math.ceil((high - low) / 3.2), Math.ceil(LINE / (y(10 ** low) - y(10 ** (low + 1)))));
  const lines = [];
  for (let at = Math.floor(high); at > low; at--) {
    if (at % every === 0) lines.push({ y: y(10 ** at), text: power(at) });
  }
  return lines;
}

/** As short as it can be. @param {number} at */
function power(at) {
  return Math.abs(at) > 2 ? powerOfTen(at) : String(10 ** at);
}

/**
 * @param {Pen} context @param {Level[]} lines
 * @param {number} left @param {number} right @param {import('../kit/palette.js').Palette} palette
 */
export function paintGrid(context, lines, left, right, palette) {
  context.strokeStyle = palette.grid;
  context.lineWidth = 1;
  context.fillStyle = palette.ink2;
  context.textAlign = 'right';
  context.beginPath();
  for (const { y, text } of lines) {
    context.fillText(text, left - 8, y);
    context.moveTo(left, y);
    context.lineTo(right, y);
  }
  context.stroke();
}

/**
 * @param {Pen} context @param {Scale} x @param {number} end
 * @param {number} height @param {import('../kit/palette.js').Palette} palette
 */
export function paintSteps(context, x, end, height, palette) {
  context.fillStyle = palette.ink2;
  context.strokeStyle = palette.ink2;
  context.lineWidth = 1;
  context.textAlign = 'center';
  context.beginPath();
  let after = 0;
  for (let step = 0, every = spacing(end); step <= end; step += every) {
    const text = step < 1e6 ? String(step) : `${step / 1e6}M`;
    context.moveTo(x(step), height - 18);
    context.lineTo(x(step), height - 14);
    context.fillText(text, x(step), height - 7);
    after = x(step) + context.measureText(text).width / 2 + 14;
  }
  context.stroke();
  context.textAlign = 'left';
  context.fillText('step', after, height - 7);
}

/** A round number that divides the axis into three to five parts. @param {number} end */
function spacing(end) {
  return roundUp(Math.max(1, end / 4));
}

/**
 * Where the axis ends: at the step to stop after; further, in rounded leaps, once there are more; and not
 * thousands of steps beyond the newest one, where the run would be a dot at the left.
 * @param {number} steps @param {number} lastStep
 */
export function axisEnd(steps, lastStep) {
  if (lastStep > steps) {
    const every = Math.max(1, spacing(lastStep) / 2);
    return Math.ceil(lastStep / every) * every;
  }
  let end = 1000;
  while (end < lastStep * 1.1) end *= 2;
  return Math.min(steps, end);
}
