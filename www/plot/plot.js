// The plot of the plane: field, contours, boundary, margins, points.

import { find } from '../kit/find.js';
import { memo } from '../kit/memo.js';
import { Surface } from '../kit/surface.js';
import { set, write } from '../kit/text.js';
import { layTicks } from './axes.js';
import { FieldImage } from './field.js';
import { areMany, paintPoints } from './markers.js';
import { paintPicture } from './picture.js';
import { placing } from './placing.js';

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

const NOTHING = () => {};

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
    const ground = /** @type {HTMLCanvasElement} */ (this.image.canvas);
    ground.className = this.layer.className = 'layer';
    this.surface.canvas.before(ground);
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
    const moving = fineness !== 'rest';
    this.figure.toggleAttribute('data-moving', moving);
    // Of a neuron, much is exactly 0, which no band has as its middle.
    this.image.fill(scene, palette[unit ? 'smooth' : look]);
    this.fillLayer(train, test, batch, view, palette, this.surface.revision);
    paintPicture(context, { scene, points, isOutput: !unit }, palette, width, {
      field: moving ? NOTHING : () => this.image.paint(context, width),
      points: moving ? NOTHING : () => context.drawImage(this.layer, 0, 0, width, width),
      // A phone has room for axes only where the data has a scale of its own.
      ticks: !phone || axes.scale.standardised ? this.layTicks(view, axes, width) : null,
      // Names on the lines would flicker.
      isNamed: !phone && !moving,
      isFramed: !phone,
    });
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
