// The tabs Neuron and Receipt: what they show is known, sorted, stacked and said rightly.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { doesFan, linkUp, waysOn } from '../../www/inside/chain.js';
import { layOut } from '../../www/inside/layout.js';
import { figure, fit, signed, tinted, writer } from '../../www/inside/ledger.js';
import { openNeuron } from '../../www/inside/opened.js';
import { findReason, sortRows, stack, ticks } from '../../www/inside/rows.js';
import { drawActivation, shownTerms, stackTerms } from '../../www/inside/terms.js';
import { describeKink, describeOff, describePath } from '../../www/words/neuron.js';
import { describeMean, describeMove, describeReason, describeReceipt, describeSilent, describeVote } from '../../www/words/receipt.js';
import { spell } from '../../www/words/spell.js';

// A network 2-2-2-1 with ReLU on the point (2, −1): weights and bias of each neuron, layer by layer.
const LAYERS = [[[1, 0.5, 0.25], [-1, 1, 0.5]], [[2, 1, -1], [-1, 3, 4]], [[0.5, -2, 1]]];
const POINT = [2, -1];

/** That network's tape, operations and walk, done here by hand; the loss is f itself, told as one sum. */
function walkThrough() {
  /** @type {any[]} */
  const tape = [];
  const columns = { kind: /** @type {any[]} */ ([]), instruction: [], node: [], left: [], right: [], results: [], sums: [] };
  const values = [...POINT, -1, 1];
  const push = (/** @type {Record<string, any>} */ row) => Object.entries(row).forEach(([name, value]) => /** @type {any} */ (columns)[name].push(value));
  const all = LAYERS.flat(2);
  let [first, source] = [0, 0];
  LAYERS.forEach((neurons, layer) => {
    const sum = values.length;
    const inputs = neurons[0].length - 1;
    tape.push({ name: 'sums', node: sum, count: neurons.length, reads: [source, inputs], parameter: first, value: null, layer, isSum: true, isLoss: false });
    neurons.forEach((weights, neuron) => {
      let so = weights[inputs];
      push({ kind: 'bias', instruction: tape.length - 1, node: sum + neuron, left: -1 - (first + inputs), right: -2147483648, results: so, sums: so });
      for (let i = 0; i < inputs; i++) {
        const result = weights[i] * values[source + i];
        push({ kind: 'product', instruction: tape.length - 1, node: sum + neuron, left: -1 - (first + i), right: source + i, results: result, sums: so += result });
      }
      values.push(so);
      first += weights.length;
    });
    source = sum;
    if (layer === LAYERS.length - 1) return;
    source = values.length;
    tape.push({ name: 'relu', node: source, count: neurons.length, reads: [sum, 0], parameter: null, value: null, layer, isSum: false, isLoss: false });
    neurons.forEach((_, neuron) => {
      values.push(Math.max(0, values[sum + neuron]));
      push({ kind: 'relu', instruction: tape.length - 1, node: source + neuron, left: sum + neuron, right: -2147483648, results: values[source + neuron], sums: values[source + neuron] });
    });
  });
  const forward = columns.kind.length;
  tape.push({ name: 'neg', node: values.length, count: 1, reads: [source, 0], parameter: null, value: null, layer: null, isSum: false, isLoss: true });
  push({ kind: 'neg', instruction: tape.length - 1, node: values.length, left: source, right: -2147483648, results: -values[source], sums: -values[source] });
  values.push(-values[source]);
  const backward = columns.kind.map((_, i) => i).sort((a, b) => columns.instruction[b] - columns.instruction[a] || a - b);
  return { tape, operations: { ...columns, forward, backward }, values, back: sendBack(columns, backward, values, all), parameters: all };
}

