// What a mark on the charts says, in the place of the status, and where on the charts it is read.

import { find } from '../kit/find.js';
import * as format from '../kit/format.js';
import { writeSentence } from '../kit/text.js';

/**
 * @typedef {import('../kit/format.js').Figure} Figure
 * @typedef {{step: number, rate: number, trainLoss: number, testLoss: Figure, trainAccuracy: number, testAccuracy: Figure, gradientNorm: Figure}} Figures
 *   of a row of the curve, or of a report
 */

export class Reading {
  /** @param {HTMLElement} section */
  constructor(section) {
    this.told = find(section, '.told');
    this.hairline = find(section, '.hairline');
  }

  /** @param {{sentence: string, at: number | null}} model  at: where it is read, in px */
  paint({ sentence, at }) {
    writeSentence(this.told, sentence);
    this.hairline.hidden = at === null;
    if (at !== null) this.hairline.style.setProperty('--at', at.toFixed(1));
  }
}

/** The figures of a step in one sentence, for those who hear the page. @param {Figures} of */
export function describeFigures(of) {
  const test = format.isNone(of.testLoss) ? ['', ''] : [`, test ${format.three(of.testLoss)}`, `, test ${format.share(of.testAccuracy)}`];
  const norm = format.isNone(of.gradientNorm) ? '' : `, gradient norm ${format.three(of.gradientNorm)}`;
  return `loss ${format.three(of.trainLoss)}${test[0]}, accuracy ${format.share(of.trainAccuracy)}${test[1]}, rate ${format.rate(of.rate)}${norm}`;
}
