// The chain rule on the selected weight: a drawing of its path to the loss, values above, gradients below.

import { figure, side, signed, slope, writer } from './ledger.js';

/**
 * @typedef {import('./opened.js').Opened} Opened
 * @typedef {import('./opened.js').Way} Way
 * @typedef {import('./ledger.js').Known} Known
 * @typedef {{name: string, value: Known, back: Known, slope: string}} Link  slope: of the step on to the next
 * @typedef {{x: number, y: number}} Spot
 */

/** Those on which something can come back. @param {Opened} opened */
export function waysOn({ ways }) {
  return ways.filter(({ isOn }) => isOn);
}

/** Whether several neurons lead on, each to be shown. @param {Opened} opened */
export function doesFan({ layer, layout }) {
  return layer + 2 < layout.layers.length;
}

/** From the weight to the loss; where ways fan out, they stand after φ. @param {Opened} opened @param {import('./ledger.js').Write} write @returns {Link[]} */
export function linkUp(opened, write) {
  const { chosen, z, a, f, loss, back, isBias, isOutput, ways } = opened;
  const times = (/** @type {Known} */ value) => `× ${slope(value, write)}`;
  /** @type {Link[]} */
  const links = [{ name: isBias ? 'b' : 'w', value: chosen.weight, back: back.w, slope: times(chosen.x) }];
  if (!isBias) links.push({ name: '×', value: chosen.result, back: back.sum, slope: '× 1' });
  if (!isOutput) links.push({ name: 'Σ', value: z, back: back.sum, slope: times(opened.slope) }, { name: 'φ', value: a, back: back.a, slope: doesFan(opened) ? '' : times(ways[0].weight) });
  return [...links, { name: 'f', value: f, back: back.f, slope: times(back.f) }, { name: 'L', value: loss, back: back.loss, slope: '' }];
}

// Px of the design: of a circle; of the room above and below the middle for numbers; the fan's share of a step.
const RADIUS = 14;
const ROOM = 46;
const FAN = 1.5;
const EDGE = 24;
// Where circles stand nearer, the numbers of every other one stand further off.
const NEAR = 62;
// More ways are drawn thinner.
const MANY = 8;

/** @param {Opened} opened @param {boolean} digits @param {number} width @param {number} height  of a fan, at most */
export function drawChain(opened, digits, width, height) {
  const write = writer(digits);
  const links = linkUp(opened, write);
  const isFan = doesFan(opened);
  const on = isFan ? waysOn(opened) : [];
  const at = isFan ? links.findIndex(({ name }) => name === 'φ') : -1;
  const steps = links.map((_, i) => (i === 0 ? 0 : i === at + 1 && isFan ? 2 * FAN : 1));
  const pitch = (width - 2 * EDGE) / steps.reduce((sum, step) => sum + step, 0);
  const shift = digits || pitch < NEAR ? 14 : 0;
  const tall = Math.max(2 * (ROOM + shift), Math.min(height, 24 + on.length * 40));
  let x = EDGE;
  const spots = links.map((_, i) => ({ x: (x += steps[i] * pitch), y: tall / 2 }));
  const drawn = links.map((link, i) => drawLink(link, spots[i], i % 2 ? shift : 0, i === 0 ? 'first' : i === links.length - 1 ? 'last' : '', write) + (i === at || i === links.length - 1 ? '' : drawStep(link, links[i + 1], spots[i], spots[i + 1])));
  const fan = isFan ? drawFan(opened, on, spots[at], spots[at + 1], tall) : '';
  return `<svg class="chain${digits ? ' all' : ''}${on.length > MANY ? ' many' : ''}" viewBox="0 0 ${width} ${tall}" role="img" aria-label="${links.map(({ name, value, back }) => `${name}: value ${figure(value)}, gradient ${signed(back)}`).join('; ')}">${drawn.join('')}${fan}</svg>`;
}

/** @param {Link} link @param {Spot} spot @param {number} shift  further from the path @param {string} end  'first' and 'last' keep their numbers within the drawing @param {import('./ledger.js').Write} write */
function drawLink({ name, value, back }, { x, y }, shift, end, write) {
  const at = end === 'first' ? x - EDGE : end === 'last' ? x + EDGE : x;
  return `<circle class="ring ${end}" cx="${x}" cy="${y}" r="${RADIUS}"/><text class="sign ${end}-sign" x="${x}" y="${y + 5}">${name}</text>`
    + `<text class="${end}" x="${at}" y="${y - RADIUS - 9 - shift}">${figure(value, write)}</text><text class="back ${end} ${side(back)}" x="${at}" y="${y + RADIUS + 20 + shift}">${signed(back, write)}</text>`;
}

/** A value goes on, a gradient comes back. @param {Link} from @param {Link} to @param {Spot} a @param {Spot} b */
function drawStep(from, to, a, b) {
  const [x0, x1, y] = [a.x + RADIUS + 2, b.x - RADIUS - 2, a.y];
  return `<path class="on${to.value === null ? ' faint' : ''}" d="M${x0} ${y - 2}H${x1}"/>${tip(x1, y - 2, -1)}<path class="home${from.back === null ? ' faint' : ''}" d="M${x1} ${y + 4}H${x0}"/>${tip(x0, y + 4, 1)}`
    + `<text class="slope" x="${(x0 + x1) / 2}" y="${y + 19}">${from.slope}</text>`;
}

/** @param {number} x @param {number} y @param {1 | -1} by */
function tip(x, y, by) {
  return `<path class="tip" d="M${x} ${y}l${6 * by} -3v6z"/>`;
}

/** The neurons by which it goes on; between them and f there may be more layers. @param {Opened} opened @param {Way[]} on @param {Spot} from @param {Spot} to @param {number} height */
function drawFan(opened, on, from, to, height) {
  const pitch = height / Math.max(1, on.length);
  const r = Math.max(3, Math.min(11, pitch / 2 - 2));
  const middle = (from.x + to.x) / 2;
  const skips = opened.layer + 3 < opened.layout.layers.length;
  const ways = on.map(({ neuron, sent }, i) => {
    const y = (i + 0.5) * pitch;
    const faint = sent === null ? ' faint' : '';
    const [x0, x1, x2, x3] = [from.x + RADIUS + 2, middle - r - 2, middle + r + 2, to.x - RADIUS - 2];
    const lines = [[x0, from.y, x1, y], [x2, y, x3, to.y]].map(([ax, ay, bx, by]) => `<path class="on" d="${curve(ax, ay - 2, bx, by - 2)}"/><path class="home${faint}" d="${curve(ax, ay + 3, bx, by + 3)}"/>`).join('');
    return `${lines}<circle class="ring" cx="${middle}" cy="${y}" r="${r}"/>${r > 7 ? `<text x="${middle}" y="${y + 4}">${neuron + 1}</text>` : ''}`;
  });
  if (!on.length) return `<text class="skips" x="${middle}" y="${from.y + 5}">${opened.ways.some(({ isOn }) => isOn === null) ? '·' : 'all are off'}</text>`;
  const more = skips ? `<text class="skips" x="${(middle + to.x) / 2 + 6}" y="${to.y - 16}">…</text>` : '';
  const tips = tip(to.x - RADIUS - 2, to.y - 2, -1) + tip(from.x + RADIUS + 2, from.y + 3, 1);
  return ways.join('') + tips + more;
}

/** @param {number} x0 @param {number} y0 @param {number} x1 @param {number} y1 */
function curve(x0, y0, x1, y1) {
  const bend = (x1 - x0) / 2;
  return `M${x0} ${y0}C${x0 + bend} ${y0} ${x1 - bend} ${y1} ${x1} ${y1}`;
}
