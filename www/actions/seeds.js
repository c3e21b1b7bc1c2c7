// Twenty seeds: the set-up trained from each, one after the other, a little in every frame.

import { configOf } from '../state/seeds.js';
import { put } from '../state/state.js';
import { ENDLESS, pause, train } from './run.js';
import { firstConfig } from './start.js';
import { startAnew, take } from './take.js';

/**
 * @typedef {import('../state/state.js').Lab} Lab
 * @typedef {import('../state/seeds.js').Seeds} Seeds
 * @typedef {import('../state/seeds.js').Result} Result
 * @typedef {import('../../pkg/moongrad.js').PointSet} PointSet
 */

const TOTAL = 20;
// Milliseconds of a frame that go into training.
const TURN = 8;
// Nodes along the edge of a small plot.
const NODES = 81;
// Milliseconds that opening one may take before the rest of its steps is trained in sight.
const PATIENCE = 200;

/** Trains them all, unless that is cancelled or begun again. @param {Lab} lab @param {import('../state/seeds.js').Vary} vary */
export async function beginSeeds(lab, vary) {
  pause(lab);
  const config = firstConfig(lab.trainer);
  /** @type {Seeds} */
  const seeds = { config, vary, total: TOTAL, results: [], running: true, open: null };
  putSeeds(lab, seeds);
  const points = config.data === 'own' ? lab.trainer.points() : null;
  for (let index = 0; index < TOTAL && isRunning(lab, seeds); index++) {
    const result = await trainOne(lab, seeds, index, points);
    if (result) putSeeds(lab, { ...current(lab), results: [...current(lab).results, result] });
  }
  points?.free();
  if (isRunning(lab, seeds)) putSeeds(lab, { ...current(lab), running: false });
}

/** Null where it was cancelled. @param {Lab} lab @param {Seeds} seeds @param {number} index @param {PointSet | null} points @returns {Promise<Result | null>} */
async function trainOne(lab, seeds, index, points) {
  const trainer = new lab.engine.Trainer(configOf(seeds, index));
  try {
    if (points) trainer.putBack(points);
    for (;;) {
      await new Promise(requestAnimationFrame);
      if (!isRunning(lab, seeds)) return null;
      trainer.trainFor(TURN, ENDLESS);
      const { finished, problem, trainPoints } = trainer.report();
      if (finished || problem || !trainPoints) return judge(lab, trainer, problem !== null);
    }
  } finally {
    trainer.free();
  }
}

/** @param {Lab} lab @param {import('../../pkg/moongrad.js').Trainer} trainer @param {boolean} exploded @returns {Result} */
function judge({ state: { points: { view: { x0, x1, y0, y1 } } } }, trainer, exploded) {
  return { accuracy: trainer.freshAccuracy(), exploded, scene: trainer.scene(x0, x1, y0, y1, NODES, 1, 1) };
}

/** @param {Lab} lab @param {Seeds | null} seeds */
function putSeeds(lab, seeds) {
  put(lab, 'course', { seeds });
}

/** @param {Lab} lab */
function current({ state }) {
  return /** @type {Seeds} */ (state.course.seeds);
}

/** Whether these are still those that are trained. @param {Lab} lab @param {Seeds} seeds */
function isRunning({ state: { course: { seeds } } }, { config }) {
  return seeds !== null && seeds.running && seeds.config === config;
}

/** What is there stays. @param {Lab} lab */
export function cancelSeeds(lab) {
  putSeeds(lab, { ...current(lab), running: false });
}

/** @param {Lab} lab */
export function closeSeeds(lab) {
  putSeeds(lab, null);
}

/** One of them becomes the run: the same steps to the same bits. @param {Lab} lab @param {number} index */
export function openSeed(lab, index) {
  const { trainer, state } = lab;
  const config = configOf(current(lab), index);
  pause(lab);
  trainer.rebuild(config);
  trainer.settle();
  startAnew(lab, 'seeded');
  trainer.trainFor(PATIENCE, ENDLESS);
  take(lab, 'seeded');
  putSeeds(lab, { ...current(lab), open: index });
  const { finished, problem, trainPoints } = state.run.report;
  if (!finished && !problem && trainPoints) train(lab);
}

/** @param {Lab} lab */
export function writeSeeds(lab) {
  const seeds = current(lab);
  const rows = seeds.results.map(({ accuracy }, i) => {
    const { seed, start } = configOf(seeds, i);
    return `${seed},${start ?? seed},${accuracy}`;
  });
  return ['seed,start,accuracy', ...rows, ''].join('\n');
}
