// The plot of the plane: field, contours, boundary, margins, points. It paints a scene that was evaluated
// before and knows nothing of the engine.

import { shade } from '../kit/palette.js';
import { placeLabels } from './line-labels.js';
import { ticks } from './ruler.js';
import { Surface } from '../kit/surface.js';

/**
 * What the plot shows, evaluated for one step.
 * @typedef {object} Scene
 * @property {View} view
 * @property {Float32Array} field      values on a lattice that includes the view's edges, top row first
 * @property {number} columns          of the lattice, which is as high as it is wide
 * @property {Float32Array} contours   level, n, then n times x, y; and so on
 * @property {Float32Array} train      x, y, label of each point
 * @property {Float32Array} test
 * @property {number | null} unit     whose picture this is in place of the network's output
 * @property {Float32Array | null} boundary  where the output is 0, as contours, if this is a unit's picture
 * @property {Float32Array} outputs    of the network for the training points, the first 1000 at most
 * @property {Axes} axes
 *
 * @typedef {{x0: number, x1: number, y0: number, y1: number}} View the part of the plane that is seen
 *
 * @typedef {object} Axes
 * @property {{centre: [number, number], unit: [number, number], standardised: boolean}} scale  of the data on the plane
 * @property {string[]} names   of x and y, if they have any
 *
 * @typedef {object} Style
 * @property {import('../kit/palette.js').Palette} palette
 * @property {'bands' | 'smooth'} look
 * @property {boolean} moving   frames follow each other: no names on the lines, which would flicker
 * @property {boolean} bare     no axes, unless the data has a scale of its own, and no names: the plot of a phone
 */

const POINT = 4.1;
const DIAMOND = 1.24;
const RING = 1.85;
const RIM = 1.1;
// Of more points than FEW the markers shrink, down to a share LEAST of their size; of more than MANY there is room
// for dots only.
const FEW = 400;
const LEAST = 0.25;
const MANY = 5000;

export class Plot {
  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.surface = new Surface(canvas);
    this.image = new FieldImage();
    this.points = document.createElement('canvas');
    /** What the layer of points was painted from. */
    this.pointsOf = null;
    /** The axes, and what they were laid out from. */
    this.axes = null;
    this.axesOf = null;
    this.image.canvas.className = this.points.className = 'layer';
    canvas.before(this.image.canvas);
    canvas.after(this.points);
  }

  /**
   * At rest, everything is painted onto the one canvas. In motion the field lies on a canvas below it and the
   * points on one above, and the browser lays them over each other: that is much faster than painting them.
   * @param {Scene} scene @param {Style} style
   */
  paint(scene, style) {
    const context = this.surface.begin();
    if (!context) return;
    const { width } = this.surface;
    const place = placing(scene.view, width);
    const isOutput = scene.unit === null;
    // Of a neuron, much is exactly 0, which no band has as its middle.
    this.image.fill(scene, style.palette[isOutput ? style.look : 'smooth']);
    const many = this.fillPoints(scene, style, place);
    this.surface.canvas.parentElement.toggleAttribute('data-moving', style.moving);
    if (!style.moving) this.image.paint(context, width);
    if (!style.moving && many) context.drawImage(this.points, 0, 0, width, width);
    paintContours(context, scene.contours, place, style.palette, isOutput);
    if (isOutput) paintMargins(context, scene.contours, place, style.palette, 1);
    paintBoundary(context, scene.boundary ?? scene.contours, place, style.palette, isOutput ? 2.4 : 1.2);
    if (!style.moving && !many) context.drawImage(this.points, 0, 0, width, width);
    if (isOutput) paintRings(context, scene, place, style.palette);
    if (!style.bare || scene.axes.scale.standardised) this.paintAxes(context, scene, place, style.palette);
    if (style.bare) return;
    if (!style.moving && isOutput) paintLabels(context, placeLabels(scene, place, width), style.palette);
    paintFrame(context, style.palette, width);
  }

  /**
   * Points seldom change while the field does, so they are painted once on a layer of their own. Returns whether
   * they are so many that they go below the lines, which could not be seen else.
   */
  fillPoints(scene, style, place) {
    const from = [scene.train, scene.test, scene.view, style.palette, this.surface.revision];
    const count = (scene.train.length + scene.test.length) / 3;
    const many = count > MANY;
    if (same(from, this.pointsOf)) return many;
    this.surface.canvas[many ? 'before' : 'after'](this.points);
    this.points.width = this.surface.canvas.width;
    this.points.height = this.surface.canvas.height;
    const context = this.points.getContext('2d');
    context.setTransform(this.surface.context.getTransform());
    const { train, test } = scene;
    if (many) {
      paintDots(context, [{ points: test, opacity: 0.45 }, { points: train, opacity: 1 }], place, style.palette, count);
    } else {
      paintPoints(context, test, place, true, style.palette);
      paintPoints(context, train, place, false, style.palette);
    }
    this.pointsOf = from;
    return many;
  }

  paintAxes(context, { view, axes }, place, palette) {
    const { width, revision } = this.surface;
    const from = [view, axes, revision];
    context.font = '11.5px system-ui, sans-serif';
    if (!same(from, this.axesOf)) {
      this.axes = layAxes(context, view, axes, place, width);
      this.axesOf = from;
    }
    strokeAxes(context, this.axes, width, palette);
  }
}

