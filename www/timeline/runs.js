// Runs that are kept to be compared with the next: their curves on the strip, their figures in a table.

import { figuresAt, ROW } from './curves.js';
import * as format from '../kit/format.js';
import { sheetOf } from '../kit/sheet.js';
import { write } from '../kit/text.js';

/**
 * @typedef {object} Kept
 * @property {number} number        1 for the first; its dashes on the strip follow from it
 * @property {string} sign          the number in a circle, as it stands at the curve
 * @property {string} name
 * @property {string} what          data, network and settings in words
 * @property {Float64Array} curve
 * @property {object} last          figures of its last step
 * @property {boolean} shown        drawn on the strip
 */

// More curves than this cannot be told apart.
const MOST = 4;

/** @param {Kept[]} kept @returns {Kept} */
export function keep(kept, curve, what) {
  const number = 1 + Math.max(0, ...kept.map((run) => run.number));
  const sign = number <= 20 ? String.fromCodePoint(0x245f + number) : `(${number})`;
  const run = { number, sign, name: `run ${number}`, what, curve, last: figuresAt(curve, curve.length - ROW), shown: false };
  kept.push(run);
  show(kept, run, true);
  return run;
}

/** Where too many are drawn, the oldest makes room. */
export function show(kept, run, shown) {
  const drawn = kept.filter((other) => other.shown);
  if (shown && drawn.length >= MOST) drawn[0].shown = false;
  run.shown = shown;
}

export class RunsSheet {
  /**
   * @param {Document} root
   * @param {{opened: () => void, keep: () => void, show: (run: Kept, shown: boolean) => void, remove: (run: Kept) => void}} actions
   */
  constructor(root, actions) {
    this.actions = actions;
    this.sheet = root.getElementById('runs-sheet');
    this.table = root.getElementById('runs-table');
    this.open = root.getElementById('runs');
    this.now = this.table.tFoot.rows[0];
    /** @type {Map<Kept, HTMLTableSectionElement>} */
    this.bodies = new Map();
    sheetOf(this.sheet, this.open, actions.opened);
    for (const button of root.querySelectorAll('.keep')) button.addEventListener('click', actions.keep);
  }

  /** @param {Kept[]} kept @param {object} last  figures of the run now @param {string} what */
  paint(kept, last, what) {
    write(this.open, kept.length ? `Runs ${kept.length}` : 'Runs');
    if (!this.sheet.open) return;
    fill(this.now, last);
    write(this.table.tFoot.rows[1].cells[1], what);
    for (const [run, body] of this.bodies) if (!kept.includes(run)) this.drop(run, body);
    for (const run of kept) {
      if (!this.bodies.has(run)) this.build(run);
      this.bodies.get(run).querySelector('input').checked = run.shown;
    }
  }

  /** @param {Kept} run */
  build(run) {
    const body = this.sheet.querySelector('template').content.firstElementChild.cloneNode(true);
    const [shown, name] = body.querySelectorAll('input');
    const button = body.querySelector('button');
    fill(body.rows[0], run.last);
    write(body.rows[1].cells[1], run.what);
    write(body.querySelector('.sign'), run.sign);
    shown.setAttribute('aria-label', `Draw run ${run.number}`);
    shown.addEventListener('change', () => this.actions.show(run, shown.checked));
    name.value = run.name;
    name.setAttribute('aria-label', `Name of run ${run.number}`);
    name.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || name.value === run.name) return;
      event.preventDefault();
      name.value = run.name;
    });
    name.addEventListener('change', () => {
      run.name = name.value = name.value.trim() || `run ${run.number}`;
    });
    button.setAttribute('aria-label', `Remove run ${run.number}`);
    button.addEventListener('click', () => this.actions.remove(run));
    this.table.tFoot.before(body);
    this.bodies.set(run, body);
  }

  /** The focus goes to the next run's button, or to the one that keeps the run now. */
  drop(run, body) {
    const next = body.nextElementSibling;
    const focused = body.contains(document.activeElement);
    body.remove();
    this.bodies.delete(run);
    if (focused) next.querySelector('button').focus();
  }
}

/** Steps, loss and accuracy into a row. */
function fill(row, { step, trainLoss, testLoss, trainAccuracy, testAccuracy }) {
  const [steps, loss, accuracy] = row.querySelectorAll('.tally');
  write(steps, String(step));
  pair(loss, format.three(trainLoss), format.three(testLoss));
  pair(accuracy, `${format.percent(trainAccuracy)} %`, `${format.percent(testAccuracy)} %`);
}

function pair(cell, train, test) {
  write(cell.firstElementChild, train);
  write(cell.lastElementChild, `test ${test}`);
}
