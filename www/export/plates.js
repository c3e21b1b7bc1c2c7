// What can leave the page as a picture: the plot, the network. They have the same size and show the same whatever the
// window is like, so that the same step gives the same picture everywhere.

import { layWiring } from '../network/wiring.js';
import { Atlas, paintSquares } from '../network/squares.js';
import { paintWiring } from '../network/wires.js';
import { layTicks } from '../plot/axes.js';
import { FieldImage } from '../plot/field.js';
import { areFew, areMany, dotsOf, paintEach, radius } from '../plot/markers.js';
import { paintPicture } from '../plot/picture.js';
import { placing } from '../plot/placing.js';
import { shownUnit, toldPart } from '../state/derived.js';

/**
 * @typedef {import('../state/state.js').Lab} Lab
 * @typedef {import('../kit/palette.js').Palette} Palette
 * @typedef {import('../kit/pen.js').Pen} Pen
 *
 * @typedef {object} Plate
 * @property {number} width       in px, before it is enlarged
 * @property {number} height
 * @property {(pen: Pen) => void} paint
 */

/** Of the plot, and of the network beside it. */
export const PLOT = 466;
export const WIRES = 620;
// The network alone keeps so far from the picture's edge.
const RIM = 16;
// As pictures.js asks them at rest: px between the lattice's nodes and the most of these; contours.
const PIXELS = 2.5;
const MOST = 641;
const SPACING = 0.5;
const LIMIT = 8;
// Nodes along the edge of a square of the network.
const NODES = 28;

/** The plot where the run stands. @param {Lab} lab @param {Palette} palette @param {number} scale  that it is made for @returns {Plate} */
export function platePlot({ trainer, state }, palette, scale) {
  const { points, sight, setup, page: { look } } = state;
  const { train, test, view: { x0, x1, y0, y1 }, axes } = points;
  const unit = shownUnit(state);
  const nodes = Math.min(MOST, Math.round((PLOT * scale) / PIXELS) + 1);
  const scene = trainer.scene(x0, x1, y0, y1, nodes, SPACING, LIMIT, unit, sight.squares === 'share');
  const image = new FieldImage();
  image.fill(scene, palette[unit === null ? look : 'smooth']);
  const batch = areFew(train, test) && setup.config.feed === 'fixed' ? scene.batch : [];
  return {
    width: PLOT, height: PLOT,
    paint: (pen) => paintPicture(pen, { scene, points, isOutput: unit === null }, palette, PLOT, {
      field: () => image.paint(pen, PLOT),
      points: () => paintPoints(pen, points, batch, palette, PLOT),
      ticks: layTicks(pen, points.view, axes, PLOT),
      isNamed: true,
      isFramed: true,
    }),
  };
}

/** @param {Pen} pen @param {Pick<import('../state/state.js').Points, 'train' | 'test' | 'view'>} points @param {ArrayLike<number>} batch @param {Palette} palette @param {number} width */
export function paintPoints(pen, { train, test, view }, batch, palette, width) {
  const place = placing(view, width);
  if (!areMany(train, test)) return paintEach(pen, train, test, batch, place, palette);
  const size = 2 * radius((train.length + test.length) / 3);
  for (const { points, opacity } of dotsOf(train, test)) {
    pen.globalAlpha = opacity;
    for (const label of [-1, 1]) {
      pen.fillStyle = label < 0 ? palette.neg : palette.pos;
      pen.beginPath();
      for (let at = 0; at < points.length; at += 3) {
        if (points[at + 2] === label) pen.rect(place.x(points[at]) - size / 2, place.y(points[at + 1]) - size / 2, size, size);
      }
      pen.fill();
    }
  }
  pen.globalAlpha = 1;
}

/** The network where the run stands. @param {Lab} lab @param {Palette} palette @param {number} scale @returns {Plate} */
export function plateNetwork(lab, palette, scale) {
  const { width, paint } = layNetwork(lab, palette, scale, 0);
  return {
    width: width + 2 * RIM, height: PLOT + 2 * RIM,
    paint: (pen) => {
      pen.save();
      pen.translate(RIM, RIM);
      paint(pen);
      pen.restore();
    },
  };
}

/**
 * As high as the plot.
 * @param {Lab} lab @param {Palette} palette @param {number} scale @param {number} beyond  how far the arrow goes on
 * @returns {Plate}
 */
export function layNetwork({ trainer, state }, palette, scale, beyond) {
  const { setup: { config, treatments }, points: { view }, sight } = state;
  const room = { width: WIRES, height: PLOT, tall: PLOT, coarse: false, beside: false, wide: false, letter: 7 };
  const wiring = layWiring(config.hidden, room);
  const portrait = trainer.portrait(view.x0, view.x1, view.y0, view.y1, Math.round(NODES * Math.min(2, scale)), sight.squares === 'share');
  const drawn = {
    wiring, portrait, treatments, folds: config.activation === 'relu',
    lit: wiring.part(toldPart(state)), pinned: wiring.part(sight.pinned),
  };
  const atlas = new Atlas();
  return {
    width: wiring.width, height: PLOT,
    paint: (pen) => {
      paintWiring(pen, drawn, palette, wiring.width + beyond, false);
      paintSquares(pen, drawn, palette, atlas);
    },
  };
}
