// Sentences, signs and addresses.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAddress, Router } from '../../www/router.js';
import { describeEntries, describeRates } from '../../www/settings/entries.js';
import { describeGroup, gather } from '../../www/timeline/marks.js';
import { describeClasses, describeScale, describeSplit, SHAPES } from '../../www/words/data.js';
import { describeDeed } from '../../www/words/deeds.js';
import { describeMet, describeReached } from '../../www/words/goals.js';
import { HINTS } from '../../www/words/hints.js';
import { describeNetwork, describeRun } from '../../www/words/run.js';
import { describe } from '../../www/words/status.js';

/** @param {any} mark */
const mark = (mark) => ({ at: null, name: null, from: 1, to: 2, ...mark });

test('signs that would touch are one, and tell each change once', () => {
  const marks = [
    mark({ step: 10, field: 'rate', from: 1, to: 0.5 }), mark({ step: 12, field: 'rate', from: 0.5, to: 0.3 }),
    mark({ step: 12, field: 'points', at: 2 }), mark({ step: 13, field: 'points', at: 1 }), mark({ step: 90, field: 'batch', from: 32, to: 64 }),
  ];
  const groups = gather(marks, 5);
  assert.deepEqual(groups.map((group) => group.length), [4, 1]);
  assert.equal(describeGroup(groups[0]).sentence, 'Steps 10 to 13, 2 changes: rate 1.0 → 0.3; 3 points changed.');
  assert.equal(describeGroup(groups[1]).sentence, 'Step 90: batch size 32 → 64.');
});

test('a parameter and a neuron are told by the engine’s names, and of many changes how many', () => {
  const marks = [0, 1, 2, 3].map((i) => mark({ step: 1, field: 'parameter', at: i, name: `bias of neuron ${i} of layer 1`, from: 0, to: 1.5 }));
  const { sentence, count } = describeGroup(marks);
  assert.equal(count, 4);
  assert.match(sentence, /^Step 1, 4 changes: bias of neuron 0 of layer 1 0\.000 → 1\.500; .*; and 1 more\.$/);
});

test('all that can be taken back has words', () => {
  const settings = ['rate', 'schedule', 'steps', 'alpha', 'batch', 'optimiser'];
  const acts = ['add', 'move', 'delete', 'replace', 'load', 'parameter', 'neuron', 'reset', 'branch'];
  for (const what of [...settings, ...acts, 'seed', 'data', 'feed', 'samples', 'heldOut', 'noise', 'hidden', 'activation', 'loss']) {
    const told = describeDeed(/** @type {any} */ ({ what, from: null, to: null }));
    assert.ok(told && !told.includes('undefined'), what);
  }
  assert.equal(describeDeed(/** @type {any} */ ({ what: 'rate', from: 1, to: 1e6 })), 'rate 1.0 → 10⁶');
  assert.equal(describeDeed(/** @type {any} */ ({ what: 'schedule', from: 'linear', to: 'constant' })), 'schedule linear → constant');
});

test('every shape has a name, two classes, a plane and a hint', () => {
  for (const [data, { name, classes, plane }] of Object.entries(SHAPES)) {
    assert.ok(name && plane && HINTS[`#kinds [value=${data}]`].length > 20 && classes[0] !== classes[1], data);
    assert.deepEqual(describeClasses(data, null), [`${classes[0]} −1`, `${classes[1]} +1`]);
  }
});

test('classes of a table go by its own labels', () => {
  assert.deepEqual(describeClasses('own', null), ['−1', '+1']);
  assert.deepEqual(describeClasses('own', ['0', '1']), ['0 as −1', '+1']);
  assert.deepEqual(describeClasses('own', ['cat', 'dog']), ['cat −1', 'dog +1']);
});

test('how points were scaled is told with the digits that count', () => {
  assert.equal(describeScale({ scale: { centre: [0, 0], unit: [1, 1], standardised: false }, names: [] }), '');
  assert.equal(describeScale({ scale: { centre: [5000.123, 0.5], unit: [636.4, 1], standardised: true }, names: ['width'] }),
    'Standardised for training: width by its mean 5000 and spread 636, y by its mean 0.50.');
});

