// Points as text, in and out: pasted, chosen or dropped; copied or saved. A text is read in slices, so that the
// page stays usable under a large one, and can be left before its end.

import { grouped } from '../kit/format.js';
import { sheetOf } from '../kit/sheet.js';
import { write } from '../kit/text.js';

// Bytes that are fetched and read at once, and milliseconds of reading until the page has its turn.
const CHUNK = 262_144;
const PIECE = 8192;
const TURN = 5;
// A larger text is not shown in the field, which would take the browser long, but read at once.
const MOST_SHOWN = 100_000;
const FILE = 'moongrad-points.csv';

/**
 * @typedef {import('../../pkg/moongrad.js').Table} Table
 *
 * @typedef {object} Actions
 * @property {() => import('../../pkg/moongrad.js').CsvReader} reader  a new one
 * @property {(table: Table, name: string) => void} load            throws where the engine refuses
 * @property {() => string} text                                    the points as they are
 */

export class CsvSheet {
  /** @param {Document} root @param {Actions} actions */
  constructor(root, actions) {
    Object.assign(this, { root, actions });
    const find = (id) => root.getElementById(id);
    this.sheet = find('csv-sheet');
    this.field = find('csv');
    this.fault = find('csv-fault');
    this.count = find('read-count');
    this.bar = find('read-bar');
    /** The reading that is going on. */
    this.reading = null;
    this.open = sheetOf(this.sheet, find('csv-open'), () => this.field.focus());
    this.listen(find);
  }

  listen(find) {
    find('csv-load').addEventListener('click', () => this.read(new Blob([this.field.value]), ''));
    find('csv-file').addEventListener('change', (event) => this.take(event.target));
    find('read-cancel').addEventListener('click', () => this.stop());
    for (const button of this.root.querySelectorAll('.csv-copy')) button.addEventListener('click', () => this.copy(button));
    for (const button of this.root.querySelectorAll('.csv-save')) button.addEventListener('click', () => this.save());
    this.field.addEventListener('input', () => write(this.fault, ''));
    this.field.addEventListener('paste', (event) => this.paste(event));
    this.listenForDrops();
  }

  listenForDrops() {
    const { root } = this;
    const over = (event, on) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      root.documentElement.toggleAttribute('data-dropping', on);
    };
    root.addEventListener('dragover', (event) => over(event, true));
    root.addEventListener('dragleave', (event) => event.relatedTarget || over(event, false));
    root.addEventListener('drop', (event) => {
      over(event, false);
      const [file] = event.dataTransfer?.files ?? [];
      if (file) this.read(file, file.name);
    });
  }

  take(input) {
    const [file] = input.files;
    if (file) this.read(file, file.name);
    // The same file can be chosen again.
    input.value = '';
  }

  paste(event) {
    const text = event.clipboardData?.getData('text') ?? '';
    if (text.length <= MOST_SHOWN) return;
    event.preventDefault();
    this.read(new Blob([text]), '');
  }

  /** @param {Blob} blob @param {string} name  of the file, or '' */
  async read(blob, name) {
    this.stop();
    write(this.fault, '');
    const reading = (this.reading = { stopped: false });
    try {
      const table = await this.readSlices(blob, reading);
      if (!table) return;
      this.actions.load(table, name);
      this.field.value = '';
      this.sheet.close();
    } catch (error) {
      this.refuse(error.message, name);
    } finally {
      if (this.reading === reading) this.stop();
    }
  }

  /** @returns {Promise<Table | null>} null if it was left before its end */
  async readSlices(blob, reading) {
    const reader = this.actions.reader();
    let rest = reader;
    try {
      for (let at = 0; at < blob.size; at += CHUNK) {
        const bytes = new Uint8Array(await blob.slice(at, at + CHUNK).arrayBuffer());
        for (let from = 0; from < bytes.length && !reading.stopped; ) {
          const { end, count } = pushFor(TURN, reader, bytes, from);
          from = end;
          this.show((at + end) / blob.size, count);
          await new Promise((resume) => setTimeout(resume));
        }
        if (reading.stopped) return null;
      }
      // Finishing takes the reader over.
      rest = null;
      return reader.finish();
    } finally {
      rest?.free();
    }
  }

  /** Over the dialog, or once that is closed, beside the heading of the data. */
  show(share, points) {
    this.root.documentElement.toggleAttribute('data-reading', true);
    this.bar.value = share;
    write(this.count, `${grouped(points)} points`);
    if (share < 1) this.sheet.close();
  }

  stop() {
    if (this.reading) this.reading.stopped = true;
    this.reading = null;
    this.root.documentElement.removeAttribute('data-reading');
  }

  refuse(why, name) {
    this.open();
    write(this.fault, `${name ? `${name}: ` : ''}${why} Nothing was loaded; the points are as they were.`);
    const line = Number(/^Line (\d+)/.exec(why)?.[1]);
    if (name || !line) return;
    const lines = this.field.value.split('\n');
    const start = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
    this.field.focus();
    this.field.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  }

  async copy(button) {
    let done = 'Copied';
    try {
      await navigator.clipboard.writeText(this.actions.text());
    } catch {
      done = 'Not allowed here: save';
    }
    const { textContent } = button;
    write(button, done);
    setTimeout(() => write(button, textContent), 1500);
  }

  save() {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([this.actions.text()], { type: 'text/csv' }));
    link.download = FILE;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }
}

/** Reads on for some milliseconds. */
function pushFor(milliseconds, reader, bytes, from) {
  const until = performance.now() + milliseconds;
  let end = from;
  let count = 0;
  do {
    count = reader.push(bytes.subarray(end, end + PIECE));
    end = Math.min(bytes.length, end + PIECE);
  } while (end < bytes.length && performance.now() < until);
  return { end, count };
}

/** The engine's text with the names that the points came with. The name that comes first is read as −1. */
export function withNames(text, names) {
  if (!names) return text;
  const header = (names.columns ?? ['x', 'y', 'label']).map(quote).join(',');
  const [lower, upper] = names.labels.map(quote);
  const first = /^.*,-1\n/m.exec(text)?.[0] ?? '';
  const rows = first + text.slice(text.indexOf('\n') + 1).replace(first, '');
  return `${header}\n${rows.replace(/,(-?1)\n/g, (_, label) => `,${label === '1' ? upper : lower}\n`)}`;
}

const quote = (name) => (/[",\n\r]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name);
