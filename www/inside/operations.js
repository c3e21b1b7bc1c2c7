// The tape: every operation of the step, in both directions.

import { grouped, three } from '../kit/format.js';
import { find, findAll } from '../kit/find.js';
import { readNumber, refuse } from '../kit/number.js';
import { memo } from '../kit/memo.js';
import { set, write } from '../kit/text.js';
import { nameNeuron } from '../words/inside.js';
import { allowed, COPIED, NOT_COPIED } from '../words/tape.js';
import { tell } from './cells.js';
import { Grid } from './grid.js';
import { operationAt, positionOf, stageAt } from './layout.js';
import { Order } from './order.js';
import { cursorIn, holds, indexOf, keepBy, listRows } from './listing.js';
import { saveTape, writeTape } from './save.js';
import { selectionOf, standOf } from './state.js';
import { Uses } from './uses.js';

/**
 * @typedef {import('./state.js').Inside} Inside
 * @typedef {import('./listing.js').Row} Row
 * @typedef {import('./listing.js').Filter} Filter
 */

/** @type {Filter[]} */
const FILTERS = ['all', 'layer', 'neuron', 'path'];
// So long it says that the tape was copied, in ms.
const SAID = 2000;

const MARKUP = `<div class="tape">
  <form class="tape-ways" novalidate>
    <div class="segments" role="radiogroup" aria-label="What is listed">${FILTERS.map((name) => `<label><input type="radio" name="tape-filter" value="${name}"${name === 'all' ? ' checked' : ''}><span></span></label>`).join('')}</div>
    <label class="tape-go"><span>go to </span><input inputmode="numeric" autocomplete="off" aria-describedby="tape-refusal" aria-keyshortcuts="G"></label>
    <span class="tape-links"><button type="button" class="why">Why this order?</button><button type="button" class="copy">Copy</button><button type="button" class="json">JSON</button></span>
    <p id="tape-refusal" role="alert" hidden></p>
    <p class="tape-text" hidden><label>${NOT_COPIED}<textarea readonly rows="5"></textarea></label></p>
  </form>
  <div class="tape-grid" role="treegrid" tabindex="0" aria-label="The tape" aria-colcount="8"></div>
</div>
<div class="order" hidden></div>`;

export class Operations {
  /** @param {HTMLElement} panel @param {import('./open.js').Acts} acts */
  constructor(panel, acts) {
    panel.innerHTML = MARKUP;
    this.acts = acts;
    this.tape = find(panel, '.tape');
    this.field = find(panel, '.tape-go input', HTMLInputElement);
    this.refusal = find(panel, '#tape-refusal');
    this.names = findAll(panel, '.segments span');
    this.copied = find(panel, '.copy');
    this.text = find(panel, '.tape-text');
    this.box = find(panel, '.order');
    this.order = new Order(this.box, () => this.showOrder(false));
    this.uses = new Uses(this.tape, (operation) => this.go(operation, this.isBack()));
    this.grid = new Grid(find(panel, '.tape-grid'), this);
    /** @type {Inside | null} */
    this.shown = null;
    /** @type {Filter} */
    this.filter = 'all';
    /** What was opened and folded by hand; the map is another after each change. @type {Map<string, boolean>} */
    this.folds = new Map();
    this.isAsked = false;
    this.list = memo(listAll);
    this.listen(panel);
  }

  /** @param {HTMLElement} panel */
  listen(panel) {
    for (const choice of findAll(panel, '[name=tape-filter]', HTMLInputElement)) {
      choice.addEventListener('change', () => this.again(() => {
        this.filter = /** @type {Filter} */ (choice.value);
        this.folds = new Map();
        this.grid.isFresh = true;
      }));
    }
    find(panel, 'form').addEventListener('submit', (event) => {
      event.preventDefault();
      this.goToNumber();
    });
    this.field.addEventListener('input', () => this.refuse(''));
    this.field.addEventListener('blur', () => {
      this.refuse('');
      this.again(() => {});
    });
    find(panel, '.why').addEventListener('click', () => this.showOrder(true));
    this.copied.addEventListener('click', () => this.copy());
    find(panel, '.json').addEventListener('click', () => this.shown && saveTape(this.shown));
  }

