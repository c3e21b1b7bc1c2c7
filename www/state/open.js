// A lab as it is opened.

import { keepPictures } from '../engine/pictures.js';
import { Pace } from '../loop/pace.js';
import { viewOf } from './plane.js';

/** The page opens with this run. @type {import('../../pkg/moongrad.js').Config} */
export const OPENING = {
  feed: 'fixed', samples: 200, heldOut: 0.25, noise: 0.14, batch: 32, rate: 1, schedule: 'linear', steps: 150,
  alpha: 1e-4, activation: 'relu', hidden: [16, 16], seed: 1778,
};

/** @param {import('./state.js').Engine} engine @param {import('../kit/palette.js').Palette} palette @returns {import('./state.js').Lab} */
export function openLab(engine, palette) {
  const [trainer, rules] = [new engine.Trainer(OPENING), engine.rules()];
  const setup = trainer.snapshot();
  const { data, noise } = setup.config;
  const { train, test, scale } = trainer.points();
  return {
    engine, trainer, rules, pictures: keepPictures(), pace: new Pace(), wishes: new Map(), begun: 0, pair: null, changed: () => {},
    state: {
      run: { report: setup.report, training: false, dragging: false, speed: '60', reached: null, goal: { kind: 'none', value: null } },
      setup,
      points: { train, test, view: viewOf(rules.extents[data], noise, [train, test], null), axes: { scale, names: [] }, labels: null, adding: -1, touched: false, mine: null },
      course: { left: null, problem: null, kept: [], pointed: null, sign: null, point: null, seeds: null, looks: 0 },
      compare: { kept: null },
      sight: { part: null, pinned: null, typing: false, squares: 'share' },
      page: unmeasured(palette),
      told: { last: 'opened', before: 0, promise: null, deed: null, read: null, reading: null, sentence: '', unread: '', storage: '', replay: '', address: '', fault: '' },
      message: { group: '', sentence: '' },
    },
  };
}

/** The page before it is measured. @param {import('../kit/palette.js').Palette} palette @returns {import('./state.js').Page} */
function unmeasured(palette) {
  return {
    palette, look: 'bands', fineness: 'rest', plot: 0, unit: 1, strip: { left: 0, right: 1, width: 1 },
    drawing: { width: 0, height: 0, tall: 0, coarse: false, beside: false, wide: false, letter: 0 },
    phone: false, coarse: false, calm: false, scrolled: false, runs: false, over: '', whole: false,
  };
}
