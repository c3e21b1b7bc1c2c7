// The picture of a loss: the curve of what an answer costs by its margin, t times f, and points on it.

import { lossesAt } from '../engine/talk.js';
import { label, line, path, sans } from '../inside/marks.js';
import { roundUp } from '../kit/round.js';
import { paintMarkers } from '../plot/markers.js';

/**
 * @typedef {import('./sections/loss.js').Judged} Judged
 * @typedef {import('../kit/palette.js').Palette} Palette
 * @typedef {import('../../pkg/moongrad.js').Loss} Loss
 */

const [LEFT, RIGHT, TOP] = [30, 12, 18];
// Between the axis and the numbers below it, points that cost nothing are piled up.
const PILE = 58;
const FOOT = 22;
const R = 3.6;
// Points of the curve.
const CURVE = 201;
// So many px along the axis share a pile, whose points are so far apart.
const BIN = 9;
const LAYER = 9;

export class Hinge {
  constructor() {
    /** Where each point is drawn. @type {[x: number, y: number][]} */
    this.places = [];
  }

  /** The number of the point next to a place, if it is within reach. @param {number} x @param {number} y @param {number} reach */
  nearest(x, y, reach) {
    const away = this.places.map(([px, py]) => Math.hypot(px - x, py - y));
    const least = Math.min(...away);
    return least <= reach ? away.indexOf(least) : null;
  }

  /** @param {import('../kit/surface.js').Surface} surface @param {Judged[]} points @param {Judged | null} one @param {Loss} loss @param {Palette} palette */
  paint(surface, points, one, loss, palette) {
    const context = surface.begin();
    if (!context) return;
    const axes = layAxes(points, loss, surface);
    this.places = placeAll(points, axes, surface.height);
    context.font = sans(surface.canvas);
    paintAxes(context, axes, surface, palette, loss);
    context.strokeStyle = palette.ink;
    context.lineWidth = 1.9;
    const margins = Float64Array.from({ length: CURVE }, (_, i) => axes.from + ((axes.to - axes.from) * i) / (CURVE - 1));
    // Where the hinge is bent, too.
    margins[margins.findIndex((margin) => margin >= 1)] = 1;
    const curve = Array.from(lossesAt(loss, margins), (cost, i) => /** @type {[number, number]} */ ([axes.x(margins[i]), axes.y(cost)]));
    path(context, curve.filter(([, y]) => y >= axes.top - 1));
    points.forEach((point, i) => {
      const [x, y] = this.places[i];
      const isOne = point === one;
      paintMarkers(context, Float32Array.of(x, y, point.label), { x: (x) => x, y: (y) => y }, palette, isOne ? 1.3 * R : R, isOne ? palette.ink : palette.raised, isOne ? 1.6 : 0.9);
    });
    if (one) paintOne(context, this.places[points.indexOf(one)], palette);
  }
}

/** @typedef {ReturnType<typeof layAxes>} Axes */

/** @param {Judged[]} points @param {Loss} loss @param {{width: number, height: number}} surface */
function layAxes(points, loss, { width, height }) {
  const margins = points.map(({ margin }) => margin).filter(Number.isFinite);
  const every = roundUp((Math.max(3, ...margins) - Math.min(-1, ...margins)) / 8);
  const from = every * Math.floor(Math.min(-1, ...margins) / every);
  const to = every * Math.ceil(Math.max(3, ...margins) / every);
  const most = Math.max(1.5, ...points.map(({ cost }) => cost).filter(Number.isFinite));
  const high = Math.max(most * 1.06, Math.min(lossesAt(loss, Float64Array.of(from))[0], most * 1.4));
  const bottom = height - FOOT - PILE;
  return {
    from, to, every, high, bottom, top: TOP,
    x: (/** @type {number} */ margin) => LEFT + ((width - LEFT - RIGHT) * (margin - from)) / (to - from),
    y: (/** @type {number} */ cost) => bottom - ((bottom - TOP) * cost) / high,
  };
}

/** On the curve; what costs nothing is piled up below it. @param {Judged[]} points @param {Axes} axes @param {number} height @returns {[x: number, y: number][]} */
function placeAll(points, { x, y, bottom }, height) {
  /** @type {Map<number, number>} */
  const piles = new Map();
  const most = Math.floor((height - FOOT - bottom - 4) / LAYER);
  return points.map(({ margin, cost }) => {
    if (cost > 0) return [x(margin), y(cost)];
    const bin = Math.round(x(margin) / BIN);
    const layer = piles.get(bin) ?? 0;
    piles.set(bin, layer + 1);
    return [x(margin), bottom + 8 + LAYER * (layer % most)];
  });
}

/** @param {CanvasRenderingContext2D} context @param {Axes} axes @param {{width: number, height: number}} surface @param {Palette} palette @param {string} loss */
function paintAxes(context, { from, to, every, high, bottom, x, y }, { width, height }, palette, loss) {
  const up = roundUp(high / 5);
  context.strokeStyle = palette.grid;
  context.lineWidth = 1;
  line(context, LEFT, bottom, width - RIGHT, bottom);
  for (let cost = up; cost <= high; cost += up) {
    line(context, LEFT, y(cost), LEFT + 6, y(cost));
    label(context, String(Number(cost.toPrecision(3))), LEFT - 6, y(cost) + 4, palette, 'right');
  }
  for (let i = Math.round(from / every); i <= Math.round(to / every); i++) {
    label(context, String(Number((i * every).toPrecision(3))).replace('-', '−'), x(i * every), height - 6, palette, 'center');
  }
  label(context, 'loss', LEFT + 2, 11, palette, 'left', palette.ink);
  context.strokeStyle = palette.ink;
  context.lineWidth = 1.2;
  line(context, x(0), y(0.55 * high), x(0), height - FOOT);
  label(context, 'boundary', x(0) + 6, y(0.55 * high) + 10, palette, 'left', palette.ink);
  if (loss !== 'hinge') return;
  context.setLineDash([4, 3]);
  line(context, x(1), y(0.42 * high), x(1), height - FOOT);
  context.setLineDash([]);
  label(context, 'margin, t f = 1', x(1) + 6, y(0.42 * high) + 10, palette, 'left', palette.ink);
  label(context, 'no cost from here on', x(1) + 6, y(0.42 * high) + 25, palette, 'left');
}

/** @param {CanvasRenderingContext2D} context @param {[number, number]} place @param {Palette} palette */
function paintOne(context, [x, y], palette) {
  context.strokeStyle = palette.ink;
  context.lineWidth = 2;
  context.beginPath();
  context.arc(x, y, 9, 0, 2 * Math.PI);
  context.stroke();
}