test('counts are told in groups', () => {
  assert.equal(describeSplit({ feed: 'fixed', batch: 32 }, 75_000, 25_000), '75\u202f000 to train, 25\u202f000 to test');
  assert.equal(describeSplit({ feed: 'stream', batch: 32 }, 32, 1000), '32 new a step, 1\u202f000 to test');
  assert.equal(describeNetwork([16, 16], 337), '304 weights, 33 biases:\n337 numbers to learn');
  assert.equal(describeNetwork([], 3), '2 weights, 1 bias:\n3 numbers to learn');
});

test('a run is told with what is other than usual', () => {
  const config = { data: 'moons', seed: 7, start: null, hidden: [16, 16], activation: 'relu', batch: 32, alpha: 1e-4, optimiser: 'sgd', loss: 'hinge' };
  const setup = /** @type {any} */ ({ config, rates: [1, 0.1] });
  assert.equal(describeRun(setup), 'moons, seed 7; 2-16-16-1, ReLU; rate 1.0 → 0.1, batch 32, α 0.0001');
  assert.match(describeRun({ ...setup, rates: [1, 1], config: { ...config, optimiser: 'adam', loss: 'squared' } }), /ReLU, squared loss; rate 1\.0, .*Adam$/);
  assert.equal(describeRates([1, 0.1]), '1.0 → 0.1');
  assert.equal(describeRates([123456, 12345.6]), '→ a tenth');
});

test('what is allowed is told in the units of the field', () => {
  const limits = new Proxy({}, { get: (_, name) => ({ least: 0, most: name === 'heldOut' ? 0.9 : 5, allowed: `what ${String(name)} allows` }) });
  const entries = Object.fromEntries(describeEntries(/** @type {any} */ (limits)).map(({ key, allowed }) => [key, allowed]));
  assert.equal(entries.heldOut, 'a share from 0 to 90 %');
  assert.equal(entries.noise, 'what noise allows');
  assert.equal(entries.hidden, 'up to 5 numbers from 0 to 5, such as 16, 16');
});

test('goals tell what was reached, and why training does not go on', () => {
  const report = /** @type {any} */ ({ step: 63, testLoss: 0.09, testAccuracy: 0.98, trainAccuracy: 1 });
  assert.equal(describeReached({ kind: 'accuracy', value: 0.97 }, report), 'Reached 97 % on the test points at step 63.');
  assert.match(describeReached({ kind: 'loss', value: 0.1 }, { ...report, testLoss: null }), /training points/);
  assert.match(describeMet({ kind: 'accuracy', value: 0.97 }, report), /98\.0 % is at least 97 %/);
  assert.match(describeMet({ kind: 'step', value: 10 }, report), /step 63 is not before step 10/);
});

/** A situation at rest. @param {any} changes */
function situation({ report, told, ...rest }) {
  return /** @type {any} */ ({
    report: { step: 3, lastStep: 3, trainLoss: 0.5, trainPoints: 150, testPoints: 50, pending: false, finished: false, problem: null, goal: null, ...report },
    setup: { parameters: 337, config: { steps: 150, batch: 32 } }, scene: { pushes: 2, wrong: 1, outputs: new Float32Array(150) },
    goal: { kind: 'none', value: null }, training: false, kept: undefined, told: { last: 'changed', before: 1, deed: null, read: null, ...told }, ...rest,
  });
}

test('a problem comes before everything else, and says what happened to the numbers', () => {
  const problem = { step: 3, what: 'the sum', backStep: 0, rate: 1e6, before: 0.9, after: 9e16 };
  const { kind, text } = describe(situation({ report: { problem }, training: true, told: { last: 'kept' } }));
  assert.equal(kind, 'problem');
  assert.equal(text, 'Step 003 was not taken: the sum is not finite. The rate, 10⁶, threw the weights from within ±0.9 to 9×10¹⁶ in 2 steps: their products no longer fit a number.');
  const typed = describe(situation({ report: { problem: { ...problem, before: 3e38, after: 3e38 } } }));
  assert.match(typed.text, /The largest weight is 3×10³⁸/);
});

