// The tab Neuron: the selected neuron opened, and the chain rule on its selected weight.

import { closest } from '../kit/find.js';
import { describeNeuron, describeOff, describePath } from '../words/neuron.js';
import { doesFan, drawChain, linkUp, waysOn } from './chain.js';
import { figure, fit, heading, render, side, signed, slope, tinted, watchPanel, writer } from './ledger.js';
import { openNeuron } from './opened.js';
import { drawActivation, drawFormula, drawWaterfall } from './terms.js';

/** @typedef {import('./state.js').Inside} Inside @typedef {import('./opened.js').Opened} Opened */

// Px of the design: the waterfall's and a fan's height, where there is room and where there is little; what the
// activation beside it takes.
const HEIGHTS = { waterfall: [134, 96], fan: [170, 100] };
const BESIDE = 170;

export class Neuron {
  /** @param {HTMLElement} panel @param {import('./open.js').Acts} acts */
  constructor(panel, acts) {
    this.panel = panel;
    this.width = 0;
    this.isLow = false;
    /** @type {Inside | null} */
    this.shown = null;
    panel.addEventListener('click', (event) => this.press(event, acts));
    panel.addEventListener('keydown', (event) => {
      if ((event.key !== 'Enter' && event.key !== ' ') || !closest(event, 'g[data-parameter]')) return;
      event.preventDefault();
      this.press(event, acts);
    });
    watchPanel(panel, (width, _, isLow) => {
      Object.assign(this, { width, isLow });
      if (this.shown) this.paint(this.shown);
    });
  }

  /** @param {Event} event @param {import('./open.js').Acts} acts */
  press(event, acts) {
    if (closest(event, '[data-key=digits]')) return acts.digits();
    const chosen = closest(event, '[data-parameter]');
    if (chosen) acts.selectParameter(Number(chosen.dataset.parameter));
  }

  /** @param {Inside} inside */
  paint(inside) {
    this.shown = inside;
    if (this.width) render(this.panel, draw(openNeuron(inside), inside.digits, Math.round(this.width), this.isLow));
  }
}

/** @param {Opened} opened @param {boolean} digits @param {number} width @param {boolean} isLow */
function draw(opened, digits, width, isLow) {
  const [waterfall, fan] = [HEIGHTS.waterfall, HEIGHTS.fan].map(([high, low]) => (isLow ? low : high));
  const room = width - (opened.isOutput ? 0 : BESIDE);
  return `${heading('One neuron, opened', describeNeuron(opened), digits)}${drawFormula(opened, digits)}
    <div class="sum-and-curve">${drawWaterfall(opened, room, waterfall)}${drawActivation(opened, waterfall)}</div>
    <h2 class="ruled"><b>The chain rule on one weight</b> <span>${describePath(opened)}</span></h2>
    ${drawChain(opened, digits, width, fan)}${doesFan(opened) ? drawWays(opened, digits) : drawProduct(opened, digits)}`;
}

/** Where one way leads on: the factors, from the loss to the weight. @param {Opened} opened @param {boolean} digits */
function drawProduct(opened, digits) {
  const { isOutput, isBias, back } = opened;
  const write = writer(digits);
  const path = isOutput ? ['L', 'f', isBias ? 'b' : 'w'] : ['L', 'f', 'a', 'z', isBias ? 'b' : 'w'];
  const fractions = path.slice(1).map((to, i) => fraction(path[i], to)).join('·');
  const slopes = linkUp(opened, write).map(({ slope }) => slope.replace('× ', ''));
  // Those of the sum itself are 1, and are left out.
  const factors = isOutput ? [slopes[slopes.length - 2], slopes[0]] : [...slopes.slice(isBias ? 1 : 2, -1).reverse(), slopes[0]];
  // Not known yet: between factors, a dot would be one of theirs.
  const numbers = factors.map((text, i) => (text === '·' ? '?' : i === 0 ? `(${tinted(back.f, write)})` : text.startsWith('−') ? `(${text})` : text)).join('·');
  return `<p class="product${digits ? ' all' : ''}">${fraction('L', path[path.length - 1])} = ${fractions} = ${numbers} ≈ ${back.w === null ? '?' : tinted(back.w, write)}</p>`;
}

/** @param {string} of @param {string} by */
function fraction(of, by) {
  return `<span class="fraction"><span>∂<i>${of}</i></span><span>∂<i>${by}</i></span></span>`;
}

/** Where several do: what each of them sends, and how that adds up. @param {Opened} opened @param {boolean} digits */
function drawWays(opened, digits) {
  const { neuron, back, chosen, isBias } = opened;
  const write = writer(digits);
  const on = waysOn(opened);
  const x = fit(on.map(({ after }) => after ?? 0), 1, 99);
  let before = 0;
  const rows = on.map(({ neuron: by, parameter, adjoint, weight, sent, after }) => {
    const bar = after === null ? '' : drawAmount(x, before, after);
    before = after ?? before;
    return `<tr data-parameter="${parameter}"><th scope="row"><button type="button" data-key="n${by}" aria-label="by neuron ${by + 1}: select its weight from neuron ${neuron + 1}">${by + 1}</button></th><td class="${side(adjoint)}">${signed(adjoint, write)}</td><td>${figure(weight, write)}</td><td>${tinted(sent, write)}</td><td class="amount">${bar}</td></tr>`;
  });
  return `<div class="ways-on${digits ? ' all' : ''}" tabindex="0" role="group" aria-label="The ways on"><table class="ledger"><thead><tr><th scope="col">by neuron</th><th scope="col">its gradient</th><th scope="col">× weight from ${neuron + 1}</th><th scope="col">${digits ? '=' : '≈'} sent</th><th scope="col">adding up</th></tr></thead>
    <tbody>${rows.join('')}</tbody></table></div>
    <p class="home-sum${digits ? ' all' : ''}"><span>${describeOff(opened)}</span> <span>added up ${tinted(back.a, write)}</span> <span>× ${slope(opened.slope, write)} × ${slope(chosen.x, write)} ≈ ${tinted(back.w, write)} for <i>${isBias ? 'b' : 'w'}</i></span></p>`;
}

/** A bar of a sum that lies on its side, in percent of its cell. @param {(value: number) => number} x @param {number} from @param {number} to */
export function drawAmount(x, from, to) {
  const [left, right] = [Math.min(x(from), x(to)), Math.max(x(from), x(to))];
  if (!Number.isFinite(left) || !Number.isFinite(right)) return '';
  return `<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><path class="hair" d="M${x(0)} 0V10M${x(to)} 5V10M${x(from)} 0V5"/><rect class="bar ${to < from ? 'minus' : 'plus'}" x="${left}" y="2.5" width="${right - left}" height="5"/></svg>`;
}
