// Again with one thing changed: what differs, what is done with the kept run, what is said. On a small engine.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bindActions } from '../../www/actions/actions.js';
import { changeAnother, closeCompare, drawKept, follow, openCompare } from '../../www/actions/compare.js';
import { advance } from '../../www/actions/run.js';
import { compareConfigs, compareRuns, firstAt, lastShared } from '../../www/state/compare.js';
import { openLab } from '../../www/state/open.js';
import { Curve } from '../../www/timeline/curve.js';
import { describeBoth, describeHeading, describePair, nameColumns, nameKept, nameNow, nameTag } from '../../www/words/compare.js';
import { engine } from './engine.js';

const COLUMNS = engine.rules().curve;

/** A lab with its actions, after some steps, and what opens the comparison. @param {number} steps */
function open(steps) {
  const lab = openLab(engine, /** @type {any} */ ({}));
  const actions = bindActions(lab, () => {});
  for (let i = 0; i < steps; i++) actions.stepOn();
  const trainer = /** @type {import('./engine.js').Trainer} */ (/** @type {any} */ (lab.trainer));
  const compare = () => {
    openCompare(lab, (status) => status);
    follow(lab);
    return /** @type {import('./engine.js').Trainer} */ (/** @type {any} */ (lab.state.compare.kept?.trainer));
  };
  return { lab, state: lab.state, actions, trainer, compare };
}

/** @param {number[][]} rows  of step and accuracy on the test points */
function curve(rows) {
  return new Curve(Float64Array.from(rows.flatMap(([step, accuracy]) => [step, 1, 1, 1, accuracy, accuracy, 1])), COLUMNS);
}

/** @param {any} kept @param {any} now @param {any} [changed] */
function pair(kept, now, changed = Object.keys(now)) {
  return { sign: '①', changed, kept, now };
}

test('what differs is told by its field, and what follows from it is not', () => {
  const { config } = openLab(engine, /** @type {any} */ ({})).state.setup;
  const fields = (/** @type {object} */ other) => compareConfigs(config, { ...config, ...other });
  assert.deepEqual(fields({}), []);
  assert.deepEqual(fields({ hidden: [2] }), []);
  assert.deepEqual(fields({ hidden: [2, 2] }), ['hidden']);
  assert.deepEqual(fields({ optimiser: 'adam', rate: 0.01 }), ['optimiser']);
  assert.deepEqual(fields({ data: 'own', feed: 'stream' }), ['data']);
  assert.deepEqual(fields({ seed: 5, start: 7 }), ['seed']);
  assert.deepEqual(fields({ activation: 'tanh', batch: 2 }), ['activation', 'batch']);
});

test('what training on changes is not told as changed', () => {
  const { state } = openLab(engine, /** @type {any} */ ({}));
  const { config } = state.setup;
  const kept = /** @type {any} */ ({ start: config, setup: { config: { ...config, steps: 20, rate: 0.1 } }, report: { rate: 0.1 } });
  const on = (/** @type {object} */ other, /** @type {any[]} */ marks, rate = 0.1) => /** @type {any} */ ({
    ...state, setup: { ...state.setup, config: { ...config, ...other }, marks }, run: { ...state.run, report: { ...state.run.report, rate } },
  });
  const mark = { field: 'steps', step: 10, from: 10, to: 20 };
  assert.deepEqual(compareRuns(kept, on({ steps: 20, rate: 0.1 }, [mark])), []);
  assert.deepEqual(compareRuns(kept, on({ steps: 20, rate: 0.05 }, [mark], 0.05)), ['rate']);
  assert.deepEqual(compareRuns(kept, on({ steps: 20 }, [], 0.5)), ['steps']);
  assert.deepEqual(compareRuns(kept, on({ steps: 20, schedule: 'linear' }, [mark], 1)), ['schedule']);
});

test('two curves share their last step, and each has a first one that is high', () => {
  const [short, long] = [curve([[0, 0.5], [1, 0.8], [2, 0.95]]), curve([[0, 0.5], [2, 0.7], [3, 0.8]])];
  assert.equal(lastShared(short, long), 2);
  assert.equal(lastShared(long, short), 2);
  assert.equal(firstAt(short, 0.9), 2);
  assert.equal(firstAt(long, 0.9), null);
  assert.equal(firstAt(curve([[0, NaN]]), 0.9), null);
});

test('a run is kept once, and one without a step only while it is compared', () => {
  const { lab, state, actions, compare } = open(3);
  actions.keepRun();
  const twin = compare();
  assert.equal(state.course.kept.length, 1, 'it was kept already');
  closeCompare(lab);
  assert.ok(twin.isFree && lab.pair === null && state.compare.kept === null);
  actions.stepOn();
  compare();
  assert.equal(state.course.kept.length, 2, 'with another step it is another');
  const fresh = open(0);
  fresh.compare();
  assert.equal(fresh.state.course.kept.length, 1);
  closeCompare(fresh.lab);
  assert.equal(fresh.state.course.kept.length, 0);
});

