// The part of the plane that is shown: a square around the data that stays as long as it holds.

import { memo } from '../kit/memo.js';
import { roundUp } from '../kit/round.js';

/**
 * @typedef {{x0: number, x1: number, y0: number, y1: number}} View
 * @typedef {{x: number, y: number, reach: number}} Extent  of a shape: its middle, and how far its points reach from there without noise
 */

// The room for noise, in standard deviations.
const SPREAD = 2.5;
// The plane around one's own points, in their largest extent; a marker closer to the edge than LEAST would be cut.
const MARGIN = 0.12;
const LEAST = 0.015;
// Halves of a square that its axes can be read from.
const HALVES = [1, 1.25, 1.5, 1.75, 2, 2.5, 3, 3.5, 4, 5, 6, 7, 8];

/** The same square is the same object, so that nothing is made anew for it. */
const square = memo((/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ half) => ({ x0: x - half, x1: x + half, y0: y - half, y1: y + half }));

/** Around what is shown. @param {Extent | null} extent  of its shape; null: the points are one's own @param {number} noise @param {Float32Array[]} sets @param {View | null} last */
export function viewOf(extent, noise, sets, last) {
  return extent ? viewOfShape(extent, noise) : viewOfPoints(sets, last);
}

/** Around points that are drawn in a shape. @param {Extent} extent @param {number} noise @returns {View} */
export function viewOfShape({ x, y, reach }, noise) {
  return square(x, y, Math.max(2, Math.ceil(4 * (reach + SPREAD * noise)) / 4));
}

/**
 * Around one's own points: as it was while it holds them all, larger where it does not.
 * @param {Float32Array[]} sets @param {View | null} last @returns {View}
 */
export function viewOfPoints(sets, last) {
  const box = boxOf(sets);
  if (last && (box.x0 > box.x1 || holds(last, box))) return last;
  if (box.x0 > box.x1) return square(0, 0, 2);
  const whole = last ? union(last, box) : box;
  const extent = Math.max(whole.x1 - whole.x0, whole.y1 - whole.y0);
  const half = roundUp((last ? 0.5 + LEAST : 0.5 + MARGIN) * extent || 1, HALVES);
  const grain = half / 20;
  const middle = (/** @type {number} */ low, /** @type {number} */ high) => Math.round((low + high) / 2 / grain) * grain;
  return square(middle(whole.x0, whole.x1), middle(whole.y0, whole.y1), half);
}

/** @param {Float32Array[]} sets @returns {View} */
function boxOf(sets) {
  const box = { x0: Infinity, x1: -Infinity, y0: Infinity, y1: -Infinity };
  for (const points of sets) {
    for (let at = 0; at < points.length; at += 3) {
      const x = points[at];
      const y = points[at + 1];
      if (x < box.x0) box.x0 = x;
      if (x > box.x1) box.x1 = x;
      if (y < box.y0) box.y0 = y;
      if (y > box.y1) box.y1 = y;
    }
  }
  return box;
}

/** @param {View} view @param {View} box */
function holds(view, box) {
  const rim = LEAST * (view.x1 - view.x0);
  return box.x0 >= view.x0 + rim && box.x1 <= view.x1 - rim && box.y0 >= view.y0 + rim && box.y1 <= view.y1 - rim;
}

/** @param {View} a @param {View} b @returns {View} */
function union(a, b) {
  return { x0: Math.min(a.x0, b.x0), x1: Math.max(a.x1, b.x1), y0: Math.min(a.y0, b.y0), y1: Math.max(a.y1, b.y1) };
}
