// A table of which only the rows in sight are in the page, however many there are.

import { closest, find } from '../kit/find.js';
import { set } from '../kit/text.js';
import { HEADS } from '../words/tape.js';

/**
 * @typedef {import('./listing.js').Row} Row
 * @typedef {import('./cells.js').Told} Told
 * @typedef {{row: Row, isBack: boolean, index: number, byKey?: boolean}} Place  isBack: on its side of the backward sweep
 *
 * @typedef {object} Hands        what is done in it
 * @property {(place: Place) => void} press
 * @property {(row: Row, isOpen: boolean) => void} fold
 * @property {(place: Place | null) => void} point
 * @property {(node: number, at: HTMLElement) => void} showUses
 * @property {(node: number) => void} made
 */

// Px of the design: any row; on a phone what is folded, the first row of an operation, its second one.
const HEIGHT = 20;
const ON_A_PHONE = { fold: 44, first: 48, second: 24 };
// So many are kept above and below those in sight.
const SPARE = 6;
const COLUMNS = 8;
// From this column on it is the backward sweep.
const BACK = 4;

const LINE = `<div class="tape-row" role="row" hidden>${'<span role="gridcell"></span>'.repeat(COLUMNS)}</div>`;

export class Grid {
  /** @param {HTMLElement} box @param {Hands} hands */
  constructor(box, hands) {
    box.innerHTML = `<div class="tape-head" role="row"></div><div class="tape-rows" role="rowgroup">${['here', 'look', 'way', 'way down'].map((name) => `<i class="${name}" aria-hidden="true"></i>`).join('')}</div>`;
    this.box = box;
    this.hands = hands;
    this.head = find(box, '.tape-head');
    this.body = find(box, '.tape-rows');
    this.here = find(box, '.here');
    this.look = find(box, '.look');
    this.up = find(box, '.way');
    this.down = find(box, '.down');
    /** @type {HTMLElement[]} */
    this.lines = [];
    /** @type {Row[]} */
    this.rows = [];
    /** @type {(row: Row) => Told} */
    this.tell = () => ({ cells: [], note: null });
    /** Of each row its top, and of all of them the end; CSS px. */
    this.tops = new Float64Array(1);
    /** The key of the row that the keys are at; none: where the cursor is. @type {string | null} */
    this.active = null;
    this.cursor = -1;
    /** How far below the top of the sight the row was that was pressed. @type {number | null} */
    this.held = null;
    /** It was out of sight, and has lost where it was scrolled to. */
    this.isFresh = true;
    this.listen();
  }

  listen() {
    const { box, hands } = this;
    box.addEventListener('scroll', () => this.draw());
    new ResizeObserver(() => {
      if (!box.clientHeight) this.isFresh = true;
      else if (this.rows.length) this.measure();
      this.draw();
    }).observe(box);
    // As everywhere, a press with the mouse leaves the keys to the page.
    box.addEventListener('mousedown', (event) => closest(event, '.tape-row') && event.preventDefault());
    box.addEventListener('keydown', (event) => this.key(event));
    box.addEventListener('mousemove', (event) => hands.point(this.placeOf(event)));
    box.addEventListener('mouseleave', () => hands.point(null));
    box.addEventListener('click', (event) => {
      const [uses, made] = [closest(event, '[data-uses]'), closest(event, '[data-made]')];
      if (uses) return hands.showUses(Number(uses.dataset.uses), uses);
      if (made) return hands.made(Number(made.dataset.made));
      const place = this.placeOf(event);
      if (!place) return;
      this.active = place.row.key;
      this.press(place);
    });
  }

  /** @param {Place} place */
  press(place) {
    const { row, index } = place;
    if (row.fold) return this.hands.fold(row, !row.isOpen);
    this.held = this.tops[index] - this.box.scrollTop;
    this.hands.press(place);
  }

