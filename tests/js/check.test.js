// The check of a gradient: its axis, its counts, in which order numbers are nudged, what steps got of what was promised.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bandsOf } from '../../www/inside/hatch.js';
import { countKept, History, shareOf, spreadSteps } from '../../www/inside/history.js';
import { roundStep } from '../../www/inside/landing.js';
import { AGREES, EPSILONS, extremes, FIRST, KINK, LIMIT, LOST, Nudges, roundingOf, spread, tally, WRONG } from '../../www/inside/nudges.js';
import { endOf, symlog, ticksOf } from '../../www/inside/symlog.js';
import { Work } from '../../www/inside/work.js';
import { describeCounts, describeEnd, describeFault, describeKept, describeLanding } from '../../www/words/check.js';

/** The engine's measure, written down once more. @param {Float64Array} a @param {Float64Array} b */
const errors = (a, b) => a.map((x, i) => (x === b[i] ? 0 : Math.abs(x - b[i]) / Math.max(Math.abs(x), Math.abs(b[i]))));

test('the axis is odd, rises, and puts powers of ten equally far apart', () => {
  const values = Array.from({ length: 400 }, (_, i) => Math.sinh((i - 200) / 12) * 1e-4);
  values.forEach((value, i) => {
    assert.equal(symlog(-value), -symlog(value));
    if (i) assert.ok(symlog(value) > symlog(values[i - 1]));
  });
  assert.equal(symlog(0), 0);
  for (const power of [-1, 0, 1]) assert.ok(Math.abs(symlog(10 ** (power + 2)) - symlog(10 ** power) - 2) < 1e-3);
  for (const most of [0, 1e-6, 0.3, 42, 1e9]) {
    const end = endOf(most);
    assert.ok(end > symlog(most));
    const at = ticksOf(end).map((tick) => tick.at).sort((a, b) => a - b);
    assert.deepEqual(at.map((tick) => -tick || 0).reverse(), at);
    assert.ok(at.every((tick) => Math.abs(tick) < end));
  }
  assert.deepEqual(ticksOf(endOf(0.3)).map(({ text }) => text), ['0', '−10⁻³', '10⁻³', '−0.1', '0.1']);
});

test('numbers are nudged once each, every beginning of them evenly spread', () => {
  for (const count of [1, 2, 3, 17, 64, 337, 1000]) {
    const order = spread(count);
    assert.deepEqual([...order].sort((a, b) => a - b), Array.from({ length: count }, (_, i) => i));
    const first = order.slice(0, Math.ceil(count / 4)).sort((a, b) => a - b);
    const gaps = first.map((number, i) => (first[i + 1] ?? count) - number);
    assert.ok(Math.max(...gaps, first[0] + 1) <= 16, `${count}: ${Math.max(...gaps)}`);
  }
});

test('the ε that is looked at is tried first, then all others, each number once', () => {
  /** @type {Map<string, number>} */
  const asked = new Map();
  const step = /** @type {any} */ ({ nudge: (/** @type {number} */ number, /** @type {number} */ count, /** @type {number} */ epsilon) => {
    assert.equal(count, 1);
    asked.set(`${number} ${epsilon}`, (asked.get(`${number} ${epsilon}`) ?? 0) + 1);
    return [number, Number(number === 3)];
  } });
  const nudges = new Nudges(step, 100);
  const turns = nudges.run();
  assert.equal(EPSILONS[FIRST], 0.001);
  for (let i = 0; i < 50; i++) turns.next();
  nudges.at = 2;
  for (let i = 0; i < 100; i++) turns.next();
  assert.equal(nudges.by[2].done, 100);
  assert.equal(nudges.by[FIRST].done, 50);
  for (let i = 0; i < 50; i++) turns.next();
  assert.equal(nudges.by[FIRST].done, 100, 'the first is finished before the rest');
  while (!turns.next().done);
  assert.equal(asked.size, 100 * EPSILONS.length);
  assert.ok([...asked.values()].every((times) => times === 1));
  assert.deepEqual([...nudges.by[5].slopes], Array.from({ length: 100 }, (_, i) => i));
  assert.deepEqual([...nudges.by[5].seen].flatMap((state, i) => (state === 2 ? [i] : [])), [3]);
});