  /** @param {Inside} inside */
  paint(inside) {
    const last = this.shown;
    this.shown = inside;
    const { moment: { layout }, walk, cursor, preview } = inside;
    const update = inside.spoiled?.update ?? inside.moment.update;
    this.paintWays(inside);
    if (!this.box.hidden) return this.order.paint(inside);
    const isMoved = last?.cursor !== cursor || last.moment !== inside.moment;
    if (isMoved) this.openAround(cursor);
    const stand = standOf(inside);
    const isUpdate = cursor > layout.starts[3];
    const keep = keepBy(this.filter, layout, inside.parameter, isUpdate);
    const { rows, at, folds } = this.list(layout, walk, stand, keep, this.folds, this.filter === 'neuron' || this.filter === 'path', cursor);
    const known = { layout, walk, update, stand, cursor, write: three3 };
    this.grid.show(rows, (row) => tell(row, known), !isUpdate ? 'tape' : update.means.length ? 'step' : 'update');
    const look = preview === null || preview === cursor || preview > layout.starts[3] !== isUpdate ? null : span(rows, cursorIn(layout, preview).at);
    this.grid.mark(span(rows, at), look, isMoved);
    this.grid.lead(isUpdate ? null : stageAt(layout, cursor).at < 2 ? 'forward' : 'backward', rows.findIndex(({ key, isOpen }) => isOpen && key === folds[0]));
    this.paintAsked();
  }

  /** @param {Inside} inside */
  paintWays(inside) {
    const { moment: { layout }, cursor } = inside;
    const { layer, neuron } = selectionOf(inside);
    const isOutput = layer === layout.layers.length - 1;
    const names = [`all ${grouped(layout.total)}`, isOutput ? 'output layer' : `layer ${layer + 1}`, isOutput ? nameNeuron(layout, { layer, neuron }) : `neuron ${neuron + 1}`, 'path of w'];
    this.names.forEach((name, i) => write(name, names[i]));
    if (document.activeElement !== this.field) this.field.value = String(cursor);
  }

  /** The field, which could not take the focus before it was in sight. */
  paintAsked() {
    if (!this.isAsked || !this.field.offsetParent) return;
    this.isAsked = false;
    this.field.focus();
    this.field.select();
  }

  /** What holds the cursor is open, even where it was folded by hand before. @param {number} cursor */
  openAround(cursor) {
    const { folds } = cursorIn(/** @type {Inside} */ (this.shown).moment.layout, cursor);
    if (folds.some((fold) => this.folds.get(fold) === false)) this.folds = new Map([...this.folds].filter(([fold]) => !folds.includes(fold)));
  }

  /** Paints again after a change of its own. @param {() => void} change */
  again(change) {
    change();
    if (this.shown) this.paint(this.shown);
  }

  isBack() {
    const { moment: { layout }, cursor } = /** @type {Inside} */ (this.shown);
    return cursor > layout.starts[2];
  }

  /** Where the row's operation is done in one of the sweeps. @param {number} operation @param {boolean} isBack */
  positionOf(operation, isBack) {
    const { moment: { layout }, cursor } = /** @type {Inside} */ (this.shown);
    if (cursor > layout.starts[3]) return layout.starts[3] + operation + 1;
    return positionOf(layout, operation, isBack && indexOf(layout).back[operation] >= 0);
  }

  /** @param {number} operation @param {boolean} isBack */
  go(operation, isBack) {
    this.uses.close();
    this.field.blur();
    this.acts.go(this.positionOf(operation, isBack));
  }

  /** A row was pressed: it is where one stands, and its parameter is the one that is selected. With the keys the sweep stays. @param {import('./grid.js').Place} place */
  press({ row, isBack, byKey }) {
    const { moment: { layout } } = /** @type {Inside} */ (this.shown);
    if (row.kind === 'inputs') return this.acts.start();
    const left = layout.operations.left[row.from];
    if (row.kind === 'parameter') this.acts.selectParameter(row.from);
    else if (left < 0 && this.filter !== 'path') this.acts.selectParameter(-1 - left);
    this.go(row.from, byKey ? this.isBack() : isBack);
  }