/** @param {any} columns @param {number[]} backward @param {number[]} values @param {number[]} parameters */
function sendBack({ kind, node, left, right }, backward, values, parameters) {
  const adjoints = values.map(() => 0);
  adjoints[values.length - 1] = 1;
  const gradient = parameters.map(() => 0);
  /** @type {any} */
  const out = { adjoint: [], slope: [[], []], sent: [[], []], after: [[], []], arrives: [[], []] };
  for (const o of backward) {
    const adjoint = adjoints[node[o]];
    out.adjoint.push(adjoint);
    const slopes = kind[o] === 'product' ? [values[right[o]], parameters[-1 - left[o]]] : kind[o] === 'relu' ? [values[left[o]] > 0 ? 1 : 0, 0] : kind[o] === 'neg' ? [-1, 0] : [1, 0];
    [left[o], right[o]].forEach((to, side) => {
      const isAsked = to > 3 || (to < 0 && to > -1000);
      const amount = isAsked ? adjoint * slopes[side] : 0;
      const after = !isAsked ? 0 : to < 0 ? (gradient[-1 - to] += amount) : (adjoints[to] += amount);
      out.slope[side].push(slopes[side]);
      out.sent[side].push(amount);
      out.after[side].push(after);
      out.arrives[side].push(isAsked ? 1 : 0);
    });
  }
  return { ...out, adjoints, gradient };
}

const floats = (/** @type {any} */ rows) => (Array.isArray(rows[0]) ? rows.map((row) => Float32Array.from(row)) : Float32Array.from(rows));

/** @param {number} parameter @param {number | 'end' | 'back'} at */
function insideAt(parameter, at) {
  const { tape, operations, values, back, parameters } = walkThrough();
  const layout = layOut(tape, /** @type {any} */ ({ ...operations, node: Int32Array.from(operations.node), left: Int32Array.from(operations.left), right: Int32Array.from(operations.right), backward: Uint32Array.from(operations.backward) }), parameters.length);
  const walk = { ...Object.fromEntries(Object.entries(back).map(([name, rows]) => [name, floats(rows)])), values: floats(values), results: floats(operations.results), sums: floats(operations.sums) };
  const numbers = Float32Array.from(parameters);
  const update = { before: numbers, live: numbers, after: numbers, gradient: numbers };
  const cursor = at === 'end' ? layout.total : at === 'back' ? layout.starts[3] : at;
  return /** @type {any} */ ({ moment: { layout, update, config: { activation: 'relu' }, treatments: [] }, walk, cursor, parameter, preview: null });
}

/** f at that point with one parameter moved, in full precision. @param {number} parameter @param {number} by */
function answer(parameter, by) {
  const all = LAYERS.flat(2).map((value, i) => (i === parameter ? value + by : value));
  let at = 0;
  return LAYERS.reduce((inputs, neurons, layer) => neurons.map(() => {
    const weights = all.slice(at, (at += inputs.length + 1));
    const sum = weights[inputs.length] + inputs.reduce((so, x, i) => so + x * weights[i], 0);
    return layer < LAYERS.length - 1 ? Math.max(0, sum) : sum;
  }), POINT)[0];
}

test('at the end all of a neuron is known, and what comes back to each weight is the slope of the loss', () => {
  for (let parameter = 0; parameter < LAYERS.flat(2).length; parameter++) {
    const { back, z, a, f, loss } = openNeuron(insideAt(parameter, 'back'));
    const slope = -(answer(parameter, 1e-6) - answer(parameter, -1e-6)) / 2e-6;
    assert.ok(Math.abs(Number(back.w) - slope) < 1e-5, `parameter ${parameter}: ${back.w}, not ${slope}`);
    assert.ok([z, a, f, loss, back.sum, back.a, back.f].every((value) => value !== null));
    assert.equal(f, answer(0, 0));
  }
});

test('nothing is shown before the cursor has come to it', () => {
  const { layout } = insideAt(0, 0).moment;
  const start = openNeuron(insideAt(0, 0));
  assert.deepEqual([start.z, start.a, start.f, start.loss, start.slope, ...Object.values(start.back)], Array(10).fill(null));
  assert.deepEqual(start.terms.map(({ input, x, result }) => [input, x, result]), [[2, 1, null], [0, 2, null], [1, -1, null]]);
  const second = openNeuron(insideAt(0, 2));
  assert.deepEqual(second.terms.map(({ result, sum }) => [result, sum]), [[0.25, 0.25], [2, 2.25], [null, null]]);
  assert.equal(second.z, null, 'a sum is known with its last term');
  assert.equal(openNeuron(insideAt(0, 3)).z, 1.75);
  const loss = openNeuron(insideAt(0, layout.starts[2]));
  assert.deepEqual([loss.back.loss, loss.back.f, loss.back.w], [1, null, null]);
  // From the last term that sends to the neuron's output on, all of it has come home: one operation of two neurons of three terms.
  const { back } = openNeuron(insideAt(0, layout.starts[2] + 1 + 3 + 2 + 4));
  assert.equal(back.a, null);
  assert.equal(openNeuron(insideAt(0, layout.starts[2] + 1 + 3 + 2 + 5)).back.a, -(0.5 * 2) + 2 * -1);
});

