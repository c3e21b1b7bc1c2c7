// The folds of the first layer, the neurons they belong to, and the cells that they cut the plane into.

import { Cells } from '../../engine/talk.js';
import { line } from '../../inside/marks.js';
import { find } from '../../kit/find.js';
import { memo } from '../../kit/memo.js';
import { set, write } from '../../kit/text.js';
import { paintMarkers } from '../../plot/markers.js';
import { tellCell, tellLayer, tellNeuronOf } from '../../words/talk/layer.js';
import { Handle } from '../handle.js';
import { Plane } from '../plane.js';
import { SquareTable } from '../square-table.js';
import { fill } from '../slots.js';

/**
 * @typedef {import('../run.js').Run} Run
 * @typedef {import('../../../pkg/talk.js').Fold} Fold
 * @typedef {import('../../../pkg/talk.js').Cell} Cell
 * @typedef {import('../../plot/placing.js').Placing} Placing
 * @typedef {import('../../kit/palette.js').Palette} Palette
 */

// Nodes along the edge of a neuron's picture.
const NODES = 28;
// So near a fold must be to be meant, in px of the design; and how long its tick is.
const [REACH, TICK] = [6, 9];
// Along the fold.
const PLACE = 0.72;

/** What the figure shows of a run. @param {Run} run */
function lookAt({ twin, step, view, config: { hidden, activation } }) {
  twin.seek(step);
  const portrait = twin.portrait(view.x0, view.x1, view.y0, view.y1, NODES, false);
  const cells = new Cells(hidden, activation, portrait.parameters);
  return { portrait, cells, folds: cells.folds(view) ?? [] };
}

export class Layer {
  /** @param {HTMLElement} section @param {import('../open.js').Acts} acts */
  constructor(section, acts) {
    this.section = section;
    this.acts = acts;
    this.plane = new Plane(find(section, '.square', HTMLCanvasElement));
    this.table = new SquareTable(find(section, '.table', HTMLCanvasElement), (neuron) => this.light(neuron));
    this.surfaces = [this.plane.surface, this.table.surface];
    this.reading = find(section, '.reading');
    /** @type {Cells | null} */
    let last = null;
    this.look = memo((/** @type {Run} */ run) => {
      last?.free();
      const looked = lookAt(run);
      last = looked.cells;
      return looked;
    });
    /** @type {Fold[]} */
    this.folds = [];
    /** The neuron that is lit. @type {number | null} */
    this.lit = null;
    /** The place whose cell is told of: where one points, else where the mark was put. @type {{x: number, y: number} | null} */
    this.pointed = null;
    this.mark = { x: 0.5, y: 0.25 };
    this.handle = new Handle(find(section, '.handle'), this.plane.surface, (spot) => this.put(spot));
    this.listen(this.plane.surface.canvas);
  }

  /** @param {HTMLCanvasElement} canvas */
  listen(canvas) {
    canvas.addEventListener('pointermove', (event) => {
      if (event.pointerType !== 'mouse') return;
      this.pointed = this.plane.placeOf(event);
      this.light(this.foldAt(event.offsetX / this.plane.surface.unit, event.offsetY / this.plane.surface.unit));
      this.acts.repaint();
    });
    canvas.addEventListener('pointerleave', () => {
      this.pointed = null;
      this.light(null);
      this.acts.repaint();
    });
    canvas.addEventListener('click', (event) => {
      const { unit } = this.plane.surface;
      this.put({ x: event.offsetX / unit, y: event.offsetY / unit });
      this.light(this.foldAt(this.handle.spot.x, this.handle.spot.y));
    });
  }

  /** The neuron whose fold is there. @param {number} x @param {number} y */
  foldAt(x, y) {
    const { view, surface: { width } } = this.plane;
    const scale = width / (view.x1 - view.x0);
    const near = this.folds.map(({ segment: [x0, y0], on }) => Math.abs((x / scale + view.x0 - x0) * on[0] + (view.y1 - y / scale - y0) * on[1]) * scale);
    const least = Math.min(Infinity, ...near);
    return least <= REACH ? this.folds[near.indexOf(least)].neuron : null;
  }

