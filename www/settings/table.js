// Points as text, in and out: pasted, chosen or dropped; copied or saved.

import { copy, save, say } from '../kit/give.js';

// A larger text is not shown in the field, which would take the browser long, but read at once.
const MOST_SHOWN = 100_000;
const FILE = 'moongrad-points.csv';

/** @typedef {Pick<import('../actions/own.js').OwnActions, 'readTable' | 'stopReading' | 'writeTable'>} Actions */

/** The sheet as it is put into the page. @param {string} most  points */
export const markUp = (most) => `<dialog id="csv-sheet" class="sheet table-sheet" aria-labelledby="csv-heading">
  <header><h2 id="csv-heading">Your points</h2><button class="icon close" type="button" aria-label="Close"><svg viewBox="0 0 16 16" aria-hidden="true"><path class="line" d="M3 3l10 10M13 3 3 13"/></svg></button></header>
  <p id="csv-allowed">One point a line: x, y, label. With a header or without; separated by commas, semicolons or tabs; labels −1 and +1, 0 and 1, or two names; up to ${most} points.</p>
  <textarea id="csv" aria-label="Table of points" aria-describedby="csv-allowed csv-fault" rows="9" spellcheck="false" autocomplete="off" placeholder="x,y,label&#10;0.52,1.3,-1&#10;1.08,-0.41,+1"></textarea>
  <p id="csv-fault" class="fault" aria-live="assertive"></p>
  <footer>
    <button id="csv-load" class="filled" type="button">Load</button>
    <label class="outlined"><input id="csv-file" type="file" accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain">Choose a file…</label>
    <span>or drop one anywhere on the page</span>
    <button class="text csv-copy" type="button" aria-label="Copy the points shown">Copy</button>
    <button class="text csv-save" type="button" aria-label="Save the points shown">Save</button>
  </footer>
</dialog>`;

export class TableSheet {
  /** @param {HTMLElement} page @param {HTMLDialogElement} sheet @param {Actions} actions */
  constructor(page, sheet, actions) {
    this.page = page;
    this.sheet = sheet;
    this.actions = actions;
    this.field = /** @type {HTMLTextAreaElement} */ (sheet.querySelector('textarea'));
    this.fault = /** @type {HTMLElement} */ (sheet.querySelector('.fault'));
    this.bar = /** @type {HTMLProgressElement} */ (page.querySelector('progress'));
    this.count = /** @type {HTMLElement} */ (page.querySelector('.read-count'));
    this.listen();
  }

  listen() {
    const { page, sheet, field, actions } = this;
    const file = /** @type {HTMLInputElement} */ (sheet.querySelector('[type=file]'));
    sheet.querySelector('.filled')?.addEventListener('click', () => this.read(new Blob([field.value]), ''));
    file.addEventListener('change', () => this.take(file));
    page.querySelector('.read-cancel')?.addEventListener('click', () => actions.stopReading());
    for (const button of page.querySelectorAll('.csv-copy')) button.addEventListener('click', () => this.copy(button));
    for (const button of page.querySelectorAll('.csv-save')) button.addEventListener('click', () => this.save());
    field.addEventListener('input', () => (this.fault.textContent = ''));
    field.addEventListener('paste', (event) => this.paste(event));
  }

  /** @param {HTMLInputElement} input */
  take(input) {
    const [file] = input.files ?? [];
    if (file) this.read(file, file.name);
    // The same file can be chosen again.
    input.value = '';
  }

  /** @param {ClipboardEvent} event */
  paste(event) {
    const text = event.clipboardData?.getData('text') ?? '';
    if (text.length <= MOST_SHOWN) return;
    event.preventDefault();
    this.read(new Blob([text]), '');
  }

  /** @param {Blob} blob @param {string} name  of the file, or '' */
  async read(blob, name) {
    this.fault.textContent = '';
    const why = await this.actions.readTable(blob, name);
    // It was left before its end.
    if (why === null) return;
    if (why) return this.refuse(why, name);
    this.field.value = '';
    this.sheet.close();
  }

  /** @param {string} sentence */
  tell(sentence) {
    if (!this.sheet.open) this.sheet.showModal();
    this.fault.textContent = sentence;
  }

  /** @param {string} why @param {string} name */
  refuse(why, name) {
    this.tell(`${name ? `${name}: ` : ''}${why} Nothing was loaded; the points are as they were.`);
    const line = Number(/^Line (\d+)/.exec(why)?.[1]);
    if (name || !line) return;
    const lines = this.field.value.split('\n');
    const start = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
    this.field.focus();
    this.field.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  }

  /** @param {Element} button */
  async copy(button) {
    const text = this.actions.writeTable();
    const copied = copy(text).then(() => 'Copied', () => 'Not allowed here: save');
    if ((await this.written(text)) === null) return;
    say(button, await copied);
  }

  async save() {
    const text = await this.written(this.actions.writeTable());
    if (text === null) return;
    save(new Blob([text], { type: 'text/csv' }), FILE);
  }

  /** A text that is being written, or null, having told why there is none. @param {Promise<string>} text */
  async written(text) {
    try {
      return await text;
    } catch (error) {
      this.tell(error instanceof Error ? error.message : String(error));
      return null;
    }
  }

  /** How far a table has been read: beside the heading of the data, the sheet being closed. @param {{share: number, count: string} | null} reading */
  paint(reading) {
    document.documentElement.toggleAttribute('data-reading', Boolean(reading));
    if (!reading) return;
    this.bar.value = reading.share;
    this.count.textContent = reading.count;
    // Before the first piece, what reads may still be on its way: the sheet is there to say if it does not come.
    if (reading.share > 0 && reading.share < 1) this.sheet.close();
  }
}