test('the ways on are those through neurons that fired, and add up to what comes home', () => {
  const opened = openNeuron(insideAt(0, 'end'));
  assert.ok(doesFan(opened));
  assert.deepEqual(waysOn(opened).map(({ neuron, sent, after, weight, adjoint }) => ({ neuron, sent, after, weight, adjoint })), [
    { neuron: 0, sent: -1, after: -1, weight: 2, adjoint: -0.5 }, { neuron: 1, sent: -2, after: -3, weight: -1, adjoint: 2 },
  ]);
  assert.equal(describeOff(opened), '');
  assert.equal(describePath(opened), 'from <i>x</i> to neuron 1, then by two ways');
  const ways = opened.ways.map((way, i) => ({ ...way, isOn: i === 0 }));
  assert.equal(describeOff({ ...opened, ways }), 'one is off: 0');
  assert.equal(describePath({ ...opened, ways }), 'from <i>x</i> to neuron 1, then by one way');
  assert.deepEqual(linkUp(opened, writer(false)).map(({ name, slope }) => `${name} ${slope}`.trim()), ['w × 2.000', '× × 1', 'Σ × 1', 'φ', 'f × −1', 'L']);
});

test('for the last layers the path is straight', () => {
  const last = openNeuron(insideAt(12, 'end'));
  assert.deepEqual(linkUp(last, writer(false)).map(({ name }) => name), ['w', '×', 'f', 'L']);
  assert.equal(describePath(last), 'from input 1 to the output');
  const bias = openNeuron(insideAt(8, 'end'));
  assert.deepEqual(linkUp(bias, writer(false)).map(({ name, slope }) => `${name} ${slope}`.trim()), ['b × 1', 'Σ × 1', 'φ × 0.500', 'f × −1', 'L']);
  assert.equal(describePath(bias), 'the bias of neuron 1');
});

test('a waterfall leads from the bias to the sum, without what is off but for what is selected', () => {
  // Neuron 2 of layer 1 is off: −2 − 1 + 0.5.
  const opened = openNeuron(insideAt(6, 'end'));
  assert.deepEqual(shownTerms(opened).map(({ input }) => input), [2, 0]);
  assert.deepEqual(shownTerms(openNeuron(insideAt(7, 'end'))).map(({ input }) => input), [2, 0, 1]);
  assert.deepEqual(stackTerms(opened).map(({ from, to, adds }) => [from, to, adds]), [[0, -1, -1], [-1, 2.5, 3.5], [0, 2.5, 2.5]]);
});

test('samples stand by how hard they push, and those that do not with why', () => {
  const columns = /** @type {any} */ ({
    loss: [1, 0, 2, 0.5, 1, 3, 1], push: [-0.25, 0, 0.5, 0, NaN, 0, 0.25], sum: [1, 1, 1, -1, 1, 1, 1], input: [1, 1, 1, 1, 1, 0, 1],
  });
  assert.deepEqual(sortRows(columns), { pushing: [4, 2, 0, 6], stopped: [3, 5], silent: [1] });
  assert.deepEqual([3, 5, 1].map((i) => findReason(columns, i, true)), ['neuron', 'input', 'above']);
  assert.equal(findReason(columns, 3, false), 'above');
  assert.deepEqual(stack([0.5, -0.25, NaN, 0.25]), [0.5, 0.25, 0.25, 0.5]);
});

test('lengths fit their place, and zero is always in it', () => {
  const x = fit([2, 4], 0, 100);
  assert.deepEqual([0, 2, 4].map(x), [0, 50, 100]);
  const y = fit([-1, NaN, 1], 100, 0);
  assert.deepEqual([-1, 0, 1].map(y), [100, 50, 0]);
  assert.equal(fit([], 5, 9)(0), 5);
});

