// An axis on which powers of ten are equally far apart, above 0 and below it, and 0 lies in the middle.

import { powerOfTen } from '../kit/format.js';

// What is smaller than this lies near 0.
const LEAST = 1e-5;
const DECADES = 2;
// Powers of ten on one side of 0 for which that many ticks have room.
const ROOM = 12;

/** Where a value is, in powers of ten from 0. @param {number} value */
export function symlog(value) {
  return Math.sign(value) * Math.log10(1 + Math.abs(value) / LEAST);
}

/** Where the axis ends, for values up to `most`. @param {number} most */
export function endOf(most) {
  return Math.max(2, 1.04 * symlog(most));
}

/** What is named on it: 0, and every second power of ten, fewer where they are many. @param {number} end */
export function ticksOf(end) {
  const ticks = [{ at: 0, text: '0' }];
  for (let power = -3; symlog(10 ** power) < end; power += DECADES * Math.ceil(end / ROOM)) {
    const text = Math.abs(power) < 2 ? String(10 ** power) : powerOfTen(power);
    for (const sign of [-1, 1]) ticks.push({ at: sign * symlog(10 ** power), text: `${sign < 0 ? '−' : ''}${text}` });
  }
  return ticks;
}