function same(parts, others) {
  return others !== null && parts.every((part, i) => part === others[i]);
}

/** The thumbnail that stays on top of a phone: no points, no labels. */
export class SmallPlot {
  constructor(canvas) {
    this.surface = new Surface(canvas);
    this.image = new FieldImage();
  }

  paint(scene, style) {
    const context = this.surface.begin();
    if (!context) return;
    const { width } = this.surface;
    const place = placing(scene.view, width);
    const isOutput = scene.unit === null;
    this.image.fill(scene, style.palette[isOutput ? style.look : 'smooth']);
    this.image.paint(context, width);
    if (isOutput) paintMargins(context, scene.contours, place, style.palette, 0.6);
    paintBoundary(context, scene.boundary ?? scene.contours, place, style.palette, isOutput ? 1.6 : 1);
    paintFrame(context, style.palette, width);
  }
}

/** The ramp of the legend, one pixel a band. */
export function paintRamp(canvas, { palette, look }) {
  const context = canvas.getContext('2d');
  canvas.width = look === 'bands' ? 16 : 64;
  const pixels = new Uint32Array(canvas.width);
  for (let i = 0; i < pixels.length; i++) pixels[i] = palette[look][shade(((i + 0.5) / pixels.length) * 8 - 4)];
  context.putImageData(new ImageData(new Uint8ClampedArray(pixels.buffer), pixels.length, 1), 0, 0);
}

/** The field as a small image, one pixel a lattice node, that is painted larger. */
class FieldImage {
  constructor() {
    this.canvas = document.createElement('canvas');
    this.context = this.canvas.getContext('2d');
    this.data = null;
  }

  fill({ field, columns }, table) {
    if (this.canvas.width !== columns || !this.data) this.resize(columns);
    for (let i = 0; i < field.length; i++) this.pixels[i] = table[shade(field[i])];
    this.context.putImageData(this.data, 0, 0);
  }

  // Painted or laid below the plot, half a pixel is cut off all around, so that the nodes at the lattice's
  // edge lie on the plot's edge.

  paint(context, width) {
    const inner = this.canvas.width - 1;
    context.drawImage(this.canvas, 0.5, 0.5, inner, inner, 0, 0, width, width);
  }

  resize(columns) {
    this.canvas.width = this.canvas.height = columns;
    this.data = this.context.createImageData(columns, columns);
    this.pixels = new Uint32Array(this.data.data.buffer);
    this.canvas.style.width = this.canvas.style.height = `${(100 * columns) / (columns - 1)}%`;
    this.canvas.style.left = this.canvas.style.top = `${-50 / (columns - 1)}%`;
  }
}

/** From the plane to the plot. Both axes have the same scale. */
function placing({ x0, x1, y1 }, width) {
  const scale = width / (x1 - x0);
  return { x: (x) => (x - x0) * scale, y: (y) => (y1 - y) * scale };
}