test('each slope is counted once: agreeing, at a kink, wrong or not yet seen', () => {
  const tape = Float64Array.of(1, 1, 1, 0, NaN, 5, 1);
  const nudged = { slopes: Float64Array.of(1, 1 + 0.9 * LIMIT, 1 + 2 * LIMIT, 0, 1, 9, 0), seen: Uint8Array.of(1, 1, 1, 1, 1, 2, 0), done: 6 };
  const { found, agree, kinks, wrong, worst } = tally(tape, nudged, errors);
  assert.deepEqual([...found], [AGREES, AGREES, WRONG, AGREES, WRONG, KINK, 0]);
  assert.deepEqual([agree, kinks, wrong], [3, 1, 2]);
  assert.ok(Math.abs(worst - (0.9 * LIMIT) / (1 + 0.9 * LIMIT)) < 1e-12);
  assert.deepEqual(extremes(Float64Array.of(3, 9, 1, 2), Uint8Array.of(1, 0, 2, 1)), { worst: 3, median: 2 });
  assert.equal(extremes(Float64Array.of(1), Uint8Array.of(0)), null);
  // What rounding alone can move is not wrong.
  assert.deepEqual([...tally(tape, nudged, errors, 3 * LIMIT).found], [AGREES, AGREES, LOST, AGREES, WRONG, KINK, 0]);
  assert.deepEqual([...tally(tape, nudged, errors, NaN).found], [AGREES, AGREES, LOST, AGREES, LOST, KINK, 0]);
  assert.ok(roundingOf(0.3, 1e-3) < 1e-10 && roundingOf(1e13, 1e-3) > 100);
  assert.deepEqual(describeCounts(tally(tape, nudged, errors), false), ['3 agree', '1 at a kink', '2 wrong (by over 0.001)']);
});

test('what a step got of its promise: its sign is that of the fall of the loss', () => {
  assert.equal(shareOf({ step: 1, before: 1, after: 0.5, promised: -1 }), 0.5);
  assert.equal(shareOf({ step: 1, before: 1, after: 1.5, promised: -1 }), -0.5);
  assert.equal(shareOf({ step: 1, before: 1, after: 1.5, promised: 1 }), -0.5);
  const kept = [0.5, 1.5, 1, 0.9].map((after, i) => ({ step: i + 1, before: 1, after, promised: -1 }));
  assert.deepEqual(countKept(kept), { lowered: 2, raised: 1, lost: 0, all: 4 });
  const broken = [NaN, Infinity, 0.5].map((after, i) => ({ step: i + 1, before: 1, after, promised: -1 }));
  assert.match(describeKept(countKept(broken), 3), /^1 of 3 steps lowered the loss of their own batch, 0 raised it, 2 left no finite number/);
  assert.match(describeKept(countKept(kept), 4), /^2 of 4 steps lowered the loss of their own batch, 1 raised it/);
  assert.match(describeKept(countKept(kept), 4000), /^2 of 4 steps of 4\u202f000, evenly spread, lowered/);
  assert.match(describeLanding({ rate: 1, now: 0.132, lands: 0.067, promise: -0.098, isOwn: true }), /^The slope promised −0.098; the step got −0.065, \*\*66\u00a0%\*\* of it\.$/);
  assert.match(describeLanding({ rate: 1, now: 0.1, lands: 0.2, promise: -0.1, isOwn: false }), /would get \+0.100: the loss rises\.$/);
});

test('steps are spread evenly from the first to the last', () => {
  assert.deepEqual(spreadSteps(0, 512), []);
  assert.deepEqual(spreadSteps(4, 512), [1, 2, 3, 4]);
  const many = spreadSteps(100_000, 512);
  assert.equal(new Set(many).size, 512);
  assert.deepEqual([many[0], many[511]], [1, 100_000]);
});

