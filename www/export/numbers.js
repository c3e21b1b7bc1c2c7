// The numbers of the run, to take out of the page: the model, scripts with it, the history; and a model brought back.

import { openModel, writeHistory, writeJson, writeKept, writeScript, writeTraining } from '../actions/model.js';
import { closest, find, findAll } from '../kit/find.js';
import { copy, save, say } from '../kit/give.js';
import { loadStyles } from '../kit/style.js';
import { write } from '../kit/text.js';
import { READ } from '../lab.js';
import { describeRow } from '../words/numbers.js';

/**
 * @typedef {import('../state/state.js').Lab} Lab
 * @typedef {import('../loop/loop.js').Loop} Loop
 * @typedef {'json' | 'numpy' | 'pytorch' | 'history' | 'kept'} What
 */

/** @type {Record<What, {name: string, file: string, type: string, write: (lab: Lab) => Promise<string>}>} */
const ROWS = {
  json: { name: 'JSON', file: '.json', type: 'application/json', write: writeJson },
  numpy: { name: 'NumPy', file: '-numpy.py', type: 'text/x-python', write: writeScript },
  pytorch: { name: 'PyTorch', file: '-pytorch.py', type: 'text/x-python', write: writeTraining },
  history: { name: 'History', file: '-history.csv', type: 'text/csv', write: writeHistory },
  kept: { name: 'Kept runs', file: '-runs.csv', type: 'text/csv', write: writeKept },
};

// The largest file that is read, in bytes: many times what a model with all its points has.
const MOST = 64 * 2 ** 20;

/** @param {[string, {name: string}]} row */
const markUpRow = ([what, { name }]) => `<tr data-what="${what}"><th scope="row">${name}</th><td></td><td><button class="text copy" type="button" aria-label="Copy ${name}">Copy</button></td><td><button class="text save" type="button" aria-label="Save ${name}">Save</button></td></tr>`;

/** The section as it is put into the sheet. */
export const MARKUP = `<h3>Numbers<span class="of"></span></h3>
<table aria-label="Numbers of the run">${Object.entries(ROWS).map(markUpRow).join('')}</table>
<p class="opening"><label class="text"><input type="file" accept=".json,application/json" aria-label="Open a model from a file">Open a file…</label> <span>a model in JSON; or drop it anywhere, or paste it here</span></p>
<p class="fault" aria-live="assertive"></p>
<p class="spoken" role="status"></p>`;

/** Fills the section: gives how it is painted. @param {HTMLElement} section @param {Lab} lab @param {Loop} loop */
export async function openNumbers(section, lab, loop) {
  await loadStyles('numbers');
  section.innerHTML = MARKUP;
  const numbers = new Numbers(section, lab, loop);
  return () => numbers.paint(lab.state);
}

class Numbers {
  /** @param {HTMLElement} section @param {Lab} lab @param {Loop} loop */
  constructor(section, lab, loop) {
    this.section = section;
    this.lab = lab;
    this.fault = find(section, '.fault');
    this.spoken = find(section, '.spoken');
    this.listen();
    loop.add({ name: 'numbers', of: ['run', 'setup', 'course', 'told'], every: READ, paint: () => this.paint(lab.state) });
  }

  listen() {
    const { section } = this;
    section.addEventListener('click', (event) => {
      const button = closest(event, 'button');
      const row = /** @type {What | undefined} */ (closest(event, 'tr')?.dataset.what);
      if (button && row) this.give(button, row);
    });
    const input = find(section, 'input', HTMLInputElement);
    input.addEventListener('change', () => {
      const [file] = input.files ?? [];
      if (file) readModel(this.lab, file);
      // The same file can be chosen again.
      input.value = '';
    });
    document.addEventListener('paste', (event) => {
      const text = event.clipboardData?.getData('text') ?? '';
      if (!section.checkVisibility() || closest(event, 'input, textarea') || !text.trimStart().startsWith('{')) return;
      event.preventDefault();
      openModel(this.lab, text, '');
    });
  }

  /** @param {HTMLElement} button @param {What} what */
  async give(button, what) {
    const { name, file, type, write: make } = ROWS[what];
    const { step } = this.lab.state.run.report;
    const text = make(this.lab);
    const isCopied = button.matches('.copy');
    const done = isCopied ? copy(text).then(() => 'Copied', () => 'Not allowed: save') : text.then(() => 'Saved');
    try {
      const blob = new Blob([await text], { type });
      if (!isCopied) save(blob, `moongrad-${String(step).padStart(3, '0')}${file}`);
      const word = await done;
      say(button, word);
      write(this.spoken, `${name}: ${word}.`);
    } catch (error) {
      done.catch(() => {});
      write(this.fault, error instanceof Error ? error.message : String(error));
    }
  }

  /** @param {import('../state/state.js').State} state */
  paint({ run: { report }, setup, course, told }) {
    if (!this.section.checkVisibility()) return;
    write(find(this.section, '.of'), `of step ${String(report.step).padStart(3, '0')}`);
    for (const row of findAll(this.section, 'tr')) {
      const what = /** @type {What} */ (row.dataset.what);
      write(find(row, 'td'), describeRow(what, { parameters: setup.parameters, last: report.lastStep, kept: course.kept.length, data: setup.config.data }));
      row.hidden = what === 'kept' && !course.kept.length;
    }
    write(this.fault, told.unread);
  }
}

/** Opens the model that a file holds. Returns why not, or ''. @param {Lab} lab @param {File} file */
async function readModel(lab, file) {
  return openModel(lab, file.size > MOST ? '' : await file.text(), file.name);
}

/** The same, where the sheet may be closed: then it opens, to tell why not. @param {Lab} lab @param {File} file */
export async function dropModel(lab, file) {
  const opener = find(document, '#export');
  if ((await readModel(lab, file)) && opener.ariaExpanded !== 'true') opener.click();
}
