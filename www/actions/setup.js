// The set-up: settings, data, network.

import { put } from '../state/state.js';
import { attempt, startAnew, take } from './take.js';

/** @typedef {import('../state/state.js').Lab} Lab */

// Changeable while it runs; everything else starts the run anew.
const LIVE = ['schedule', 'batch', 'alpha', 'steps', 'optimiser'];

/** Puts a setting into force. Returns why not, or ''. @param {Lab} lab @param {string} key @param {any} value */
export function change(lab, key, value) {
  const { trainer, state } = lab;
  const { config } = state.setup;
  return attempt(() => {
    if (key === 'data') return chooseData(lab, value);
    const again = lab.pair?.again(key, value);
    if (again) return rebuild(lab, again);
    if (key === 'rate') trainer.change({ rate: value });
    else if (LIVE.includes(key)) trainer.change({ settings: { [key]: value } });
    else return rebuild(lab, { ...config, [key]: value, ...(key === 'seed' ? { start: null } : {}) });
    take(lab, key === 'optimiser' ? 'optimised' : 'changed');
  });
}

/** The hand has let go of what it was changing. @param {Lab} lab */
export function settle(lab) {
  lab.trainer.settle();
  take(lab);
}

/** @param {Lab} lab @param {import('../../pkg/moongrad.js').Config} config */
function rebuild(lab, config) {
  if (JSON.stringify(config) === JSON.stringify(lab.state.setup.config)) return;
  lab.trainer.rebuild(config);
  startAnew(lab, 'rebuilt');
}

/** Other data. One's own points are kept, and come back when they are chosen again. @param {Lab} lab @param {any} data */
function chooseData(lab, data) {
  const { trainer, state } = lab;
  const { config } = state.setup;
  if (data === config.data) return;
  if (state.points.touched) {
    state.points.mine?.free();
    put(lab, 'points', { mine: trainer.points(), touched: false });
  }
  const { mine } = state.points;
  if (data !== 'own' || !mine) return rebuild(lab, { ...config, data });
  trainer.putBack(mine);
  put(lab, 'points', { touched: true });
  startAnew(lab, 'rebuilt', true);
}

/** Other random numbers. Returns why not, or ''. @param {Lab} lab */
export function newSeed(lab) {
  return attempt(() => {
    rebuild(lab, { ...lab.state.setup.config, seed: lab.engine.freshSeed(), start: null });
    settle(lab);
  });
}

/** Takes back what was done last by hand. @param {Lab} lab */
export function undo(lab) {
  repeat(lab, 'undo', 'undone');
}

/** Does again what was taken back. @param {Lab} lab */
export function redo(lab) {
  repeat(lab, 'redo', 'redone');
}

/** @param {Lab} lab @param {'undo' | 'redo'} way @param {string} done */
function repeat(lab, way, done) {
  const { trainer, state } = lab;
  const deed = state.setup[way];
  const isDone = trainer[way]();
  put(lab, 'told', { deed });
  const last = isDone ? done : `${deed ? 'early' : 'refused'}-${way}`;
  if (!isDone || !deed?.run) return take(lab, last);
  startAnew(lab, last, true);
  put(lab, 'points', { touched: state.setup.config.data === 'own' });
}