  /** @param {Row} row @param {boolean} isOpen */
  fold({ fold, instruction, kind, from }, isOpen) {
    this.again(() => {
      this.folds = new Map(this.folds).set(String(fold), isOpen);
      if (isOpen) return;
      this.folds.delete(`o${from}`);
      if (kind === 'instruction' || kind === 'layer') this.folds.delete(`a${instruction}`);
    });
  }

  /** @param {import('./grid.js').Place | null} place */
  point(place) {
    const preview = !place || place.row.kind !== 'operation' && place.row.kind !== 'parameter' ? null : this.positionOf(place.row.from, place.isBack);
    if (preview !== this.shown?.preview) this.acts.look(preview);
  }

  /** To where a node was made. @param {number} node */
  made(node) {
    const { moment: { layout } } = /** @type {Inside} */ (this.shown);
    this.go(layout.operations.node.lastIndexOf(node), false);
  }

  /** @param {number} node @param {HTMLElement} at */
  showUses(node, at) {
    this.uses.open(/** @type {Inside} */ (this.shown), node, at);
  }

  goTo() {
    this.isAsked = true;
    this.showOrder(false);
  }

  goToNumber() {
    const { layout } = /** @type {Inside} */ (this.shown).moment;
    const number = readNumber(this.field.value.replaceAll(/\s/g, ''));
    if (!Number.isInteger(number) || number < 0 || number > layout.total) return this.refuse(refuse('Operation', this.field.value, allowed(grouped(layout.total))));
    this.refuse('');
    this.acts.go(number);
  }

  /** @param {string} sentence */
  refuse(sentence) {
    set(this.field, 'aria-invalid', Boolean(sentence));
    write(this.refusal, sentence);
    this.refusal.hidden = !sentence;
  }

  /** @param {boolean} isOpen */
  showOrder(isOpen) {
    this.tape.hidden = isOpen;
    this.box.hidden = !isOpen;
    this.again(() => {});
    if (isOpen) this.order.focus();
  }

  /** Where nothing may be copied, the text is there to be taken. */
  async copy() {
    const inside = this.shown;
    if (!inside) return;
    const text = writeTape(inside, this.filter);
    try {
      await navigator.clipboard.writeText(text);
      write(this.copied, COPIED);
      setTimeout(() => write(this.copied, 'Copy'), SAID);
    } catch {
      const field = find(this.text, 'textarea', HTMLTextAreaElement);
      this.text.hidden = false;
      field.value = text;
      field.focus();
      field.select();
      field.addEventListener('blur', () => (this.text.hidden = true), { once: true });
    }
  }
}

/** @param {import('./layout.js').Layout} layout @param {import('../../pkg/inside.js').Walk} walk @param {import('./stand.js').Stand} stand @param {Uint8Array | null} keep @param {Map<string, boolean>} hand @param {boolean} areOpen @param {number} cursor */
function listAll(layout, walk, stand, keep, hand, areOpen, cursor) {
  const { at, folds } = cursorIn(layout, cursor);
  const isOpen = (/** @type {string} */ fold) => hand.get(fold) ?? (folds.includes(fold) || (areOpen && /^[in]/.test(fold)));
  const isOff = (/** @type {number} */ node) => stand.known[node] === 2 && stand.values[node] === 0;
  const rows = listRows({ layout, walk, keep, isOpen, isOff, at, isTouched: (fold) => hand.has(fold), isUpdate: cursor > layout.starts[3] });
  return { rows, at, folds };
}

/** The first and the last row of what a position is at, as deep as rows are open. @param {Row[]} rows @param {number} at @returns {[number, number]} */
function span(rows, at) {
  const last = rows.findLastIndex((row) => holds(row, at));
  return [last > 0 && rows[last].kind === 'operation' && !rows[last].isFirst ? last - 1 : last, last];
}

/** @param {number} value */
const three3 = (value) => (Number.isNaN(value) ? 'NaN' : three(value));
