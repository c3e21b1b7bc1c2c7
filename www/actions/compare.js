// Again with one thing changed: the run is kept as an engine of its own, which goes along with the run that begins anew.

import { keepPictures } from '../engine/pictures.js';
import { areSame, compareRuns, stateOf } from '../state/compare.js';
import { curveOf } from '../state/derived.js';
import { put } from '../state/state.js';
import { pause } from './run.js';
import { keepRun, removeRun, showRun } from './runs.js';
import { firstConfig } from './start.js';
import { startAnew, take } from './take.js';

/**
 * @typedef {import('../state/state.js').Lab} Lab
 * @typedef {import('../state/compare.js').Kept} Kept
 * @typedef {import('../../pkg/moongrad.js').Trainer} Trainer
 */

// Milliseconds of a frame in which the kept run may catch up.
const TURN = 8;

/** The run is kept, unless it is already, and stays beside what comes. @param {Lab} lab @param {NonNullable<Lab['pair']>['tell']} tell */
export function openCompare(lab, tell) {
  if (lab.state.compare.kept) return;
  pause(lab);
  const found = findKept(lab);
  if (!found) keepRun(lab, true);
  const { number, sign } = found ?? /** @type {import('./runs.js').Kept} */ (lab.state.course.kept.at(-1));
  showRun(lab, number, true);
  put(lab, 'compare', { kept: twinOf(lab, number, sign) });
  put(lab, 'sight', { part: null, pinned: null });
  lab.pair = { trainFor: (milliseconds, steps) => trainBoth(lab, milliseconds, steps), again: (key, value) => configWith(lab, key, value), tell };
  take(lab, 'compared');
}

/** The run as an engine of its own, with what is known of it. @param {Lab} lab @param {number} number @param {string} sign @returns {Kept} */
function twinOf({ trainer: run, state }, number, sign) {
  const { run: { report }, setup, points } = state;
  const trainer = run.twin();
  trainer.setGoal(null);
  // What was set at its start is part of that, but for the network's numbers and neurons.
  const isMarked = setup.marks.some(({ step, field }) => step > 0 || field === 'parameter' || field === 'neuron');
  return { trainer, pictures: keepPictures(), number, sign, start: firstConfig(trainer), isMarked, report, setup, points, followed: null, looks: 0 };
}

/** The same run among those that are kept; one without a step is not known by its curve. @param {Lab} lab */
function findKept(lab) {
  const { values, rows } = curveOf(lab);
  return rows > 1 ? lab.state.course.kept.find((run) => areSame(run.curve.values, values)) : null;
}

/** The kept run goes where the run now stands; where it has not been so far, it trains on. @param {Lab} lab */
export function follow(lab) {
  const { kept } = lab.state.compare;
  const { report } = lab.state.run;
  if (!kept || kept.followed === report) return;
  const { trainer } = kept;
  const isThere = reach(trainer, report.step, TURN);
  const { step, lastStep } = trainer.report();
  if (Math.min(report.step, lastStep) !== step) trainer.seek(Math.min(report.step, lastStep));
  put(lab, 'compare', { kept: { ...kept, ...look(kept), followed: isThere ? report : null } });
}

/** What is known of the kept run where it stands. @param {Kept} kept */
function look({ trainer, report: known, points }) {
  const report = trainer.report();
  return { report, setup: trainer.snapshot(), points: report.pointsRevision === known.pointsRevision ? points : takePoints(trainer, points) };
}

/** @param {Trainer} trainer @param {import('../state/state.js').Points} points */
function takePoints(trainer, points) {
  const set = trainer.points();
  const { train, test } = set;
  set.free();
  return { ...points, train, test };
}

