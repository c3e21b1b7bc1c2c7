// The run: trained, stepped, gone back through, begun again.

import { put } from '../state/state.js';
import { curveOf } from '../state/derived.js';
import { attempt, take } from './take.js';

/**
 * @typedef {import('../state/state.js').Lab} Lab
 * @typedef {import('../state/state.js').Goal} Goal
 * @typedef {import('../state/state.js').Speed} Speed
 */

// More steps than any frame can take: the clock ends it, not the count.
export const ENDLESS = 1e9;

/**
 * Trains, or pauses; after its last step, trains on; out of a problem, goes back.
 * @param {Lab} lab @param {boolean} [wasTraining]  when the button was pressed: what that put into force may have ended it
 */
export function toggle(lab, wasTraining = false) {
  const { run } = lab.state;
  const { problem, finished, trainOn, trainPoints } = run.report;
  if (wasTraining || run.training) pause(lab);
  else if (problem) return goBack(lab);
  else if (!trainPoints || (finished && trainOn === null)) return take(lab, 'refused-train');
  else if (isMet(lab)) return take(lab, 'refused-goal');
  else train(lab);
  take(lab, 'trained');
}

/** @param {Lab} lab */
export function isTraining({ state }) {
  return state.run.training;
}

/** Whether the goal is met where the run stands. Patience counts from now. @param {Lab} lab */
function isMet({ trainer, state }) {
  trainer.setGoal(forEngine(state.run.goal));
  return trainer.report().goal?.met;
}

/** From its last step on, for as many again, at the rate that was reached. @param {Lab} lab */
export function train(lab) {
  const { trainer, state: { run: { report } } } = lab;
  if (report.finished) trainer.change({ settings: { steps: Number(report.trainOn) } });
  trainer.settle();
  put(lab, 'run', { training: true });
  lab.pace.start();
}

/** @param {Lab} lab */
export function pause(lab) {
  put(lab, 'run', { training: false });
  lab.pace.stop(performance.now());
  put(lab, 'run', { reached: lab.pace.reached });
}

/** Takes the steps that are due at a moment, for some milliseconds at most. @param {Lab} lab @param {number} now @param {number} milliseconds */
export function advance(lab, now, milliseconds) {
  const { trainer, pace, state } = lab;
  const { speed, report: { step } } = state.run;
  const most = speed === 'max' ? ENDLESS : pace.steps(now, Number(speed));
  if (most === 0) return;
  leaveBranch(lab);
  const began = performance.now();
  (lab.pair ?? trainer).trainFor(milliseconds, most);
  take(lab, 'trained');
  const { report } = state.run;
  pace.taken(began, performance.now(), report.step - step);
  put(lab, 'run', { reached: pace.reached });
  if (report.finished || report.problem || report.goal?.reached) pause(lab);
}

/** Where there was no time for all rows of the charts, another frame goes on. @param {Lab} lab */
export function lookOn(lab) {
  if (!curveOf(lab).isWhole) put(lab, 'course', { looks: lab.state.course.looks + 1 });
}

/** @param {Lab} lab */
export function stepBack(lab) {
  pause(lab);
  const { step } = lab.state.run.report;
  if (step === 0) return take(lab, 'refused-back');
  goTo(lab, step - 1);
}

/** One step on: through the history where there is one that still holds, else by training. @param {Lab} lab */
export function stepOn(lab) {
  pause(lab);
  const { step, lastStep, trainLoss, trainPoints, problem, pending } = lab.state.run.report;
  if (problem || !trainPoints) return take(lab, 'refused-train');
  if (step < lastStep && !pending) return goTo(lab, step + 1);
  leaveBranch(lab);
  put(lab, 'told', { before: trainLoss });
  lab.trainer.step();
  put(lab, 'told', { promise: lab.trainer.promise() ?? null });
  take(lab, 'stepped');
}

/** Before a step that leaves the history: the curve that it leaves stays as the faint one. @param {Lab} lab */
function leaveBranch(lab) {
  const { run: { report }, course: { problem } } = lab.state;
  if (!report.branches) return;
  put(lab, 'course', { left: { curve: curveOf(lab), from: report.step, problem }, problem: null });
}

/** @param {Lab} lab */
export function reset(lab) {
  pause(lab);
  lab.pace.reset();
  put(lab, 'run', { reached: null });
  put(lab, 'course', { left: null, problem: null });
  lab.trainer.reset();
  lab.begun++;
  take(lab, 'reset');
}

/** @param {Lab} lab @param {number} step */
export function seek(lab, step) {
  pause(lab);
  goTo(lab, step);
}

/** Where it stands, a change that waits for the next step stays. @param {Lab} lab @param {number} step */
export function goTo(lab, step) {
  const { report } = lab.state.run;
  const to = Math.min(step, report.lastStep);
  if (to !== report.step) lab.trainer.seek(to);
  take(lab, 'sought');
}

/** Out of a problem. @param {Lab} lab */
export function goBack(lab) {
  lab.trainer.goBack();
  take(lab, 'sought');
}

/** @param {Lab} lab @param {Speed} speed */
export function setSpeed(lab, speed) {
  put(lab, 'run', { speed });
  lab.pace.start();
}

/** Returns why not, or ''. @param {Lab} lab @param {Goal} goal */
export function setGoal(lab, goal) {
  return attempt(() => {
    lab.trainer.setGoal(forEngine(goal));
    put(lab, 'run', { goal });
    take(lab, 'changed');
  });
}

/** As the engine takes it. @param {Goal} goal @returns {import('../../pkg/moongrad.js').Goal | null} */
function forEngine({ kind, value }) {
  return kind === 'none' ? null : /** @type {any} */ ({ [kind]: value });
}
