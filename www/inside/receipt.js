// The tab Receipt: the gradient of the selected parameter, sample by sample over the batch, and its update.

import { closest, find, findAll } from '../kit/find.js';
import { memo } from '../kit/memo.js';
import { describeReceipt, describeVote, nameMeans, nameParameter, OWN } from '../words/receipt.js';
import { heading, render, watchPanel } from './ledger.js';
import { placeOfParameter } from './layout.js';
import { drawBody, drawHead } from './receipt-rows.js';
import { sortRows } from './rows.js';
import { sampleOf, standOf } from './state.js';
import { drawMove, drawUpdate } from './update.js';

/**
 * @typedef {import('./state.js').Inside} Inside
 * @typedef {ReturnType<typeof openReceipt>} Opened
 */

const MARKUP = `<header></header><div class="samples"><table class="ledger"><thead></thead><tbody></tbody></table></div>
  <div class="settled"><table class="ledger update"></table><div class="move"></div></div><p class="vote"></p>`;

// So many samples are shown at once; px of the design that the rest of the panel takes, and a line of the update; of a
// row, as there is room.
const MANY = 200;
const REST = 316;
const REST_LOW = 254;
const LINE = 28;
const LINE_LOW = 20;
const ROWS = [36, 28, 22];
const MARK = 20;

const read = memo((/** @type {import('./state.js').Step} */ engine, /** @type {number} */ parameter, /** @type {import('../../pkg/inside.js').Fault | null} */ fault) => {
  const columns = engine.receipt(parameter, fault);
  const sound = fault && engine.receipt(parameter);
  return { columns, rows: sortRows(columns), spoiled: Array.from(columns.term, (term, i) => sound !== null && !Object.is(term, sound.term[i])) };
});

const open = memo((/** @type {import('./state.js').Moment} */ moment, /** @type {import('./spoiled.js').Spoiled | null} */ spoiled, /** @type {number} */ parameter, /** @type {number} */ walked, /** @type {boolean} */ hasLoss, /** @type {boolean} */ hasBack, /** @type {boolean} */ hasStep) => {
  const chosen = placeOfParameter(moment.layout, parameter);
  const fault = spoiled?.fault ?? null;
  return { moment, update: spoiled?.update ?? moment.update, fault, isSpoiled: spoiled?.updated[parameter] === 1, parameter, chosen, walked, hasLoss, hasBack, hasStep, ...read(moment.engine, parameter, fault) };
});

/** What is known of it: the other samples' parts are, the walked one's as far as the cursor has come. @param {Inside} inside */
export function openReceipt(inside) {
  const { moment, sample, parameter, spoiled } = inside;
  const stand = standOf(inside);
  const walked = sample.number === null ? -1 : moment.numbers.indexOf(sample.number);
  const isOwn = walked < 0;
  return open(moment, spoiled, parameter, walked, isOwn || stand.known[moment.layout.loss] === 2, isOwn || stand.reached[parameter] > 0, stand.updated > parameter);
}

export class Receipt {
  /** @param {HTMLElement} panel @param {import('./open.js').Acts} acts */
  constructor(panel, acts) {
    panel.innerHTML = MARKUP;
    this.panel = panel;
    this.acts = acts;
    this.parts = { head: find(panel, 'header'), thead: find(panel, 'thead'), tbody: find(panel, 'tbody'), update: find(panel, '.update'), move: find(panel, '.move'), vote: find(panel, '.vote') };
    this.width = this.height = 0;
    this.isLow = false;
    this.count = MANY;
    /** Whether the many silent ones are shown; the sample that is pointed at. */
    this.isUnfolded = false;
    /** @type {string | undefined} */
    this.at = undefined;
    /** Many rows take a while: they are drawn where something of them is another. */
    this.body = memo(drawBody);
    /** @type {Inside | null} */
    this.shown = null;
    this.listen();
    watchPanel(panel, (width, height, isLow) => {
      Object.assign(this, { width, height, isLow });
      if (this.shown) this.paint(this.shown);
    });
  }

  listen() {
    const { panel, acts } = this;
    panel.addEventListener('click', (event) => this.press(event));
    for (const [type, isOn] of /** @type {const} */ ([['pointerover', true], ['pointerleave', false], ['focusin', true], ['focusout', false]])) {
      panel.addEventListener(type, (event) => {
        const at = isOn ? closest(event, '[data-sample]')?.dataset.sample : undefined;
        if (this.shown && (at ?? null) !== (this.at ?? null)) acts.point(at === undefined ? null : sampleOf(this.shown.moment, Number(at)));
        this.at = at;
      });
    }
    panel.addEventListener('keydown', (event) => this.move(event));
  }

  /** @param {Event} event */
  press(event) {
    if (closest(event, '[data-key=digits]')) return this.acts.digits();
    const sample = closest(event, '[data-sample]');
    if (sample) return this.acts.walk(Number(sample.dataset.sample));
    const fold = closest(event, '[data-fold]');
    if (!fold || !this.shown) return;
    if (fold.dataset.fold === 'more') this.count += MANY;
    else this.isUnfolded = !this.isUnfolded;
    this.paint(this.shown);
  }

  /** ↑ and ↓ lead from row to row; only one is a stop of Tab. @param {KeyboardEvent} event */
  move(event) {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const stops = findAll(this.parts.tbody, 'button');
    const at = stops.indexOf(/** @type {HTMLElement} */ (event.target));
    const next = stops[at + by];
    if (!by || at < 0) return;
    event.preventDefault();
    next?.focus();
  }

  /** @param {Inside} inside */
  paint(inside) {
    if (this.shown && (this.shown.moment !== inside.moment || this.shown.parameter !== inside.parameter)) Object.assign(this, { count: MANY, isUnfolded: false });
    this.shown = inside;
    if (!this.width) return;
    const opened = openReceipt(inside);
    const { moment, update, parameter, chosen, columns, hasBack, walked } = opened;
    const { digits } = inside;
    const { parts } = this;
    render(parts.head, heading('The receipt', describeReceipt(moment.layout, chosen, columns.push.length, digits), digits));
    render(parts.thead, drawHead(opened, digits));
    const { pushing, stopped, silent } = opened.rows;
    const rows = pushing.length + stopped.length + (silent.length ? 1 : 0);
    const marks = silent.length ? 6 + MARK * Math.ceil((MARK * silent.length) / this.width) : 0;
    const rest = (this.isLow ? REST_LOW : REST) + nameMeans(moment.config.optimiser).length * (this.isLow ? LINE_LOW : LINE);
    const height = ROWS.find((one) => one * rows + marks <= this.height - rest) ?? ROWS[2];
    render(parts.tbody, this.body(opened, digits, this.count, this.isUnfolded));
    this.panel.dataset.digits = String(digits);
    this.panel.dataset.rows = String(Number.isFinite(this.height) ? (digits ? ROWS[2] : height) : matchMedia('(max-width: 37.49em), (pointer: coarse)').matches ? 44 : ROWS[1]);
    render(parts.update, drawUpdate(opened, digits));
    const unit = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
    render(parts.move, drawMove(opened, digits, Math.max(150, Math.round(parts.move.clientWidth / unit))));
    render(parts.vote, hasBack ? `${walked < 0 ? OWN : ''}${describeVote(update.gradient[parameter], columns.push, nameParameter(moment.layout, chosen))}${this.isLow ? '' : ' Press a row to walk its sample.'}` : 'What this sample pushes is not known yet: walk on, back to this weight; ] leads on by a stage.');
  }
}
