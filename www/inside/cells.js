// What stands in a row of the tape: a cell a column. A number is told once it is known where one stands, else "·".

import { many, between, FIXED, nameNodes, nameOperation, runs } from '../words/tape.js';
import { indexOf } from './listing.js';
import { apart } from './digits.js';
import { placeOfParameter } from './layout.js';
import { nameNeuron } from '../words/inside.js';

/**
 * @typedef {import('./listing.js').Row} Row
 * @typedef {import('./layout.js').Layout} Layout
 * @typedef {import('./stand.js').Stand} Stand
 *
 * @typedef {object} Known    what cells are made from
 * @property {Layout} layout
 * @property {import('../../pkg/inside.js').Walk} walk
 * @property {import('../../pkg/inside.js').Update} update
 * @property {Stand} stand
 * @property {number} cursor
 * @property {(value: number) => string} write   a number, with no plus
 *
 * @typedef {{cells: string[], note: string | null}} Told  note: takes the place of the last four
 */

const NOT_YET = '·';
const LABEL = 2;
const WEIGHT = 3;

/** @param {Row} row @param {Known} known @returns {Told} */
export function tell(row, known) {
  if (row.kind === 'inputs') return { cells: [nameNodes(0, 4), 'inputs', '<b>x, y, t, weight</b>', ''], note: FIXED };
  if (row.kind === 'operation') return { cells: tellOperation(row, known), note: null };
  if (row.kind === 'parameter') return { cells: tellParameter(row, known), note: null };
  if (row.kind === 'layer' || known.cursor > known.layout.starts[3]) return { cells: tellParameters(row, known), note: '' };
  return tellMany(row, known);
}

/** Several operations in one row. @param {Row} row @param {Known} known @returns {Told} */
function tellMany(row, known) {
  const { layout, stand, write } = known;
  const { node: first, name } = layout.tape[row.instruction];
  const [node, isSums] = [first + row.neuron, name === 'sums'];
  const cells = [row.kind === 'off' ? '' : nameNodes(node, row.count), nameMany(row, known), madeFrom(row, known), ''];
  const done = countDone(row, known);
  if (row.count === 1 && isSums && row.kind !== 'off') {
    cells[3] = stand.known[node] === 2 ? value(node, write(stand.values[node])) : NOT_YET;
    cells.push('', stand.arrived[node] === 2 ? signed(stand.adjoints[node], known) : NOT_YET, '', '');
    if (row.kind === 'instruction' && done === row.to - row.from) cells[7] = receivers(row, known);
    return { cells, note: null };
  }
  if (row.isOpen) return { cells, note: '' };
  if (!done) return { cells: [...cells, '', NOT_YET, NOT_YET, ''], note: null };
  return { cells, note: done < row.to - row.from && !row.only ? `${done} of ${row.to - row.from}` : receivers(row, known) };
}

/** @param {Row} row @param {Known} known */
function nameMany(row, { layout }) {
  const { name, layer } = layout.tape[row.instruction];
  if (row.kind === 'off') return runs(inputsOf(row, layout));
  if (row.kind === 'neurons') return `neurons ${row.neuron + 1}–${row.neuron + row.count}`;
  if (row.kind === 'neuron') return `neuron ${row.neuron + 1}`;
  if (name !== 'sums') return `${nameOperation(name)} × ${row.count}`;
  return layer === layout.layers.length - 1 ? '<i>f</i>, the output' : `sums of layer ${Number(layer) + 1}`;
}

/** Numbers of the inputs of the terms of a row, from 1. @param {Row} row @param {Layout} layout */
function inputsOf({ only, instruction }, { operations, tape }) {
  return (only ?? []).map((at) => operations.right[at] - tape[instruction].reads[0] + 1);
}

/** @param {Row} row @param {Known} known */
function madeFrom(row, { layout }) {
  const { name, reads, count } = layout.tape[row.instruction];
  if (row.kind === 'off') return layout.tape[row.instruction].layer ? 'inputs off: 0' : 'inputs at 0';
  if (name === 'sums') return many(row.to - row.from, 'term');
  const run = (/** @type {number} */ i) => `n${nameNodes(reads[i], reads[i + 1] || count)}`;
  return reads.length > 2 ? run(0) + between(name) + run(2) : run(0);
}

/** How many operations of a row are done in the backward sweep; they lie there together. @param {Row} row @param {Known} known */
function countDone({ from, to, only }, { layout, cursor }) {
  const { back } = indexOf(layout);
  const swept = Math.min(cursor, layout.starts[3]) - layout.starts[2];
  if (only) return only.every((at) => back[at] < swept) ? only.length : 0;
  return back[from] < 0 ? 0 : Math.max(0, Math.min(to - from, swept - back[from]));
}

/** What a row whose operations are done has handed on. @param {Row} row @param {Known} known */
function receivers(row, known) {
  const { layout: { operations, tape }, walk } = known;
  const { back } = indexOf(known.layout);
  const { name, reads, count } = tape[row.instruction];
  const j = back[row.only ? row.only[0] : row.from];
  if (row.only) {
    const to = row.only.map((at) => operations.right[at]);
    const inputs = walk.arrives[1][j] ? `; ${arrival(walk.arrives[1][j])} n${runs(to)}` : '';
    const sent = walk.sent[0][j];
    return `${sent === 0 ? '0' : signed(sent, known)} to each weight${inputs}`;
  }
  if (name === 'sums') {
    const weights = row.to - row.from - row.count;
    const last = back[row.to - 1];
    if (row.kind === 'instruction' && row.count === 1 && walk.arrives[1][last]) return `sets n${nameNodes(reads[0], reads[1])}`;
    return `${many(weights, 'weight')}, ${many(row.count, 'bias')} set`;
  }
  const side = walk.arrives[0][j] ? 0 : 1;
  const on = walk.slope[side].subarray(j, j + count).reduce((sum, slope) => sum + Number(slope !== 0), 0);
  const how = name === 'relu' ? `: ${on} on, ${count - on} off` : '';
  return `${arrival(walk.arrives[side][j])} n${nameNodes(reads[2 * side], reads[2 * side + 1] || count)}${how}`;
}

