// A neuron and its chain rule in words.

import { ACTIVATIONS } from './run.js';
import { spell } from './spell.js';

/** @typedef {import('../inside/opened.js').Opened} Opened */

/** "layer 1, neuron 6", "the output" @param {Opened} opened */
export function describeNeuron({ layer, neuron, isOutput }) {
  return isOutput ? 'the output' : `layer ${layer + 1}, neuron ${neuron + 1}`;
}

/** Of the bias: b. @param {Opened} opened @param {number} input */
export function nameTerm({ layer, terms }, input) {
  if (input === terms.length - 1) return '<i>b</i>';
  return layer === 0 ? `<i>${'xy'[input]}</i>` : `<i>x</i>${subscript(input + 1)}`;
}

/** "from x to neuron 6, then by four ways" @param {Opened} opened */
export function describePath(opened) {
  const { layer, layout, input, isBias, isOutput, neuron, ways } = opened;
  const to = isOutput ? 'the output' : `neuron ${neuron + 1}`;
  const from = isBias ? `the bias of ${to}` : `from ${layer === 0 ? `<i>${'xy'[input]}</i>` : `input ${input + 1}`} to ${to}`;
  if (isOutput || layer + 2 === layout.layers.length || ways.some(({ isOn }) => isOn === null)) return from;
  const on = ways.filter(({ isOn }) => isOn).length;
  return `${from}, then by ${on === 0 ? 'no way: all are off' : on === 1 ? 'one way' : `${spell(on)} ways`}`;
}

/** What becomes of those that are off. @param {Opened} opened */
export function describeOff({ ways }) {
  const off = ways.filter(({ isOn }) => isOn === false).length;
  return off ? `${spell(off)} ${off > 1 ? 'are' : 'is'} off: 0` : '';
}

/** Where the slope jumps. @param {Opened} opened */
export function describeKink({ activation }) {
  return `The sum is exactly 0, a kink: the slope is ${activation === 'leaky' ? '0.01' : '0'} from below and 1 from above. At 0 the engine takes 0.`;
}

export const SWITCHED_OFF = 'Switched off in the lab: its numbers count as 0, so it gives 0 and receives nothing.';

/** @param {Opened} opened */
export function nameActivation({ activation }) {
  return activation === 'leaky' ? 'leaky ReLU' : ACTIVATIONS[activation];
}

/** @param {number} number */
function subscript(number) {
  return String(number).replace(/\d/g, (digit) => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)]);
}
