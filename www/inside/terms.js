// The sum of a neuron: its formula with the numbers in it, and the same as a waterfall beside its activation.

import { three } from '../kit/format.js';
import { describeKink, nameActivation, nameTerm, SWITCHED_OFF } from '../words/neuron.js';
import { spell } from '../words/spell.js';
import { signed2 } from './digits.js';
import { figure, fit, side, signed, slope as tell, writer } from './ledger.js';

/** @typedef {import('./opened.js').Opened} Opened @typedef {import('./opened.js').Term} Term */

/** Those that are shown one by one: not what is known to add nothing, but what is selected. @param {Opened} opened @returns {Term[]} */
export function shownTerms({ terms, chosen }) {
  return terms.filter((term) => term === chosen || term.x !== 0);
}

/** @param {Opened} opened @param {boolean} digits */
export function drawFormula(opened, digits) {
  const { isOutput, z, a, terms } = opened;
  const write = writer(digits);
  const shown = shownTerms(opened);
  const off = terms.length - shown.length;
  const phi = (/** @type {string} */ inner) => (isOutput ? inner : `<i>φ</i>(${inner})`);
  const left = isOutput ? '<i>f</i>' : '<i>a</i>';
  const sum = shown.map((term, i) => drawTerm(opened, term, i === 0, write)).join('') + (off ? ` + 0 from ${spell(off)} that ${off > 1 ? 'are' : 'is'} off` : '');
  const result = a === null ? '' : isOutput ? ` = <b>${figure(a, write)}</b>` : ` = <i>φ</i>(${figure(z, write)}) = <b>${figure(a, write)}</b>`;
  return `<p class="formula">${left} = ${phi('<i>b</i> + Σ <i>w</i><sub>i</sub> <i>x</i><sub>i</sub>')}</p>
    <p class="formula numbers${digits ? ' all' : ''}">= ${phi(sum)}${result}</p>`;
}

/** @param {Opened} opened @param {Term} term @param {boolean} isFirst @param {import('./ledger.js').Write} write */
function drawTerm(opened, term, isFirst, write) {
  const { weight, x, input } = term;
  const operator = isFirst ? (weight < 0 ? '−' : '') : weight < 0 ? ' − ' : ' + ';
  const size = `<span class="${side(weight)}">${isFirst ? operator : ''}${figure(Math.abs(weight), write)}</span>`;
  const factor = x === null ? nameTerm(opened, input) : x < 0 ? `(${figure(x, write)})` : figure(x, write);
  const text = `${isFirst ? '' : operator}<span class="${term === opened.chosen ? 'chosen' : ''}">${size}${input === opened.terms.length - 1 ? '' : `·${factor}`}</span>`;
  return text;
}

/** The bars of a sum, each from what came before it: where they begin and end, and the result. @param {Opened} opened @returns {{term: Term | null, from: number | null, to: number | null, adds: number | null}[]} */
export function stackTerms(opened) {
  const { terms, z } = opened;
  const shown = shownTerms(opened);
  const bars = shown.map((term) => {
    const before = terms[terms.indexOf(term) - 1];
    return { term, from: before ? before.sum : 0, to: term.sum, adds: term.result };
  });
  return [...bars, { term: null, from: 0, to: z, adds: z }];
}

// Px of the design: for a number above or below its bar, for the names below, a letter's at most; a bar's share of its place.
const LABEL = 16;
const FOOT = 20;
const LETTER = 8;
const SHARE = 0.72;
const WIDEST = 78;

/** @param {Opened} opened @param {number} width @param {number} height */
export function drawWaterfall(opened, width, height) {
  const bars = stackTerms(opened);
  const slot = Math.min(WIDEST, width / bars.length);
  const base = height - FOOT;
  const y = fit(bars.map(({ to }) => to ?? 0), base - LABEL, LABEL);
  const ground = Number.isFinite(y(0)) ? y(0) : base / 2;
  const drawn = bars.map((bar, i) => drawBar(opened, bar, i * slot, slot, y, base, bars[i + 1])).join('');
  return `<svg class="waterfall" viewBox="0 0 ${width} ${height}" role="group" aria-label="The sum, term by term">
    <path class="hair" d="M0 ${ground}H${slot * bars.length}"/>${drawn}</svg>`;
}

