// The tape's drawing and the words about it, on tapes made by hand.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { meet, placeLabel } from '../../www/talk/labels.js';
import { layTape, spread } from '../../www/talk/tape-layout.js';
import { lastMoment, momentOf } from '../../www/talk/tape-play.js';
import { printGradient, tellMoment, tellSends, tellSlope, tellUses, titleOf } from '../../www/words/talk/gradients.js';
import { exact, four, inPi, short } from '../../www/words/talk/numbers.js';
import { tellDirection, tellPoint, tellWalk } from '../../www/words/talk/uphill.js';

const SIZES = { width: 100, height: 20, gap: 50, pitch: 60 };

/** @param {any[]} nodes @param {number[]} backward @returns {any} */
function tapeOf(nodes, backward) {
  const whole = nodes.map((node) => ({ symbol: '', reads: [], slopes: [], sends: [], after: [], adjoint: 0, active: true, ...node }));
  return { nodes: whole, output: nodes.length - 1, value: 0, gradient: [2.5403023058681398, 1], backward };
}

/** x y + sin x at (1, 2). */
const TALK = tapeOf([
  { kind: 'variable', symbol: 'x', value: 1, adjoint: 2.5403 },
  { kind: 'variable', symbol: 'y', value: 2, adjoint: 1 },
  { kind: 'mul', symbol: '×', reads: [0, 1], value: 2, adjoint: 1, slopes: [2, 1], sends: [2, 1], after: [2.5403, 1] },
  { kind: 'sin', symbol: 'sin', reads: [0], value: 0.8415, adjoint: 1, slopes: [0.5403], sends: [0.5403], after: [0.5403] },
  { kind: 'add', symbol: '+', reads: [2, 3], value: 2.8415, adjoint: 1, slopes: [1, 1], sends: [1, 1], after: [1, 1] },
], [4, 3, 2]);

/** A chain that comes back to its start: x, f(x), f(f(x)), …, plus x. */
function chain(length) {
  const nodes = [{ kind: 'variable', symbol: 'x', value: 1 }];
  for (let i = 1; i <= length; i++) nodes.push(/** @type {any} */ ({ kind: 'sin', symbol: 'sin', reads: [i - 1], slopes: [1], sends: [1] }));
  nodes.push(/** @type {any} */ ({ kind: 'add', symbol: '+', reads: [length, 0], slopes: [1, 1], sends: [1, 1] }));
  return tapeOf(nodes, []);
}

test('what is read stands left of what reads it, and no chips meet', () => {
  for (const tape of [TALK, chain(1), chain(12)]) {
    const { chips, edges, width } = layTape(tape, SIZES);
    const at = (/** @type {number} */ node) => /** @type {any} */ (chips.find((chip) => chip.node === node));
    for (const { reader, from, way } of edges) {
      assert.ok(at(from).x + SIZES.width + SIZES.gap <= at(reader).x);
      assert.deepEqual(way[0], [at(from).x + SIZES.width, at(from).y]);
      assert.deepEqual(way.at(-1), [at(reader).x, at(reader).y]);
    }
    chips.forEach((a, i) => chips.slice(0, i).forEach((b) => assert.ok(a.x !== b.x || Math.abs(a.y - b.y) >= SIZES.pitch - 1e-9)));
    assert.equal(width, Math.max(...chips.map(({ x }) => x)) + SIZES.width);
  }
});

test('a line that passes a layer by passes no chip in it', () => {
  const { chips, edges } = layTape(chain(5), SIZES);
  const long = /** @type {any} */ (edges.find(({ reader, from }) => reader === 6 && from === 0));
  for (const { x, y, node } of chips.filter(({ node }) => node !== 0 && node !== 6)) {
    const passing = long.way.filter(([at]) => at === x || at === x + SIZES.width);
    assert.equal(passing.length, 2, `at ${node}`);
    for (const [, at] of passing) assert.ok(Math.abs(at - y) >= SIZES.height);
  }
});

test('a constant is written at what reads it, and is the graph where it is all', () => {
  const half = tapeOf([{ kind: 'variable', symbol: 'x', value: 3 }, { kind: 'constant', value: 2, active: false }, { kind: 'div', symbol: '/', reads: [0, 1], sends: [0.5, null], slopes: [0.5, -0.75] }], [2]);
  assert.deepEqual(layTape(half, SIZES).chips.map(({ node }) => node), [0, 2]);
  assert.equal(titleOf(half, 2), '/ 2');
  assert.equal(tellSlope(half, 2, 0), '× 1 / 2 = 0.5');
  assert.equal(layTape(tapeOf([{ kind: 'constant', value: 3, active: false }], []), SIZES).chips.length, 1);
});

test('what is spread keeps its ways, and its wishes where they fit', () => {
  assert.deepEqual(spread([0, 10, 30], [0, 5, 5]), [0, 10, 30]);
  assert.deepEqual(spread([7, 7], [0, 10]), [2, 12]);
});