/** @param {number} how */
const arrival = (how) => (how === 1 ? 'sets' : 'adds to');

/** @param {Row} row @param {Known} known */
function tellOperation(row, known) {
  const { layout, walk, cursor, write } = known;
  const { operations, starts } = layout;
  const { from: at, side, isFirst } = row;
  const isForward = Math.min(cursor, starts[2]) > at;
  const j = indexOf(layout).back[at];
  const isBack = j >= 0 && Math.min(cursor, starts[3]) - starts[2] > j;
  const node = operations.node[at];
  const isTerm = layout.tape[row.instruction].name === 'sums';
  const left = isFirst
    ? [isTerm ? '' : `${node}`, nameOne(row, layout), tellOperands(at, known), isForward ? value(node, write(walk.results[at])) : NOT_YET]
    : ['', '', '', ''];
  if (side === null) return [...left, '', '', '', ''];
  const to = side ? operations.right[at] : operations.left[at];
  const receiver = to >= 0 ? `n${to}` : nameParameter(layout, -1 - to);
  return [
    ...left, isForward ? write(walk.slope[side][j]) : NOT_YET, isBack ? signed(walk.adjoint[j], known) : NOT_YET,
    isBack ? signed(walk.sent[side][j], known) : NOT_YET, isBack ? `${arrival(walk.arrives[side][j])} ${receiver}` : '',
  ];
}

/** @param {Row} row @param {Layout} layout */
function nameOne({ from: at, instruction, neuron }, layout) {
  const { kind, left, right } = layout.operations;
  const { count, reads, layer } = layout.tape[instruction];
  if (kind[at] === 'bias') return '+ <i>b</i>';
  if (kind[at] === 'product') return `${nameParameter(layout, -1 - left[at])} × ${layer ? subscript('x', right[at] - reads[0]) : `<i>${'xy'[right[at]]}</i>`}`;
  if (count > 1) return `neuron ${neuron + 1}`;
  return left[at] === WEIGHT || right[at] === WEIGHT ? '× weight' : nameOperation(kind[at]);
}

/** "w₆" @param {Layout} layout @param {number} parameter */
export function nameParameter(layout, parameter) {
  const { layer, input } = placeOfParameter(layout, parameter);
  return input === layout.layers[layer].inputs ? '<i>b</i>' : subscript('w', input);
}

/** @param {string} letter @param {number} number  from 0 */
const subscript = (letter, number) => `<i>${letter}</i><sub>${number + 1}</sub>`;

/** @param {number} at @param {Known} known */
function tellOperands(at, known) {
  const { kind, left, right } = known.layout.operations;
  const [a, b] = [left[at], right[at]].map((operand) => tellOperand(operand, known));
  return kind[at] === 'product' ? `${a} · ${b}` : right[at] < -known.update.live.length ? a : a + between(kind[at]) + b;
}

/** A node leads to where it was made; what is fixed in the recording is tinted. @param {number} operand @param {Known} known */
function tellOperand(operand, { layout, walk, update, write }) {
  if (operand < 0) return operand < -update.live.length ? '' : write(update.live[-1 - operand]);
  if (operand < LABEL) return `<b><i>${'xy'[operand]}</i></b>`;
  const number = write(walk.values[operand]).replace(/\.0+$/, '');
  if (operand === LABEL) return `<b><i>t</i> = ${number}</b>`;
  if (operand === WEIGHT) return `<b>${number}</b>`;
  const isFixed = layout.tape.some(({ name, node }) => name === 'constant' && node === operand);
  return isFixed ? `<b>n${operand} = ${number}</b>` : `<span data-made="${operand}">n${operand}</span>`;
}

/** @param {Row} row @param {Known} known */
function tellParameter({ from: at }, known) {
  const { layout, update, stand, write } = known;
  const isDone = at < stand.updated;
  const [before, after] = apart(update.before[at], update[isDone ? 'after' : 'before'][at], write);
  const how = !update.means.length ? write(-update.rate) : isDone ? signed(update.after[at] - update.before[at], known) : NOT_YET;
  const who = nameNeuron(layout, placeOfParameter(layout, at));
  return [`${at}`, nameParameter(layout, at), who, '', signed(update.gradient[at], known), how, before, isDone ? after : NOT_YET];
}

/** Several of them in one row. @param {Row} row @param {Known} known */
function tellParameters({ kind, instruction, neuron, count, from, to }, { layout }) {
  const name = kind === 'layer'
    ? (instruction === layout.layers.length - 1 ? 'output' : `layer ${instruction + 1}`)
    : `neuron${count > 1 ? 's' : ''} ${nameNodes(neuron + 1, count)}`;
  return [nameNodes(from, to - from), name, many(to - from, 'parameter'), ''];
}

/** Its uses are told when it is pressed. @param {number} node @param {string} text */
const value = (node, text) => `<span data-uses="${node}">${text}</span>`;

/** In the colour of its sign. @param {number} number @param {{write: (value: number) => string}} how */
function signed(number, { write }) {
  const text = number > 0 ? `+${write(number)}` : write(number);
  return number > 0 ? `<em class="pos">${text}</em>` : number < 0 ? `<em class="neg">${text}</em>` : text;
}
