// The numbers under the transport: where the run stands, or of the step that is pointed at on the charts.

import { find } from '../kit/find.js';
import * as format from '../kit/format.js';
import { write } from '../kit/text.js';

// More characters than this are set smaller, so that no number ever pushes its neighbour.
const ROOM = 5;

/**
 * @typedef {import('./reading.js').Figures} Figures
 * @typedef {{figures: Figures, pointed: boolean, step: number, steps: number, reached: number | null}} Standing
 *   pointed: the figures are of a step that is pointed at; step: where the run stands
 */

export class Readouts {
  /** @param {HTMLElement} section */
  constructor(section) {
    this.group = find(section, '.readouts');
    this.reached = find(section, '.reached');
    const places = [...['step', 'loss', 'accuracy', 'norm'].map((name) => `.${name} .number`), '.loss b', '.accuracy b', '.step .what', '.step .unit'];
    this.places = places.map((place) => find(this.group, place));
  }

  /** @param {Standing} standing */
  paint({ figures: of, pointed, step, steps, reached }) {
    this.group.toggleAttribute('data-pointed', pointed);
    const texts = [
      format.step(of.step), format.three(of.trainLoss), format.percent(of.trainAccuracy), format.three(of.gradientNorm),
      format.three(of.testLoss), format.percent(of.testAccuracy), pointed ? 'pointed at' : 'step',
      pointed ? `plot ${format.step(step)}` : `of ${steps < 1e4 ? steps : format.scientific(steps)}`,
    ];
    texts.forEach((text, i) => {
      write(this.places[i], text);
      this.places[i].toggleAttribute('data-long', i < 6 && text.length > ROOM);
    });
    write(this.reached, reached === null ? '' : `${format.speed(reached)}/s`);
  }
}
