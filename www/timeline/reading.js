// The exact figures of a step that is pointed at on the charts, or where the scrubber has the focus, and what a
// mark says. They stand where else the status stands, which comes back afterwards.

import * as format from '../kit/format.js';
import { write } from '../kit/text.js';

const FIGURES = {
  step: (row) => format.step(row.step),
  loss: (row) => format.three(row.trainLoss),
  'test loss': (row) => format.three(row.testLoss),
  accuracy: (row) => `${format.percent(row.trainAccuracy)} %`,
  'test acc.': (row) => (missing(row.testAccuracy) ? '–' : `${format.percent(row.testAccuracy)} %`),
  rate: (row) => format.rate(row.rate),
  'grad norm': (row) => format.three(row.gradientNorm),
};

const missing = (value) => value === null || Number.isNaN(value);

export class Reading {
  /** @param {HTMLElement} place @param {HTMLElement} told  holds the sentence of a mark */
  constructor(place, told) {
    Object.assign(this, { place, told });
    this.cells = Object.keys(FIGURES).map((name) => {
      const cell = document.createElement('span');
      const value = document.createElement('b');
      cell.append(name, value);
      place.append(cell);
      return value;
    });
  }

  /**
   * @param {object | null} figures  those of a row or of a report
   * @param {string} sentence        goes before them
   */
  paint(figures, sentence) {
    const kind = sentence ? 'sentence' : figures ? 'figures' : '';
    if (this.kind !== kind) this.place.parentElement.dataset.reading = this.kind = kind;
    write(this.told, sentence);
    if (kind === 'figures') Object.values(FIGURES).forEach((show, i) => write(this.cells[i], show(figures)));
  }
}

/** The same in one sentence, for those who hear the page. */
export function describeFigures(row) {
  const test = missing(row.testLoss) ? ['', ''] : [`, test ${format.three(row.testLoss)}`, `, test ${format.percent(row.testAccuracy)} %`];
  const norm = missing(row.gradientNorm) ? '' : `, gradient norm ${format.three(row.gradientNorm)}`;
  return `loss ${format.three(row.trainLoss)}${test[0]}, accuracy ${format.percent(row.trainAccuracy)} %${test[1]}, rate ${format.rate(row.rate)}${norm}`;
}