test('what costs a run says that undo brings it back', () => {
  const start = { step: 0, lastStep: 0 };
  const setup = { parameters: 337, config: { steps: 150, batch: 32 }, undo: { what: 'noise', run: true, step: 150 } };
  for (const last of ['rebuilt', 'reset']) assert.match(describe(situation({ report: start, setup, told: { last } })).text, /Undo brings back the run before, at step 150\.$/);
  const deed = { ...setup.undo, from: null, to: null };
  assert.match(describe(situation({ report: { lastStep: 150 }, told: { last: 'undone', deed } })).text, /^Taken back: noise\. The run before is back, history and all, at step 3\.$/);
});

test('the sentence says where the run stands', () => {
  for (const [kind, changes] of /** @type {[string, any][]} */ ([
    ['paused', {}], ['training', { training: true }], ['past', { report: { lastStep: 9 } }], ['finished', { report: { finished: true } }],
    ['ready', { report: { step: 0, lastStep: 0 } }], ['goal', { report: { goal: { reached: true } }, goal: { kind: 'step', value: 3 } }],
    ['ready', { report: { trainPoints: 0 } }], ['kept', { told: { last: 'kept' }, kept: { name: 'run 1', sign: '①' } }],
  ])) assert.equal(describe(situation(changes)).kind, kind, JSON.stringify(changes));
  assert.match(describe(situation({ report: { lastStep: 9, pending: true } })).text, /branches here/);
  assert.match(describe(situation({ told: { last: 'stepped' } })).text, /from 1\.000 to 0\.500\. 2 of 150 training points push the line, 1 from its wrong side\.$/);
  const told = (/** @type {number[]} */ promise) => describe(situation({ told: { last: 'stepped', promise } })).text;
  assert.match(told([-0.098, -0.065]), /The gradient promised its batch −0\.098, and it got −0\.065\.$/);
  assert.match(told([-0.098, 0.019]), /promised its batch −0\.098, but it rose by 0\.019\.$/);
});

test('an address is the name of a view and the rest', () => {
  assert.deepEqual(readAddress('#talk/5'), { name: 'talk', rest: ['5'] });
  assert.deepEqual(readAddress(''), { name: '', rest: [] });
});

/** A page of two views in place of a browser's; the talk goes to its sections by itself. */
function openPages() {
  const element = () => ({ hidden: false, focused: 0, focus() { this.focused++; }, addEventListener() {}, removeAttribute() {} });
  /** @type {any} */
  const page = { location: { hash: '' }, lost: [], opened: [], lab: element(), talk: element() };
  Object.assign(globalThis, {
    location: page.location, scrollY: 0, scrollTo() {},
    addEventListener: (/** @type {string} */ _, /** @type {() => void} */ act) => (page.follow = act),
    history: { replaceState: (/** @type {any} */ _, /** @type {string} */ __, /** @type {string} */ hash) => (page.location.hash = hash) },
  });
  const place = (/** @type {string} */ name) => ({ element: page[name], load: async () => (/** @type {string[]} */ rest) => Boolean(page.opened.push([name, ...rest]) && rest.length) });
  page.router = new Router({ lab: place('lab'), talk: place('talk') }, 'lab', (address) => page.lost.push(address));
  page.go = async (/** @type {string} */ hash) => {
    page.location.hash = hash;
    await page.router.follow(hash);
  };
  return page;
}

test('back and forward lead through the views, and the focus goes with them', async () => {
  const page = openPages();
  await page.go('#talk');
  assert.deepEqual(page.opened, [['talk']]);
  assert.deepEqual([page.lab.hidden, page.talk.hidden, page.talk.focused], [true, false, 1]);
  await page.go('');
  assert.deepEqual([page.lab.hidden, page.talk.hidden, page.lab.focused], [false, true, 1]);
});

test('a view that goes to a place of its own keeps the scroll and the focus that it has given', async () => {
  const page = openPages();
  let scrolled = 0;
  Object.assign(globalThis, { scrollTo: () => scrolled++ });
  await page.go('#talk/5');
  assert.deepEqual(page.opened, [['talk', '5']]);
  assert.deepEqual([page.lab.hidden, page.talk.hidden, page.talk.focused, scrolled], [true, false, 0, 0]);
});

test('an address that leads nowhere leads to the lab, which says so and keeps the focus', async () => {
  const page = openPages();
  await page.go('#nowhere');
  assert.deepEqual(page.lost, ['#nowhere']);
  assert.equal(page.location.hash, '#lab');
  assert.deepEqual([page.lab.hidden, page.lab.focused], [false, 0]);
});
