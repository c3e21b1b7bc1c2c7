// Why this order? The tape read once from its end, beside every path followed by itself.

import { find, findAll } from '../kit/find.js';
import { grouped } from '../kit/format.js';
import { memo } from '../kit/memo.js';
import { write } from '../kit/text.js';
import { WAYS } from '../words/order.js';
import { nameParameter } from './cells.js';
import { drawSends, drawWays } from './doubling.js';
import { placeOfParameter } from './layout.js';

/**
 * @typedef {import('./state.js').Inside} Inside
 * @typedef {import('../../pkg/inside.js').Cost} Cost
 */

const SHOWN = ['<i>b</i> = <i>a</i> + <i>a</i>; <i>c</i> = <i>b</i> + <i>b</i>', 'a weight of layer 1', 'all parameters', '6 × 32'];

const MARKUP = `<header><h2 id="order-heading" tabindex="-1"><b>Why this order?</b></h2><button type="button" class="back">back to the tape</button></header>
<div class="preset">show <div class="segments" role="radiogroup" aria-label="Gradient">${SHOWN.map((name, i) => `<label><input type="radio" name="order" value="${i}"${i ? '' : ' checked'}><span>${name}</span></label>`).join('')}</div></div>
<div class="both">
  <section><h3>Read the tape once, from its end</h3><p>${WAYS.once}</p><div class="once"></div></section>
  <section><h3>Follow every path</h3><p class="each"></p><div class="every"></div></section>
</div>
<h2><b>What it costs</b> ${WAYS.costs}</h2>
<table><thead><tr><th scope="col">gradient of<th scope="col">read once<th scope="col">every path<th scope="col">times as many</thead><tbody></tbody></table>
<p class="end">${WAYS.end}</p>`;

export class Order {
  /** @param {HTMLElement} box @param {() => void} close */
  constructor(box, close) {
    this.box = box;
    box.innerHTML = MARKUP;
    /** @type {Inside | null} */
    this.inside = null;
    /** What the engine counts, once it is asked for. */
    this.costs = memo((/** @type {import('./state.js').Step} */ engine) => ({ all: engine.costs(), doubling: engine.doubling() }));
    find(box, '.back').addEventListener('click', close);
    for (const choice of findAll(box, 'input')) choice.addEventListener('change', () => this.inside && this.paint(this.inside));
  }

  focus() {
    find(this.box, 'h2').focus();
  }

  /** @param {Inside} inside */
  paint(inside) {
    this.inside = inside;
    const { moment: { layout, engine, config } } = inside;
    const { all, doubling } = this.costs(engine);
    const shown = Number(find(this.box, ':checked', HTMLInputElement).value);
    write(find(this.box, 'label:nth-child(3) span'), `all ${grouped(layout.counts[3])}`);
    const parameter = placeOfParameter(layout, inside.parameter).layer === 0 ? inside.parameter : 0;
    const cost = [all[0], engine.costOf(parameter), all[2], all[3]][shown];
    const to = ['<i>c</i> to <i>a</i>', `the loss to ${nameParameter(layout, parameter)}`, 'the loss to a parameter', 'the loss to a parameter'][shown];
    find(this.box, '.each').innerHTML = WAYS.every(to);
    find(this.box, '.once').innerHTML = shown ? tellOnce(cost) : drawSends(doubling);
    find(this.box, '.every').innerHTML = shown ? tellEvery(cost, shown === 1 ? nameParameter(layout, parameter) : 'a weight') : drawWays(cost, doubling);
    const names = [SHOWN[0], 'a doubling, 20 times over', `this network, ${[2, ...(config.hidden ?? []), 1].join('-')}`, 'a network of 6 × 32'];
    // Of the gradients shown, one weight's is a part of the network's.
    const chosen = [0, 2, 2, 3][shown];
    find(this.box, 'tbody').innerHTML = all.map((one, i) => `<tr${i === chosen ? ' class="chosen"' : ''}><th scope="row">${names[i]}<td>${grouped(one.once)}<td>${grouped(one.every)}<td>${grouped(Math.round(one.every / one.once))}`).join('');
  }
}

/** @param {Cost} cost */
const tellOnce = ({ once }) => `<p class="large">${grouped(once)}</p><p>${WAYS.sends}</p>`;

/** How many, and the nodes of the first. @param {Cost} cost @param {string} leaf  where they end */
function tellEvery({ ways, every, first }, leaf) {
  const list = first.map((way) => `<li>${Array.from(way.filter((_, i) => i % 2 === 0), (node) => `n${node}`).join(' → ')} → ${leaf}</li>`);
  return `<p class="large">${grouped(every)}</p><p>${WAYS.follows(grouped(ways))}</p><ol>${list.join('')}${ways > first.length ? '<li>…</li>' : ''}</ol>`;
}
