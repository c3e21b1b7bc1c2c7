// The points as a table, a page at a time: for those who do not see the plot, or look for one of many.

import { find } from '../kit/find.js';
import { sheetOf } from '../kit/sheet.js';
import { loadStyles } from '../kit/style.js';
import { write } from '../kit/text.js';
import { describeClasses } from '../words/data.js';
import { describePage, describeSide, showNumber } from '../words/tables.js';

/**
 * @typedef {import('../state/state.js').Lab} Lab
 * @typedef {import('../actions/actions.js').Actions} Actions
 * @typedef {import('../loop/loop.js').Loop} Loop
 * @typedef {'train' | 'test'} Set
 */

const MARKUP = `<dialog id="data-table" class="sheet numbers-sheet" aria-labelledby="data-table-heading">
  <header><h2 id="data-table-heading">The points in numbers</h2><button class="icon close" type="button" aria-label="Close"><svg viewBox="0 0 16 16" aria-hidden="true"><path class="line" d="M3 3l10 10M13 3 3 13"/></svg></button></header>
  <div class="pager"><span class="segments" role="radiogroup" aria-label="Which points"><label><input type="radio" name="points-shown" value="train" checked><span>training</span></label><label><input type="radio" name="points-shown" value="test"><span>test</span></label></span>
    <button class="small first" type="button">First</button><button class="small before" type="button">Back</button><button class="small after" type="button">On</button><button class="small last" type="button">Last</button></div>
  <div class="table-box" tabindex="0" role="region" aria-label="Points"><table><caption aria-live="polite"></caption><thead><tr><th scope="col">number</th><th scope="col">x</th><th scope="col">y</th><th scope="col">label</th><th scope="col">f</th><th scope="col">answer</th></tr></thead><tbody></tbody></table></div>
</dialog>`;

// Points on a page: more are slow to lay out, and slow to go through.
const PAGE = 50;
// Milliseconds between two looks while it trains.
const CALM = 1000;

/** The points in numbers: gives how it is opened. @param {Lab} lab @param {Actions} _ @param {Loop} loop @param {HTMLElement} page */
export async function open(lab, _, loop, page) {
  await loadStyles('sheet', 'tables');
  page.insertAdjacentHTML('beforeend', MARKUP);
  const sheet = find(page, '#data-table', HTMLDialogElement);
  const view = new DataTable(sheet, () => paint());
  const show = sheetOf(sheet);
  const paint = () => sheet.open && view.paint(lab);
  loop.add({ name: 'data table', of: ['run', 'setup', 'points'], every: CALM, paint });
  return () => {
    show();
    paint();
  };
}

class DataTable {
  /** @param {HTMLElement} sheet @param {() => void} changed */
  constructor(sheet, changed) {
    this.sheet = sheet;
    this.table = find(sheet, 'table', HTMLTableElement);
    /** @type {Set} */
    this.set = 'train';
    this.page = 0;
    this.pages = 1;
    const turn = (/** @type {() => number} */ to) => () => {
      this.page = Math.max(0, Math.min(this.pages - 1, to()));
      changed();
    };
    find(sheet, '.first').addEventListener('click', turn(() => 0));
    find(sheet, '.before').addEventListener('click', turn(() => this.page - 1));
    find(sheet, '.after').addEventListener('click', turn(() => this.page + 1));
    find(sheet, '.last').addEventListener('click', turn(() => this.pages - 1));
    find(sheet, '.segments').addEventListener('change', ({ target }) => {
      this.set = /** @type {Set} */ (/** @type {HTMLInputElement} */ (target).value);
      this.page = 0;
      changed();
    });
  }

  /** @param {Lab} lab */
  paint({ trainer, state: { points, setup: { config } } }) {
    const { [this.set]: all, axes: { scale: { centre, unit }, names }, labels } = points;
    const count = all.length / 3;
    this.pages = Math.max(1, Math.ceil(count / PAGE));
    this.page = Math.min(this.page, this.pages - 1);
    const first = this.page * PAGE;
    const shown = Math.min(PAGE, count - first);
    const at = Array.from({ length: shown }, (_, i) => 3 * (first + i));
    const outputs = trainer.predict(Float32Array.from(at.flatMap((i) => [all[i], all[i + 1]])));
    const classes = describeClasses(config.data, labels);
    this.fit(shown);
    write(/** @type {HTMLElement} */ (this.table.caption), describePage(this.set, first, shown, count, config.feed));
    names.forEach((name, i) => i < 2 && write(this.table.tHead?.rows[0].cells[1 + i] ?? this.table, name || 'xy'[i]));
    at.forEach((from, i) => {
      const [x, y, label] = all.subarray(from, from + 3);
      const texts = [String(first + i), showNumber(centre[0] + unit[0] * x), showNumber(centre[1] + unit[1] * y), classes[label < 0 ? 0 : 1], showNumber(outputs[i]), describeSide(outputs[i] * label)];
      [...this.table.tBodies[0].rows[i].cells].forEach((cell, column) => write(cell, texts[column]));
    });
    for (const [name, isEnd] of /** @type {[string, boolean][]} */ ([['first', !this.page], ['before', !this.page], ['after', this.page === this.pages - 1], ['last', this.page === this.pages - 1]])) {
      find(this.sheet, `.${name}`).ariaDisabled = String(isEnd);
    }
  }

  /** As many rows as are shown. @param {number} count */
  fit(count) {
    const [body] = this.table.tBodies;
    while (body.rows.length > count) body.deleteRow(-1);
    while (body.rows.length < count) body.insertAdjacentHTML('beforeend', `<tr><th scope="row"></th>${'<td></td>'.repeat(5)}</tr>`);
  }
}
