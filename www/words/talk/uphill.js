// The talk's sixth section: uphill, a step at a time.

import { grouped } from '../../kit/format.js';
import { spell } from '../spell.js';
import { four, inPi, short } from './numbers.js';

const HILL = '<math display="block"><mi>f</mi><mo stretchy="false">(</mo><mi>x</mi><mo>,</mo><mi>y</mi><mo stretchy="false">)</mo><mo>=</mo><mn>0.5</mn><mo>·</mo><mi>cos</mi><mfrac><mi>x</mi><mn>2</mn></mfrac><mo>+</mo><mi>sin</mi><mfrac><mi>y</mi><mn>4</mn></mfrac></math>';

/** @type {import('../../talk/sections.js').Words} */
export const UPHILL = {
  rail: 'Uphill',
  title: 'Uphill, a step at a time',
  before: `<p>A gradient points uphill. Take a step its way and the function grows; ask again from where you stand, and step again. Consider</p>
<div data-only="talk">${HILL}</div>
<p data-only="typed" class="stated"><i>f</i>(<i>x</i>, <i>y</i>) = <span class="written"></span></p>
<p>at the point {start}. There the gradient is {gradient}{direction}. Move by <i>γ</i> times that, with <i>γ</i> = <span class="held" data-number="gamma"></span>, and repeat:</p>
<table class="points"><thead><tr><th scope="col">step</th><th scope="col"><i>x</i></th><th scope="col"><i>y</i></th><th scope="col"><i>f</i></th></tr></thead><tbody>${`<tr>${'<td>·</td>'.repeat(4)}</tr>`.repeat(5)}</tbody></table>`,
  caption: 'The hill, its contours every {spacing}, and the walk. Drag the start anywhere; the steps in the text and the curve of f follow.',
  after: `<p class="end"></p>
<p>To go <b>down</b>, <button class="inline" id="downhill" type="button" aria-pressed="false">subtract</button> instead of adding. That is all that training will be: downhill, with {parameters} coordinates in place of two.</p>`,
  place: { href: '#inside', words: 'See the gradient of the network' },
};

/**
 * @typedef {import('../../../pkg/talk.js').Climb} Climb
 * @typedef {import('../../../pkg/talk.js').Rest} Rest
 */

/** "(−3π, π)" @param {number} x @param {number} y */
export function tellPoint(x, y) {
  const [a, b] = [x, y].map(inPi);
  // One of them may be 0, which is none of π.
  const isPi = (a || x === 0) && (b || y === 0) && (a || b);
  return isPi ? `(${a ?? 0}, ${b ?? 0})` : `(${three(x)}, ${three(y)})`;
}

/** @param {number} value */
function three(value) {
  return short(Math.abs(value) < 1000 ? Number(value.toFixed(3)) : value);
}

/** ": left, and up a little" @param {number} dx @param {number} dy */
export function tellDirection(dx, dy) {
  const ways = [{ size: Math.abs(dx), name: dx < 0 ? 'left' : 'right' }, { size: Math.abs(dy), name: dy < 0 ? 'down' : 'up' }].sort((a, b) => b.size - a.size);
  const [main, other] = ways;
  if (!main.size || !Number.isFinite(main.size)) return main.size === 0 ? ': it is level' : '';
  const share = other.size / main.size;
  return `: ${main.name}${share < 0.05 ? '' : `, and ${other.name}${share < 0.8 ? ' a little' : ''}`}`;
}

/** Where the walk leads. @param {Climb} climb  of thirty steps and more @param {Rest} rest @param {number} gamma */
export function tellEnd({ rows }, rest, gamma) {
  const up = gamma >= 0;
  const thirty = rows.length / 5 > 30 ? `After thirty steps it is at (${three(rows[150])}, ${three(rows[151])}). ` : '';
  return thirty + tellRest(rest, up, gamma);
}

/** @param {Rest} rest @param {boolean} up @param {number} gamma */
function tellRest(rest, up, gamma) {
  const crawls = 'A small γ crawls';
  if (rest.kind === 'stopped') {
    const { step, what, value } = rest;
    const where = step === 0 ? 'It cannot start here' : `It ends at step ${grouped(step)}`;
    return `${where}: ${what === 'the gradient' ? what : `its ${what}`} is ${four(value)} there, not a finite number. ${step === 0 ? 'Start elsewhere.' : `With this γ the steps grow and grow: the walk diverges.`}`;
  }
  if (rest.kind === 'wanders') {
    const { steps, x, y, f, isOnward } = rest;
    const size = Math.max(Math.abs(x), Math.abs(y));
    if (isOnward) return `After ${grouped(steps)} steps it has not come to rest: ${size > 1e6 ? 'it is out of all sight' : `it is at ${tellPoint(x, y)}`}, and f, ${four(f)} by now, still ${up ? 'grows' : 'falls'}. ${crawls}.`;
    return `It does not come to rest, not in ${grouped(steps)} steps: it leaps to and fro. A smaller γ may settle.`;
  }
  const { x, y, f, most, form } = rest;
  const end = up ? 'peak' : 'valley';
  const leaps = most === null ? '.' : `; one above ${most < 1000 ? three(Number(most.toPrecision(4))) : short(most)} leaps over the ${end} for ever.`;
  if (form === 'level') return `It comes to rest at ${tellPoint(x, y)}, where the gradient is 0 and f is ${short(f)}.`;
  const name = form === 'saddle' ? 'which is no end of the hill but a saddle' : `a ${end}`;
  return `It comes to rest at ${tellPoint(x, y)}, ${name}, where f is ${short(f)}. ${crawls}${gamma >= 0 ? leaps : leaps.replace('one above ', 'one below −')}`;
}

/** @param {number[]} steps */
function listSteps(steps) {
  const [first, last] = [steps[0], steps[steps.length - 1]];
  return steps.length === 1 ? `Step ${first} is` : `${steps.length === 2 ? `Steps ${first} and ${last}` : `${spell(steps.length).replace(/^./, (letter) => letter.toUpperCase())} points, up to step ${last},`} are`;
}

/** What the figure shows. @param {Climb} climb  as far as it is shown @param {number} steps @param {number[]} outside  steps whose points are out of the view */
export function tellWalk({ rows, stopped }, steps, outside) {
  const away = outside.length ? ` ${listSteps(outside)} outside the picture.` : '';
  if (stopped && stopped.step <= steps) {
    const { step, what, value } = stopped;
    return `Step ${step} is not taken: ${what} would be ${four(value)}, not a finite number. The walk has diverged.${away}`;
  }
  if (!steps) return `No step yet. The arrow is γ times the gradient: where the first one leads.${away}`;
  const [before, now] = [rows[5 * (steps - 1) + 2], rows[5 * steps + 2]];
  const verb = now > before ? 'rose' : now < before ? 'fell' : 'stayed';
  return `Step ${steps}: f ${verb} from ${four(before)} to ${four(now)}.${away}`;
}
