// The sentence under the transport: what the run is doing, in plain words.

import * as format from '../kit/format.js';
import { describeDeed } from './deeds.js';
import { OPTIMISERS } from './run.js';
import { describeMet, describeReached } from './goals.js';

/**
 * @typedef {import('../state/state.js').Report} Report
 * @typedef {import('../state/state.js').Problem} Problem
 *
 * @typedef {object} Situation
 * @property {Report} report
 * @property {import('../../pkg/moongrad.js').Snapshot} setup
 * @property {import('../../pkg/moongrad.js').Scene} scene
 * @property {import('../state/state.js').Goal} goal
 * @property {boolean} training
 * @property {import('../state/state.js').Told} told
 * @property {import('../actions/runs.js').Kept | undefined} kept  the newest
 * @property {boolean} phone       it has no room for the page's own explanation
 *
 * @typedef {{kind: string, text: string}} Status
 */

// Weights that have grown this much were thrown by the rate.
const THROWN = 10;

/** By what was done last. @type {Record<string, (now: Situation) => Status>} */
const AFTER = {
  'refused-back': () => ready('This is step 0: there is no step before it.'),
  'refused-keep': () => ready('There is nothing to keep yet: train first.'),
  'refused-undo': () => ready('There is nothing to take back.'),
  'refused-redo': () => ready('There is nothing to do again.'),
  'refused-train': ({ setup }) => ready(`All ${format.count(setup.config.steps)} steps are taken, and there can be no more.`),
  'refused-goal': ({ goal, report }) => ({ kind: 'goal', text: describeMet(goal, report) }),
  optimised: ({ setup: { config }, report }) => ready(`With ${OPTIMISERS[config.optimiser]} the rate is now ${format.brief(report.rate)}, which fits it. Undo takes both back.`),
  undone: (now) => ready(`Taken back: ${deedOf(now)}. ${describeBack(now)}`),
  redone: (now) => ready(`Done again: ${deedOf(now)}. ${describePushes(now)}`),
  'early-undo': (now) => ready(`The newest change by hand, ${deedOf(now)}, was made at step ${now.told.deed?.step}: go there to take it back.`),
  'early-redo': (now) => ready(`The change to do again, ${deedOf(now)}, was made at step ${now.told.deed?.step}: go there first.`),
  seeded: ({ setup: { config: { seed, start } } }) => ready(`Seed ${seed}${start === null ? '' : `, weights ${start}`}, one of twenty: opened as the run, step for step what it gives. Choose another small plot, or train on.`),
  lost: ({ told }) => ready(`There is no “${told.address}” here: this is the lab, as it was.`),
  missed: () => ready('Hints, tables and the sheet of runs did not load. Check the connection, and reload the page to have them.'),
  loaded: (now) => ready(describeLoaded(now)),
  other: ({ told }) => ready(told.sentence),
  edited: (now) => ready(`${describePushes(now)} The next step trains on the points as they are.`),
  kept: ({ kept }) => ({ kind: 'kept', text: `Kept as ${kept?.name}, drawn with the number ${kept?.sign}. Change something and train again: the curves stay together.` }),
};

/** @param {string} text @returns {Status} */
function ready(text) {
  return { kind: 'ready', text };
}

/** @param {Situation} now @returns {Status} */
export function describe(now) {
  const { report, setup, told, training, goal } = now;
  if (told.replay) return { kind: 'replay', text: told.replay };
  if (report.problem) return describeProblem(report.problem);
  if (told.fault) return { kind: 'fault', text: `${told.fault} The run goes on without it.` };
  if (report.trainPoints === 0) return ready('There are no training points. Click on the plot to add some, or paste a table.');
  if (training) return { kind: 'training', text: `Training: each step moves all ${setup.parameters} numbers against the gradient of ${count(setup.config.batch, 'point')}.` };
  if (told.last in AFTER) return AFTER[told.last](now);
  if (report.goal?.reached) return { kind: 'goal', text: describeReached(goal, report) };
  if (report.step < report.lastStep) return { kind: 'past', text: describePast(report) };
  if (report.finished && told.last !== 'stepped') return { kind: 'finished', text: describeFinished(now) };
  if (report.step === 0) return ready(describeStart(now));
  return { kind: 'paused', text: told.last === 'stepped' ? describeStep(now) : `Paused. ${describePushes(now)}` };
}