test('the kept run goes where the run goes, as far as it has been', () => {
  const { lab, state, actions, compare } = open(4);
  const twin = compare();
  assert.equal(twin.at, 4);
  actions.seek(2);
  follow(lab);
  assert.equal(twin.at, 2);
  assert.equal(state.compare.kept?.report.step, 2);
  follow(lab);
  assert.deepEqual(twin.asked.filter((asked) => String(asked).startsWith('seek')), ['seek 2'], 'it is not asked twice');
});

test('the first change begins anew from the kept start, and so do others of the same thing', () => {
  const { state, actions, trainer, compare } = open(4);
  compare();
  assert.equal(actions.change('batch', 2), '');
  assert.equal(state.run.report.step, 0);
  assert.equal(trainer.config.batch, 2);
  actions.stepOn();
  assert.equal(actions.change('batch', 3), '');
  assert.equal(state.run.report.step, 0);
  actions.stepOn();
  assert.equal(actions.change('alpha', 0.5), '');
  assert.equal(state.run.report.step, 1, 'a second thing is changed as ever');
  assert.deepEqual(compareRuns(/** @type {any} */ (state.compare.kept), state), ['batch', 'alpha']);
});

test('another thing is changed from the kept set-up', () => {
  const { lab, state, actions, compare } = open(4);
  compare();
  actions.change('batch', 2);
  actions.stepOn();
  changeAnother(lab);
  assert.equal(state.run.report.step, 0);
  assert.deepEqual(compareRuns(/** @type {any} */ (state.compare.kept), state), []);
});

test('where the run goes further, the kept one is trained on, and so is its curve', () => {
  const { lab, state, actions, compare } = open(4);
  const twin = compare();
  actions.change('activation', 'tanh');
  actions.setSpeed('max');
  actions.toggle();
  advance(lab, 0, 50);
  assert.equal(state.run.report.step, 10);
  follow(lab);
  drawKept(lab);
  assert.deepEqual([twin.at, twin.last], [10, 10]);
  assert.equal(state.course.kept[0].curve.last, 10);
  actions.toggle();
  advance(lab, 0, 50);
  follow(lab);
  assert.deepEqual([state.run.report.step, twin.at], [20, 20], 'by the same rule');
});

test('a kept run that broke off stays where it did', () => {
  const { lab, state, actions, compare } = open(2);
  const twin = compare();
  twin.problem = /** @type {any} */ ({ step: 3, what: 'the sum' });
  for (let i = 0; i < 3; i++) actions.stepOn();
  follow(lab);
  assert.deepEqual([state.run.report.step, twin.at], [5, 2]);
});

test('what differs has words', () => {
  const tanh = pair({ activation: 'relu' }, { activation: 'tanh' });
  assert.equal(describeHeading(tanh), 'Again with tanh');
  assert.equal(nameKept(tanh), '① ReLU');
  assert.equal(nameTag(nameNow(tanh), /** @type {any} */ ({ testAccuracy: 0.98 }), /** @type {any} */ ({})), 'now, tanh, test 98.0 %');
  assert.equal(describePair(tanh, false), 'The same data, first weights and batches as run ①, with one thing changed. The scrubber moves both; Train trains both.');
  const layers = pair({ hidden: [16, 16] }, { hidden: [4, 4] });
  assert.match(describePair(layers, true), /other first weights\. Run ① was also changed by hand on its way\./);
  assert.deepEqual(nameColumns([nameKept(layers), nameNow(layers)], '①'), ['①', 'now']);
  assert.equal(describeHeading(pair({}, { activation: 'tanh', batch: 64 })), 'Again with 2 changes');
  assert.match(describePair(pair({}, { activation: 'tanh', batch: 64 }), false), /^Changed against run ①: tanh; batch 64\. /);
  assert.match(describePair(pair({}, {}), false), /^Change one thing in the settings/);
  const all = { data: 'xor', feed: 'stream', samples: 9, heldOut: 0.5, noise: 0.2, hidden: [], loss: 'squared', optimiser: 'adam', rate: 1, schedule: 'linear', alpha: 0, steps: 9, seed: 1, start: 2, points: 0 };
  for (const field of Object.keys(all)) assert.match(describeHeading(pair(all, all, [field])), /^Again with \S/, field);
});

test('where both stand is told', () => {
  const tanh = pair({ activation: 'relu' }, { activation: 'tanh' });
  const at = (/** @type {number} */ step, /** @type {number} */ lastStep, problem = null) => /** @type {any} */ ({ step, lastStep, problem });
  assert.equal(describeBoth(tanh, at(62, 150), at(62, 150)), 'Step 062 of both runs; they went on to 150. ① is kept and drawn dashed; the run now has tanh in place of ReLU.');
  assert.match(describeBoth(tanh, at(62, 150), at(62, 80)), /^Step 062 of both runs; ① went on to 150, the run now to 080\./);
  assert.match(describeBoth(tanh, at(2, 2, /** @type {any} */ ({ what: 'the sum' })), at(62, 62)), /^Step 062; ① broke off at 002: the sum is not finite\./);
  assert.match(describeBoth(pair({}, {}), at(3, 3), at(3, 3)), /and the same as the run now\.$/);
});
