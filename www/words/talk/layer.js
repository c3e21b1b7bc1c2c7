// The talk's second section: a layer.

import { percent, three } from '../../kit/format.js';
import { spell } from '../spell.js';

/** @type {import('../../talk/sections.js').Words} */
export const LAYER = {
  rail: 'A layer',
  title: 'A layer',
  before: `<p>Put neurons side by side and give each the same inputs: that is a <b>layer</b>. Each has its own weights, so each folds the plane along a line of its own.</p>
<p>{here}</p>
<p>Together the folds cut the plane into cells. Inside a cell no neuron of the layer turns on or off, so there the whole layer is a plain linear map.</p>`,
  caption: '{figure}',
  after: `<p>{cells}</p>
<p class="cell">Around ({x}, {y}) {on} are on, and there <i>f</i> = {a}&nbsp;<i>x</i> {b}&nbsp;<i>y</i> {c}, which is {value}.</p>`,
  place: { href: '#lab/network', words: 'Point at these neurons in the lab' },
};

/** @typedef {{step: number, count: number, missing: number, isCentred: boolean, activation: string}} Folds  of the first layer; missing: those that do not cross the view; isCentred: no neuron has a bias */

/** @param {Folds} folds */
export function tellLayer({ step, count, missing, isCentred, activation }) {
  if (!count) return { here: 'The network in the lab has no hidden layer now: f is one plane, and nothing folds.', figure: 'There is no layer to show. Add one in the lab.', cells: '' };
  const neurons = `${capital(spell(count))} ${count === 1 ? 'neuron' : 'neurons'}`;
  const start = `The first layer of the network in the lab has ${spell(count)}.`;
  if (activation === 'tanh') return { here: `${start} They are tanh now, which has no fold: it is bent everywhere.`, figure: `${neurons} of tanh, and no fold. Point at a square to see its picture.`, cells: 'With tanh there are no such cells: the network is linear nowhere.' };
  const meet = isCentred ? ` Its biases are all 0${step ? '' : ' before the first step'}, so all folds go through the origin.` : '';
  const lie = count === 1 ? 'its fold lies as in the figure' : `their ${spell(count)} folds lie as in the figure`;
  const gone = missing ? ` ${capital(spell(missing))} ${missing === 1 ? 'crosses' : 'cross'} none of this part of the plane.` : '';
  return {
    here: `${start} At step ${step} ${lie}; the short tick points to the side where the neuron speaks.${gone}${meet}`,
    figure: `${neurons}, ${count === 1 ? 'one fold' : `${spell(count - missing)} folds`}. Point at a square to light its line, or at the plane to see the cell there.`,
    cells: 'The next layers fold what this one gives, and so cut the cells into smaller ones. Inside one of those the whole network is linear, with a slope of its own.',
  };
}

/** @param {string} text */
const capital = (text) => text[0].toUpperCase() + text.slice(1);

/** A cell, and the network inside it. @param {import('../../../pkg/talk.js').Cell} cell @param {number} x @param {number} y @param {number[]} hidden */
export function tellCell({ a, b, c, value, on }, x, y, hidden) {
  const add = (/** @type {number} */ number) => `${number < -DUST ? '−' : '+'} ${write(Math.abs(number))}`;
  const first = on.subarray(0, hidden[0]);
  const rest = on.subarray(hidden[0]);
  return {
    x: two(x), y: two(y), a: write(a), b: add(b), c: add(c), value: write(value),
    on: `${count(first)} of the ${first.length} neurons${rest.length ? `, and ${count(rest)} of the ${rest.length} after them,` : ''}`,
  };
}

// What is this little is left of rounding.
const DUST = 1e-9;

/** @param {number} number */
const write = (number) => (Math.abs(number) < DUST ? '0' : three(number));

/** A coordinate. @param {number} value */
const two = (value) => value.toFixed(2).replace('-', '−');

/** @param {Uint8Array} on */
const count = (on) => on.reduce((sum, one) => sum + one, 0);

/** @param {string} name @param {number} share  of the training points at which it is on @param {string} activation */
export function tellNeuronOf(name, share, activation) {
  if (activation !== 'relu' || Number.isNaN(share)) return `${capital(name)}.`;
  return `${capital(name)}: on for ${percent(share)} % of the training points.`;
}
