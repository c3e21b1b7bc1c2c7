// A small copy of the plot with its figures, on top of a phone once the plot has scrolled away: no points, no labels.

import { find } from '../kit/find.js';
import * as format from '../kit/format.js';
import { Surface } from '../kit/surface.js';
import { write } from '../kit/text.js';
import { FieldImage } from './field.js';
import { paintBoundary, paintMargins } from './lines.js';
import { paintFrame, placing } from './placing.js';

/**
 * @typedef {object} Shown
 * @property {import('../../pkg/moongrad.js').Scene | null} scene  null where it is out of sight
 * @property {import('../state/plane.js').View} view
 * @property {boolean} isOutput  of the network, not of a unit
 * @property {import('../state/state.js').Report} report
 */

export class Mini {
  /** @param {HTMLElement} place */
  constructor(place) {
    this.surface = new Surface(find(place, 'canvas', HTMLCanvasElement));
    this.image = new FieldImage();
    this.figures = ['.step', '.loss', '.accuracy', '.test'].map((name) => find(place, name));
  }

  /** @param {Shown} shown @param {import('../state/state.js').Page} page */
  paint({ scene, view, isOutput, report }, { palette, look }) {
    const texts = [format.step(report.step), format.three(report.trainLoss), format.percent(report.trainAccuracy), format.percent(report.testAccuracy)];
    texts.forEach((text, i) => write(this.figures[i], text));
    const context = scene && this.surface.begin();
    if (!context) return;
    const { width } = this.surface;
    const place = placing(view, width);
    this.image.fill(scene, palette[isOutput ? look : 'smooth']);
    this.image.paint(context, width);
    if (isOutput && scene.pushes !== null) paintMargins(context, scene.contours, place, palette, 0.6);
    paintBoundary(context, scene.boundary ?? scene.contours, place, palette, isOutput ? 1.6 : 1);
    paintFrame(context, palette, width);
  }
}