  /** The mark. @param {import('../handle.js').Spot} spot */
  put({ x, y }) {
    const { width, unit } = this.plane.surface;
    const clamp = (/** @type {number} */ at) => Math.min(width - 1, Math.max(1, at)) * unit;
    this.mark = this.plane.placeOf({ offsetX: clamp(x), offsetY: clamp(y) });
    this.pointed = null;
    this.acts.repaint();
  }

  /** @param {number | null} neuron */
  light(neuron) {
    if (this.lit === neuron) return;
    this.lit = neuron;
    this.acts.repaint();
  }

  /** @param {Run} run @param {import('../../state/state.js').Page} page */
  paint(run, { palette }) {
    const { config: { hidden, activation }, view, names, step } = run;
    const { portrait, cells, folds } = this.look(run);
    this.folds = folds;
    const count = hidden[0] ?? 0;
    if (this.lit !== null && this.lit >= count) this.lit = null;
    const { x, y } = this.pointed ?? this.mark;
    const cell = count ? cells.at(x, y, view) : null;
    find(this.section, '.cell').hidden = !cell;
    fill(this.section, { ...tellLayer({ step, count, missing: activation === 'tanh' ? 0 : count - folds.length, isCentred: biasesOf(portrait.parameters, count).every((bias) => bias === 0), activation }), ...(cell ? tellCell(cell, x, y, hidden) : {}) });
    write(this.reading, this.lit === null ? '' : tellNeuronOf(names[2 + this.lit], portrait.activity[2 + this.lit], activation));
    this.plane.paint(null, view, palette, palette.smooth, (context, place) => {
      if (cell) paintCell(context, cell, place, palette);
      paintMarkers(context, run.train.subarray(0, 1200), place, palette, 2.2, palette.paper, 0.6);
      for (const fold of folds) paintFold(context, fold, place, palette, fold.neuron === this.lit);
    });
    this.table.paint(portrait, count, this.lit, names, palette);
    this.putHandle(view, cell);
  }

  /** @param {import('../../state/plane.js').View} view @param {Cell | null} cell */
  putHandle(view, cell) {
    const scale = this.plane.surface.width / (view.x1 - view.x0);
    this.handle.element.hidden = !cell;
    this.handle.put({ x: (this.mark.x - view.x0) * scale, y: (view.y1 - this.mark.y) * scale }, cell ? find(this.section, '.cell').textContent ?? '' : '');
    set(this.plane.surface.canvas, 'aria-label', `${this.folds.length} folds over the plane of the points`);
  }
}

/** Of the first layer's neurons, each of which has two weights before it. @param {Float32Array} parameters @param {number} count */
function biasesOf(parameters, count) {
  return Array.from({ length: count }, (_, neuron) => parameters[3 * neuron + 2]);
}

/** @param {CanvasRenderingContext2D} context @param {Cell} cell @param {Placing} place @param {Palette} palette */
function paintCell(context, { layer, region }, place, palette) {
  context.fillStyle = palette.ink;
  for (const [corners, opacity] of /** @type {[Float64Array, number][]} */ ([[layer, 0.05], [region, 0.07]])) {
    context.globalAlpha = opacity;
    context.beginPath();
    for (let at = 0; at < corners.length; at += 2) context.lineTo(place.x(corners[at]), place.y(corners[at + 1]));
    context.closePath();
    context.fill();
  }
  context.globalAlpha = 1;
}

/** With a tick to the side where its neuron is on. @param {CanvasRenderingContext2D} context @param {Fold} fold @param {Placing} place @param {Palette} palette @param {boolean} isLit */
function paintFold(context, { segment: [x0, y0, x1, y1], on }, place, palette, isLit) {
  context.strokeStyle = palette.ink;
  context.globalAlpha = isLit ? 1 : 0.62;
  context.lineWidth = isLit ? 2.6 : 1;
  line(context, place.x(x0), place.y(y0), place.x(x1), place.y(y1));
  const [x, y] = [place.x(x0 + PLACE * (x1 - x0)), place.y(y0 + PLACE * (y1 - y0))];
  context.lineWidth = isLit ? 2.6 : 1.3;
  line(context, x, y, x + TICK * on[0], y - TICK * on[1]);
  context.globalAlpha = 1;
}
