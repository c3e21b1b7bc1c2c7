// The tape as a list of rows: instructions, folded or opened to neurons, opened to terms; of the update, its parameters.

import { memo } from '../kit/memo.js';
import { placeOfOperation, placeOfParameter, stageAt, operationAt } from './layout.js';

/**
 * @typedef {import('./layout.js').Layout} Layout
 * @typedef {import('../../pkg/inside.js').Walk} Walk
 * @typedef {'all' | 'layer' | 'neuron' | 'path'} Filter
 *
 * @typedef {object} Row
 * @property {'inputs' | 'instruction' | 'neurons' | 'neuron' | 'off' | 'operation' | 'layer' | 'parameter'} kind  neurons: several that are folded
 * @property {string} key        no other row's
 * @property {string | null} fold  what is opened and folded with it; null: nothing
 * @property {boolean} isOpen
 * @property {number} level      from 1
 * @property {number} from       the operations that it holds, of the update the parameters: this one,
 * @property {number} to         and all before that one
 * @property {number[] | null} only  of those; null: all
 * @property {number} instruction  of the tape; of the update, the layer
 * @property {number} neuron     of that instruction, from 0
 * @property {number} count      of neurons
 * @property {number | null} side  of an operation: the operand that something arrives at, 0 or 1; null: none
 * @property {boolean} isFirst   of the rows of its operation
 *
 * @typedef {object} View        what the list depends on
 * @property {Layout} layout
 * @property {Walk} walk
 * @property {Uint8Array | null} keep  of each operation or parameter, whether it is listed; null: all are
 * @property {(fold: string) => boolean} isOpen
 * @property {(fold: string) => boolean} isTouched  by hand: it is folded by itself, not with its neighbours
 * @property {(node: number) => boolean} isOff  whether a number is known to be 0
 * @property {number} at         the operation or parameter that the cursor stands at, or −1
 * @property {boolean} isUpdate
 */

/** Of each instruction its first operation, of each operation its number in the backward sweep, or −1. */
export const indexOf = memo((/** @type {Layout} */ { tape, operations }) => {
  const first = new Int32Array(tape.length + 1).fill(operations.kind.length);
  for (let i = operations.kind.length - 1; i >= 0; i--) first[operations.instruction[i]] = i;
  for (let i = tape.length - 1; i >= 0; i--) if (tape[i].name === 'constant') first[i] = first[i + 1];
  const back = new Int32Array(operations.kind.length).fill(-1);
  operations.backward.forEach((operation, j) => (back[operation] = j));
  return { first, back };
});

/** What of the tape, or of the update, is listed. */
export const keepBy = memo((/** @type {Filter} */ filter, /** @type {Layout} */ layout, /** @type {number} */ parameter, /** @type {boolean} */ isUpdate) => {
  if (filter === 'all') return null;
  if (filter === 'path') return isUpdate ? Uint8Array.from({ length: layout.counts[3] }, (_, p) => Number(p === parameter)) : findPath(layout, parameter);
  const chosen = placeOfParameter(layout, parameter);
  const count = isUpdate ? layout.counts[3] : layout.operations.kind.length;
  return Uint8Array.from({ length: count }, (_, i) => {
    const place = isUpdate ? placeOfParameter(layout, i) : placeOfOperation(layout, i);
    return Number(place?.layer === chosen.layer && (filter === 'layer' || place.neuron === chosen.neuron));
  });
});

/** The operations through which a parameter leads to the loss. @param {Layout} layout @param {number} parameter */
export function findPath({ operations: { kind, left, right, node } }, parameter) {
  const reached = new Set([-1 - parameter]);
  return Uint8Array.from(kind, (_, i) => {
    const isOn = reached.has(left[i]) || reached.has(right[i]);
    if (isOn) reached.add(node[i]);
    return Number(isOn);
  });
}

/** What opens by itself: what holds the cursor. @param {Layout} layout @param {number} cursor @returns {{at: number, folds: string[]}} */
export function cursorIn(layout, cursor) {
  if (stageAt(layout, cursor).at === 3) {
    const at = cursor - 1 - layout.starts[3];
    const { layer, neuron } = placeOfParameter(layout, at);
    return { at, folds: [`i${layer}`, `n${layer}.${neuron}`] };
  }
  const at = cursor ? /** @type {number} */ (operationAt(layout, cursor)) : -1;
  if (at < 0) return { at, folds: [] };
  const { instruction, node } = layout.operations;
  return { at, folds: [`i${instruction[at]}`, `n${instruction[at]}.${node[at] - layout.tape[instruction[at]].node}`] };
}

/** @param {View} view @returns {Row[]} */
export function listRows(view) {
  /** @type {Row[]} */
  const rows = [];
  if (view.isUpdate) view.layout.layers.forEach((_, layer) => listLayer(rows, view, layer));
  else {
    if (!view.keep) rows.push({ ...row('inputs', 'inputs', 1, 0, 0), instruction: -1 });
    view.layout.tape.forEach(({ name }, i) => name !== 'constant' && listInstruction(rows, view, i));
  }
  return rows;
}

/** Whether a row holds an operation, or a parameter. @param {Row} row @param {number} at */
export function holds({ from, to, only, kind }, at) {
  return at < 0 ? kind === 'inputs' : at >= from && at < to && (!only || only.includes(at));
}

/** @param {Row['kind']} kind @param {string} key @param {number} level @param {number} from @param {number} to @returns {Row} */
function row(kind, key, level, from, to) {
  return { kind, key, level, from, to, fold: null, isOpen: false, only: null, instruction: 0, neuron: 0, count: 1, side: null, isFirst: true };
}