/** Trains on to a step, by the rule of the run, for some milliseconds. Says whether there is no more to do. @param {Trainer} trainer @param {number} step @param {number} milliseconds */
function reach(trainer, step, milliseconds) {
  const until = performance.now() + milliseconds;
  let report = trainer.report();
  if (report.lastStep >= step) return true;
  if (report.step < report.lastStep) trainer.seek(report.lastStep);
  for (;;) {
    report = trainer.report();
    const { problem, trainPoints, finished, trainOn } = report;
    if (report.step >= step || problem || !trainPoints || (finished && trainOn === null)) return true;
    if (finished) trainer.change({ settings: { steps: Number(trainOn) } });
    trainer.settle();
    const time = until - performance.now();
    if (time <= 0) return false;
    trainer.trainFor(time, step - report.step);
  }
}

/**
 * The kept run goes ahead by one step, then by two, by four, and the run now after it each time: so neither waits long for
 * the other, and the step that is shown is one.
 * @param {Lab} lab @param {number} milliseconds @param {number} steps  at most
 */
function trainBoth({ trainer, state }, milliseconds, steps) {
  const until = performance.now() + milliseconds;
  const left = () => until - performance.now();
  const kept = /** @type {Kept} */ (state.compare.kept);
  const { step } = trainer.report();
  const end = Math.min(step + steps, state.setup.config.steps);
  for (let [at, count] = [step, 1]; at < end && left() > 0; count *= 2) {
    const next = Math.min(at + count, end);
    if (!reach(kept.trainer, next, left())) return;
    trainer.trainFor(left(), next - at);
    at = next;
    if (trainer.report().step < next) return;
  }
}

/** The kept run's set-up with one thing changed; null where another thing is changed already. @param {Lab} lab @param {string} key @param {any} value */
function configWith({ engine, state }, key, value) {
  const kept = /** @type {Kept} */ (state.compare.kept);
  if (compareRuns(kept, state).some((field) => field !== key)) return null;
  const config = { ...kept.start, [key]: value };
  if (key === 'seed') config.start = null;
  if (key === 'optimiser' && value !== kept.start.optimiser) config.rate = fittingRate(engine, value);
  return config;
}

/** The rate that fits an optimiser is the engine's to tell. @param {import('../state/state.js').Engine} engine @param {import('../../pkg/moongrad.js').Optimiser} optimiser */
function fittingRate({ Trainer }, optimiser) {
  const trainer = new Trainer();
  trainer.change({ settings: { optimiser } });
  const { rate } = trainer.report();
  trainer.free();
  return rate;
}

/** At rest the rest of its curve is looked at; the dashed one on the charts grows with it. @param {Lab} lab */
export function drawKept(lab) {
  const { compare: { kept }, course, run } = lab.state;
  if (!kept) return;
  const curve = curveOfKept(lab, kept);
  const isLonger = (/** @type {import('./runs.js').Kept} */ other) => other.number === kept.number && (other.curve.last < curve.last || (!other.curve.isWhole && curve.isWhole));
  if (course.kept.some(isLonger)) put(lab, 'course', { kept: course.kept.map((other) => (isLonger(other) ? { ...other, curve } : other)) });
  if (!curve.isWhole && !run.training) put(lab, 'compare', { kept: { ...kept, looks: kept.looks + 1 } });
}

/** @param {Lab} lab @param {Kept} kept */
export function curveOfKept(lab, kept) {
  return curveOf({ ...lab, ...kept, state: stateOf(kept, lab.state) });
}

/** Begins the kept run's set-up again, so that another thing of it can be changed. @param {Lab} lab */
export function changeAnother(lab) {
  const { trainer, state: { compare: { kept } } } = lab;
  if (!kept) return;
  pause(lab);
  trainer.rebuild(kept.start);
  trainer.settle();
  if (kept.start.data === 'own') {
    const points = kept.trainer.points();
    trainer.putBack(points);
    points.free();
  }
  startAnew(lab, 'compared', true);
}

/** A run that was kept without a step, and has taken none since, is kept no longer. @param {Lab} lab */
export function closeCompare(lab) {
  const { kept } = lab.state.compare;
  if (!kept) return;
  lab.pair = null;
  put(lab, 'compare', { kept: null });
  if (kept.trainer.report().lastStep === 0) removeRun(lab, kept.number);
  kept.trainer.free();
  take(lab, 'compared');
}
