// Kept runs as text: all of them come back, and whatever else a storage may hold is refused in words.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeTable } from '../../www/actions/model.js';
import { readKept, writeKept } from '../../www/state/kept.js';
import { Curve } from '../../www/timeline/curve.js';

const COLUMNS = ['step', 'trainLoss'];

/** @param {number} number @param {number} [rows] @returns {import('../../www/actions/runs.js').Kept} */
function keep(number, rows = 3) {
  const values = Float64Array.from({ length: 2 * rows }, (_, i) => (i % 2 ? [0.1 + 1 / i, NaN, Infinity][(i >> 1) % 3] : i / 2));
  return { number, sign: number <= 20 ? String.fromCodePoint(0x245f + number) : `(${number})`, name: `run ${number}`, what: 'moons; 16, 16', shown: number % 2 > 0, curve: new Curve(values, COLUMNS) };
}

test('kept runs come back to the bit', () => {
  const runs = [keep(1), keep(2), keep(21)];
  assert.deepEqual(readKept(writeKept(runs).text, COLUMNS), runs);
});

test('of many, the newest are stored, and never more than a small part of what a page is given', () => {
  const many = Array.from({ length: 50 }, (_, i) => keep(i + 1, 512));
  const { text, count } = writeKept(many);
  assert.ok(count > 5 && count < 50 && text.length <= 2_000_000);
  assert.deepEqual(readKept(text, COLUMNS), many.slice(-count));
});

test('what a storage holds instead is refused with the field and its value', () => {
  const good = JSON.parse(writeKept([keep(1), keep(2)]).text);
  /** @type {[RegExp, (kept: any) => void][]} */
  const cases = [
    [/version is 2, but must be 1/, (kept) => (kept.version = 2)],
    [/not a list/, (kept) => (kept.runs = {})],
    [/number of run 2 is 0/, (kept) => (kept.runs[1].number = 0)],
    [/two have the same number/, (kept) => (kept.runs[1].number = 1)],
    [/name of run 1 is 7/, (kept) => (kept.runs[0].name = 7)],
    [/set-up of run 1 is null/, (kept) => (kept.runs[0].what = null)],
    [/columns of run 1 is \["step"\], but must be step, trainLoss/, (kept) => (kept.runs[0].columns = ['step'])],
    [/curve of run 1 is 5, but must be at most/, (kept) => kept.runs[0].values.pop()],
    [/curve of run 1 is "x", but must be numbers/, (kept) => (kept.runs[0].values[1] = 'x')],
    [/step of run 1 is 0, but must be a whole number above the one before/, (kept) => (kept.runs[0].values[2] = 0)],
    [/run 1 is nothing/, (kept) => (kept.runs[0] = null)],
  ];
  for (const [told, spoil] of cases) {
    const kept = structuredClone(good);
    spoil(kept);
    assert.throws(() => readKept(JSON.stringify(kept), COLUMNS), told);
  }
  for (const text of ['', '{', 'null', '7', '[]', '"x"', 'x'.repeat(3_000_000)]) assert.throws(() => readKept(text, COLUMNS), Error, text.slice(0, 9));
});

test('mutated storage is read or refused, and never breaks the page', () => {
  const { text } = writeKept([keep(1), keep(2)]);
  let seed = 1;
  const random = (/** @type {number} */ below) => (seed = (seed * 48271) % 2147483647) % below;
  for (let i = 0; i < 20_000; i++) {
    const at = random(text.length);
    const mutant = text.slice(0, at) + '{}[],:"0e-n'[random(11)].repeat(random(3)) + text.slice(at + random(4));
    try {
      for (const { curve } of readKept(mutant, COLUMNS)) assert.ok(curve.rows > 0);
    } catch (error) {
      assert.ok(error instanceof Error && error.message.length < 300, mutant);
    }
  }
});

test('a table quotes what it must, and leaves empty what is no number', () => {
  assert.equal(writeTable({ header: ['a', 'b'], rows: [[1e-7, NaN], ['x, "y"\n', Infinity]] }), 'a,b\n1e-7,\n"x, ""y""\n",Infinity\n');
});
