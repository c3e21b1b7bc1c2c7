// The points on the plot: discs and diamonds, filled or hollow, and the rings around those that push the line.

import { toPixel } from '../kit/palette.js';

/**
 * @typedef {import('./placing.js').Placing} Placing
 * @typedef {import('../kit/palette.js').Palette} Palette
 * @typedef {import('../kit/pen.js').Pen} Pen
 */

const POINT = 4.1;
// Sizes of those of the last batch, of other training points, of test points.
const TAKEN = 1.1;
const OTHER = 0.86;
const TEST = 0.9;
const TAKEN_RIM = 1.5;
const DIAMOND = 1.24;
const RING = 1.85;
const RIM = 1.1;
// Of more points than FEW the markers shrink, down to a share LEAST of their size; of more than MANY there is room
// for dots only.
const FEW = 400;
const LEAST = 0.25;
const MANY = 5000;

/** Whether they are so many that they go below the lines, which could not be seen else. @param {Float32Array} train @param {Float32Array} test */
export function areMany(train, test) {
  return (train.length + test.length) / 3 > MANY;
}

/** Whether those of the last batch can be told from the others. @param {Float32Array} train @param {Float32Array} test */
export function areFew(train, test) {
  return (train.length + test.length) / 3 <= FEW;
}

/**
 * @param {CanvasRenderingContext2D} context @param {Float32Array} train @param {Float32Array} test
 * @param {ArrayLike<number>} batch  numbers of the training points that are marked
 * @param {Placing} place @param {Palette} palette
 */
export function paintPoints(context, train, test, batch, place, palette) {
  if (areMany(train, test)) paintDots(context, dotsOf(train, test), place, palette, (train.length + test.length) / 3);
  else paintEach(context, train, test, batch, place, palette);
}

/** Of many, the test points are paler. @param {Float32Array} train @param {Float32Array} test */
export function dotsOf(train, test) {
  return [{ points: test, opacity: 0.45 }, { points: train, opacity: 1 }];
}

/**
 * One by one.
 * @param {Pen} context @param {Float32Array} train @param {Float32Array} test @param {ArrayLike<number>} batch
 * @param {Placing} place @param {Palette} palette
 */
export function paintEach(context, train, test, batch, place, palette) {
  const small = radius(test.length / 3) * TEST;
  paintMarkers(context, test, place, palette, small);
  context.fillStyle = palette.raised;
  for (let at = 0; at < test.length; at += 3) {
    shape(context, place.x(test[at]), place.y(test[at + 1]), test[at + 2], 0.48 * small);
    context.fill();
  }
  const r = radius(train.length / 3);
  paintMarkers(context, train, place, palette, r * OTHER);
  const taken = Float32Array.from(Array.from(batch).flatMap((number) => [...train.subarray(3 * number, 3 * number + 3)]));
  paintMarkers(context, taken, place, palette, r * TAKEN, palette.ink, TAKEN_RIM);
}

/**
 * Points of one set, with an outline. Many of them are drawn smaller, or nothing could be seen below them.
 * @param {Pen} context @param {Float32Array} points @param {Placing} place
 * @param {Palette} palette @param {number} r @param {string} [outline] @param {number} [rim]
 */
export function paintMarkers(context, points, place, palette, r, outline = palette.raised, rim = (RIM * r) / POINT) {
  context.strokeStyle = outline;
  context.lineWidth = rim;
  for (let at = 0; at < points.length; at += 3) {
    context.fillStyle = points[at + 2] < 0 ? palette.neg : palette.pos;
    shape(context, place.x(points[at]), place.y(points[at + 1]), points[at + 2], r);
    context.fill();
    context.stroke();
  }
}

/**
 * The same for many thousands: squares of pixels, which take a tenth of the time. Those that are hollow else are
 * paler.
 * @param {CanvasRenderingContext2D} context @param {{points: Float32Array, opacity: number}[]} sets
 * @param {Placing} place @param {Palette} palette @param {number} count
 */
function paintDots(context, sets, place, palette, count) {
  const { width, height } = context.canvas;
  const scale = context.getTransform().a;
  const size = Math.max(1, Math.round(2 * radius(count) * scale));
  const image = context.createImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  for (const { points, opacity } of sets) {
    const [neg, pos] = [palette.neg, palette.pos].map((colour) => toPixel(colour, opacity));
    for (let at = 0; at < points.length; at += 3) {
      const left = Math.round(place.x(points[at]) * scale - size / 2);
      const top = Math.round(place.y(points[at + 1]) * scale - size / 2);
      const right = Math.min(width, left + size);
      const bottom = Math.min(height, top + size);
      const colour = points[at + 2] < 0 ? neg : pos;
      for (let y = Math.max(0, top); y < bottom; y++) {
        for (let x = Math.max(0, left); x < right; x++) pixels[y * width + x] = colour;
      }
    }
  }
  context.putImageData(image, 0, 0);
}

/** Of a marker among so many, in px of the design. @param {number} count */
export function radius(count) {
  return POINT * Math.min(1, Math.max(LEAST, (FEW / count) ** 0.35));
}

/** @param {Pen} context @param {number} x @param {number} y @param {number} label @param {number} r */
export function shape(context, x, y, label, r) {
  context.beginPath();
  if (label < 0) {
    context.arc(x, y, r, 0, 2 * Math.PI);
    return;
  }
  const d = r * DIAMOND;
  context.moveTo(x, y - d);
  context.lineTo(x + d, y);
  context.lineTo(x, y + d);
  context.lineTo(x - d, y);
  context.closePath();
}

/**
 * Rings around the points that push: inside the margin lightly, on the wrong side heavily.
 * @param {Pen} context @param {Float32Array} train @param {Float32Array} outputs
 * @param {Placing} place @param {Palette} palette
 */
export function paintRings(context, train, outputs, place, palette) {
  const r = RING * radius(train.length / 3);
  context.strokeStyle = palette.ink;
  for (const wrong of [false, true]) {
    context.lineWidth = wrong ? 1.7 : 1;
    context.globalAlpha = wrong ? 1 : 0.7;
    context.beginPath();
    for (let i = 0; i < outputs.length; i++) {
      const margin = outputs[i] * train[3 * i + 2];
      if (margin >= 1 || margin <= 0 !== wrong) continue;
      const x = place.x(train[3 * i]);
      const y = place.y(train[3 * i + 1]);
      context.moveTo(x + r, y);
      context.arc(x, y, r, 0, 2 * Math.PI);
    }
    context.stroke();
  }
  context.globalAlpha = 1;
}
