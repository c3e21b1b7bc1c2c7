// The sheet of the runs that are kept to be compared with the next: their figures in a table.

import { find } from '../kit/find.js';
import { write } from '../kit/text.js';

/**
 * @typedef {{steps: string, loss: string[], accuracy: string[], what: string}} Figures  in words; of training and test points
 * @typedef {Figures & {number: number, sign: string, name: string, shown: boolean}} Row
 * @typedef {Pick<import('../actions/actions.js').Actions, 'keepRun' | 'showRun' | 'nameRun' | 'removeRun' | 'replaceRuns'>} Actions
 */

/** The sheet as it is put into the page. */
export const MARKUP = `<dialog id="runs-sheet" class="sheet runs-sheet" aria-labelledby="runs-heading">
  <header><h2 id="runs-heading">Runs</h2><button class="icon close" type="button" aria-label="Close"><svg viewBox="0 0 16 16" aria-hidden="true"><path class="line" d="M3 3l10 10M13 3 3 13"/></svg></button></header>
  <table id="runs-table">
    <thead><tr><th scope="col">Drawn</th><th scope="col">Name</th><th scope="col">Steps</th><th scope="col">Loss</th><th scope="col">Accuracy</th><td></td></tr></thead>
    <tfoot>
      <tr><td></td><td><b>the run now</b></td><td class="tally"></td><td class="tally"><b></b><span></span></td><td class="tally"><b></b><span></span></td><td><button class="text keep" type="button">Keep</button></td></tr>
      <tr class="terms"><td></td><td colspan="5"></td></tr>
    </tfoot>
  </table>
  <template><tbody>
    <tr><td><label><input type="checkbox"><span class="sign"></span></label></td><td><input class="name-field" maxlength="40" autocomplete="off"></td><td class="tally"></td><td class="tally"><b></b><span></span></td><td class="tally"><b></b><span></span></td><td><button class="icon" type="button"><svg viewBox="0 0 16 16" aria-hidden="true"><path class="line" d="M4 4l8 8M12 4l-8 8"/></svg></button></td></tr>
    <tr class="terms"><td></td><td colspan="5"></td></tr>
  </tbody></template>
  <p>Four are drawn at most, each with its number; × removes a run.</p>
  <p class="storage"><span role="status"></span> <button class="text forget" type="button">Forget all</button> <button class="text bring" type="button">Bring back</button></p>
</dialog>`;

export class RunsSheet {
  /** @param {HTMLDialogElement} sheet @param {Actions} actions */
  constructor(sheet, actions) {
    this.sheet = sheet;
    this.actions = actions;
    this.table = /** @type {HTMLTableElement} */ (sheet.querySelector('table'));
    this.foot = /** @type {HTMLTableSectionElement} */ (this.table.tFoot);
    this.template = /** @type {HTMLTemplateElement} */ (sheet.querySelector('template'));
    this.foot.querySelector('button')?.addEventListener('click', () => actions.keepRun());
    this.storage = find(sheet, '.storage span');
    this.forget = find(sheet, '.forget');
    this.bring = find(sheet, '.bring');
    /** What was kept before the last removal, until another is kept. @type {import('../actions/runs.js').Kept[]} */
    this.gone = [];
    this.forget.addEventListener('click', () => {
      this.gone = actions.replaceRuns([]);
      this.bring.hidden = false;
      this.bring.focus();
    });
    this.bring.addEventListener('click', () => {
      actions.replaceRuns(this.gone);
      this.foot.querySelector('button')?.focus();
    });
  }

  /** @param {{rows: Row[], now: Figures, storage: string}} model */
  paint({ rows, now, storage }) {
    fill(this.foot, now);
    write(this.storage, storage);
    this.forget.hidden = !rows.length;
    if (rows.length > this.table.tBodies.length) this.gone = [];
    this.bring.hidden = !this.gone.length;
    for (const body of [...this.table.tBodies]) {
      if (!rows.some((row) => String(row.number) === body.dataset.run)) this.drop(body);
    }
    for (const row of rows) {
      const body = [...this.table.tBodies].find((body) => body.dataset.run === String(row.number)) ?? this.build(row);
      const [shown, name] = body.querySelectorAll('input');
      shown.checked = row.shown;
      if (document.activeElement !== name) name.value = row.name;
    }
  }

  /** @param {Row} row */
  build({ number, sign, ...row }) {
    const body = /** @type {HTMLTableSectionElement} */ (this.template.content.firstElementChild?.cloneNode(true));
    const { actions } = this;
    const [shown, name] = body.querySelectorAll('input');
    const button = /** @type {HTMLButtonElement} */ (body.querySelector('button'));
    body.dataset.run = String(number);
    fill(body, row);
    /** @type {HTMLElement} */ (body.querySelector('.sign')).textContent = sign;
    shown.setAttribute('aria-label', `Draw run ${number}`);
    shown.addEventListener('change', () => actions.showRun(number, shown.checked));
    name.setAttribute('aria-label', `Name of run ${number}`);
    name.defaultValue = row.name;
    name.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || name.value === name.defaultValue) return;
      event.preventDefault();
      name.value = name.defaultValue;
    });
    name.addEventListener('change', () => (name.value = name.defaultValue = actions.nameRun(number, name.value)));
    button.setAttribute('aria-label', `Remove run ${number}`);
    button.addEventListener('click', () => (this.gone = actions.removeRun(number)));
    const next = [...this.table.tBodies].find((body) => Number(body.dataset.run) > number) ?? this.foot;
    next.before(body);
    return body;
  }

  /** The focus goes to the next run's button, or to the one that keeps the run now. @param {HTMLTableSectionElement} body */
  drop(body) {
    const next = body.nextElementSibling;
    const focused = body.contains(document.activeElement);
    body.remove();
    if (focused) next?.querySelector('button')?.focus();
  }
}

/** @param {HTMLTableSectionElement} body @param {Figures} figures */
function fill(body, { steps, loss, accuracy, what }) {
  const tallies = body.querySelectorAll('.tally');
  [[steps], loss, accuracy].forEach((texts, i) => {
    const [train, test] = tallies[i].children.length ? tallies[i].children : [tallies[i]];
    train.textContent = texts[0];
    if (test) test.textContent = texts[1];
  });
  body.rows[1].cells[1].textContent = what;
}
