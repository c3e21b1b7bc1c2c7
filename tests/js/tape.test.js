// The rows of the tape: what is folded, what opens by itself, what a filter keeps, what each row says.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layOut, positionOf } from '../../www/inside/layout.js';
import { tell } from '../../www/inside/cells.js';
import { cursorIn, findPath, holds, keepBy, listRows } from '../../www/inside/listing.js';
import { writeValue } from '../../www/inside/save.js';
import { standAt } from '../../www/inside/stand.js';
import { runs } from '../../www/words/tape.js';

const NONE = -2147483648;

/** A network of 2 inputs, these hidden layers and one output, laid out as the engine tells it; its loss is a ReLU. @param {number[]} hidden */
function network(hidden) {
  /** @type {any[]} */
  const tape = [];
  /** @type {any[]} */
  const all = [];
  let [node, parameter, source, inputs] = [4, 0, 0, 2];
  const push = (/** @type {object} */ instruction, /** @type {number} */ count) => {
    tape.push({ parameter: null, value: null, layer: null, isSum: false, isLoss: false, ...instruction, node, count });
    node += count;
    return node - count;
  };
  [...hidden, 1].forEach((count, layer) => {
    const sum = push({ name: 'sums', reads: [source, inputs], parameter, layer, isSum: true }, count);
    for (let n = 0; n < count; n++) {
      const first = parameter + n * (inputs + 1);
      all.push(['bias', tape.length - 1, sum + n, -1 - first - inputs, NONE]);
      for (let i = 0; i < inputs; i++) all.push(['product', tape.length - 1, sum + n, -1 - first - i, source + i]);
    }
    parameter += count * (inputs + 1);
    if (layer === hidden.length) return;
    source = push({ name: 'relu', reads: [sum, 0], layer }, count);
    for (let n = 0; n < count; n++) all.push(['relu', tape.length - 1, source + n, sum + n, NONE]);
    inputs = count;
  });
  const forward = all.length;
  const loss = push({ name: 'relu', reads: [node - 1, 0], isLoss: true }, 1);
  all.push(['relu', tape.length - 1, loss, loss - 1, NONE]);
  const column = (/** @type {number} */ i) => Int32Array.from(all, (one) => one[i]);
  const backward = Uint32Array.from(all.keys()).sort((a, b) => all[b][1] - all[a][1] || a - b);
  /** @type {any} */
  const operations = { kind: all.map(([kind]) => kind), instruction: column(1), node: column(2), left: column(3), right: column(4), backward, forward };
  return layOut(tape, operations, parameter);
}

/** Numbers that need not fit together; node 5 of the first sums is off. @param {import('../../www/inside/layout.js').Layout} layout */
function walked(layout) {
  const { operations, total, counts } = layout;
  const count = operations.kind.length;
  const arrives = [0, 1].map((side) => Uint8Array.from(operations.backward, (i) => Number(side ? operations.kind[i] === 'product' && operations.right[i] > 3 : true)));
  const column = () => Float32Array.from({ length: total }, (_, i) => 1 + i / 64);
  const values = column();
  /** @type {any} */
  const walk = {
    values, adjoints: column(), results: column().subarray(0, count), sums: Float32Array.from(operations.node, (node) => values[node]),
    gradient: column().subarray(0, counts[3]), adjoint: column(), slope: [column(), column()], sent: [column(), column()], after: [column(), column()], arrives,
  };
  /** @type {any} */
  const update = { before: column(), live: column().subarray(0, counts[3]), after: column(), gradient: column(), rate: 0.5, taken: true };
  return { walk, update };
}

/** @param {number[]} hidden @param {number} cursor @param {import('../../www/inside/listing.js').Filter} [filter] @param {number} [parameter] @param {Map<string, boolean>} [hand] */
function listed(hidden, cursor, filter = 'all', parameter = 0, hand = new Map()) {
  const layout = network(hidden);
  const { walk, update } = walked(layout);
  const { at, folds } = cursorIn(layout, cursor);
  const isUpdate = cursor > layout.starts[3];
  const rows = listRows({
    layout, walk, at, isUpdate, keep: keepBy(filter, layout, parameter, isUpdate), isOff: (node) => node === 8,
    isOpen: (fold) => hand.get(fold) ?? folds.includes(fold), isTouched: (fold) => hand.has(fold),
  });
  return { layout, rows, walk, update, at };
}

/** @param {import('../../www/inside/listing.js').Row[]} rows */
const keys = (rows) => rows.map(({ key }) => key);

test('at the beginning all instructions are folded, and single operations are rows of their own', () => {
  const { rows } = listed([3, 2], 0);
  assert.deepEqual(keys(rows), ['inputs', 'i0', 'i1', 'i2', 'i3', 'i4', '25.0']);
  assert.equal(rows.findIndex((row) => holds(row, -1)), 0);
});