test('the history asks each step once and keeps the first for the runs with a fault', () => {
  let [at, freed, made] = [0, 0, 0];
  const twin = /** @type {any} */ ({
    report: () => ({ lastStep: 5, trainLoss: 10 - at }), points: () => ({ train: new Float32Array(6), free() {} }), seek: (/** @type {number} */ step) => (at = step),
    snapshot: () => ({ config: {}, treatments: [], report: { rate: 0.1, trainLoss: 10 - at } }), moment: () => ({ numbers: Float32Array.of(at), batch: Float32Array.of(at, 0, 1) }), free() {},
  });
  class Step {
    constructor(/** @type {unknown[]} */ ...given) {
      made++;
      this.at = /** @type {Float32Array} */ (given[2])[0];
    }

    kept() {
      return [1, 1 - this.at, -1];
    }

    update() {
      return { before: Float32Array.of(7) };
    }

    free() {
      freed++;
    }
  }
  const history = new History(twin, /** @type {any} */ (Step));
  for (const _ of history.run());
  assert.deepEqual(history.kept.map(({ step, after }) => [step, after]), [[1, 1], [2, 0], [3, -1], [4, -2], [5, -3]]);
  assert.deepEqual(history.taken.map(({ batch, loss }) => [batch[0], loss]), [[0, 10], [1, 9], [2, 8], [3, 7], [4, 6]]);
  assert.deepEqual([history.end, history.start[0], made, freed], [5, 7, 5, 4]);
  history.free();
  assert.equal(freed, 5);
});

test('work is done in turns, and stops in the middle', () => {
  /** @type {string[]} */
  const done = [];
  const task = function* (/** @type {string} */ name, /** @type {number} */ turns) {
    for (let i = 0; i < turns; i++) {
      done.push(name);
      yield;
    }
  };
  const work = new Work();
  work.add(task('a', 2));
  const b = work.add(task('b', 1e9));
  work.add(task('c', 1));
  assert.equal(work.advance(0), true, 'no time, no turn');
  assert.deepEqual(done, []);
  assert.equal(work.advance(performance.now() + 5), true);
  assert.deepEqual(done.slice(0, 6), ['a', 'b', 'c', 'a', 'b', 'b']);
  work.drop(b, null);
  assert.equal(work.advance(performance.now() + 5), false);
});

test('flags stand together as bands', () => {
  assert.deepEqual(bandsOf(Uint8Array.of(1, 1, 0, 1, 0, 0, 1), 7), [[0, 2], [3, 4], [6, 7]]);
  assert.deepEqual(bandsOf(Uint8Array.of(1, 1, 0, 1), 1), [[0, 1]]);
});

test('a grid has round steps', () => {
  assert.deepEqual([0.11, 0.13, 0.3, 0.7, 3, 40].map(roundStep).map((step) => Number(step.toPrecision(3))), [0.1, 0.2, 0.5, 1, 5, 50]);
});

test('what a fault does is told from what was found', () => {
  /** @type {import('../../www/inside/runs.js').Result} */
  const result = { losses: [[0, 1], [150, 0.024]], share: 0.96, blown: null, whole: true };
  const told = describeFault('overwriting', { wrong: 14, seen: 337, count: 337, layers: [[14, 48], [0, 272], [0, 17]] }, result, 0.023, 150, 150);
  assert.match(told, /14 of 337 slopes are found wrong: 14 of 48 in layer 1; layer 2 and the output stay right\. It still learns: after 150 steps 144 of 150 right, loss 0\.024 instead of 0\.023\.$/);
  assert.equal(describeEnd(result), '0.024');
  assert.equal(describeEnd({ ...result, blown: 8 }), '∞ at 8');
  const silent = describeFault('flipped', { wrong: 0, seen: 337, count: 337, layers: [[0, 48], [0, 272], [0, 17]] }, { ...result, losses: [[0, 1], [150, Infinity]] }, 0.023, 150, 150);
  assert.match(silent, /^It spoils nothing in this step: none of 337 slopes is found wrong.*It does not learn: .*loss ∞ instead of 0\.023\.$/);
  const zeros = describeFault('fromZeros', { wrong: 0, seen: 337, count: 337, layers: [[0, 48], [0, 272], [0, 17]] }, { ...result, losses: [[0, 1], [150, 0.926]] }, 0.023, 150, 150);
  assert.match(zeros, /no fault of the gradient.*None of 337 is found wrong\. It does not learn/);
});
