// The rows of a receipt: the samples that push, hardest first, beside a waterfall; those of which nothing comes through,
// and why; the silent ones. With all digits: every sample in the engine's order.

import { describeAdjoint, describeReason, describeSilent, nameInput } from '../words/receipt.js';
import { figure, fit, side, signed, slope, tinted, writer } from './ledger.js';
import { drawAmount } from './neuron.js';
import { findReason, stack } from './rows.js';

/** @typedef {import('./receipt.js').Opened} Opened */

// More silent ones are only counted, till they are unfolded.
const SILENT = 60;

/** @param {Opened} opened @param {boolean} digits */
export function drawHead({ moment: { layout }, chosen }, digits) {
  const names = ['sample', 'its loss', describeAdjoint(layout, chosen), `× ${nameInput(layout, chosen)}`, `${digits ? '=' : '≈'} pushes`, digits ? 'part in the mean' : 'adding up'];
  return `<tr>${names.map((name) => `<th scope="col">${name}</th>`).join('')}</tr>`;
}

/** @param {Opened} opened @param {boolean} digits @param {number} count  so many at most @param {boolean} isUnfolded */
export function drawBody(opened, digits, count, isUnfolded) {
  const { columns: { push }, rows: { pushing, stopped, silent } } = opened;
  if (digits) return drawInOrder(opened, count);
  const ends = stack(pushing.map((i) => push[i]));
  const x = fit(ends, 1, 99);
  const pushes = pushing.slice(0, count).map((i, at) => drawPush(opened, i, drawAmount(x, ends[at - 1] ?? 0, ends[at]), false));
  const told = stopped.slice(0, Math.max(0, count - pushing.length)).map((i) => drawStopped(opened, i));
  return withStop([...pushes, ...told, drawMore(pushing.length + stopped.length - count), drawSilent(opened, silent, isUnfolded)].join(''));
}

/** @param {Opened} opened @param {number} count */
function drawInOrder(opened, count) {
  const { push, term } = opened.columns;
  const rows = Array.from(push.subarray(0, count), (_, i) => drawPush(opened, i, isKnown(opened, i) ? signed(term[i], writer(true)) : '·', true));
  return withStop(rows.join('') + drawMore(push.length - count));
}

/** @param {Opened} opened @param {number} i */
function isKnown({ walked, hasBack }, i) {
  return i !== walked || hasBack;
}

/** @param {Opened} opened @param {number} i @param {string} last  of its cells @param {boolean} digits */
function drawPush(opened, i, last, digits) {
  const { columns: { adjoint, input, push }, spoiled } = opened;
  const isSpoiled = isKnown(opened, i) && spoiled[i];
  const [a, x, p] = [adjoint, input, push].map((column) => (isKnown(opened, i) ? column[i] : null));
  const write = writer(digits);
  return `${begin(opened, i, digits)}<td class="${side(a)}">${signed(a, write)}</td><td>${slope(x, write)}</td><td${isSpoiled ? ' class="spoiled"' : ''}>${tinted(p, write)}</td><td class="amount">${isKnown(opened, i) ? last : ''}</td></tr>`;
}

/** @param {Opened} opened @param {number} i */
function drawStopped(opened, i) {
  const { moment, chosen, columns } = opened;
  const reason = isKnown(opened, i) ? describeReason(moment.layout, chosen, findReason(columns, i, canBeOff(opened))) : '·';
  return `${begin(opened, i, false)}<td class="reason" colspan="2">${reason}</td><td>${isKnown(opened, i) ? '0' : '·'}</td><td></td></tr>`;
}

/** A row up to the loss. @param {Opened} opened @param {number} i @param {boolean} digits */
function begin({ moment, columns, walked, hasLoss }, i, digits) {
  const loss = i === walked && !hasLoss ? null : columns.loss[i];
  return `<tr data-sample="${i}"${i === walked ? ' aria-current="true"' : ''}><th scope="row">${mark(moment.batch[3 * i + 2], 'fill')}<button type="button" tabindex="-1" data-key="s${i}">${moment.numbers[i]}</button></th><td>${figure(loss, writer(digits))}</td>`;
}

/** @param {Opened} opened */
function canBeOff({ moment: { config, layout }, chosen }) {
  return config.activation === 'relu' && chosen.layer < layout.layers.length - 1;
}

/** @param {number} more */
function drawMore(more) {
  return more > 0 ? `<tr data-fold="more"><th scope="row" colspan="6"><button type="button" tabindex="-1" data-key="more">${more} more</button></th></tr>` : '';
}

/** One hollow mark each. @param {Opened} opened @param {number[]} silent @param {boolean} isUnfolded */
function drawSilent({ moment, walked, hasLoss }, silent, isUnfolded) {
  const known = hasLoss ? silent : silent.filter((i) => i !== walked);
  if (!known.length) return '';
  const isMany = silent.length > SILENT;
  const isOpen = !isMany || isUnfolded;
  const name = `${known.length} silent`;
  const marks = isOpen ? `<tr class="marks"><td colspan="6">${known.map((i) => `<button type="button" tabindex="-1" data-key="s${i}" data-sample="${i}"${i === walked ? ' aria-current="true"' : ''} aria-label="sample ${moment.numbers[i]}">${mark(moment.batch[3 * i + 2], 'hollow')}</button>`).join('')}</td></tr>` : '';
  return `<tr class="silent"${isMany ? ' data-fold="silent"' : ''}><th scope="row" colspan="4">${isMany ? `<button type="button" tabindex="-1" data-key="silent" aria-expanded="${isOpen}">${name}</button>` : name} <span class="reason">${describeSilent(String(moment.config.loss), known.length)}</span></th><td>0</td><td></td></tr>${marks}`;
}

/** −1 is a disc, +1 a diamond. @param {number} label @param {'fill' | 'hollow'} how */
function mark(label, how) {
  const shape = label < 0 ? '<circle cx="6" cy="6" r="4.1"/>' : '<path d="M6 .9 11.1 6 6 11.1.9 6z"/>';
  return `<svg viewBox="0 0 12 12" aria-hidden="true" class="${how}-${label < 0 ? 'neg' : 'pos'}">${shape}</svg>`;
}

/** The first row is a stop of Tab; from there the arrows lead on. @param {string} html */
function withStop(html) {
  return html.replace(/ tabindex="-1"/, '');
}
