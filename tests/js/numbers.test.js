// Numbers: as people type them, as the page writes them, and the round ones of its axes.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as format from '../../www/kit/format.js';
import { readLayers, readNumber, readShare, refuse } from '../../www/kit/number.js';
import { roundUp } from '../../www/kit/round.js';
import { linear, logarithmic, logarithmicWithZero } from '../../www/kit/scales.js';
import { figure, ticks } from '../../www/plot/ruler.js';
import { axisEnd } from '../../www/timeline/axes.js';

test('numbers are read with a true minus, a decimal comma and powers of ten', () => {
  for (const [text, number] of /** @type {[string, number][]} */ ([
    ['12', 12], ['−1.5', -1.5], ['0,25', 0.25], ['10⁶', 1e6], ['1.5×10⁻³', 1.5e-3], ['−2 × 10⁵'.replaceAll(' ', ''), -2e5], ['.5', 0.5], ['1e-4', 1e-4], ['+3', 3],
  ])) assert.equal(readNumber(text), number, text);
});

test('what is no number is none', () => {
  for (const text of ['', 'x', '5%', '1.2.3', '1,2,3', '0x10', 'Infinity', '1 2', '--1', 'e5']) assert.ok(Number.isNaN(readNumber(text)), text);
});

test('a share is read in percent, or below 1 as it is', () => {
  for (const [text, share] of /** @type {[string, number][]} */ ([['25 %', 0.25], ['25', 0.25], ['0.25', 0.25], ['0,9', 0.9], ['0.5 %', 0.005], ['0', 0], ['1', 0.01]])) {
    assert.ok(Math.abs(readShare(text) - share) < 1e-12, text);
  }
  for (const text of ['x', '', '%']) assert.ok(Number.isNaN(readShare(text)), text);
});

test('huge and tiny numbers are written in one way, which is read again', () => {
  for (const [value, text] of /** @type {[number, string][]} */ ([[1e9, '10⁹'], [1e-9, '10⁻⁹'], [2.5e7, '2.5×10⁷'], [0.0001, '0.0001'], [100000, '100000'], [1e-7, '10⁻⁷']])) {
    assert.equal(format.plain(value), text);
    assert.ok(Math.abs(readNumber(text) / value - 1) < 1e-12, text);
  }
  assert.equal(format.rewrite('a number from 0.000000001 to 1000000000'), 'a number from 10⁻⁹ to 10⁹');
  assert.equal(format.rewrite('a number from -3e38 to 3e38'), 'a number from −3×10³⁸ to 3×10³⁸');
  assert.equal(format.rewrite('a whole number from 0 to 4294967295'), 'a whole number from 0 to 4294967295');
});

test('layers are read however they are separated, and none from nothing or 0', () => {
  for (const text of ['16, 16', '16 16', '16;16', ' 16,16, ']) assert.deepEqual(readLayers(text), [16, 16], text);
  for (const text of ['', ' ', '0', 'none']) assert.deepEqual(readLayers(text), [], text);
  for (const text of ['a lot', '16, x', '1e1']) assert.equal(readLayers(text), null, text);
  // Out of range is for the engine to refuse.
  assert.deepEqual(readLayers('16, 0'), [16, 0]);
});

test('a refusal quotes what was typed, shortened where it is long', () => {
  assert.equal(refuse('Noise', 'x', 'a number'), 'Noise cannot be “x”: give a number.');
  assert.equal(refuse('Noise', '', 'a number'), 'Noise is empty: give a number.');
  assert.match(refuse('Noise', 'x'.repeat(100), 'a number'), /“x{23}…”/);
});

test('a figure stays short, whatever its size', () => {
  for (let power = -320; power < 309; power++) {
    for (const digits of [1, 1.2345, 9.99949, 9.9996]) {
      for (const sign of [1, -1]) {
        const text = format.three(sign * digits * 10 ** power);
        assert.ok(text.length <= 11, `${digits}e${power}: ${text}`);
        assert.ok(!text.includes('-'), `${text} has no true minus`);
      }
    }
  }
});

