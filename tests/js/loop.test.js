// What keeps the page's time: the pace of the steps, the budget of a frame, the turns of the views.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bindActions } from '../../www/actions/actions.js';
import { Budget } from '../../www/loop/budget.js';
import { Loop } from '../../www/loop/loop.js';
import { Pace } from '../../www/loop/pace.js';
import { Schedule } from '../../www/loop/schedule.js';
import { differ, memo } from '../../www/kit/memo.js';
import { openLab } from '../../www/state/open.js';
import { engine } from './engine.js';

const FRAME = 1000 / 60;

/** Frames of a minute. @param {(now: number) => void} each */
function frames(each, count = 3600) {
  for (let i = 0; i < count; i++) each(i * FRAME);
}

test('as many steps are due as are asked for a second', () => {
  for (const speed of [1, 10, 60]) {
    const pace = new Pace();
    pace.start();
    let steps = 0;
    frames((now) => {
      const due = pace.steps(now, speed);
      steps += due;
      pace.taken(now, now + 1, due);
    });
    assert.ok(Math.abs(steps - 60 * speed) <= 1, `${steps} in a minute at ${speed} a second`);
    assert.ok(Math.abs(Number(pace.reached) - speed) < 0.05 * speed + 0.1, `${pace.reached} are said to be reached`);
  }
});

test('at sixty a second on a screen of sixty there is one step a frame', () => {
  const pace = new Pace();
  pace.start();
  frames((now) => assert.equal(pace.steps(now, 60), 1), 600);
});

test('after a stall there is no burst', () => {
  const pace = new Pace();
  pace.start();
  pace.steps(0, 60);
  assert.ok(pace.steps(60_000, 60) <= 1);
});

test('a step that takes longer than a frame stays due', () => {
  const pace = new Pace();
  pace.start();
  const due = pace.steps(0, 60);
  pace.taken(0, 10, 0);
  assert.ok(pace.steps(0.1, 60) >= due);
});

test('where frames come late, training gets less; where that is not enough, the machine is slow', () => {
  const budget = new Budget();
  frames((now) => budget.begin(now), 600);
  assert.ok(!budget.isSlow);
  const quick = budget.training;
  for (let now = 0; now < 600 * 40; now += 40) budget.begin(now);
  assert.ok(budget.training < quick && budget.training >= 2);
  assert.ok(budget.isSlow);
  budget.start();
  assert.ok(!budget.isSlow, 'another run may be quicker');
});

test('training and drawing together leave room in a frame', () => {
  const budget = new Budget();
  for (let i = 0; i < 200; i++) {
    budget.painted(8);
    budget.begin(i * FRAME);
  }
  assert.ok(budget.training + budget.cost <= 12.01, `${budget.training} + ${budget.cost}`);
});

const VIEWS = [{ name: 'plot', every: 0 }, { name: 'wires', every: 33 }, { name: 'strip', every: 33 }, { name: 'numbers', every: 66 }];
/** @type {Record<string, number>} */
const COSTS = { plot: 1, wires: 6, strip: 0.8, numbers: 0.4 };

/** Everything is due in every frame. @param {number} count */
function watch(count) {
  const schedule = new Schedule(VIEWS);
  /** @type {Record<string, number[]>} */
  const painted = { plot: [], wires: [], strip: [], numbers: [] };
  /** @type {number[]} */
  const costs = [];
  frames((now) => {
    const chosen = schedule.choose(VIEWS.map(({ name }) => name), now + 8);
    for (const name of chosen) {
      painted[name].push(now);
      schedule.painted(name, now, COSTS[name]);
    }
    costs.push(chosen.reduce((sum, name) => sum + (name === 'plot' ? 0 : COSTS[name]), 0));
  }, count);
  return { painted, costs };
}

test('what never waits has its turn in every frame', () => {
  assert.equal(watch(600).painted.plot.length, 600);
});

test('views of one group have their turns together', () => {
  const schedule = new Schedule([{ name: 'strip', every: 33, group: 'figures' }, { name: 'wires', every: 33 }, { name: 'numbers', every: 66, group: 'figures' }]);
  const due = ['strip', 'wires', 'numbers'];
  frames((now) => {
    const chosen = schedule.choose(due, now + 8);
    assert.equal(chosen.includes('strip'), chosen.includes('numbers'));
    for (const name of chosen) schedule.painted(name, now, 1);
  }, 200);
});

