// Numbers as the talk's sections on gradients write them.

import { plain, scientific } from '../../kit/format.js';

/** What is no finite number; else nothing. @param {number} value */
function unfit(value) {
  return Number.isNaN(value) ? 'NaN' : value === Infinity ? '∞' : value === -Infinity ? '−∞' : '';
}

/** Four decimals, fewer for larger numbers, so that all are as long. @param {number} value */
export function four(value) {
  const size = Math.abs(value);
  if (!Number.isFinite(value)) return unfit(value);
  if (size >= 9999.95 || (size > 0 && size < 0.00005)) return scientific(value, size >= 1e10 || size < 1 ? 1 : 2);
  const decimals = size < 9.99995 ? 4 : size < 99.9995 ? 3 : size < 999.995 ? 2 : 1;
  return value.toFixed(decimals).replace('-', '−');
}

/** The same with a sign. @param {number} value */
export function signed(value) {
  return value > 0 ? `+${four(value)}` : four(value);
}

/** In as few digits as it has, four decimals at most. @param {number} value */
export function short(value) {
  if (!Number.isFinite(value)) return unfit(value);
  const size = Math.abs(value);
  const text = size >= 1e5 || (size > 0 && size < 0.00005) ? plain(value) : String(Number(value.toFixed(size < 100 ? 4 : 2)));
  return text.replace('-', '−');
}

/** All its digits, as few as tell it from every other number. @param {number} value @param {boolean} hasPoint  also where it is whole */
export function exact(value, hasPoint = false) {
  if (!Number.isFinite(value)) return unfit(value);
  const text = Object.is(value, -0) ? '-0' : String(value);
  return (hasPoint && /^-?\d+$/.test(text) ? `${text}.0` : text).replaceAll('-', '−');
}

/** Such as "−3π", "π/2"; null where it is no quarter of π. @param {number} value */
export function inPi(value) {
  const quarters = Math.round((4 * value) / Math.PI);
  if (!quarters || Math.abs(quarters) > 400 || Math.abs(value - (quarters * Math.PI) / 4) > 1e-6) return null;
  const parts = quarters % 4 === 0 ? 1 : quarters % 2 === 0 ? 2 : 4;
  const count = Math.abs(quarters * parts) / 4;
  return `${quarters < 0 ? '−' : ''}${count === 1 ? '' : count}π${parts === 1 ? '' : `/${parts}`}`;
}