/** Strokes the polylines of those levels that `style` says yes to. */
function strokeLevels(context, contours, place, style) {
  let level = NaN;
  let wanted = false;
  context.lineJoin = 'round';
  for (let at = 0; at < contours.length; at += 2 + 2 * contours[at + 1]) {
    if (contours[at] !== level) {
      if (wanted) context.stroke();
      level = contours[at];
      wanted = style(level);
      if (wanted) context.beginPath();
    }
    if (wanted) trace(context, contours, at, place);
  }
  if (wanted) context.stroke();
}

// A polyline keeps a point only where it bends by more than this, in px, and at the latest after so many.
const BEND = 0.12;
const SKIP = 12;

/**
 * A network of ReLUs is flat but for its folds, so most of a contour's points lie on straight lines: leaving
 * them out spares most of the time that a contour takes to draw.
 */
function trace(context, contours, at, place) {
  const end = at + 2 + 2 * contours[at + 1];
  let fromX = place.x(contours[at + 2]);
  let fromY = place.y(contours[at + 3]);
  let x = fromX;
  let y = fromY;
  let skipped = 0;
  context.moveTo(x, y);
  for (let i = at + 4; i < end; i += 2) {
    const nextX = place.x(contours[i]);
    const nextY = place.y(contours[i + 1]);
    const area = (nextX - fromX) * (y - fromY) - (nextY - fromY) * (x - fromX);
    const length = Math.abs(nextX - fromX) + Math.abs(nextY - fromY);
    if (Math.abs(area) > BEND * length || ++skipped > SKIP) {
      context.lineTo(x, y);
      fromX = x;
      fromY = y;
      skipped = 0;
    }
    x = nextX;
    y = nextY;
  }
  context.lineTo(x, y);
}

/** @param {boolean} isOutput  0, −1 and +1 have lines of their own */
function paintContours(context, contours, place, palette, isOutput) {
  context.strokeStyle = palette.ink;
  context.lineWidth = 1;
  strokeLevels(context, contours, place, (level) => {
    context.globalAlpha = palette.contour * Math.exp(-Math.abs(level) / 4);
    return !isOutput || (level !== 0 && Math.abs(level) !== 1);
  });
  context.globalAlpha = 1;
}

function paintMargins(context, contours, place, palette, scale) {
  context.strokeStyle = palette.ink;
  context.lineWidth = 1.2 * scale;
  context.globalAlpha = 0.72;
  context.setLineDash([5 * scale, 4 * scale]);
  strokeLevels(context, contours, place, (level) => Math.abs(level) === 1);
  context.setLineDash([]);
  context.globalAlpha = 1;
}

function paintBoundary(context, contours, place, palette, lineWidth) {
  context.strokeStyle = palette.ink;
  context.lineWidth = lineWidth;
  strokeLevels(context, contours, place, (level) => level === 0);
}

/** Points of one set. Many of them are drawn smaller, or nothing could be seen below them. */
function paintPoints(context, points, place, hollow, palette) {
  const r = radius(points.length / 3);
  context.strokeStyle = palette.raised;
  context.lineWidth = (RIM * r) / POINT;
  for (let at = 0; at < points.length; at += 3) {
    const x = place.x(points[at]);
    const y = place.y(points[at + 1]);
    context.fillStyle = points[at + 2] < 0 ? palette.neg : palette.pos;
    shape(context, x, y, points[at + 2], r);
    context.fill();
    context.stroke();
    if (!hollow) continue;
    context.fillStyle = palette.raised;
    shape(context, x, y, points[at + 2], 0.48 * r);
    context.fill();
  }
}

/**
 * The same for many thousands: squares of pixels, which take a tenth of the time. Those that are hollow else are
 * paler.
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

/** As ImageData stores it. */
function toPixel(hex, opacity) {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  return ((Math.round(255 * opacity) << 24) | (b << 16) | (g << 8) | r) >>> 0;
}