  /** The row under the pointer. @param {Event} event @returns {Place | null} */
  placeOf(event) {
    const line = closest(event, '.tape-row');
    const index = Number(line?.dataset.at ?? -1);
    const row = this.rows[index];
    if (!line || !row) return null;
    const cell = closest(event, '[role=gridcell]');
    return { row, index, isBack: !row.isFirst || (cell ? [...line.children].indexOf(cell) >= BACK : false) };
  }

  /** While the table has the focus these keys are its own. @param {KeyboardEvent} event */
  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const index = this.activeIndex();
    const row = this.rows[index];
    if (!row || !['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Enter', 'u'].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'ArrowDown') this.activate(index + 1);
    else if (event.key === 'ArrowUp') this.activate(index - 1);
    else if (event.key === 'ArrowRight') row.fold && !row.isOpen ? this.hands.fold(row, true) : this.activate(index + 1);
    else if (event.key === 'ArrowLeft') row.fold && row.isOpen ? this.hands.fold(row, false) : this.activate(this.rows.findLastIndex(({ level }, i) => i < index && level < row.level));
    else if (event.key === 'Enter') row.fold ? this.hands.fold(row, !row.isOpen) : this.hands.press({ row, index, isBack: false, byKey: true });
    else this.lines.find((line) => line.dataset.at === String(index))?.querySelector('[data-uses]')?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  }

  activeIndex() {
    const index = this.rows.findIndex(({ key }) => key === this.active);
    return index < 0 ? this.cursor : index;
  }

  /** @param {number} index */
  activate(index) {
    if (!this.rows[index]) return;
    this.active = this.rows[index].key;
    const { box, tops } = this;
    const room = box.clientHeight - this.head.offsetHeight;
    box.scrollTop = Math.min(tops[index], Math.max(box.scrollTop, tops[index + 1] - room));
    this.draw();
  }

  /** Takes the heights of the rows. */
  measure() {
    const unit = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
    const isPhone = matchMedia('(max-width: 37.49em)').matches;
    const height = (/** @type {Row} */ row) => (isPhone ? ON_A_PHONE[row.fold || row.kind === 'inputs' ? 'fold' : row.isFirst ? 'first' : 'second'] : HEIGHT);
    this.tops = new Float64Array(this.rows.length + 1);
    this.rows.forEach((row, i) => (this.tops[i + 1] = this.tops[i] + height(row) * unit));
    this.body.style.height = `${this.tops[this.rows.length]}px`;
    const { clientHeight } = this.box;
    const count = Math.min(this.rows.length, Math.ceil(clientHeight / ((isPhone ? ON_A_PHONE.second : HEIGHT) * unit)) + 2 * SPARE);
    if (this.lines.length >= count) return;
    this.body.insertAdjacentHTML('beforeend', LINE.repeat(count - this.lines.length));
    this.lines = /** @type {HTMLElement[]} */ ([...this.body.children].filter((child) => child.className === 'tape-row'));
  }

  /** @param {Row[]} rows @param {(row: Row) => Told} tell @param {keyof typeof HEADS} heads */
  show(rows, tell, heads) {
    this.tell = tell;
    if (set(this.box, 'data-of', heads)) {
      this.head.innerHTML = HEADS[heads].map((name) => `<span role="columnheader">${name}</span>`).join('');
    }
    if (rows === this.rows && this.lines.length) return;
    this.rows = rows;
    // Numbers of four digits need more room.
    set(this.box, 'data-many', rows.length > 0 && rows.some(({ to }) => to >= 1000));
    set(this.box, 'aria-rowcount', rows.length + 1);
    this.measure();
  }

  /** Where one stands, first and last row, stays in the middle third when that changed; where one looks. @param {[number, number]} here @param {[number, number] | null} look @param {boolean} isMoved */
  mark(here, look, isMoved) {
    const { box, tops, held } = this;
    this.cursor = here[0];
    if (here[0] >= 0 && (isMoved || this.isFresh)) {
      this.active = null;
      this.isFresh = false;
      const room = box.clientHeight - this.head.offsetHeight;
      const [top, end] = [tops[here[0]], tops[here[1] + 1]];
      const wanted = Math.min(top - room / 3, Math.max(box.scrollTop, end - (2 * room) / 3));
      // Not half of a row at the top.
      box.scrollTop = held === null ? tops.findLast((at) => at <= Math.max(0, wanted) + 1) ?? 0 : top - held;
      this.held = null;
    }
    for (const [frame, range] of /** @type {const} */ ([[this.here, here], [this.look, look]])) {
      frame.hidden = !range || range[0] < 0;
      if (range && range[0] >= 0) this.span(frame, tops[range[0]], tops[range[1] + 1]);
    }
    this.draw();
  }

  /** In which order the sweep goes: over the instructions from the last up to the one that is open, over its operations down. @param {'forward' | 'backward' | null} sweep @param {number} opened  its row, or −1 */
  lead(sweep, opened) {
    const { tops, cursor } = this;
    const middle = (/** @type {number} */ index) => (tops[index] + tops[index + 1]) / 2;
    set(this.body, 'data-sweep', String(sweep));
    this.up.hidden = sweep !== 'backward' || cursor < 0;
    this.down.hidden = cursor < 0 || sweep === null || (sweep === 'backward' && (opened < 0 || opened === cursor));
    if (!this.up.hidden) this.span(this.up, middle(this.down.hidden ? cursor : opened), tops[this.rows.length]);
    if (!this.down.hidden) this.span(this.down, sweep === 'forward' ? 0 : middle(opened), tops[cursor]);
    set(this.up, 'data-ends', this.down.hidden);
  }

  /** @param {HTMLElement} frame @param {number} top @param {number} end */
  span(frame, top, end) {
    frame.style.top = `${top}px`;
    frame.style.height = `${Math.max(0, end - top)}px`;
  }

  /** Writes the rows in sight. */
  draw() {
    const { tops, rows, lines, box } = this;
    const first = Math.max(0, Math.min(rows.length, tops.findLastIndex((top) => top <= box.scrollTop)) - SPARE);
    const active = this.activeIndex();
    for (let n = 0; n < lines.length; n++) {
      // A row keeps its line while one scrolls.
      const index = first + ((n - first) % lines.length + lines.length) % lines.length;
      const line = lines[n];
      line.hidden = index >= rows.length;
      if (!line.hidden) this.write(line, index, index === active);
    }
    if (active >= first && active < first + lines.length) set(box, 'aria-activedescendant', `tape-${active}`);
    else box.removeAttribute('aria-activedescendant');
  }

  /** @param {HTMLElement} line @param {number} index @param {boolean} isActive */
  write(line, index, isActive) {
    const row = this.rows[index];
    const { cells, note } = this.tell(row);
    if (set(line, 'data-at', index)) line.id = `tape-${index}`;
    if (set(line, 'data-top', this.tops[index])) line.style.transform = `translateY(${this.tops[index]}px)`;
    set(line, 'aria-rowindex', index + 2);
    set(line, 'aria-level', row.level);
    set(line, 'aria-selected', index === this.cursor);
    set(line, 'data-kind', row.kind === 'operation' && !row.isFirst ? 'second' : row.kind);
    line.toggleAttribute('data-active', isActive);
    line.toggleAttribute('data-note', note !== null);
    if (row.fold) set(line, 'aria-expanded', row.isOpen);
    else line.removeAttribute('aria-expanded');
    for (let column = 0; column < COLUMNS; column++) {
      const html = note !== null && column >= BACK ? (column === BACK ? note : '') : cells[column] ?? '';
      const cell = /** @type {HTMLElement & {html?: string}} */ (line.children[column]);
      if (cell.html !== html) cell.innerHTML = cell.html = html;
    }
  }
}