test('ticks are few, round and within', () => {
  assert.deepEqual(ticks(0.909, 0.935).map(({ text }) => text), ['0.91', '0.92', '0.93']);
  assert.deepEqual(ticks(-0.55, -0.25).map(({ text }) => text), ['−0.5', '−0.4', '−0.3']);
  for (let size = 1e-8; size < 1e8; size *= 3.7) {
    const { length } = ticks(-size / 3, size);
    assert.ok(length >= 2 && length <= 6, `${length} ticks in ${size}`);
  }
  assert.deepEqual([ticks(1, 1), ticks(0, NaN), ticks(0, Infinity)], [[], [], []]);
});

test('a number carries its sign, and what is none has no colour', () => {
  assert.deepEqual([null, NaN, 0, -0, -1.5, Infinity].map((value) => figure(value)), ['·', 'NaN', '0', '0', '−1.500', '∞']);
  assert.deepEqual([0.1, -0.1, -Infinity].map((value) => signed(value)), ['+0.100', '−0.100', '−∞']);
  assert.deepEqual([0.1, -0.1, NaN, null].map((value) => tinted(value)), ['<b class="plus">+0.100</b>', '<b class="minus">−0.100</b>', '<b class="">NaN</b>', '<b class="">·</b>']);
  for (const value of [1 / 3, 16777216, 1e-30, 0.1].map(Math.fround)) assert.equal(Math.fround(Number(figure(value, writer(true)).replace('−', '-'))), value);
});

test('a receipt is said as it is', () => {
  const { layout } = insideAt(0, 0).moment;
  assert.equal(describeReceipt(layout, { layer: 1, neuron: 1, input: 0 }, 32), 'from input 1 to neuron 2 of layer 2, over the batch of 32');
  assert.equal(describeReceipt(layout, { layer: 2, neuron: 0, input: 2 }, 1000), 'the bias of the output, over the batch of 1\u202f000');
  assert.equal(describeVote(-0.0233, [-0.4, -0.2, -0.07, 0], '<i>w</i>'), 'Raising <i>w</i> would lower the loss, by 0.023 for each unit: three samples of 4 say so, the others say nothing.');
  assert.equal(describeVote(0.1, [0.4, -0.2], 'w'), 'Raising w would raise the loss, by 0.100 for each unit: one sample of 2 says so, one says the opposite.');
  assert.equal(describeVote(0.1, [0, 0], 'w'), 'Raising w would raise the loss, by 0.100 for each unit: the penalty alone says so; no sample of 2 says anything.');
  assert.match(describeVote(NaN, [NaN], 'w'), /not taken/);
  assert.match(describeMean(32), /same bits/);
  assert.match(describeMean(50), /last digits can differ/);
  assert.equal(describeMove(0.5, 0.25, 'w', (value) => value.toFixed(4)), 'w goes down by <b>0.2500</b>');
  assert.equal(describeMove(0.5, 0.5, 'w', String), 'w stays');
  assert.equal(describeReason(layout, { layer: 1, neuron: 1, input: 0 }, 'input'), 'input 1 is off for it');
  assert.equal(describeSilent('hinge', 28), 'right by 1 or more, so their loss is 0');
  assert.equal(describeSilent('squared', 1), 'its loss is 0');
  assert.match(describeKink(/** @type {any} */ ({ activation: 'leaky' })), /0\.01 from below and 1 from above\. At 0 the engine takes 0/);
  assert.deepEqual([1, 12, 13].map(spell), ['one', 'twelve', '13']);
});

test('a kink has a sign of its own, and both its slopes', () => {
  const opened = { ...openNeuron(insideAt(0, 'end')), z: 0, a: 0, slope: 0, isKink: true };
  const drawn = drawActivation(opened, 134);
  assert.match(drawn, /class="kink"/);
  assert.match(drawn, /slope is 0 from below and 1 from above/);
  assert.doesNotMatch(drawActivation({ ...opened, z: 1, a: 1, isKink: false }, 134), /kink/);
  assert.equal(drawActivation(openNeuron(insideAt(12, 'end')), 134), '', 'the output has none');
});
