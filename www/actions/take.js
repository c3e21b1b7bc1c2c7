// After an act of the engine: what is another now is taken into the state.

import { put } from '../state/state.js';
import { viewOf } from '../state/plane.js';

/**
 * @typedef {import('../state/state.js').Lab} Lab
 * @typedef {import('../state/state.js').State} State
 */

/** @param {Lab} lab @param {string} [last]  what was done */
export function take(lab, last) {
  const { trainer, state } = lab;
  const report = trainer.report();
  const known = state.run.report;
  put(lab, 'run', { report });
  if (report.revision !== known.revision) put(lab, 'setup', trainer.snapshot());
  if (report.pointsRevision !== known.pointsRevision) put(lab, 'points', takePoints(lab, state.points.view));
  takeProblem(lab);
  if (last) put(lab, 'told', { last });
}

/** Where numbers stopped being finite stays marked as long as the history ends there. @param {Lab} lab */
function takeProblem(lab) {
  const { report } = lab.state.run;
  const { problem } = lab.state.course;
  if (report.problem) put(lab, 'course', { problem: report.problem });
  else if (problem && problem.step <= report.lastStep) put(lab, 'course', { problem: null });
}

/** The plane grows where the points need it to. @param {Lab} lab @param {import('../state/plane.js').View | null} last  as it was */
function takePoints({ trainer, rules, state }, last) {
  const { data, noise } = state.setup.config;
  const set = trainer.points();
  const { train, test } = set;
  set.free();
  return { train, test, view: viewOf(rules.extents[data], noise, [train, test], last) };
}

/**
 * Another run took the place of the one before: what belonged to the one before is forgotten, and the plane is laid out where it must be.
 * @param {Lab} lab @param {string} last @param {boolean} [isOther]  the points are others than before
 */
export function startAnew(lab, last, isOther = false) {
  const { trainer, state, pace } = lab;
  const set = trainer.points();
  const { names, scale } = set;
  set.free();
  pace.reset();
  lab.begun++;
  put(lab, 'run', { report: trainer.report(), training: false, reached: null });
  put(lab, 'setup', trainer.snapshot());
  put(lab, 'points', { axes: { scale, names: names?.columns ?? [] }, labels: names?.labels ?? null });
  put(lab, 'points', takePoints(lab, isOther ? null : state.points.view));
  put(lab, 'sight', { part: null, pinned: null });
  put(lab, 'course', { left: null, problem: null });
  takeProblem(lab);
  put(lab, 'told', { last });
}

/** Does something that the engine may refuse. Returns why, or ''. @param {() => void} act */
export function attempt(act) {
  try {
    act();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return '';
}
