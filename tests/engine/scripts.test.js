// The scripts that a model is given away as, run by Python: NumPy gives the engine's outputs, PyTorch its gradient and
// its next step.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { writeScript, writeTraining } from '../../www/actions/model.js';
import { loadOwn, openRun } from './engine.js';

const python = String(process.env.MOONGRAD_PYTHON);

/** Runs a script, as a module, and then what asks it: the numbers that this prints. @param {string} script @param {string} question */
function run(script, question) {
  const { status, stdout, stderr } = spawnSync(python, ['-c', `import sys\nexec(compile(sys.stdin.read(), "script", "exec"), {"__name__": "script"})`], { input: `${script}\n${question}\n`, encoding: 'utf8', maxBuffer: 1e8 });
  assert.equal(status, 0, stderr);
  return stdout.trim().split('\n').map(Number);
}

/** Runs of every activation, loss and optimiser, with neurons frozen and off; one on points of one's own. */
function runs() {
  const sorts = /** @type {const} */ ([['relu', 'hinge', 'sgd', 0.5], ['leaky', 'logistic', 'momentum', 0.05], ['tanh', 'squared', 'adam', 0.02], ['relu', 'hinge', 'adam', 0.02]]);
  return sorts.map(([activation, loss, optimiser, rate], i) => {
    const lab = openRun({ feed: 'fixed', hidden: [7, 5, 3], batch: 1000, activation, loss, optimiser, rate });
    if (i === 3) loadOwn(lab.trainer);
    lab.trainer.trainFor(1e9, 20);
    lab.trainer.change({ neuron: { unit: 5, treatment: 'off' } });
    lab.trainer.change({ neuron: { unit: 10, treatment: 'frozen' } });
    lab.trainer.trainFor(1e9, 20);
    return lab;
  });
}

/** @param {number} got @param {number} expected @param {number} within @param {string} what */
function assertClose(got, expected, within, what) {
  assert.ok(Math.abs(got - expected) <= within * (1 + Math.abs(expected)), `${what}: ${got}, the engine ${expected}`);
}

test('numpy gives the engine’s outputs on 1000 points', async () => {
  for (const [i, lab] of runs().entries()) {
    const plane = Array.from({ length: 1000 }, (_, k) => [(k % 40) / 8 - 2.5, Math.floor(k / 40) / 8 - 1.5]);
    const set = lab.trainer.points();
    const { centre, unit } = set.scale;
    const points = plane.map(([x, y]) => [centre[0] + unit[0] * x, centre[1] + unit[1] * y]);
    const got = run(await writeScript(lab), `for value in f(${JSON.stringify(points)}):\n    print(repr(float(value)))`);
    const expected = lab.trainer.predict(Float32Array.from(plane.flat()));
    assert.equal(got.length, 1000);
    got.forEach((value, k) => assertClose(value, expected[k], 1e-5, `run ${i}, point ${k}`));
  }
});

test('numpy tells the engine’s accuracy', async () => {
  const lab = openRun({ feed: 'fixed', noise: 0.3 });
  lab.trainer.trainFor(1e9, 100);
  const { trainAccuracy, testAccuracy } = lab.trainer.report();
  const got = run(await writeScript(lab), `for points in map(np.array, [TRAIN, TEST]):\n    print((f(points[:, :2]) * points[:, 2] > 0).mean())`);
  got.forEach((value, i) => assertClose(value, Number([trainAccuracy, testAccuracy][i]), 1e-12, 'accuracy'));
});

test('numpy runs a script as it is given away, of a stream, too', async () => {
  const lab = openRun({});
  const { status, stdout, stderr } = spawnSync(python, ['-'], { input: await writeScript(lab), encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  assertClose(Number(stdout.replace('f(0, 0) = ', '')), lab.trainer.predict(Float32Array.of(0, 0))[0], 1e-5, 'f(0, 0)');
});

test('torch gives the engine’s gradient and its next step', async () => {
  for (const [i, lab] of runs().entries()) {
    const list = (/** @type {string} */ of, /** @type {string} */ grad) => `for layer in ${of}.layers:\n    for weights, bias in zip(layer.weight${grad}, layer.bias${grad}):\n        for value in [*weights, bias]:\n            print(value.item())`;
    const got = run(await writeTraining(lab), `network = Network()\nrows = torch.tensor(TRAIN)\ndifferentiate(network, rows[:, :2], rows[:, 2])\n${list('network', '.grad')}\nSTEPS = STEP + 1\nnetwork = train(Network())\n${list('network', '')}`);
    const before = lab.trainer.moment().numbers;
    lab.trainer.step();
    const { parameters: count } = lab.trainer.snapshot();
    assert.equal(got.length, 2 * count);
    const { gradient, parameters } = lab.trainer.portrait(-1, 1, -1, 1, 2, false);
    const moves = got.slice(count).map((value, k) => value - before[k]);
    for (let k = 0; k < count; k++) {
      // What does not move has no gradient in the script; the engine tells that of the whole.
      if (parameters[k] === before[k]) continue;
      assertClose(got[k], Number(gradient?.[k]), 1e-5, `run ${i}, gradient ${k}`);
      assertClose(moves[k], parameters[k] - before[k], 2e-5, `run ${i}, step ${k}`);
    }
  }
});

test('torch trains a script on as it is given away', async () => {
  const lab = openRun({ feed: 'fixed' });
  lab.trainer.trainFor(1e9, 20);
  const { status, stdout, stderr } = spawnSync(python, ['-'], { input: await writeTraining(lab), encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  const [, share] = /^step 150: ([\d.]+)% of 150 training points are right/.exec(stdout) ?? [];
  assert.ok(Number(share) > 95, stdout);
});
