// The plot of the plane: field, contours, boundary, margins, points.

import { find } from '../kit/find.js';
import { memo } from '../kit/memo.js';
import { Surface } from '../kit/surface.js';
import { set, write } from '../kit/text.js';
import { layTicks, strokeTicks } from './axes.js';
import { FieldImage } from './field.js';
import { paintLabels, placeLabels } from './line-labels.js';
import { paintBoundary, paintContours, paintMargins } from './lines.js';
import { areMany, paintPoints, paintRings } from './markers.js';
import { paintFrame, placing } from './placing.js';

/**
 * @typedef {import('../../pkg/moongrad.js').Scene} Scene
 * @typedef {import('../state/plane.js').View} View
 * @typedef {import('../kit/palette.js').Palette} Palette
 *
 * @typedef {object} Shown
 * @property {Scene} scene
 * @property {import('../state/state.js').Points} points
 * @property {ArrayLike<number>} batch  numbers of the training points that are marked as the last batch
 * @property {string} unit         whose picture this is in place of the network's output, or ''
 * @property {string | null} label  for those who cannot see it; null: as it was
 */

export class Plot {
  /** @param {HTMLElement} figure */
  constructor(figure) {
    this.surface = new Surface(find(figure, '.plane', HTMLCanvasElement));
    this.figure = figure;
    this.caption = find(figure, '.shown');
    this.image = new FieldImage();
    this.layer = document.createElement('canvas');
    // Points seldom change while the field does, so they are painted once on a layer of their own.
    this.fillLayer = memo(this.paintLayer.bind(this));
    this.layTicks = memo((/** @type {View} */ view, /** @type {import('../state/state.js').Axes} */ axes, /** @type {number} */ width) =>
      layTicks(this.surface.context, view, axes, width));
    this.image.canvas.className = this.layer.className = 'layer';
    this.surface.canvas.before(this.image.canvas);
    this.surface.canvas.after(this.layer);
  }

  /**
   * At rest, everything is painted onto the one canvas. In motion the field lies on a canvas below it and the
   * points on one above, and the browser lays them over each other: that is much faster than painting them.
   * @param {Shown} shown @param {import('../state/state.js').Page} page
   */
  paint({ scene, points, batch, unit, label }, { palette, look, fineness, phone }) {
    write(this.caption, unit);
    if (label !== null) set(this.surface.canvas, 'aria-label', label);
    const context = this.surface.begin();
    if (!context) return;
    const { width } = this.surface;
    const { train, test, view, axes } = points;
    const place = placing(view, width);
    const moving = fineness !== 'rest';
    this.figure.toggleAttribute('data-moving', moving);
    // Of a neuron, much is exactly 0, which no band has as its middle.
    this.image.fill(scene, palette[unit ? 'smooth' : look]);
    this.fillLayer(train, test, batch, view, palette, this.surface.revision);
    const below = areMany(train, test);
    if (!moving) this.image.paint(context, width);
    if (!moving && below) context.drawImage(this.layer, 0, 0, width, width);
    const hasMargin = scene.pushes !== null;
    paintLines(context, scene, place, palette, !unit, hasMargin);
    if (!moving && !below) context.drawImage(this.layer, 0, 0, width, width);
    if (!unit && hasMargin) paintRings(context, train, scene.outputs, place, palette);
    // A phone has room for axes only where the data has a scale of its own.
    if (!phone || axes.scale.standardised) strokeTicks(context, this.layTicks(view, axes, width), width, palette);
    if (phone) return;
    // Names on the lines would flicker.
    if (!moving && !unit) paintLabels(context, placeLabels(scene.contours, [train, test], place, width, hasMargin), palette);
    paintFrame(context, palette, width);
  }

  /** @param {Float32Array} train @param {Float32Array} test @param {ArrayLike<number>} batch @param {View} view @param {Palette} palette @param {number} _ */
  paintLayer(train, test, batch, view, palette, _) {
    const { canvas, context, width } = this.surface;
    canvas[areMany(train, test) ? 'before' : 'after'](this.layer);
    this.layer.width = canvas.width;
    this.layer.height = canvas.height;
    const layer = /** @type {CanvasRenderingContext2D} */ (this.layer.getContext('2d'));
    layer.setTransform(context.getTransform());
    paintPoints(layer, train, test, batch, placing(view, width), palette);
  }
}

/**
 * @param {CanvasRenderingContext2D} context @param {Scene} scene @param {import('./placing.js').Placing} place
 * @param {Palette} palette @param {boolean} isOutput  of the network, not of a unit @param {boolean} hasMargin  the loss has one, at ±1
 */
function paintLines(context, { contours, boundary }, place, palette, isOutput, hasMargin) {
  paintContours(context, contours, place, palette, isOutput, hasMargin);
  if (isOutput && hasMargin) paintMargins(context, contours, place, palette, 1);
  paintBoundary(context, boundary ?? contours, place, palette, isOutput ? 2.4 : 1.2);
}
