// A model as text, with the engine itself: to the bit there and back, opened as one act, and whatever else is in a text
// told in a sentence.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openModel, writeJson } from '../../www/actions/model.js';
import { readModel } from '../../www/export/model.js';
import { loadOwn, openRun } from './engine.js';

/** A run with neurons frozen and off. @param {import('../../pkg/moongrad.js').Config} config */
function train(config, own = false) {
  const lab = openRun({ hidden: [3, 2], feed: 'fixed', batch: 20, ...config });
  if (own) loadOwn(lab.trainer);
  lab.trainer.change({ neuron: { unit: 3, treatment: 'off' } });
  lab.trainer.change({ neuron: { unit: 5, treatment: 'frozen' } });
  lab.trainer.trainFor(1e9, 30);
  return lab;
}

/** All that a model holds, as the engine has it. @param {import('../../www/state/state.js').Lab} lab */
function stateOf({ trainer }) {
  const { config, treatments } = trainer.snapshot();
  const set = trainer.points();
  const { train, test, scale, names } = set;
  set.free();
  return { config, treatments, train, test, scale, names, digest: trainer.digest() };
}

for (const [what, config, own] of /** @type {[string, import('../../pkg/moongrad.js').Config, boolean][]} */ ([
  ['drawn points', { seed: 7, start: 9, noise: 0.123456789, data: 'spiral', activation: 'tanh', loss: 'logistic', optimiser: 'adam', rate: 0.02 }, false],
  ['one’s own points', {}, true],
])) {
  test(`a model with ${what} comes back to the bit, at step 0 of another run`, async () => {
    const from = train(config, own);
    const text = await writeJson(from);
    const to = openRun({});
    to.trainer.trainFor(1e9, 10);
    const before = stateOf(to);
    assert.equal(openModel(to, text, 'a.json'), '');
    assert.deepEqual(stateOf(to), stateOf(from));
    assert.equal(to.trainer.report().step, 0);
    assert.match(to.state.told.sentence, /^Opened a\.json: the network of its step 30, at step 0/);
    assert.equal(await writeJson(to), text.replace('"step": 30', '"step": 0'));
    assert.equal(to.trainer.snapshot().undo?.what, 'open');
    assert.ok(to.trainer.undo());
    assert.deepEqual(stateOf(to), before);
    assert.equal(to.trainer.report().step, 10);
  });
}

test('any number of 32 bits comes back', async () => {
  const lab = openRun({ hidden: [32, 32], feed: 'fixed' });
  const bits = new Uint32Array(lab.trainer.snapshot().parameters);
  for (let i = 0, seed = 1; i < bits.length; i++) bits[i] = (seed = (seed * 48271) % 2147483647) * 2;
  const values = new Float32Array(bits.buffer).map((value) => (Number.isFinite(value) ? value : -0));
  lab.trainer.setParameters(values);
  const digest = lab.trainer.digest();
  assert.equal(openModel(lab, await writeJson(lab), ''), '');
  assert.equal(lab.trainer.digest(), digest);
});

/** What is said of a text in which something is replaced. @param {string | RegExp} from @param {string} to */
async function tell(from, to) {
  const lab = train({}, true);
  const before = stateOf(lab);
  const text = await writeJson(lab);
  const other = text.replace(from, to);
  assert.notEqual(other, text, String(from));
  const why = openModel(lab, other, '');
  assert.deepEqual(stateOf(lab), before, why);
  return why;
}

test('what is wrong is told with the field, its value and what is allowed, and nothing changes', async () => {
  for (const [from, to, told] of /** @type {[string | RegExp, string, string][]} */ ([
    ['"moongrad model"', '"cat"', 'format is "cat", but must be "moongrad model"'],
    ['"version": 1', '"version": 2', 'version is 2, but must be 1'],
    ['"version": 1,', '', 'version is missing'],
    ['"step": 30', '"step": -5', 'step is -5, but must be a whole number from 0 to 1000000000'],
    ['"step": 30', '"step": NaN', 'the text is not JSON, or ends too early'],
    ['"step": 30', '"step": 30, "x": 1', '"x" is no field of a model, which has format, version, step, config, treatments, parameters, points'],
    ['"rate": 1', '"rate": -1', 'rate is -1, but must be a number from 0.000000001 to 1000000000'],
    ['"rate": 1', '"rate": 1e999', 'rate is Infinity, but must be a number from 0.000000001 to 1000000000'],
    ['"rate": 1,', '', 'config.rate is missing'],
    ['"rate": 1', '"speed": 3, "rate": 1', '"speed" is no field of config, which has '],
    ['"relu"', '"swish"', 'activation is "swish", but must be relu, leaky or tanh'],
    ['[3,2]', '[3,33]', 'the number of neurons in hidden layer 2 is 33, but must be a whole number from 1 to 32'],
    ['[3,2]', '[3,1]', 'the number of parameters is 20, but must be 15'],
    ['"off"', '"on"', 'treatments[1] is "on", but must be free, frozen, off'],
    ['"off",', '', 'the number of treatments is 4, but must be 5'],
    [/"parameters": \[\s+[^,]+/, '"parameters": [1e39', 'parameters[0] is 1e+39, but must be a number from -3.4e38 to 3.4e38'],
    [/"parameters": \[\s+[^,]+/, '"parameters": [null', 'parameters[0] is null, but must be a number from -3.4e38 to 3.4e38'],
    ['"own"', '"moons"', 'points is an object, but must be left out: config.data is drawn'],
    ['"fixed"', '"stream"', 'config.feed is "stream", but must be fixed, since config.data is "own"'],
    ['"unit":[', '"unit":[0,', 'points.scale.unit is a list of 3, but must be two numbers above 0'],
    [', -1]', ', 2]', '.label is 2, but must be -1 or 1'],
    ['"dog"', '7', 'points.names.labels is a list of 2, but must be 2 texts of at most 1000 characters'],
  ])) {
    const why = await tell(from, to);
    assert.ok(told.startsWith('.') ? why.endsWith(told) : why.startsWith(told), `${from} → ${to}: ${why}`);
  }
});

test('10⁵ mutated texts are opened or refused in a sentence, and the engine stays whole', async () => {
  let lab = train({ samples: 12 }, false);
  const own = train({}, true);
  let seed = 3;
  const random = (/** @type {number} */ below) => (seed = (seed * 48271) % 2147483647) % below;
  for (const text of [await writeJson(lab), await writeJson(own)]) {
    for (let i = 0; i < 50_000; i++) {
      // Each that is opened keeps the run before it.
      if (i % 500 === 0) lab.trainer.free(), (lab = train({ samples: 12 }));
      const at = random(text.length);
      const mutant = text.slice(0, at) + '{}[],:"0123456789eE+-.nt'[random(24)].repeat(random(3)) + text.slice(at + random(5));
      const why = openModel(lab, mutant, '');
      assert.ok(why.length < 400 && !/unreachable|undefined|object Object/.test(why), why);
    }
  }
  // An engine that has panicked does nothing more.
  assert.equal(openModel(lab, await writeJson(own), ''), '');
  assert.equal(lab.trainer.digest(), own.trainer.digest());
  for (const text of ['', '[', '7', 'null', '{}', '"x"', '[[[['.repeat(1e5), '{"a":'.repeat(1e5)]) assert.notEqual(openModel(lab, text, ''), '');
});

test('a text that was read is the same when it is read again', async () => {
  const { rules } = train({});
  const text = await writeJson(train({}, true));
  assert.deepEqual(readModel(text, rules), readModel(text, rules));
});
