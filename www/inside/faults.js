// The faults as a table: a switch for each, what the check finds wrong with it, and how a run with it goes.

import { find, findAll } from '../kit/find.js';
import { set, write } from '../kit/text.js';
import { describeEnd } from '../words/check.js';
import { FAULTS } from '../words/faults.js';

/**
 * @typedef {import('../../pkg/inside.js').Fault} Fault
 * @typedef {import('./runs.js').Result} Result
 * @typedef {object} Shown
 * @property {Fault | null} on
 * @property {Map<Fault, number>} wrong   how many slopes are found wrong, where that is known
 * @property {boolean} isLarge  only the one that is on is checked
 * @property {Map<Fault, Result>} runs
 * @property {[step: number, loss: number][]} losses  of the run without a fault
 * @property {string} end
 * @property {number} steps     that the runs take
 * @property {number} parameters
 */

// Px of a small curve, and its ends as powers of ten.
const [WIDTH, HEIGHT] = [32, 14];
const [LOW, HIGH] = [-2, 1];

const CURVE = `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" aria-hidden="true"><path/></svg>`;

/** @param {Fault[]} faults */
export function markUpFaults(faults) {
  const row = (/** @type {Fault} */ fault) => `<tr data-fault="${fault}"><th scope="row"><button type="button" role="switch" aria-checked="false"><i></i>${FAULTS[fault][0]}</button></th><td></td><td>${CURVE}</td><td></td></tr>`;
  return `<table class="faults"><thead><tr><td></td><th scope="col" title="Kinks are left out"></th><th scope="col" colspan="2"></th></tr></thead>
    <tbody>${faults.map(row).join('')}</tbody><tfoot><tr><th scope="row">no fault</th><td></td><td>${CURVE}</td><td></td></tr></tfoot></table>`;
}

export class FaultTable {
  /** @param {HTMLElement} table @param {(fault: Fault | null) => void} spoil */
  constructor(table, spoil) {
    this.heads = findAll(table, 'thead th');
    this.rows = findAll(table, 'tbody tr');
    this.last = find(table, 'tfoot tr');
    for (const row of this.rows) {
      const button = find(row, 'button');
      button.addEventListener('click', () => spoil(button.ariaChecked === 'true' ? null : /** @type {Fault} */ (row.dataset.fault)));
    }
  }

  /** @param {Shown} shown */
  paint({ on, wrong, isLarge, runs, losses, end, steps, parameters }) {
    write(this.heads[0], `wrong of ${parameters}`);
    write(this.heads[1], `after ${steps} steps`);
    for (const row of this.rows) {
      const fault = /** @type {Fault} */ (row.dataset.fault);
      const found = wrong.get(fault);
      const result = runs.get(fault);
      set(find(row, 'button'), 'aria-checked', on === fault);
      fill(row, [found === undefined ? (isLarge ? '–' : '…') : found ? String(found) : 'none', describeEnd(result) || '–'], result?.losses ?? [], steps);
    }
    fill(this.last, [wrong.size ? 'none' : '…', end], losses, steps);
  }
}

/** @param {HTMLElement} row @param {string[]} texts @param {[step: number, loss: number][]} losses @param {number} steps */
function fill(row, [found, end], losses, steps) {
  write(row.children[1], found);
  write(row.children[3], end);
  set(find(row, 'path'), 'd', curve(losses, steps));
}

/** All on the same scales, so that they can be compared. @param {[step: number, loss: number][]} losses @param {number} steps */
function curve(losses, steps) {
  const known = losses.filter(([, loss]) => Number.isFinite(loss));
  const y = (/** @type {number} */ loss) => HEIGHT - 1 - ((HEIGHT - 2) * (Math.min(HIGH, Math.max(LOW, Math.log10(loss))) - LOW)) / (HIGH - LOW);
  return known.map(([step, loss], i) => `${i ? 'L' : 'M'}${((WIDTH * step) / Math.max(1, steps)).toFixed(1)} ${y(loss).toFixed(1)}`).join('');
}
