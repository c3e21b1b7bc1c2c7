// Round numbers along an axis of the plot, in the data's units.

import { grouped, scientific } from '../kit/format.js';
import { roundUp } from '../kit/round.js';

// In px: two numbers are at least so far apart, and have at least this room between them.
const APART = 80;
const ROOM = 20;

/**
 * @typedef {{at: number, text: string}} Tick   at: on the plane, in its own units
 *
 * @param {[number, number]} ends       of the axis on the plane
 * @param {number} centre @param {number} unit  the data's coordinate is centre + unit times that of the plane
 * @param {number} length               of the axis in px
 * @param {(text: string) => number} extent  of a text along the axis, in px
 * @returns {Tick[]}
 */
export function ticks([low, high], centre, unit, length, extent) {
  const [from, to] = [centre + unit * low, centre + unit * high];
  const pixel = (to - from) / length;
  // Beyond the digits that a number has, there is nothing to count by.
  const size = Math.max(Math.abs(from), Math.abs(to));
  if (!(APART * pixel > 1e-13 * size)) return [];
  for (let step = roundUp(APART * pixel); step < to - from; step = roundUp(1.01 * step)) {
    const marks = multiples(from, to, step).map((value) => ({ at: (value - centre) / unit, text: figure(value, step, size) }));
    const widest = Math.max(...marks.map((mark) => extent(mark.text)));
    if (widest + ROOM <= step / pixel) return marks;
  }
  return [];
}

/** @param {number} from @param {number} to @param {number} step */
function multiples(from, to, step) {
  const values = [];
  for (let n = Math.ceil(from / step - 1e-9); n * step <= to + 1e-9 * step; n++) values.push(n * step);
  return values;
}

/**
 * A number with as many digits as tell it from another that is `step` away; with a power of ten where numbers
 * go up to a `size` that is huge or tiny.
 * @param {number} value @param {number} step
 */
export function figure(value, step, size = Math.max(Math.abs(value), step)) {
  const sign = value <= -step / 2 ? '−' : '';
  const digits = Math.abs(value);
  if (digits < step / 2) return '0';
  if (size >= 1e7 || size < 1e-3) return sign + scientific(digits, Math.min(15, Math.max(0, power(digits) - power(step))));
  const decimals = Math.max(0, -power(step));
  const [whole, rest] = digits.toFixed(decimals).split('.');
  const long = size >= 1e4 ? grouped(Number(whole)) : whole;
  return sign + (rest ? `${long}.${rest}` : long);
}

/** Of ten, in a value. @param {number} value */
function power(value) {
  return Math.floor(Math.log10(value) + 1e-9);
}
