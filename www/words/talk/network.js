// The talk's third section: the network.

import { grouped } from '../../kit/format.js';
import { spell } from '../spell.js';
import { ACTIVATIONS } from '../run.js';

/** @type {import('../../talk/sections.js').Words} */
export const NETWORK = {
  rail: 'The network',
  title: 'The network',
  before: `<p>Feed the outputs of one layer to the next, and you have a <b>multi-layer perceptron</b>. {ours}</p>
<p>All that it knows is in its weights and biases. Count them, layer by layer: weights into each of its neurons, and a bias for each.</p>
<table class="sums"></table>`,
  caption: '{shape}, with its weights at step {step}: the wider the line, the larger the weight; blue is below 0, orange above.',
  after: '',
  place: { href: '#lab/network', words: 'Read and change each of them in the lab' },
};

/** "two layers of sixteen", "layers of 8, 4 and 2" @param {number[]} hidden */
function describeLayers(hidden) {
  const [first, ...rest] = hidden;
  if (!rest.length) return `a layer of ${spell(first)}`;
  if (rest.every((count) => count === first)) return `${spell(hidden.length)} layers of ${spell(first)}`;
  return `layers of ${hidden.slice(0, -1).join(', ')} and ${hidden.at(-1)}`;
}

/** @param {{hidden: number[], activation: string, step: number}} network */
export function tellNetwork({ hidden, activation, step }) {
  const end = `one neuron whose output is left as it is, without ${ACTIVATIONS[activation]}`;
  const through = hidden.length ? `passes them through ${describeLayers(hidden)}, and ends in ${end}` : `and is nothing but ${end}`;
  return { ours: `Ours takes the two coordinates of a point, ${through}.`, shape: [2, ...hidden, 1].join(' → '), step };
}

/** Rows of the sums: "2 · 16 + 16" and what it comes to; the last is the total. @param {number[]} hidden @returns {[string, string][]} */
export function countParameters(hidden) {
  const sizes = [2, ...hidden, 1];
  const counts = hidden.concat(1).map((count, i) => /** @type {const} */ ([sizes[i], count, sizes[i] * count + count]));
  const total = counts.reduce((sum, [, , all]) => sum + all, 0);
  return [...counts.map(([inputs, count, all]) => /** @type {[string, string]} */ ([`${inputs} · ${count} + ${count} =`, grouped(all)])), ['altogether', grouped(total)]];
}
