// What a chip of the network says: the value and the gradient of a neuron, as far as they are known.

import { memo } from '../kit/memo.js';
import { signed2, two2 } from './digits.js';
import { standOf } from './state.js';
import { most } from './tint.js';

/** @typedef {import('./state.js').Inside} Inside */

// A neuron that is off passes nothing on, whatever arrives at it.

/**
 * @param {Inside} inside @param {number} layer  −1: the inputs; the one after the last: the loss
 * @param {number} neuron @param {number} off  it stands for so many that are off
 */
export function chipText(inside, layer, neuron, off) {
  const { moment: { layout }, walk, spoiled } = inside;
  const stand = standOf(inside);
  const node = nodeOf(layout, layer, neuron);
  const scale = scaleOf(walk);
  if (off) return { value: 0, gradient: 0, texts: [`${off} off`, ''], isOff: true, scale, isSpoiled: false };
  const value = stand.known[node] === 2 ? stand.values[node] : null;
  const isHidden = layer >= 0 && layer < layout.layers.length - 1;
  const isOff = isHidden && value === 0;
  const gradient = stand.arrived[node] && layer >= 0 ? (isOff && spoiled?.fault !== 'leaky' ? 0 : stand.adjoints[node]) : null;
  return {
    value, gradient, isOff, scale, isSpoiled: gradient !== null && (spoiled?.adjoints[node] === 1 || (isOff && spoiled?.fault === 'leaky' && gradient !== 0)),
    texts: [value === null ? '' : isOff ? 'off' : two2(value), gradient === null ? '' : gradient === 0 ? '0' : signed2(gradient)],
  };
}

/** The largest value and the largest gradient. */
const scaleOf = memo((/** @type {import('../../pkg/inside.js').Walk} */ walk) => [most(walk.values.subarray(4)), most(walk.adjoints)]);

/** The node of a neuron's output. @param {import('./layout.js').Layout} layout @param {number} layer @param {number} neuron */
export function nodeOf({ layers, loss }, layer, neuron) {
  if (layer < 0) return neuron;
  return layer === layers.length ? loss : layers[layer].output + neuron;
}
