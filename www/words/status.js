// The sentence under the transport: what the run is doing, in plain words.

import { describePlane } from '../settings/data.js';
import * as format from '../kit/format.js';
import { describeMet, describeReached } from '../settings/goal.js';

/**
 * @typedef {object} Situation
 * @property {object} report
 * @property {object} config
 * @property {number} parameters  how many numbers the network has
 * @property {boolean} training
 * @property {string} last        what was done last: opened, rebuilt, reset, trained, stepped, sought, changed, kept, refused-back, refused-train, refused-goal, refused-keep, refused-undo, early-undo
 * @property {number} before      training loss before the last single step
 * @property {number} pushes      training points that push the line
 * @property {number} wrong       those of them on the wrong side
 * @property {number} points      training points
 *
 * @param {Situation} now
 * @returns {{kind: string, text: string, back?: string}}
 */
export function describe(now) {
  const { report, training } = now;
  if (report.problem) return problem(report.problem);
  if (report.trainPoints === 0) return { kind: 'ready', text: 'There are no training points. Click on the plot to add some, or paste a table.' };
  if (training) return { kind: 'training', text: during(now) };
  if (now.last === 'refused-back') return { kind: 'ready', text: 'This is step 0: there is no step before it.' };
  if (now.last === 'refused-keep') return { kind: 'ready', text: 'There is nothing to keep yet: train first.' };
  if (now.last === 'refused-goal') return { kind: 'goal', text: describeMet(now.goal, report) };
  if (now.last === 'undone') return { kind: 'ready', text: `Taken back: ${now.undone.label}. ${pushing(now)}` };
  if (now.last === 'early-undo') return { kind: 'ready', text: `The newest change by hand, ${now.undone.label}, was made at step ${now.undone.step}: go there to take it back.` };
  if (now.last === 'refused-undo') return { kind: 'ready', text: 'There is nothing to take back.' };
  if (now.last === 'loaded') return { kind: 'ready', text: loaded(now) };
  if (now.last === 'edited') return { kind: 'ready', text: edited(now) };
  if (now.last === 'kept') return { kind: 'kept', text: kept(now.kept.at(-1)) };
  if (report.goalReached) return { kind: 'goal', text: describeReached(now.goal, report) };
  if (report.step < report.lastStep) return { kind: 'past', text: past(report) };
  if (report.finished && now.last !== 'stepped') return { kind: 'finished', text: finished(now) };
  if (report.step === 0) return { kind: 'ready', text: ready(now) };
  return { kind: 'paused', text: now.last === 'stepped' ? stepped(now) : `Paused. ${pushing(now)}` };
}

function problem({ step, what, backStep }) {
  return {
    kind: 'problem',
    text: `Step ${step} was not taken: ${what} is not finite.`,
    back: `Go back to step ${backStep} and halve the rate`,
  };
}

function during({ config, parameters }) {
  return `Training: each step moves all ${parameters} numbers against the gradient of ${count(config.batch, 'point')}.`;
}

function past({ step, lastStep, pending }) {
  if (pending) return `Step ${step}, with a change: the next step branches here; what came after it, up to step ${lastStep}, stays as the pale curve.`;
  return `Step ${step} as it was; the run went on to step ${lastStep}. Change a setting and train on: it branches here.`;
}

function finished({ report, config, goal }) {
  if (goal.kind !== 'none') return `Done: all ${config.steps} steps, and the goal was not met. Under “Stop”, choose “after” to take more steps.`;
  return `Done: ${report.step} of ${config.steps} steps. Raise “Stop after” to go on, or drag back through the run.`;
}

function kept({ name, sign }) {
  return `Kept as ${name}, drawn with the number ${sign}. Change something and train again: the curves stay together.`;
}

function ready(now) {
  if (now.last === 'rebuilt') return `A new start: the network is untrained again. ${pushing(now)}`;
  if (now.last === 'reset') return `Back at the same start: same data, same first weights. ${pushing(now)}`;
  return 'Untrained: the weights are random, and so is the line. Train, or take one step at a time.';
}

function loaded({ read: { count: points, name }, report }) {
  return `Read ${format.grouped(points)} ${points === 1 ? 'point' : 'points'}${name ? ` from ${name}` : ''}, ${format.grouped(report.testPoints)} of them held out. The network is untrained again.`;
}

function edited(now) {
  return `${pushing(now)} The next step trains on the points as they are.`;
}

function stepped(now) {
  const [from, to] = [now.before, now.report.trainLoss].map(format.three);
  return `Step ${now.report.step} took the training loss from ${from} to ${to}. ${pushing(now)}`;
}

function pushing({ pushes, wrong, points, report }) {
  if (!Number.isFinite(report.trainLoss)) return 'Some answers of the network are no finite numbers any more.';
  const of = report.trainPoints > points ? `the first ${count(points, 'training point')}` : count(points, 'training point');
  if (pushes === 0) return `None of ${of} pushes the line.`;
  return `${pushes} of ${of} ${pushes === 1 ? 'pushes' : 'push'} the line, ${wrong} from its wrong side.`;
}

function count(n, noun) {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

/** What the plot shows, for those who cannot see it. @param {Situation} now */
export function describePlot({ report, config, points, pushes }) {
  const right = Math.round(report.trainAccuracy * points);
  return `${describePlane(config.data)} at step ${report.step}: ${right} of ${count(points, 'training point')} on their side of the line f = 0, ${pushes} push it.`;
}

/** "304 weights, 33 biases:", and on a line of its own "337 numbers to learn" */
export function describeNetwork(hidden) {
  const sizes = [2, ...hidden, 1];
  let weights = 0;
  let biases = 0;
  for (let i = 1; i < sizes.length; i++) {
    weights += sizes[i - 1] * sizes[i];
    biases += sizes[i];
  }
  return `${count(weights, 'weight')}, ${biases} ${biases === 1 ? 'bias' : 'biases'}:\n${weights + biases} numbers to learn`;
}

/** "moons, seed 1778; 2-16-16-1, ReLU; rate 1.0 → 0.1, batch 32, α 0.0001" */
export function describeRun({ data = 'moons', seed, hidden, activation, rate, schedule, batch, alpha }) {
  const points = data === 'own' ? 'your points' : data;
  const rates = schedule === 'linear' ? `${format.brief(rate)} → ${format.brief(rate / 10)}` : format.brief(rate);
  const network = `${[2, ...hidden, 1].join('-')}, ${activation === 'relu' ? 'ReLU' : activation}`;
  return `${points}, seed ${seed}; ${network}; rate ${rates}, batch ${batch}, α ${alpha}`;
}

/** "150 to train, 50 to test", and shorter for more */
export function describeSplit(config, train, test) {
  if (config.feed === 'stream') return `${format.grouped(config.batch)} new a step, ${format.grouped(test)} to test`;
  return `${format.grouped(train)} to train, ${format.grouped(test)} to test`;
}