test('nothing that is due waits forever, and what is read rests', () => {
  const { painted } = watch(600);
  for (const [name, times] of Object.entries(painted)) {
    const gaps = times.slice(1).map((time, i) => time - times[i]);
    assert.ok(Math.max(...gaps) <= Math.max(100, 25 * COSTS[name]), `${name} waits ${Math.max(...gaps)} ms`);
    const { every } = VIEWS.find((view) => view.name === name) ?? { every: 0 };
    assert.ok(Math.min(...gaps) >= every - 9, `${name} comes again after ${Math.min(...gaps)} ms`);
  }
});

test('a frame holds one view that is dear, or several that are cheap', () => {
  const { costs } = watch(600);
  assert.ok(Math.max(...costs.slice(60)) <= 6.01);
  assert.ok(costs.filter((cost) => cost > 1.5).length <= 600 / 6, 'dear frames are rare');
});

test('what nothing has changed for has no turn', () => {
  const schedule = new Schedule(VIEWS);
  assert.deepEqual(schedule.choose([], 0), []);
  assert.deepEqual(schedule.choose(['strip'], 0), ['strip']);
});

test('a value is kept as long as it is made from the same', () => {
  let made = 0;
  const double = memo((/** @type {number} */ n, /** @type {object} */ _) => (made++, 2 * n));
  const key = {};
  assert.deepEqual([double(1, key), double(1, key), double(2, key), double(2, {}), double(1, key)], [2, 2, 4, 4, 2]);
  assert.equal(made, 4);
  assert.ok(differ([1], [1, 2]) && !differ([NaN === NaN], [false]));
});

/** A loop whose frames are taken one by one, and what it paints in them: a view that never waits and one that does. */
function watchLoop() {
  const lab = openLab(engine, /** @type {any} */ ({}));
  /** @type {string[]} */
  const painted = [];
  /** @type {FrameRequestCallback[]} */
  const asked = [];
  globalThis.requestAnimationFrame = (callback) => asked.push(callback);
  const entry = (/** @type {string} */ name, /** @type {number} */ every) => ({
    name, every, of: /** @type {(keyof import('../../www/state/state.js').State)[]} */ (['run', 'page']),
    paint: () => painted.push(`${name} ${lab.state.page.fineness}`),
  });
  const loop = new Loop(lab, [entry('plot', 0), entry('words', 100)]);
  let now = 0;
  const frame = () => {
    painted.length = 0;
    asked.splice(0).forEach((callback) => callback((now += FRAME)));
    return [...painted];
  };
  return { lab, loop, painted, frame, actions: bindActions(lab, () => {}) };
}

test('charts that are not whole yet bring about frames until they are', () => {
  const { lab, loop, frame } = watchLoop();
  let missing = 3;
  const { rows } = lab.trainer.curve(512, 0);
  lab.trainer.curve = () => ({ rows, whole: missing-- <= 0 });
  loop.request();
  for (let i = 0; i < 9; i++) frame();
  assert.equal(lab.state.course.looks, 3);
  assert.equal(missing, -1);
});

test('the first picture is that of the views that never wait, and the others follow', () => {
  const { loop, painted, frame, actions } = watchLoop();
  actions.measure({ plot: 100 });
  loop.paintNow();
  assert.deepEqual(painted, ['plot rest']);
  assert.deepEqual(frame(), ['words rest']);
  actions.measure({ plot: 200 });
  painted.length = 0;
  loop.paintNow();
  assert.deepEqual(painted, ['plot rest', 'words rest']);
});

test('a drag is one seek a frame and drawn as motion; the finest picture comes when it is let go', () => {
  const { lab, loop, frame, actions } = watchLoop();
  loop.paintNow();
  actions.stepOn();
  actions.stepOn();
  frame();
  const { asked } = /** @type {import('./engine.js').Trainer} */ (/** @type {any} */ (lab.trainer));
  asked.length = 0;
  for (const step of [2, 1, 0]) actions.drag(step);
  assert.ok(frame().includes('plot motion'));
  assert.deepEqual(asked, ['seek 0']);
  actions.letGo();
  assert.ok(frame().includes('plot motion'));
  assert.ok(frame().includes('plot rest'));
  assert.deepEqual(frame(), []);
});
