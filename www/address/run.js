// The run as a link's text, and made again from one.

import { openLinks, readLink, writeLink } from '../engine/link.js';
import { OPENING } from '../state/open.js';

/**
 * @typedef {import('../state/state.js').Lab} Lab
 * @typedef {import('../state/state.js').Goal} Goal
 * @typedef {import('../../pkg/moongrad.js').Trainer} Trainer
 */

// As the module counts them.
/** @type {Goal['kind'][]} */
const GOALS = ['none', 'step', 'accuracy', 'loss', 'patience'];

/** The link of a run. An error says what of it a link cannot hold. @param {Lab} lab @param {Trainer} [trainer] */
export function textOf(lab, trainer = lab.trainer) {
  const { kind, value } = lab.state.run.goal;
  const points = trainer.points();
  const { names } = points;
  points.free();
  return writeLink(new Float64Array([...trainer.link(), GOALS.indexOf(kind), value ?? 0]), names);
}

/** The whole address of the run where it stands, for a page that others can reach; '' where there is none. @param {Lab} lab */
export function urlOf(lab) {
  if (location.protocol === 'file:') return '';
  try {
    return `${location.href.replace(/[?#].*/, '')}#${textOf(lab)}`;
  } catch {
    // A run that no link can hold.
    return '';
  }
}

/** The link of the run in force; of the one that the page opens with, ''. @param {Lab} lab */
export function shortTextOf(lab) {
  const { report, goal } = lab.state.run;
  const isFirst = report.lastStep === 0 && goal.kind === 'none';
  const text = textOf(lab);
  return isFirst && text === writeLink(opening(lab.engine).numbers, null) ? '' : text;
}

/**
 * Makes the run of a text again, a little at a time, as a trainer of its own, and tells the first step known to be another
 * than the link's (-1: none); an error says what of it cannot be. Gives null where `goOn`, which is asked after each turn,
 * says no.
 * @param {Lab} lab @param {string} text @param {number} turn  milliseconds @param {(step: number, last: number) => Promise<boolean>} goOn
 * @returns {Promise<{trainer: Trainer, differs: number, goal: Goal} | null>}
 */
export async function replay({ engine }, text, turn, goOn) {
  await openLinks();
  const { numbers, names, last } = text ? read(text) : opening(engine);
  const trainer = new engine.Trainer();
  try {
    trainer.replay(numbers, names);
    for (;;) {
      const step = trainer.goOn(turn);
      if (step < 0) return { trainer, differs: step === -1 ? -1 : -2 - step, goal: goalOf(numbers) };
      if (!(await goOn(step, last))) break;
    }
  } catch (error) {
    trainer.free();
    throw error;
  }
  trainer.free();
  return null;
}

/** @param {string} text */
function read(text) {
  const run = readLink(text);
  const { numbers, names, last } = run;
  run.free();
  return { numbers, names, last };
}

/** @param {import('../state/state.js').Engine} engine */
function opening(engine) {
  const trainer = new engine.Trainer(OPENING);
  const numbers = new Float64Array([...trainer.link(), 0, 0]);
  trainer.free();
  return { numbers, names: null, last: 0 };
}

/** It stands at the end. @param {Float64Array} numbers @returns {Goal} */
function goalOf(numbers) {
  const [kind, value] = numbers.slice(-2);
  return kind ? { kind: GOALS[kind], value } : { kind: 'none', value: null };
}
