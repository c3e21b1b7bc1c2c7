// The axes of the charts: loss and rate by powers of ten, accuracy evenly, and the steps that they share.

import { COLUMN, ROW } from './curves.js';

/** The height of a line of text, in px. */
export const LINE = 14;

/**
 * @typedef {{y: (value: number) => number, lines: {y: number, text: string}[]}} Axis
 * @typedef {{top: number, bottom: number}} Band  of the chart, in px
 */

/**
 * The largest and the least that an axis has to hold, of the columns given.
 * @param {Float64Array} curve @param {string[]} columns
 */
export function extent(curve, columns) {
  let most = 0;
  let least = Infinity;
  for (let at = 0; at < curve.length; at += ROW) {
    for (const column of columns) {
      const value = curve[at + COLUMN[column]];
      if (value > most && value < Infinity) most = value;
      if (value > 0 && value < least) least = value;
    }
  }
  return { most, least };
}

/** One extent around several. */
export function around(extents) {
  return {
    most: Math.max(...extents.map((extent) => extent.most)),
    least: Math.min(...extents.map((extent) => extent.least)),
  };
}

/** A log axis that fits most runs as it is, and leaps further where one goes beyond. @returns {Axis} */
export function lossAxis({ most, least }, band) {
  const high = most > 10 ? Math.ceil(Math.log10(most)) : Math.log10([1.6, 4, 10].find((edge) => edge >= most));
  const low = least < 0.015 ? Math.floor(Math.log10(least)) : Math.log10(0.015);
  const y = logarithmic(low, high, band);
  return { y, lines: [...decades(low, high, y), { y: band.bottom, text: '' }] };
}

/** At least one power of ten, from the highest rate down. @returns {Axis} */
export function rateAxis({ most, least }, band) {
  const high = Math.log10(most);
  const y = logarithmic(Math.min(Math.log10(least), high - 1), high, band);
  const text = String(Number(most.toPrecision(6)));
  return { y, lines: [{ y: band.bottom, text: '' }, { y: band.top, text: text.length < 5 ? text : '', bare: true }] };
}

/** From a half to one; from zero where a run has been below a half. @returns {Axis} */
export function accuracyAxis({ least }, { top, bottom }) {
  const low = least < 0.5 ? 0 : 0.5;
  const y = (value) => bottom - ((Math.max(value, low) - low) / (1 - low)) * (bottom - top);
  return { y, lines: [{ y: top, text: '1' }, { y: bottom, text: low ? '½' : '0' }] };
}

function logarithmic(low, high, { top, bottom }) {
  const share = (value) => (high - Math.log10(Math.min(10 ** high, Math.max(value, 10 ** low)))) / (high - low);
  return (value) => top + share(value) * (bottom - top);
}

/** Powers of ten with room between them. */
function decades(low, high, y) {
  const every = Math.max(Math.ceil((high - low) / 3.2), Math.ceil(LINE / (y(10 ** low) - y(10 ** (low + 1)))));
  const lines = [];
  for (let power = Math.floor(high); power > low; power--) {
    if (power % every === 0) lines.push({ y: y(10 ** power), text: power > 2 ? `10${superscript(power)}` : String(10 ** power) });
  }
  return lines.filter((line) => line.text.length < 4);
}

const superscript = (power) => String(power).replace(/\d/g, (d) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[d]);

export function paintGrid(context, lines, left, right, palette) {
  context.strokeStyle = palette.grid;
  context.lineWidth = 1;
  context.fillStyle = palette.ink2;
  context.textAlign = 'right';
  context.beginPath();
  for (const { y, text, bare } of lines) {
    context.fillText(text, left - 8, y);
    if (bare) continue;
    context.moveTo(left, y);
    context.lineTo(right, y);
  }
  context.stroke();
}

export function paintSteps(context, x, end, height, palette) {
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