/** @param {View} view @param {number} from @param {number} to */
function isListed({ keep }, from, to) {
  if (!keep) return true;
  for (let i = from; i < to; i++) if (keep[i]) return true;
  return false;
}

/** @param {Row[]} rows @param {View} view @param {number} i */
function listInstruction(rows, view, i) {
  const { tape } = view.layout;
  const { first } = indexOf(view.layout);
  const { count, name } = tape[i];
  const [from, to] = [first[i], first[i + 1]];
  if (!isListed(view, from, to)) return;
  if (to - from === 1) return listOperation(rows, view, i, from, 1);
  const isOpen = view.isOpen(`i${i}`);
  rows.push({ ...row('instruction', `i${i}`, 1, from, to), fold: `i${i}`, isOpen, instruction: i, count });
  if (!isOpen) return;
  if (name !== 'sums') for (let at = from; at < to; at++) listOperation(rows, view, i, at, 2);
  else if (count === 1) listTerms(rows, view, i, from, to, 2);
  else listNeurons(rows, view, i, from, to, count, listTerms);
}

/** @param {Row[]} rows @param {View} view @param {number} layer */
function listLayer(rows, view, layer) {
  const { first, count, inputs } = view.layout.layers[layer];
  const to = first + count * (inputs + 1);
  if (!isListed(view, first, to)) return;
  const isOpen = view.isOpen(`i${layer}`);
  rows.push({ ...row('layer', `i${layer}`, 1, first, to), fold: `i${layer}`, isOpen, instruction: layer, count });
  if (!isOpen) return;
  if (count === 1) listParameters(rows, view, layer, first, to, 2);
  else listNeurons(rows, view, layer, first, to, count, listParameters);
}

/**
 * Those that are opened; runs of those that are not, until they are asked for, in one row.
 * @param {Row[]} rows @param {View} view @param {number} i @param {number} from @param {number} to @param {number} count @param {typeof listTerms} list
 */
function listNeurons(rows, view, i, from, to, count, list) {
  const each = (to - from) / count;
  const areAll = view.isOpen(`a${i}`);
  const isOpen = (/** @type {number} */ neuron) => view.isOpen(`n${i}.${neuron}`);
  const isFolded = (/** @type {number} */ neuron) => neuron < count && !areAll && !isOpen(neuron) && !view.isTouched(`n${i}.${neuron}`) && isListed(view, from + neuron * each, from + neuron * each + each);
  for (let neuron = 0; neuron < count; neuron++) {
    const [begin, end] = [from + neuron * each, from + neuron * each + each];
    if (!isListed(view, begin, end)) continue;
    let next = neuron;
    while (isFolded(next)) next++;
    if (next > neuron + 1) {
      rows.push({ ...row('neurons', `a${i}.${neuron}`, 2, begin, from + next * each), fold: `a${i}`, instruction: i, neuron, count: next - neuron });
      neuron = next - 1;
      continue;
    }
    rows.push({ ...row('neuron', `n${i}.${neuron}`, 2, begin, end), fold: `n${i}.${neuron}`, isOpen: isOpen(neuron), instruction: i, neuron });
    if (isOpen(neuron)) list(rows, view, i, begin, end, 3);
  }
}

/**
 * Those whose input is off in one row; where the cursor stands among them, those that are done and those to come in one each.
 * @param {Row[]} rows @param {View} view @param {number} i @param {number} from @param {number} to @param {number} level
 */
function listTerms(rows, view, i, from, to, level) {
  const { kind, right } = view.layout.operations;
  const isSplit = view.at >= from && view.at < to;
  const isFolded = (/** @type {number} */ at) => at !== view.at && kind[at] === 'product' && view.isOff(right[at]) && isListed(view, at, at + 1);
  const parts = view.isOpen(`o${from}`) ? [] : isSplit ? [[from, view.at], [view.at + 1, to]] : [[from, to]];
  const folded = parts.map(([begin, end]) => Array.from({ length: end - begin }, (_, k) => begin + k).filter(isFolded));
  for (let at = from; at < to; at++) {
    const only = folded.find((list) => list.includes(at));
    if (only?.[0] === at) rows.push({ ...row('off', `o${from}.${at}`, level, at, only[only.length - 1] + 1), fold: `o${from}`, only, instruction: i, count: only.length });
    if (!only) listOperation(rows, view, i, at, level);
  }
}

/** A row an arrival: of a product two. @param {Row[]} rows @param {View} view @param {number} i @param {number} at @param {number} level */
function listOperation(rows, view, i, at, level) {
  if (!isListed(view, at, at + 1)) return;
  const { back } = indexOf(view.layout);
  const neuron = view.layout.operations.node[at] - view.layout.tape[i].node;
  const sides = [0, 1].filter((side) => back[at] >= 0 && view.walk.arrives[side][back[at]]);
  for (const [n, side] of (sides.length ? sides : [null]).entries()) {
    rows.push({ ...row('operation', `${at}.${n}`, level, at, at + 1), instruction: i, neuron, side, isFirst: n === 0 });
  }
}

/** @param {Row[]} rows @param {View} view @param {number} layer @param {number} from @param {number} to @param {number} level */
function listParameters(rows, view, layer, from, to, level) {
  for (let at = from; at < to; at++) if (isListed(view, at, at + 1)) rows.push({ ...row('parameter', `p${at}`, level, at, at + 1), instruction: layer });
}
