// Where everything of a step stands: its stages, and which layer, neuron and input an operation or a parameter is of.

/**
 * @typedef {import('../../pkg/inside.js').Instruction} Instruction
 * @typedef {import('../../pkg/inside.js').Operations} Operations
 *
 * @typedef {object} Layer
 * @property {number} first   its first parameter
 * @property {number} sum     the node of its first neuron's weighted sum
 * @property {number} output  the node of that neuron's output
 * @property {number} count   of neurons
 * @property {number} source  the node of its first input
 * @property {number} inputs  how many a neuron has
 *
 * @typedef {{layer: number, neuron: number, input: number | null}} Place
 *   layers from 0, the last is the output; input: the one after the last is the bias; null: what follows the sum
 *
 * @typedef {'forward' | 'loss' | 'backward' | 'update'} Stage
 * @typedef {ReturnType<typeof layOut>} Layout
 */

/** @type {Stage[]} */
export const STAGES = ['forward', 'loss', 'backward', 'update'];

/** @param {Instruction[]} tape @param {Operations} operations @param {number} parameters */
export function layOut(tape, operations, parameters) {
  const layers = findLayers(tape);
  const counts = [operations.forward, operations.kind.length - operations.forward, operations.backward.length, parameters];
  const starts = counts.map((_, i) => counts.slice(0, i).reduce((sum, count) => sum + count, 0));
  return { tape, operations, layers, counts, starts, total: starts[3] + parameters, loss: tape[tape.length - 1].node };
}

/** @param {Instruction[]} tape @returns {Layer[]} */
function findLayers(tape) {
  const sums = tape.filter(({ isSum }) => isSum);
  return sums.map(({ parameter, node, count, reads }, i) => ({
    first: Number(parameter), sum: node, output: sums[i + 1]?.reads[0] ?? node, count, source: reads[0], inputs: reads[1],
  }));
}

/** The stage that the operation done last is of, its number in it, and how many it has. At 0, none is done. @param {Layout} layout @param {number} cursor */
export function stageAt({ starts, counts }, cursor) {
  const at = Math.max(0, starts.findLastIndex((start) => start < cursor));
  return { at, name: STAGES[at], number: cursor - starts[at], count: counts[at] };
}

/** The operation of the forward sweep that position `cursor` does, or undoes; null in the update. @param {Layout} layout @param {number} cursor */
export function operationAt({ operations, starts }, cursor) {
  if (cursor < 1 || cursor > starts[3]) return null;
  return cursor > starts[2] ? operations.backward[cursor - 1 - starts[2]] : cursor - 1;
}

/** What an operation is of; null: of the loss. @param {Layout} layout @param {number} operation @returns {Place | null} */
export function placeOfOperation({ tape, operations, layers }, operation) {
  const instruction = tape[operations.instruction[operation]];
  const { layer } = instruction;
  if (layer === null) return null;
  const neuron = operations.node[operation] - instruction.node;
  if (!instruction.isSum) return { layer, neuron, input: null };
  const { inputs, source } = layers[layer];
  return { layer, neuron, input: operations.kind[operation] === 'bias' ? inputs : operations.right[operation] - source };
}

/** @param {Layout} layout @param {number} parameter @returns {{layer: number, neuron: number, input: number}} */
export function placeOfParameter({ layers }, parameter) {
  const layer = layers.findLastIndex(({ first }) => first <= parameter);
  const { first, inputs } = layers[layer];
  const number = parameter - first;
  return { layer, neuron: Math.floor(number / (inputs + 1)), input: number % (inputs + 1) };
}

/** @param {Layout} layout @param {{layer: number, neuron: number, input: number}} place */
export function parameterOf({ layers }, { layer, neuron, input }) {
  const { first, inputs } = layers[layer];
  return first + neuron * (inputs + 1) + input;
}

/** What the cursor stands at; null: at the loss or at the beginning. @param {Layout} layout @param {number} cursor @returns {Place | null} */
export function placeAt(layout, cursor) {
  if (cursor > layout.starts[3]) return placeOfParameter(layout, cursor - 1 - layout.starts[3]);
  const operation = operationAt(layout, cursor);
  return operation === null ? null : placeOfOperation(layout, operation);
}

/** The position that does the forward operation, or with `back` undoes it. @param {Layout} layout @param {number} operation @param {boolean} [back] */
export function positionOf({ operations, starts }, operation, back = false) {
  return back ? starts[2] + operations.backward.indexOf(operation) + 1 : operation + 1;
}

/** The next position where another neuron begins, or the one before. @param {Layout} layout @param {number} cursor @param {1 | -1} by */
export function nextNeuron(layout, cursor, by) {
  const key = (/** @type {number} */ at) => {
    const place = placeAt(layout, at);
    return `${stageAt(layout, at).at} ${place?.layer} ${place?.neuron}`;
  };
  let at = cursor;
  if (by < 0 && at > 0 && key(at - 1) !== key(at)) at--;
  const here = key(at);
  while (at + by >= 0 && at + by <= layout.total && key(at + by) === here) at += by;
  if (by > 0) return Math.min(layout.total, at + 1);
  return Math.max(0, at);
}

/** The end of the next stage that is not done yet, or of the one before. @param {Layout} layout @param {number} cursor @param {1 | -1} by */
export function nextStage({ starts, total }, cursor, by) {
  const ends = [...starts, total];
  return by > 0 ? ends.find((end) => end > cursor) ?? total : ends.findLast((end) => end < cursor) ?? 0;
}

/** The number of a neuron among all units; the output's is the one after the last. @param {Layout} layout @param {number} layer @param {number} neuron */
export function unitOf({ layers }, layer, neuron) {
  return layers.slice(0, layer).reduce((sum, { count }) => sum + count, 2) + neuron;
}