test('a label takes a free place, or says that there is none', () => {
  const line = /** @type {[number, number][]} */ ([[0, 50], [50, 50], [100, 50]]);
  const taken = [{ x: 20, y: 52, width: 60, height: 20 }];
  const { box, isFree } = placeLabel(line, { width: 40, height: 10 }, taken, [], 100);
  assert.ok(isFree && !meet(box, taken[0]));
  assert.ok(!placeLabel(line, { width: 40, height: 10 }, [{ x: -99, y: -99, width: 999, height: 999 }], [], 100).isFree);
});

test('played, values come first, then the seed, then each gradient as it arrives', () => {
  assert.equal(lastMoment(TALK), 3 + 1 + 3 + 1);
  const moments = Array.from({ length: 9 }, (_, at) => momentOf(TALK, at));
  assert.deepEqual(moments.map(({ known }) => known.filter(Boolean).length), [2, 3, 4, 5, 5, 5, 5, 5, 5]);
  assert.deepEqual(moments.map(({ gradients }) => gradients[0]), [null, null, null, null, null, null, 0.5403, 2.5403, 2.5403]);
  assert.deepEqual(moments.map(({ node }) => node), [null, 2, 3, 4, 4, 4, 3, 2, null]);
  assert.equal(tellMoment(TALK, moments[2]), 'Forward: #2, the sine, of x is 0.8415.');
  assert.equal(tellMoment(TALK, moments[7]), 'Back: #1, the product, has 1.0000 and sends 2 to x, 1 to y.');
});

test('local slopes are told with how they come about', () => {
  assert.deepEqual([[2, 0], [2, 1], [3, 0], [4, 0]].map(([reader, k]) => tellSlope(TALK, reader, k)), ['× y = 2', '× x = 1', '× cos 1 = 0.5403', '× 1']);
  assert.equal(tellSends(TALK, 4), '1 to each');
});

test('the paragraph on uses is that of the tape', () => {
  const text = (/** @type {any} */ tape) => tellUses(tape, 337).map((part) => (typeof part === 'string' ? part : 'name' in part ? part.name : part.amount)).join('');
  assert.equal(text(TALK), 'Look at x. It was used twice, once in the sine and once in the product, so two gradients come home to it, 0.5403 and 2. They add, to 2.5403. That is the whole trick, and it is the same for 337 inputs.');
  const square = tapeOf([{ kind: 'variable', symbol: 'x', value: 3, adjoint: 6 }, { kind: 'mul', symbol: '×', reads: [0, 0], sends: [3, 3], slopes: [3, 3] }], [1]);
  assert.match(text(square), /used twice, twice in the product, so two .* 3 and 3\. They add, to 6\.0000/);
  const once = tapeOf([{ kind: 'variable', symbol: 'x', value: 3 }, { kind: 'sin', symbol: 'sin', reads: [0], sends: [1], slopes: [1] }], [1]);
  assert.match(text(once), /no input is used more than once/);
  assert.match(text(tapeOf([{ kind: 'constant', value: 3, active: false }], [])), /depends on no input/);
});

test('gradients are printed as Haskell does', () => {
  assert.equal(printGradient(TALK, [1, 2]), '[2.5403023058681398,1.0]');
  const product = { ...tapeOf([{ kind: 'variable', value: 1 }, { kind: 'variable', value: 2 }, { kind: 'mul', reads: [0, 1], value: 2 }], [2]), gradient: [2, -1] };
  assert.equal(printGradient(product, [1, 2]), '[2,−1]');
  assert.equal(printGradient(product, [1, 2.5]), '[2.0,−1.0]');
  assert.equal(printGradient({ ...product, gradient: [NaN, -Infinity] }, [1, 2]), '[NaN,−∞]');
});

test('numbers keep their width, and what is none is named', () => {
  assert.deepEqual([1, -2.84147, 12.34567, 123.456, 1234.56, 0, NaN, Infinity, -Infinity].map(four), ['1.0000', '−2.8415', '12.346', '123.46', '1234.6', '0.0000', 'NaN', '∞', '−∞']);
  assert.deepEqual([0.5403023, 2, -0.25, 1e-9].map(short), ['0.5403', '2', '−0.25', '10⁻⁹']);
  assert.equal(exact(-9.42477796076938), '−9.42477796076938');
  assert.deepEqual([-3 * Math.PI, Math.PI / 2, 0, 1].map(inPi), ['−3π', 'π/2', null, null]);
});

test('a walk is told with where it is and where it goes', () => {
  assert.equal(tellPoint(-3 * Math.PI, Math.PI), '(−3π, π)');
  assert.equal(tellPoint(0, 1.23456), '(0, 1.235)');
  assert.equal(tellDirection(-0.25, 0.1768), ': left, and up a little');
  assert.equal(tellDirection(0, -1), ': down');
  const rows = Float64Array.of(0, 0, 1, 1, 0, 1, 0, 3, 1, 0);
  assert.match(tellWalk({ rows, stopped: null }, 0, []), /^No step yet/);
  assert.equal(tellWalk({ rows, stopped: null }, 1, [1]), 'Step 1: f rose from 1.0000 to 3.0000. Step 1 is outside the picture.');
  assert.match(tellWalk({ rows, stopped: { step: 2, what: 'x', value: Infinity } }, 2, []), /^Step 2 is not taken: x would be ∞, .*diverged/);
});