/** What is not finite, and how the numbers came to be so large. @param {Problem} problem @returns {Status} */
function describeProblem(problem) {
  return { kind: 'problem', text: `Step ${format.step(problem.step)} was not taken: ${problem.what} is not finite. ${describeGrowth(problem)}` };
}

/** @param {Problem} problem */
function describeGrowth({ step, backStep, rate, before, after }) {
  const steps = step - 1 - backStep;
  if (steps === 0 || after < THROWN * before) return `The largest weight is ${format.rounded(after)}: what it is multiplied with no longer fits a number.`;
  return `The rate, ${format.brief(rate)}, threw the weights from within ±${format.rounded(before)} to ${format.rounded(after)} in ${count(steps, 'step')}: their products no longer fit a number.`;
}

/** @param {Report} report */
function describePast({ step, lastStep, pending }) {
  if (pending) return `Step ${step}, with a change: the next step branches here; what came after it, up to step ${lastStep}, stays as the pale curve, and Undo goes back into it.`;
  return `Step ${step} as it was; the run went on to step ${lastStep}. Change a setting and train on: it branches here.`;
}

/** @param {Situation} now */
function describeFinished({ report, setup: { config }, goal }) {
  if (goal.kind !== 'none') return `Done: all ${config.steps} steps, and the goal was not met. Train on to go on.`;
  return `Done: ${report.step} of ${config.steps} steps. Train on from here, or drag back through the run.`;
}

/** @param {Situation} now */
function describeStart(now) {
  const left = now.setup.undo?.run && now.setup.undo.step ? `Undo brings back the run before, at step ${now.setup.undo.step}.` : describePushes(now);
  if (now.told.last === 'rebuilt') return `A new start: the network is untrained again. ${left}`;
  if (now.told.last === 'reset') return `Back at the same start: same data, same first weights. ${left}`;
  if (now.phone) return 'A network learns its answer f: below 0 for the upper moon, above 0 for the lower. Press Train.';
  return 'Untrained: the weights are random, and so is the line. Train, or take one step at a time.';
}

/** @param {Situation} now */
function describeLoaded({ told: { read }, report }) {
  const { count: points, name } = read ?? { count: 0, name: '' };
  return `Read ${format.grouped(points)} ${points === 1 ? 'point' : 'points'}${name ? ` from ${name}` : ''}, ${format.grouped(report.testPoints)} of them held out. The network is untrained again.`;
}

/** @param {Situation} now */
function describeStep(now) {
  const [from, to] = [now.told.before, now.report.trainLoss].map(format.three);
  // Of a stream, these two would be losses of other points.
  const what = now.setup.config.feed === 'stream' ? `used ${count(now.report.trainPoints, 'fresh point')}` : `took the training loss from ${from} to ${to}`;
  return `Step ${now.report.step} ${what}. ${describePromise(now) || describePushes(now)}`;
}

/** What the gradient promised for the loss of its own batch, and what came of it. @param {Situation} now */
function describePromise({ told: { promise } }) {
  if (!promise) return '';
  const [promised, got] = [promise[0], promise[1]];
  const came = got > 0 ? `but it rose by ${format.three(got)}` : `and it got ${format.three(got)}`;
  return `The gradient promised its batch ${format.three(promised)}, ${came}.`;
}

/** @param {Situation} now */
function describePushes({ scene: { pushes, wrong, outputs }, report }) {
  if (!Number.isFinite(report.trainLoss)) return 'Some answers of the network are no finite numbers any more.';
  const points = count(outputs.length, 'training point');
  const of = report.trainPoints > outputs.length ? `the first ${points}` : points;
  if (pushes === null) return `${wrong} of ${of} ${wrong === 1 ? 'is' : 'are'} on the wrong side of the line.`;
  if (pushes === 0) return `None of ${of} pushes the line.`;
  return `${pushes} of ${of} ${pushes === 1 ? 'pushes' : 'push'} the line, ${wrong} from its wrong side.`;
}

/** What came back. @param {Situation} now */
function describeBack(now) {
  return now.told.deed?.run ? `The run before is back, history and all, at step ${now.report.step}.` : describePushes(now);
}

/** @param {Situation} now */
function deedOf({ told: { deed } }) {
  return deed ? describeDeed(deed) : '';
}

/** "1 point", "2 points" @param {number} n @param {string} noun */
export function count(n, noun) {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
