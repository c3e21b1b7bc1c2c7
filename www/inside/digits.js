// Numbers of a step as one reads them: two or three decimals in a chip or a table, all digits where they are asked for.

import { isNone, scientific, three } from '../kit/format.js';

/** Two decimals; powers of ten where they say nothing. @param {number} value */
export function two2(value) {
  return written(value, 2);
}

/** The same with a sign. @param {number} value */
export function signed2(value) {
  return signed(value, two2);
}

/** Three decimals with a sign. @param {number} value */
export function signed3(value) {
  return signed(value, three);
}

/** Four decimals. @param {number} value */
export function four(value) {
  return written(value, 4);
}

/** @param {number} value */
export function signed4(value) {
  return signed(value, four);
}

/** The fewest digits that tell the engine's number from all others. @param {number} value */
export function all(value) {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : three(value);
  for (let digits = 1; digits <= 9; digits++) {
    const text = value.toPrecision(digits);
    if (Math.fround(Number(text)) === value) return String(Number(text)).replace('-', '−');
  }
  return String(value).replace('-', '−');
}

/** Two numbers, with the decimals that it takes to tell them apart. @param {number} before @param {number} after @param {(value: number) => string} write @returns {[string, string]} */
export function apart(before, after, write) {
  for (let decimals = 3; decimals < 9; decimals++) {
    const texts = [before, after].map(decimals > 3 ? (value) => written(value, decimals) : write);
    if (texts[0] !== texts[1]) return [texts[0], texts[1]];
  }
  return [write(before), write(after)];
}

/** @param {number} value @param {number} decimals */
function written(value, decimals) {
  if (isNone(value) || !Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : three(value);
  const size = Math.abs(value);
  if (size >= 1000 || (size > 0 && size < 0.5 * 10 ** -decimals)) return scientific(value);
  return value.toFixed(decimals).replace('-', '−');
}

/** @param {number} value @param {(value: number) => string} write */
function signed(value, write) {
  return value > 0 ? `+${write(value)}` : write(value);
}
