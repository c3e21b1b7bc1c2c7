// The selected neuron on the sample that is walked: its terms, its activation, and the ways on to the loss; each number
// is the engine's, or null as long as it is not known where the cursor stands.

import { memo } from '../kit/memo.js';
import { parameterOf, unitOf } from './layout.js';
import { selectionOf, standOf } from './state.js';

/**
 * @typedef {import('./state.js').Inside} Inside
 * @typedef {import('./ledger.js').Known} Known
 * @typedef {{input: number, parameter: number, weight: number, x: Known, result: Known, sum: Known}} Term
 *   input: the one after the last is the bias; result: what it adds; sum: so far, after it
 * @typedef {{neuron: number, parameter: number, isOn: boolean | null, adjoint: Known, weight: number, sent: Known, after: Known}} Way
 *   to a neuron of the next layer: the adjoint of its sum, what of it is sent back, and what has come home after that
 * @typedef {ReturnType<typeof openNeuron>} Opened
 */

/** Of each node its first operation and the last one that sends to it; where each operation is in the backward sweep. */
const order = memo((/** @type {import('../../pkg/inside.js').Operations} */ operations) => {
  const { kind, node, left, right, backward } = operations;
  /** @type {Map<number, number>} */
  const first = new Map();
  node.forEach((at, i) => first.has(at) || first.set(at, i));
  const back = new Int32Array(kind.length).fill(-1);
  /** @type {Map<number, number>} */
  const last = new Map();
  backward.forEach((operation, j) => {
    back[operation] = j;
    last.set(left[operation], j).set(right[operation], j);
  });
  return { first, back, last };
});

/** @param {Inside} inside */
export function openNeuron(inside) {
  const { moment: { layout, update, config, treatments }, walk, cursor, parameter } = inside;
  const { layers, starts, operations } = layout;
  const { layer, neuron, input } = selectionOf(inside);
  const { first, last } = order(operations);
  const { known, reached } = standOf(inside);
  const value = (/** @type {number} */ node) => (known[node] === 2 ? walk.values[node] : null);
  const adjoint = (/** @type {number} */ node) => (cursor - starts[2] > (last.get(node) ?? -1) ? walk.adjoints[node] : null);
  const own = layers[layer];
  const [sum, output, f] = [own.sum + neuron, own.output + neuron, layers[layers.length - 1].output];
  const isOutput = layer === layers.length - 1;
  const termOf = (/** @type {number} */ number, /** @type {number} */ operation) => ({
    input: number, parameter: parameterOf(layout, { layer, neuron, input: number }), weight: update.live[parameterOf(layout, { layer, neuron, input: number })],
    x: number === own.inputs ? 1 : value(own.source + number),
    result: operation < cursor ? walk.results[operation] : null, sum: operation < cursor ? walk.sums[operation] : null,
  });
  const begin = Number(first.get(sum));
  /** @type {Term[]} */
  const terms = [termOf(own.inputs, begin), ...Array.from({ length: own.inputs }, (_, i) => termOf(i, begin + 1 + i))];
  const z = value(sum);
  const isSwitchedOff = treatments[unitOf(layout, layer, neuron)] === 'off';
  return {
    layout, layer, neuron, input, isOutput, terms, z, isBias: input === own.inputs, activation: /** @type {string} */ (config.activation),
    chosen: /** @type {Term} */ (terms.find((term) => term.input === input)),
    a: value(output), f: value(f), loss: value(layout.loss), slope: isOutput ? null : slopeAt(inside, sum, output),
    isSwitchedOff, isKink: !isSwitchedOff && !isOutput && z === 0 && config.activation !== 'tanh', ways: isOutput ? [] : findWays(inside, layer, neuron),
    /** What comes back to each of them. */
    back: { sum: adjoint(sum), a: adjoint(output), f: adjoint(f), loss: adjoint(layout.loss), w: reached[parameter] ? walk.gradient[parameter] : null },
  };
}

/** The slope of the activation, where the backward sweep has used it. @param {Inside} inside @param {number} sum @param {number} output @returns {Known} */
function slopeAt({ moment: { layout: { operations, starts } }, walk, cursor }, sum, output) {
  const { first, back } = order(operations);
  const { kind, left, right } = operations;
  const slopeOf = (/** @type {number} */ operation) => (cursor - starts[2] > back[operation] ? walk.slope[0][back[operation]] : null);
  const end = Number(first.get(output));
  if (left[end] === sum) return slopeOf(end);
  // x.relu() - 0.01 * (-x).relu(): of the two, at most one lets something through.
  const [above, scaled] = [first.get(left[end]), first.get(right[end])].map(Number);
  const below = Number(first.get(right[scaled]));
  const [up, down] = [slopeOf(above), slopeOf(below)];
  if (kind[below] !== 'relu' || up === null || down === null) return null;
  return up || (down ? walk.values[left[scaled]] : 0);
}

/** @param {Inside} inside @param {number} layer @param {number} neuron @returns {Way[]} */
function findWays(inside, layer, neuron) {
  const { moment: { layout, update, config }, walk, cursor } = inside;
  const { first, back } = order(layout.operations);
  const { known } = standOf(inside);
  const next = layout.layers[layer + 1];
  const isLast = layer + 2 === layout.layers.length;
  return Array.from({ length: next.count }, (_, to) => {
    const j = back[Number(first.get(next.sum + to)) + 1 + neuron];
    const isDone = cursor - layout.starts[2] > j;
    const output = next.output + to;
    const isOn = isLast || config.activation === 'tanh' || (known[output] === 2 ? walk.values[output] !== 0 : null);
    const parameter = parameterOf(layout, { layer: layer + 1, neuron: to, input: neuron });
    const [adjoint, sent, after] = [walk.adjoint, walk.sent[1], walk.after[1]].map((column) => (isDone ? column[j] : null));
    return { neuron: to, parameter, isOn, adjoint, weight: update.live[parameter], sent, after };
  });
}