test('what holds the cursor is open, its neighbours are folded into one row a side', () => {
  // The sums of layer 2, of 2 neurons with 4 terms each, begin with operation 12.
  const { rows, at, layout } = listed([3, 2], 14);
  assert.equal(at, 13);
  assert.deepEqual(keys(rows), ['inputs', 'i0', 'i1', 'i2', 'n2.0', '12.0', '13.0', '13.1', 'o12.14', '15.0', '15.1', 'n2.1', 'i3', 'i4', '25.0']);
  assert.ok(rows.filter((row) => holds(row, at)).map(({ kind }) => kind).join(' ').endsWith('operation operation'));
  assert.equal(cursorIn(layout, positionOf(layout, at, true)).at, at, 'the same operation in the backward sweep');
  const wide = listed([2, 6], 1 + 2 * 3 + 2 + 3 * 3);
  assert.deepEqual(wide.rows.filter(({ level, instruction }) => level === 2 && instruction === 2).map(({ kind, count }) => `${kind} ${count}`), ['neurons 3', 'neuron 1', 'neurons 2']);
});

test('terms that are off are split by the cursor, and the one that it stands at is a row', () => {
  const { rows } = listed([3, 2], 15);
  assert.ok(keys(rows).includes('14.0') && !keys(rows).includes('o12.14'));
  const opened = listed([3, 2], 14, 'all', 0, new Map([['o12', true]]));
  assert.ok(keys(opened.rows).includes('14.1'));
});

test('a product is two rows, but one where its input is fixed', () => {
  const { rows } = listed([3], 2);
  assert.deepEqual(rows.filter(({ from, kind }) => kind === 'operation' && from === 1).map(({ side }) => side), [0]);
  const later = listed([3, 2], 14).rows.filter(({ from, kind }) => kind === 'operation' && from === 13);
  assert.deepEqual(later.map(({ side, isFirst }) => [side, isFirst]), [[0, true], [1, false]]);
});

test('filters keep a layer, a neuron or the path of a weight', () => {
  const layout = network([3, 2]);
  const path = findPath(layout, 0);
  // Its product, the neuron's ReLU, one product and a ReLU in each neuron of layer 2, two products of the output, the loss.
  assert.equal(path.reduce((sum, kept) => sum + kept), 1 + 1 + 2 + 2 + 2 + 1);
  const neuron = listed([3, 2], 0, 'neuron', 0);
  assert.deepEqual(neuron.rows.map(({ from, to }) => [from, to]), [[0, 9], [9, 12]]);
  const layer = keepBy('layer', layout, 9, false);
  assert.deepEqual(listed([3, 2], 0, 'layer', 9).rows.map(({ from }) => layer?.[from]), [1, 1]);
  assert.deepEqual(keepBy('path', layout, 4, true)?.indexOf(1), 4);
});

test('in the update the rows are the parameters', () => {
  const { layout } = listed([3, 2], 0);
  const { rows, at } = listed([3, 2], layout.starts[3] + 2);
  assert.equal(at, 1);
  assert.deepEqual(keys(rows), ['i0', 'n0.0', 'p0', 'p1', 'p2', 'a0.1', 'i1', 'i2']);
});

test('rows tell what is known, and nothing more', () => {
  for (const cursor of [0, 13, 14, 30, 45, 52]) {
    const { layout, rows, walk, update } = listed([3, 2], cursor, 'all', 0, new Map([['i2', true], ['n2.0', true], ['o12', true]]));
    const told = rows.map((row) => tell(row, { layout, walk, update, stand: standAt(layout, walk, update, cursor), cursor, write: String }).cells);
    const first = told[keys(rows).indexOf('13.0')];
    const back = layout.operations.backward.indexOf(13);
    assert.equal(first[2], `${update.live[9]} · <span data-made="7">n7</span>`);
    assert.equal(first[3].replace(/<[^>]*>/g, ''), cursor > 13 ? String(walk.results[13]) : '·');
    assert.equal(first[4], cursor > 13 ? String(walk.slope[0][back]) : '·');
    const isSent = cursor - layout.starts[2] > back;
    assert.equal(first[6].replace(/<[^>]*>|\+/g, ''), isSent ? String(walk.sent[0][back]) : '·');
    assert.equal(first[7].replace(/<[^>]*>/g, ''), isSent ? 'sets w1' : '');
  }
});

test('numbers are told in runs', () => {
  assert.equal(runs([1, 2, 3, 4, 5, 8, 9, 11]), '1–5, 8, 9, 11');
  assert.equal(runs([7]), '7');
});

test('a saved number is read again as it was', () => {
  const numbers = Float32Array.of(0.1, -0, 3e-45, 16777216, NaN, -Infinity);
  const read = JSON.parse(writeValue({ numbers, text: 'a "b"', none: null })).numbers;
  assert.deepEqual(Float32Array.from(read, Number), numbers);
  assert.ok(Object.is(read[1], -0));
});

test('all 22,000 rows of 6 layers of 32 are listed at once', () => {
  const layout = network([32, 32, 32, 32, 32, 32]);
  const { walk } = walked(layout);
  const start = performance.now();
  const rows = listRows({ layout, walk, at: 9000, isUpdate: false, keep: null, isOff: () => false, isOpen: (fold) => fold[0] !== 'o', isTouched: () => false });
  assert.ok(rows.length > 10_000, `${rows.length}`);
  assert.ok(performance.now() - start < 500, `${performance.now() - start} ms`);
});
