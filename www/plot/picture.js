// The picture of the plane, from the ground up, with any pen.

import { strokeTicks } from './axes.js';
import { paintLabels, placeLabels } from './line-labels.js';
import { paintBoundary, paintContours, paintMargins } from './lines.js';
import { areMany, paintRings } from './markers.js';
import { paintFrame, placing } from './placing.js';

/**
 * @typedef {import('../../pkg/moongrad.js').Scene} Scene
 * @typedef {import('../kit/palette.js').Palette} Palette
 * @typedef {import('../kit/pen.js').Pen} Pen
 *
 * @typedef {object} Plane
 * @property {Scene} scene
 * @property {Pick<import('../state/state.js').Points, 'train' | 'test' | 'view'>} points
 * @property {boolean} isOutput  of the network, not of a unit
 *
 * @typedef {object} Parts
 * @property {() => void} field   paints it
 * @property {() => void} points  paints them
 * @property {ReturnType<typeof import('./axes.js').layTicks> | null} ticks
 * @property {boolean} isNamed    the lines have their names
 * @property {boolean} isFramed
 */

/** @param {Pen} pen @param {Plane} plane @param {Palette} palette @param {number} width @param {Parts} parts */
export function paintPicture(pen, { scene, points: { train, test, view }, isOutput }, palette, width, parts) {
  const place = placing(view, width);
  const hasMargin = scene.pushes !== null;
  const below = areMany(train, test);
  parts.field();
  if (below) parts.points();
  paintLines(pen, scene, place, palette, isOutput, hasMargin);
  if (!below) parts.points();
  if (isOutput && hasMargin) paintRings(pen, train, scene.outputs, place, palette);
  if (parts.ticks) strokeTicks(pen, parts.ticks, width, palette);
  if (parts.isNamed && isOutput) paintLabels(pen, placeLabels(scene.contours, [train, test], place, width, hasMargin), palette);
  if (parts.isFramed) paintFrame(pen, palette, width);
}

/**
 * @param {Pen} pen @param {Scene} scene @param {import('./placing.js').Placing} place
 * @param {Palette} palette @param {boolean} isOutput @param {boolean} hasMargin  the loss has one, at ±1
 */
function paintLines(pen, { contours, boundary }, place, palette, isOutput, hasMargin) {
  paintContours(pen, contours, place, palette, isOutput, hasMargin);
  if (isOutput && hasMargin) paintMargins(pen, contours, place, palette, 1);
  paintBoundary(pen, boundary ?? contours, place, palette, isOutput ? 2.4 : 1.2);
}
