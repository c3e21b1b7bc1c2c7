// The pictures of a run: what the plot, the network's drawing and the charts show of it, asked from the engine once
// for each state that it is in.

import { memo } from '../kit/memo.js';
import { Curve } from '../timeline/curve.js';

/**
 * @typedef {import('../../pkg/moongrad.js').Trainer} Trainer
 * @typedef {import('../../pkg/moongrad.js').Report} Report
 * @typedef {import('../state/plane.js').View} View
 *
 * How finely the plane is evaluated: px between the lattice's nodes, the most nodes along an edge, and the
 * spacing and limit of the contours. In motion it costs every frame, so it is coarser then; and coarser yet on a
 * machine that cannot keep up.
 * @typedef {'rest' | 'motion' | 'hurry'} Fineness
 */

/** @type {Record<Fineness, {pixels: number, most: number, spacing: number, limit: number}>} */
const FINENESS = {
  rest: { pixels: 2.5, most: 321, spacing: 0.5, limit: 8 },
  motion: { pixels: 4, most: 161, spacing: 0.5, limit: 5 },
  hurry: { pixels: 5, most: 121, spacing: 1, limit: 1 },
};
const LEAST = 81;
// Nodes along the edge of a square of the network's drawing.
const NODES = 28;
// Rows of the history that the charts can tell apart.
const ROWS = 512;
// Milliseconds that may go into figures which nobody has looked at yet, each time that the charts are asked for.
const LOOK = 3;

/**
 * What the plot shows.
 * @param {Trainer} trainer @param {Report} _  what is known of the state that it shows
 * @param {View} view @param {number} width  of the plot in px
 * @param {Fineness} fineness @param {number | null} unit  to show in place of the output @param {boolean} share
 */
function askScene(trainer, _, { x0, x1, y0, y1 }, width, fineness, unit, share) {
  const { pixels, most, spacing, limit } = FINENESS[fineness];
  const nodes = Math.min(most, Math.max(LEAST, Math.round(width / pixels) + 1));
  return trainer.scene(x0, x1, y0, y1, nodes, spacing, limit, unit, share);
}

/** What the network's drawing shows. @param {Trainer} trainer @param {Report} _ @param {View} view @param {boolean} share */
function askPortrait(trainer, _, { x0, x1, y0, y1 }, share) {
  return trainer.portrait(x0, x1, y0, y1, NODES, share);
}

/** What the charts show, at each look more of it until it is whole. @param {Trainer} trainer @param {Report} _ @param {string[]} columns @param {number} __  looks */
function askCurve(trainer, _, columns, __) {
  const { rows, whole } = trainer.curve(ROWS, LOOK);
  return new Curve(rows, columns, whole);
}

/** @typedef {ReturnType<typeof keepPictures>} Pictures */

/** The pictures of one run, each kept until the run or what is asked of it is another. */
export function keepPictures() {
  return { scene: memo(askScene), portrait: memo(askPortrait), curve: memo(askCurve) };
}