/** @param {Opened} opened @param {ReturnType<typeof stackTerms>[number]} bar @param {number} x @param {number} slot @param {(value: number) => number} y @param {number} base @param {ReturnType<typeof stackTerms>[number]} [next] */
function drawBar(opened, { term, from, to, adds }, x, slot, y, base, next) {
  const isChosen = term === opened.chosen;
  const [wide, middle] = [slot * SHARE, x + (slot * SHARE) / 2];
  const isDrawn = from !== null && to !== null && Number.isFinite(from) && Number.isFinite(to);
  const [top, bottom] = isDrawn ? [Math.min(y(from), y(to)), Math.max(y(from), y(to))] : [y(0), y(0)];
  const isBelow = isDrawn && Number(adds) < 0;
  const [long, short] = term ? [signed(adds), figure(adds, signed2)] : [figure(adds), figure(adds)];
  const told = [long, short].find((text) => text.length * LETTER < slot) ?? (isChosen || !term ? short : '');
  const name = term ? nameTerm(opened, term.input) : '<i>z</i>';
  const isNamed = slot >= 20 || isChosen || !term;
  const link = isDrawn && next?.term ? `<path class="hair" d="M${x + wide} ${y(to)}h${slot - wide}"/>` : '';
  const rect = isDrawn ? `<rect class="bar ${term ? side(adds) : 'sum'}${isChosen ? ' chosen' : ''}" x="${x}" y="${top}" width="${wide}" height="${Math.max(1, bottom - top)}"/>` : '';
  const inner = `<rect class="place" x="${x - (slot - wide) / 2}" y="0" width="${slot}" height="${base + FOOT}"/>${rect}
    <text class="${term ? '' : 'total'}" x="${Math.max(middle, (told.length * LETTER) / 2)}" y="${isBelow ? bottom + 13 : top - 5}">${told}</text>
    ${isNamed ? `<text class="name" x="${middle}" y="${base + 15}">${asText(name)}</text>` : ''}${link}`;
  if (!term) return `<g>${inner}</g>`;
  return `<g role="button" tabindex="0" data-key="t${term.input}" data-parameter="${term.parameter}" aria-pressed="${isChosen}" aria-label="${told} ${asWords(name)}">${inner}</g>`;
}

/** @param {string} html */
const asText = (html) => html.replace('<i>', '<tspan class="variable">').replace('</i>', '</tspan>');
/** @param {string} html */
const asWords = (html) => html.replace(/<[^>]*>/g, '');

/** The shapes of φ; where the point stands on it is the engine's. @type {Record<string, (z: number) => number>} */
const SHAPES = { relu: (z) => Math.max(0, z), leaky: (z) => (z > 0 ? z : 0.01 * z), tanh: Math.tanh };
const CURVE = 134;

/** The activation, with the point where it stands. @param {Opened} opened @param {number} height */
export function drawActivation(opened, height) {
  const { z, a, slope, activation, isKink, isOutput } = opened;
  if (isOutput) return '';
  const reach = Math.max(1.2, z !== null && Number.isFinite(z) ? 1.3 * Math.abs(z) : 0);
  const [middle, low, high] = [CURVE * 0.44, height - 34, 22];
  const unit = activation === 'tanh' ? (low - high) / 2.3 : Math.min((low - high) / reach, (CURVE - middle) / reach);
  const [x0, y0] = [middle, activation === 'tanh' ? (low + high) / 2 : low];
  const across = activation === 'tanh' ? middle / Math.max(2.5, reach) : unit;
  const at = (/** @type {number} */ v) => `${(x0 + v * across).toFixed(1)} ${(y0 - SHAPES[activation](v) * unit).toFixed(1)}`;
  const ends = [-middle / across, Math.min((CURVE - middle) / across, activation === 'tanh' ? Infinity : (low - 6) / unit)];
  const line = Array.from({ length: 41 }, (_, i) => at(ends[0] + (i / 40) * (ends[1] - ends[0])));
  const corner = activation === 'tanh' ? line : [at(ends[0]), at(0), at(ends[1])];
  const point = z === null || a === null || !Number.isFinite(a) ? '' : isKink
    ? `<path class="kink" d="M${x0 - 6} ${y0 + 4}h12l-6 -11z"/>`
    : `<path class="guide" d="M${x0 + z * across} ${y0}V${y0 - a * unit}H${x0}"/><circle class="solid" cx="${x0 + z * across}" cy="${y0 - a * unit}" r="4.4"/>`;
  return `<figure class="activation"><svg viewBox="0 0 ${CURVE} ${height - 20}" role="img" aria-label="${nameActivation(opened)}${z === null ? '' : `, at ${three(z)}`}">
    <text class="left" x="-14" y="14"><tspan class="variable">φ</tspan> = ${nameActivation(opened)}</text>
    <path class="hair" d="M0 ${y0}H${CURVE}M${x0} ${high - 16}V${height - 22}"/><path class="curve" d="M${corner.join('L')}"/>${point}</svg>
    <figcaption>slope here: ${tell(slope)}</figcaption></figure>${isKink || opened.isSwitchedOff ? `<p class="badge">${opened.isSwitchedOff ? SWITCHED_OFF : describeKink(opened)}</p>` : ''}`;
}
