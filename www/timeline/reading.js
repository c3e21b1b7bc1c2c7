// The exact figures of a step that is pointed at on the charts, or where the scrubber has the focus, and what a
// mark says. They stand where else the status stands, which comes back afterwards.

import { find } from '../kit/find.js';
import * as format from '../kit/format.js';
import { set, write } from '../kit/text.js';

/**
 * @typedef {import('../kit/format.js').Figure} Figure
 * @typedef {{step: number, rate: number, trainLoss: number, testLoss: Figure, trainAccuracy: number, testAccuracy: Figure, gradientNorm: Figure}} Figures
 *   of a row of the curve, or of a report
 */

/** @type {Record<string, (figures: Figures) => string>} */
const FIGURES = {
  step: (of) => format.step(of.step),
  loss: (of) => format.three(of.trainLoss),
  'test loss': (of) => format.three(of.testLoss),
  accuracy: (of) => format.share(of.trainAccuracy),
  'test acc.': (of) => format.share(of.testAccuracy),
  rate: (of) => format.rate(of.rate),
  'grad norm': (of) => format.three(of.gradientNorm),
};

export class Reading {
  /** @param {HTMLElement} section */
  constructor(section) {
    this.dock = find(section, '.dock');
    this.told = find(section, '.told');
    this.hairline = find(section, '.hairline');
    const place = find(section, '.figures');
    this.cells = Object.keys(FIGURES).map((name) => {
      const cell = document.createElement('span');
      const value = document.createElement('b');
      cell.append(name, value);
      place.append(cell);
      return value;
    });
  }

  /** @param {{figures: Figures | null, sentence: string, at: number | null}} model  the sentence goes before; at: where they are of, in px */
  paint({ figures, sentence, at }) {
    set(this.dock, 'data-reading', sentence ? 'sentence' : figures ? 'figures' : '');
    write(this.told, sentence);
    if (figures) Object.values(FIGURES).forEach((show, i) => write(this.cells[i], show(figures)));
    this.hairline.hidden = at === null;
    if (at !== null) this.hairline.style.setProperty('--at', at.toFixed(1));
  }
}

/** The same in one sentence, for those who hear the page. @param {Figures} of */
export function describeFigures(of) {
  const test = format.isNone(of.testLoss) ? ['', ''] : [`, test ${format.three(of.testLoss)}`, `, test ${format.share(of.testAccuracy)}`];
  const norm = format.isNone(of.gradientNorm) ? '' : `, gradient norm ${format.three(of.gradientNorm)}`;
  return `loss ${format.three(of.trainLoss)}${test[0]}, accuracy ${format.share(of.trainAccuracy)}${test[1]}, rate ${format.rate(of.rate)}${norm}`;
}
