// Again with one thing changed: the kept run's plot in the network's place, with a table of its figures and those of the
// run now.

import { find, findAll } from '../kit/find.js';
import { share, step, three } from '../kit/format.js';
import { set, write } from '../kit/text.js';

/**
 * @typedef {import('../timeline/curve.js').Figures} Figures
 * @typedef {import('../state/state.js').Report} Report
 *
 * @typedef {object} Shown
 * @property {string} heading @property {string} sentence
 * @property {string[]} names          of the kept run, of the run now
 * @property {string[]} tags           of their plots
 * @property {number} step             at which both stand
 * @property {(Report | null)[]} at    their figures there, null where one has not been so far
 * @property {number} last             the last step that both have
 * @property {Figures[]} end           their figures there
 * @property {string[]} first          when there was 90 % in the test first
 * @property {string} agreed           how many test points have the same answer
 * @property {string[]} changed        the fields of the settings that differ
 */

/** What a button does, also for those who hear the page. @param {string} text */
const hint = (text) => `data-hint="${text}" aria-description="${text}"`;

/** The view as it is put into the page. */
export const MARKUP = `<section class="compare" aria-labelledby="compare-heading" hidden>
  <div class="side">
    <h2 id="compare-heading"></h2>
    <p class="sentence" role="status"></p>
    <table aria-labelledby="compare-heading">
      <thead><tr><td></td><th scope="col"></th><th scope="col"></th></tr></thead>
      <tbody><tr><th class="at" scope="rowgroup" colspan="3"></th></tr></tbody>
      <tbody><tr><th class="at" scope="rowgroup" colspan="3"></th></tr></tbody>
      <tbody></tbody>
    </table>
    <p class="deeds"><button class="small another" type="button" ${hint('Goes back to the kept run’s set-up, at its start, so that another thing can be changed.')}>Change another thing…</button><button class="small done" type="button" ${hint('Closes the comparison. The run now stays, and so does the kept one.')}>Back to the network</button></p>
  </div>
  <div class="figure" data-hint="The kept run at the same step, in the colours of the other plot."><canvas id="kept-plot" class="plane" role="img"></canvas><p class="shown" hidden></p><p class="shown tag"></p></div>
</section>`;

/** The rows of the table: after which heading, and what each is called. */
const ROWS = [['accuracy, test', 'accuracy', 'loss, test', 'loss'], ['accuracy, test', 'loss, test'], ['first 90 % in the test', 'same answer at']];

export class Comparison {
  /**
   * @param {HTMLElement} section @param {HTMLElement} settings @param {HTMLElement} figure  of the run now
   * @param {{another: () => void, close: () => void}} actions
   */
  constructor(section, settings, figure, { another, close }) {
    this.section = section;
    this.settings = settings;
    this.heading = find(section, 'h2');
    this.sentence = find(section, '.sentence');
    this.another = find(section, '.another');
    this.done = find(section, '.done');
    this.tags = [find(section, '.tag'), addTag(figure)];
    this.heads = findAll(section, 'thead th');
    this.steps = findAll(section, '.at');
    this.rows = buildRows(findAll(section, 'tbody'));
    this.another.addEventListener('click', another);
    this.done.addEventListener('click', close);
  }

  /** @param {Shown | null} shown */
  paint(shown) {
    this.section.hidden = this.tags[1].hidden = !shown;
    this.mark(shown?.changed ?? []);
    if (!shown) return;
    write(this.heading, shown.heading);
    write(this.sentence, shown.sentence);
    shown.names.forEach((name, i) => write(this.heads[i], name));
    this.offer(shown.changed.length > 0);
    shown.tags.forEach((tag, i) => write(this.tags[i], tag));
    this.paintTable(shown);
  }

  /** What differs can be taken back. @param {boolean} isChanged */
  offer(isChanged) {
    if (!isChanged && document.activeElement === this.another) this.done.focus();
    this.another.hidden = !isChanged;
  }

  /** @param {Shown} shown */
  paintTable({ step: now, at, last, end, first, agreed }) {
    write(this.steps[0], `at step ${step(now)}`);
    write(this.steps[1], `at step ${step(last)}, the last of both`);
    const columns = at.map((here, i) => [
      share(here && here.testAccuracy), share(here && here.trainAccuracy), three(here && here.testLoss), three(here && here.trainLoss),
      share(end[i].testAccuracy), three(end[i].testLoss), first[i],
    ]);
    this.rows.forEach(({ cells }, i) => [...cells].slice(1).forEach((cell, column) => write(cell, columns[column][i] ?? agreed)));
    write(this.rows[this.rows.length - 1].cells[0], `same answer at ${step(now)}`);
  }

  /** The rows of the settings that differ. @param {string[]} changed */
  mark(changed) {
    const rows = changed.map((field) => this.settings.querySelector(`[data-field=${field}], [name=${field}]`)?.closest('.row, .kinds'));
    for (const row of findAll(this.settings, '[data-changed]')) if (!rows.includes(row)) row.removeAttribute('data-changed');
    for (const row of rows) if (row) set(row, 'data-changed', '');
  }
}

/** Below what can be dragged over the plot. @param {HTMLElement} figure */
function addTag(figure) {
  const tag = document.createElement('p');
  tag.className = 'shown tag';
  find(figure, '.shown').after(tag);
  return tag;
}

/** A cell for each run; in the last row one for both. @param {HTMLElement[]} bodies */
function buildRows(bodies) {
  return ROWS.flatMap((names, body) => names.map((name, i) => {
    const row = document.createElement('tr');
    const isBoth = body === ROWS.length - 1 && i === names.length - 1;
    const head = Object.assign(document.createElement('th'), { scope: 'row', textContent: name });
    const cells = Array.from({ length: isBoth ? 1 : 2 }, () => Object.assign(document.createElement('td'), { colSpan: isBoth ? 2 : 1 }));
    row.append(head, ...cells);
    bodies[body].append(row);
    return row;
  }));
}
