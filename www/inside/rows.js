// What a parameter owes to each sample of the batch, as the rows of its receipt.

import { scientific } from '../kit/format.js';
import { figure } from './ledger.js';

/**
 * @typedef {import('../../pkg/inside.js').Receipt} Columns
 * @typedef {{pushing: number[], stopped: number[], silent: number[]}} Rows  the samples by their number in the batch
 */

/** Those that push, hardest first; those with a loss of which nothing comes through; those without. @param {Columns} columns @returns {Rows} */
export function sortRows({ loss, push }) {
  const all = Array.from(push, (_, i) => i);
  const size = (/** @type {number} */ i) => (Number.isFinite(push[i]) ? Math.abs(push[i]) : Infinity);
  const pushing = all.filter((i) => push[i] !== 0).sort((a, b) => size(b) - size(a) || a - b);
  const rest = all.filter((i) => push[i] === 0);
  return { pushing, stopped: rest.filter((i) => loss[i] !== 0), silent: rest.filter((i) => loss[i] === 0) };
}

/** Why nothing of a sample comes through. @param {Columns} columns @param {number} i @param {boolean} canBeOff @returns {'input' | 'neuron' | 'above'} */
export function findReason({ sum, input }, i, canBeOff) {
  if (canBeOff && sum[i] <= 0) return 'neuron';
  return input[i] === 0 ? 'input' : 'above';
}

/** Where the bars of a waterfall end, each from the end before, the first from 0. @param {number[]} amounts */
export function stack(amounts) {
  let sum = 0;
  return amounts.map((amount) => (sum += Number.isFinite(amount) ? amount : 0));
}

/** A few round numbers within two. @param {number} least @param {number} most @returns {{value: number, text: string}[]} */
export function ticks(least, most) {
  const range = most - least;
  if (!(range > 0) || !Number.isFinite(range)) return [];
  const power = 10 ** Math.floor(Math.log10(range / 2));
  const step = [1, 2, 5, 10].map((by) => by * power).findLast((one) => range / one >= 2) ?? power;
  const decimals = Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
  const write = (/** @type {number} */ value) => (decimals > 6 || step >= 1e5 ? figure(value, scientific) : value.toFixed(decimals).replace('-', '−'));
  const marks = [];
  for (let i = Math.ceil(least / step); i * step <= most; i++) marks.push({ value: i * step, text: write(i * step) });
  return marks;
}
