// What people do: engine act, then state. Without a browser, on a small engine.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bindActions } from '../../www/actions/actions.js';
import { bindOwn } from '../../www/actions/own.js';
import { advance } from '../../www/actions/run.js';
import { fulfil } from '../../www/actions/wishes.js';
import { endOf, isSame, shownUnit, toldPart } from '../../www/state/derived.js';
import { openLab } from '../../www/state/open.js';
import { put } from '../../www/state/state.js';
import { describeTrain } from '../../www/words/run.js';
import { engine } from './engine.js';

/** A lab with its actions and the engine's trainer. */
function open() {
  const lab = openLab(engine, /** @type {any} */ ({}));
  return { lab, state: lab.state, trainer: /** @type {import('./engine.js').Trainer} */ (/** @type {any} */ (lab.trainer)), actions: { ...bindActions(lab, () => {}), ...bindOwn(lab, () => {}) } };
}

test('a step is taken and told', () => {
  const { state, actions } = open();
  actions.stepOn();
  assert.equal(state.run.report.step, 1);
  assert.equal(state.told.last, 'stepped');
  assert.equal(state.told.before, 1);
});

test('stepping back and on goes through the history and trains nothing', () => {
  const { state, actions, trainer } = open();
  actions.stepOn();
  actions.stepOn();
  actions.stepBack();
  actions.stepOn();
  assert.deepEqual(trainer.asked, ['seek 1', 'seek 2']);
  assert.equal(state.run.report.lastStep, 2);
  actions.stepBack();
  actions.stepBack();
  actions.stepBack();
  assert.equal(state.told.last, 'refused-back');
});

test('a step from the past with a change leaves the old curve behind', () => {
  const { state, actions } = open();
  for (let i = 0; i < 4; i++) actions.stepOn();
  actions.seek(1);
  assert.equal(actions.change('batch', 2), '');
  assert.equal(state.course.left, null);
  actions.stepOn();
  assert.equal(state.course.left?.from, 1);
  assert.equal(state.course.left?.curve.last, 4);
  assert.equal(state.run.report.lastStep, 2);
  actions.reset();
  assert.equal(state.course.left, null);
});

test('training takes the steps that are due, until it is paused or done', () => {
  const { lab, state, actions } = open();
  actions.setSpeed('max');
  actions.toggle();
  assert.ok(state.run.training);
  advance(lab, 0, 5);
  assert.equal(state.run.report.step, 10);
  assert.ok(!state.run.training, 'it is done');
});

test('after the last step training goes on for as many again', () => {
  const { lab, state, actions } = open();
  actions.setSpeed('max');
  actions.toggle();
  advance(lab, 0, 5);
  assert.equal(state.run.report.step, 10);
  actions.toggle();
  assert.ok(state.run.training);
  advance(lab, 0, 5);
  assert.equal(state.run.report.step, 20);
  assert.equal(describeTrain(state.run.report), 'Train on, to 40');
});

test('out of a problem the button leads back, and trains nothing', () => {
  const { state, actions, trainer } = open();
  actions.stepOn();
  trainer.problem = /** @type {any} */ ({ step: 2, what: 'the sum', backStep: 0, backRate: 1, rate: 1e6, before: 1, after: 1e9 });
  actions.setGoal({ kind: 'none', value: null });
  assert.equal(describeTrain(state.run.report), 'Back to step 0, rate 1.0');
  actions.toggle();
  assert.ok(!state.run.training);
  assert.equal(state.run.report.step, 0);
  assert.equal(state.run.report.problem, null);
});

test('what a button said when it was pressed is what it does', () => {
  const { state, actions } = open();
  actions.toggle(true);
  assert.ok(!state.run.training);
});

test('a goal that is met keeps training from going on', () => {
  const { lab, state, actions } = open();
  assert.equal(actions.setGoal({ kind: 'step', value: 2 }), '');
  assert.notEqual(actions.setGoal({ kind: 'step', value: 0 }), '');
  assert.equal(state.run.goal.value, 2);
  actions.setSpeed('max');
  actions.toggle();
  advance(lab, 0, 5);
  assert.equal(state.run.report.step, 2);
  actions.toggle();
  assert.equal(state.told.last, 'refused-goal');
});

test('what the engine refuses changes nothing and says why', () => {
  const { state, actions } = open();
  const before = { ...state };
  assert.match(actions.change('alpha', -1), /at least 0/);
  assert.match(actions.change('hidden', [99]), /too many/);
  assert.deepEqual(state, before);
});

test('a setting that is given as it is costs no run', () => {
  const { state, actions } = open();
  actions.stepOn();
  assert.equal(actions.change('noise', state.setup.config.noise), '');
  assert.equal(actions.change('hidden', [...state.setup.config.hidden]), '');
  assert.equal(state.run.report.step, 1);
});

test('a change that needs a new start forgets what belonged to the old one', () => {
  const { state, actions } = open();
  actions.stepOn();
  actions.pin({ unit: 2 });
  actions.change('hidden', [3]);
  assert.equal(state.run.report.step, 0);
  assert.equal(state.sight.pinned, null);
  assert.equal(state.told.last, 'rebuilt');
  assert.deepEqual(state.setup.config.hidden, [3]);
});

test('of all the steps that a hand drags through, one frame seeks the newest', () => {
  const { lab, state, actions, trainer } = open();
  for (let i = 0; i < 5; i++) actions.stepOn();
  for (const step of [4, 3, 2]) actions.drag(step);
  assert.ok(state.run.dragging);
  assert.deepEqual(trainer.asked, []);
  fulfil(lab);
  assert.deepEqual(trainer.asked, ['seek 2']);
  actions.letGo();
  assert.ok(!state.run.dragging);
});

