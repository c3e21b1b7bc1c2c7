// The numbers under the transport.

import { find } from '../kit/find.js';
import * as format from '../kit/format.js';
import { write } from '../kit/text.js';

// More characters than this are set smaller, so that no number ever pushes its neighbour.
const ROOM = { step: 4, loss: 5, accuracy: 5, norm: 5, reached: 3 };

/** @typedef {{report: import('../state/state.js').Report, steps: number, reached: number | null}} Standing */

export class Readouts {
  /** @param {HTMLElement} group */
  constructor(group) {
    this.group = group;
    this.of = find(group, '.step .unit');
    this.testLoss = find(group, '.loss .test');
    this.testAccuracy = find(group, '.accuracy .test span');
  }

  /** @param {Standing} standing */
  paint({ report, steps, reached }) {
    this.show('step', format.step(report.step));
    this.show('loss', format.three(report.trainLoss));
    this.show('accuracy', format.percent(report.trainAccuracy));
    this.show('norm', format.three(report.gradientNorm));
    this.show('reached', format.speed(reached));
    write(this.of, `of ${steps < 1e4 ? steps : format.scientific(steps)}`);
    write(this.testLoss, `test ${format.three(report.testLoss)}`);
    write(this.testAccuracy, `test ${format.percent(report.testAccuracy)}`);
  }

  /** @param {keyof typeof ROOM} name @param {string} text */
  show(name, text) {
    const place = find(this.group, `.${name} .number`);
    write(place, text);
    place.toggleAttribute('data-long', text.length > ROOM[name]);
  }
}