test('figures have three decimals, fewer where they are large, powers of ten beyond', () => {
  for (const [value, text] of /** @type {[number | null, string][]} */ ([
    [0, '0.000'], [1.23456, '1.235'], [-0.5, '−0.500'], [12.345, '12.35'], [123.45, '123.5'], [9999.4, '9999'],
    [9999.6, '10⁴'], [0.00012, '1.2×10⁻⁴'], [Infinity, '∞'], [-Infinity, '−∞'], [NaN, '–'], [null, '–'],
  ])) assert.equal(format.three(value), text);
});

test('digits are grouped by thin spaces', () => {
  assert.equal(format.grouped(1000), '1\u202f000');
  assert.equal(format.grouped(1234567), '1\u202f234\u202f567');
  assert.equal(format.grouped(999), '999');
});

test('speeds, steps and shares fit into their place', () => {
  assert.deepEqual([0.25, 9.94, 9.96, 59.6, 12_345, 2e6].map(format.speed), ['0.3', '9.9', '10', '60', '12k', '2×10⁶']);
  assert.deepEqual([0, 7, 150, 1e6].map(format.step), ['000', '007', '150', '10⁶']);
  assert.equal(format.share(0.975), '97.5 %');
  assert.equal(format.share(null), '–');
});

test('rounding up gives the next of its factors, and what is one already stays', () => {
  for (let i = 0; i < 2000; i++) {
    const value = 10 ** (12 * Math.sin(i));
    const round = roundUp(value);
    assert.ok(round >= value * 0.99999 && round < 2.5001 * value, `${value} to ${round}`);
    assert.ok(Math.abs(roundUp(round) / round - 1) < 1e-12);
    assert.match(round.toExponential(6), /^[125]\.0+e/);
  }
  assert.equal(roundUp(1.1, [1, 1.25, 1.5]), 1.25);
});

test('ticks are multiples of one round number, and their texts keep apart', () => {
  const width = (/** @type {string} */ text) => 7 * text.length;
  for (const [low, high, centre, unit] of [[-2, 2, 0, 1], [-2, 2, 5000, 900], [-1, 3, 0, 1e-5], [0, 1, 1e12, 1], [-2, 2, -70, 0.3]]) {
    const marks = ticks([low, high], centre, unit, 500, width);
    const values = marks.map(({ at }) => centre + unit * at);
    const step = values[1] - values[0];
    values.forEach((value, i) => {
      assert.ok(Math.abs(value / step - Math.round(value / step)) < 1e-3, `${value} is no multiple of ${step}`);
      const px = (marks[i].at - low) / (high - low) * 500;
      const next = marks[i + 1] ? (marks[i + 1].at - low) / (high - low) * 500 : Infinity;
      assert.ok(px + width(marks[i].text) / 2 < next - width(marks[i + 1]?.text ?? '') / 2, 'two of them touch');
    });
  }
});

test('neighbours on an axis are told apart, and read back as what they are', () => {
  const read = (/** @type {string} */ text) => Number(text.replace('−', '-').replaceAll('\u202f', ''));
  for (const step of [0.001, 0.05, 1, 20, 5000]) {
    for (let n = -30; n < 30; n++) assert.ok(Math.abs(read(figure(n * step, step)) - n * step) < step / 2, figure(n * step, step));
  }
});

test('the axis of steps reaches the newest one and is never far longer', () => {
  for (const steps of [1, 150, 3000, 1e9]) {
    for (const last of [0, 1, 149, 151, 999, 5000, 123_456]) {
      const end = axisEnd(steps, last);
      assert.ok(end >= last, `${end} for step ${last} of ${steps}`);
      assert.ok(end <= Math.max(1000, 2.3 * last) || end === steps, `${end} for step ${last} of ${steps}`);
    }
  }
  assert.equal(axisEnd(150, 10), 150);
});

test('a slider leads to the value that it stands for, and back', () => {
  for (const [scale, values] of /** @type {const} */ ([
    [linear(0, 0.5, 0.01), [0, 0.13, 0.5]], [logarithmic(0.001, 10), [0.001, 0.1, 1, 10]], [logarithmicWithZero(1e-6, 0.1), [0, 1e-6, 0.001, 0.1]],
  ])) {
    for (const value of values) assert.ok(Math.abs(scale.value(scale.place(value)) - value) <= 1e-9, String(value));
    assert.equal(scale.place(1e9), 1);
  }
});