test('what is done while a wish waits is done after it', () => {
  const { state, actions, trainer } = open();
  for (let i = 0; i < 5; i++) actions.stepOn();
  actions.drag(2);
  actions.change('batch', 3);
  assert.equal(state.run.report.step, 2);
  assert.deepEqual(trainer.asked, ['seek 2', { settings: { batch: 3 } }]);
});

test('points are put down with the chosen label, and a refusal is told beside the data', () => {
  const { state, actions, trainer } = open();
  actions.change('data', 'own');
  actions.choose(1);
  assert.equal(actions.addPoint({ x: 0.5, y: 0.25 }), '');
  assert.deepEqual([...state.points.train.slice(-3)], [0.5, 0.25, 1]);
  trainer.change = () => {
    throw new Error('no more points');
  };
  assert.equal(actions.addPoint({ x: 0, y: 0 }), 'no more points');
  assert.deepEqual(state.message, { group: 'data', sentence: 'no more points' });
});

test('a point that is dragged onto the bin is deleted where it came from', () => {
  const { actions, trainer } = open();
  actions.change('data', 'own');
  actions.movePoint({ test: false, index: 0, x: 1, y: 1, label: -1 });
  actions.removePoint({ test: false, index: 0, x: 0, y: 0, label: -1 });
  const [first, second, third] = trainer.asked.filter((asked) => asked !== 'settle');
  assert.deepEqual([first.move.x, second.move.x, third.delete.index], [1, 0, 0]);
});

test('own points that were touched come back as they were left; others begin with those of the shape', () => {
  const { state, actions, trainer } = open();
  actions.change('data', 'own');
  actions.change('data', 'moons');
  actions.change('data', 'own');
  assert.ok(!trainer.asked.some((asked) => asked.train), 'nothing to put back');
  actions.addPoint({ x: 0.5, y: 0.5 });
  const left = [...state.points.train];
  actions.change('data', 'moons');
  trainer.train = [9, 9, 1];
  actions.change('data', 'own');
  assert.deepEqual([...state.points.train], left);
  assert.ok(state.points.touched);
});

test('what is taken back is told, and what was done later is not taken back', () => {
  const { state, actions } = open();
  actions.undo();
  assert.equal(state.told.last, 'refused-undo');
  actions.stepOn();
  actions.change('batch', 3);
  actions.stepBack();
  actions.undo();
  assert.equal(state.told.last, 'early-undo');
  assert.equal(state.told.deed?.step, 1);
  actions.stepOn();
  actions.undo();
  assert.equal(state.told.last, 'undone');
  actions.redo();
  assert.equal(state.told.last, 'redone');
  actions.redo();
  assert.equal(state.told.last, 'refused-redo');
});

test('a table is read to its end, refused with its fault, or left', async () => {
  const { state, actions } = open();
  assert.equal(await actions.readTable(new Blob(['....']), 'points.csv'), '');
  assert.deepEqual(state.told.read, { count: 4, name: 'points.csv' });
  assert.equal(state.told.last, 'loaded');
  assert.deepEqual(state.points.labels, ['cat', 'dog']);
  assert.match(String(await actions.readTable(new Blob(['..x']), '')), /^Line 1/);
  const reading = actions.readTable(new Blob(['.'.repeat(100_000)]), '');
  actions.stopReading();
  assert.equal(await reading, null);
  assert.equal(state.told.reading, null);
  assert.equal(state.points.train.length, 12);
});

test('runs are kept, named, drawn four at most, and removed', () => {
  const { lab, state, actions } = open();
  actions.keepRun();
  assert.equal(state.told.last, 'refused-keep');
  actions.stepOn();
  for (let i = 0; i < 5; i++) actions.keepRun();
  assert.deepEqual(state.course.kept.map(({ number, shown }) => [number, shown]), [[1, false], [2, true], [3, true], [4, true], [5, true]]);
  assert.equal(actions.nameRun(2, '  baseline '), 'baseline');
  assert.equal(actions.nameRun(2, ' '), 'run 2');
  actions.removeRun(5);
  actions.keepRun();
  assert.equal(state.course.kept.at(-1)?.number, 5);
  assert.ok(endOf(lab) >= 1);
});

test('what is pointed at is told of, else what is pinned; while its number is typed, only that', () => {
  const { state, actions } = open();
  const edge = { parameter: 1, from: 1, to: 2 };
  actions.pin({ unit: 2 });
  assert.deepEqual(toldPart(state), { unit: 2 });
  actions.point(edge);
  assert.deepEqual(toldPart(state), edge);
  assert.equal(shownUnit(state), 1);
  actions.type(true);
  assert.deepEqual(toldPart(state), { unit: 2 });
  actions.type(false);
  actions.point({ unit: 4 });
  assert.equal(shownUnit(state), null, 'the output has the plot anyhow');
  actions.pin({ unit: 2 });
  assert.equal(state.sight.pinned, null);
  assert.ok(isSame({ unit: 1 }, { unit: 1 }) && !isSame({ unit: 1 }, null));
});

test('a part of the state becomes another object when it is changed, and only then', () => {
  const { lab, state } = open();
  const { points, run } = state;
  let asked = 0;
  lab.changed = () => asked++;
  put(lab, 'points', { adding: -1 });
  assert.equal(state.points, points);
  put(lab, 'points', { adding: 1 });
  assert.notEqual(state.points, points);
  assert.equal(state.run, run);
  assert.equal(asked, 1);
});