/** Of a marker among so many, in px of the design. */
export function radius(count) {
  return POINT * Math.min(1, Math.max(LEAST, (FEW / count) ** 0.35));
}

function shape(context, x, y, label, r) {
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

/** Rings around the points that push: inside the margin lightly, on the wrong side heavily. */
function paintRings(context, scene, place, palette) {
  const r = RING * radius(scene.train.length / 3);
  context.strokeStyle = palette.ink;
  for (const wrong of [false, true]) {
    context.lineWidth = wrong ? 1.7 : 1;
    context.globalAlpha = wrong ? 1 : 0.7;
    context.beginPath();
    for (let i = 0; i < scene.outputs.length; i++) {
      const margin = scene.outputs[i] * scene.train[3 * i + 2];
      if (margin >= 1 || margin <= 0 !== wrong) continue;
      const x = place.x(scene.train[3 * i]);
      const y = place.y(scene.train[3 * i + 1]);
      context.moveTo(x + r, y);
      context.arc(x, y, r, 0, 2 * Math.PI);
    }
    context.stroke();
  }
  context.globalAlpha = 1;
}

/** Where the ticks, the numbers and the names of the axes go, so that none meets another or the frame. */
function layAxes(context, view, { scale, names }, place, width) {
  const extent = (text) => context.measureText(text).width;
  const [xName, yName] = names.map((name) => shorten(name, 0.4 * width, extent));
  const across = ticks([view.x0, view.x1], scale.centre[0], scale.unit[0], width, extent).map(({ at, text }) => ({ x: place.x(at), text }));
  const up = ticks([view.y0, view.y1], scale.centre[1], scale.unit[1], width, () => 14).map(({ at, text }) => ({ y: place.y(at), text }));
  const end = width - 10 - (xName ? extent(xName) + 14 : 0);
  return {
    across: across.filter(({ x, text }) => x - extent(text) / 2 > 20 && x + extent(text) / 2 < end),
    up: up.filter(({ y }) => y < width - 30 && y > (yName ? 28 : 12)),
    xName,
    yName,
  };
}

function shorten(text, room, extent) {
  let short = text;
  while (short && extent(short) > room) short = `${short.replace(/…$/, '').slice(0, -1)}…`;
  return short;
}

function strokeAxes(context, { across, up, xName, yName }, width, palette) {
  context.fillStyle = palette.ink;
  context.strokeStyle = palette.ink;
  context.lineWidth = 1;
  context.textBaseline = 'middle';
  context.beginPath();
  context.textAlign = 'left';
  for (const { y, text } of up) {
    tick(context, 0, y, 6, 0);
    context.fillText(text, 11, y);
  }
  if (yName) context.fillText(yName, 11, 14);
  context.textAlign = 'center';
  for (const { x, text } of across) {
    tick(context, x, width, 0, -6);
    context.fillText(text, x, width - 14);
  }
  context.textAlign = 'right';
  if (xName) context.fillText(xName, width - 10, width - 14);
  context.globalAlpha = 0.7;
  context.stroke();
  context.globalAlpha = 1;
}

function tick(context, x, y, dx, dy) {
  context.moveTo(x, y);
  context.lineTo(x + dx, y + dy);
}

/** The names −1, f = 0 and +1 on their lines, with a halo that keeps them readable. */
function paintLabels(context, labels, palette) {
  context.font = '600 12px system-ui, sans-serif';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineWidth = 4;
  context.lineJoin = 'round';
  for (const { text, x, y } of labels) {
    context.strokeStyle = context.fillStyle = palette.fieldZero;
    context.strokeText(text, x, y);
    // No line shows between the letters.
    const width = context.measureText(text).width;
    context.fillRect(x - width / 2, y - 5, width, 10);
    context.fillStyle = palette.ink;
    context.fillText(text, x, y);
  }
}

function paintFrame(context, palette, width) {
  context.strokeStyle = palette.ink;
  context.lineWidth = 1;
  context.globalAlpha = 0.28;
  context.strokeRect(0.5, 0.5, width - 1, width - 1);
  context.globalAlpha = 1;
}
