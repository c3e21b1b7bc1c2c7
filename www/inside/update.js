// What becomes of a receipt: the mean over the batch, the penalty, the step, and the parameter before and after it.

import { powerOfTen } from '../kit/format.js';
import { describeMean, describeMove, describeStay, nameMeans, nameParameter } from '../words/receipt.js';
import { apart, four } from './digits.js';
import { unitOf } from './layout.js';
import { figure, tinted, writer } from './ledger.js';
import { ticks } from './rows.js';

/** @typedef {import('./receipt.js').Opened} Opened @typedef {import('./ledger.js').Known} Known */

/** @param {Opened} opened @param {boolean} digits */
export function drawUpdate(opened, digits) {
  const { moment: { config, layout }, update, fault, isSpoiled, parameter: p, chosen, columns, hasBack, hasStep } = opened;
  const write = writer(digits, four);
  const name = nameParameter(layout, chosen);
  const known = (/** @type {number} */ value) => (hasBack ? value : null);
  const [before, after] = [update.before[p], hasStep ? update.after[p] : null];
  const [was, is] = apart(before, after ?? before, (value) => figure(value, write));
  const stay = describeStay(update.taken, treatmentOf(opened));
  return [
    row('sum of the batch', '', tinted(known(columns.total), write), 'total'),
    row(fault === 'summed' ? 'the mean, forgotten' : 'the mean over the batch', fault === 'summed' ? '× 1' : `× 1/${columns.push.length}`, tinted(known(columns.data), write), 'data'),
    row('L2: 2<i>αw</i>', `${plain(2 * Number(config.alpha))} × ${factor(update.live[p], write)}`, tinted(known(update.penalty[p]), write), 'penalty'),
    row(`<b>gradient of ${name}</b>`, '', tinted(known(update.gradient[p]), write), 'gradient', isSpoiled && hasBack),
    ...(stay ? [] : nameMeans(config.optimiser).map((mean, at) => row(mean, '', tinted(known(update.means[2 * p + at]), write), `mean-${at}`))),
    row(`the step, ${config.optimiser === 'adam' ? '−<i>η m̂</i> / √<i>v̂</i>' : '−<i>η</i> times that'}`, stay || `× (−${figure(Math.fround(update.rate), write)})`, tinted(after === null ? null : after - before, write), 'step'),
    row(`${name} before`, '', `<b>${was}</b>`, 'before'),
    row(`<b>${name} after</b>`, '', `<b>${after === null ? '·' : is}</b>`, 'after'),
  ].join('');
}

/** @param {string} name @param {string} how @param {string} value @param {string} what @param {boolean} [isSpoiled] */
function row(name, how, value, what, isSpoiled) {
  return `<tr data-what="${what}"><th scope="row">${name}</th><td>${how}</td><td${isSpoiled ? ' class="spoiled"' : ''}>${value}</td></tr>`;
}

/** Of the parameter's neuron; the output is free. @param {Opened} opened */
function treatmentOf({ moment: { layout, treatments }, chosen: { layer, neuron } }) {
  return treatments[unitOf(layout, layer, neuron)] ?? 'free';
}

/** One below 0 in parentheses. @param {number} value @param {import('./ledger.js').Write} write */
function factor(value, write) {
  return value < 0 ? `(${figure(value, write)})` : figure(value, write);
}

/** A setting, as it was set. @param {number} value */
function plain(value) {
  const [digits, power] = value.toExponential().split('e').map(Number);
  return value === 0 || value >= 1e-4 ? String(Number(value.toPrecision(6))) : `${digits === 1 ? '' : `${Number(digits.toPrecision(6))}×`}${powerOfTen(power)}`;
}

// Px of the design: the drawing's height, that of its line, and the room at its sides.
const HEIGHT = 88;
const LINE = 62;
const MARGIN = 28;

// Px of the design that a letter of a tick takes at most.
const LETTER = 7.4;

/** Those whose names do not meet. @param {{value: number, text: string}[]} marks @param {(value: number) => number} x */
function thin(marks, x) {
  let free = -Infinity;
  return marks.filter(({ value, text }) => {
    const half = (text.length * LETTER) / 2;
    if (x(value) - half < free) return false;
    free = x(value) + half + 4;
    return true;
  });
}

/** How the engine takes the mean, and where the parameter goes. @param {Opened} opened @param {boolean} digits @param {number} width */
export function drawMove(opened, digits, width) {
  const { moment: { layout }, update, fault, parameter, chosen, columns, hasStep } = opened;
  const note = `<p class="mean">${fault === 'summed' ? 'The fault forgets the mean: the pushes are added as they are.' : describeMean(columns.push.length)}${digits && !fault ? ' It adds up four sums side by side, and then these.' : ''}</p>`;
  const [before, after] = [update.before[parameter], update.after[parameter]];
  if (!hasStep || !Number.isFinite(after - before)) return note;
  const [least, most] = [Math.min(before, after), Math.max(before, after)];
  const spare = before === after ? Math.abs(before) / 10 || 1 : (most - least) / 4;
  const x = (/** @type {number} */ value) => MARGIN + ((value - least + spare) / (most - least + 2 * spare)) * (width - 2 * MARGIN);
  const marks = thin(ticks(least - spare, most + spare), x).map(({ value, text }) => `<path class="hair" d="M${x(value)} ${LINE}v5"/><text class="tick" x="${x(value)}" y="${LINE + 19}">${text}</text>`).join('');
  const [from, to, middle] = [x(before), x(after), (x(before) + x(after)) / 2];
  const arc = before === after ? '' : `<path class="arc" d="M${from} ${LINE - 8}Q${middle} ${LINE - 46} ${to} ${LINE - 9}"/><path class="tip" d="M${to} ${LINE - 7}l${to > from ? '-7 -3 4 -4' : '7 -3 -4 -4'}z"/>`;
  const told = describeMove(before, after, nameParameter(layout, chosen), digits ? writer(true) : four);
  return `${note}<p class="moved">${told}</p><svg viewBox="0 16 ${width} ${HEIGHT - 16}" aria-hidden="true"><path class="hair" d="M0 ${LINE}H${width}"/>${marks}${arc}<circle class="hollow" cx="${from}" cy="${LINE}" r="5"/><circle class="solid" cx="${to}" cy="${LINE}" r="5"/></svg>`;
}
