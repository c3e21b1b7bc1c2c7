// The address of a moment: #inside/42/714/51 is step 42 after its 714th operation, on sample 51; a point of one's own is
// x,y,label in the place of the sample.

import { describeLost } from '../words/inside.js';

/** @typedef {import('./state.js').Inside} Inside @typedef {import('./state.js').Sample} Sample */

/** What is left out or cannot be read is as it is where the run stands. @param {string[]} rest @param {import('../state/state.js').Report} report */
export function readAddress([step, cursor, sample], { step: stands, lastStep, problem }) {
  const number = whole(step);
  // What was not taken, since a number was not finite, can be looked into.
  const most = Math.max(1, lastStep, problem?.step ?? 0);
  const shown = number === null ? problem?.step ?? Math.max(1, stands) : Math.min(most, Math.max(1, number));
  return {
    step: shown,
    notice: !step || number === shown ? '' : describeLost(step, most, shown),
    cursor: whole(cursor),
    ...readSample(sample ?? ''),
  };
}

/** @param {string} text @returns {{number: number | null, sample: Sample | null}} */
function readSample(text) {
  const parts = text.split(',').map(Number);
  const isPoint = parts.length === 3 && parts.every((part) => Number.isFinite(part)) && Math.abs(parts[2]) === 1;
  const [x, y, label] = parts;
  return isPoint ? { number: null, sample: { x, y, label, number: null } } : { number: whole(text), sample: null };
}

/** @param {string | undefined} text */
function whole(text) {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : null;
}

/** @param {Inside} inside */
export function writeAddress({ moment, cursor, sample: { number, x, y, label } }) {
  const sample = number ?? [x, y].map((value) => Number(value.toPrecision(6))).concat(label).join(',');
  return `#inside/${moment.number}/${cursor}/${sample}`;
}
