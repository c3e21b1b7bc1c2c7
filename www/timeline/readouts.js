// The numbers under the transport, and their copies on top of a phone.

import * as format from '../kit/format.js';
import { write } from '../kit/text.js';

// More characters than this are set smaller, so that no number ever pushes its neighbour.
const ROOM = { step: 4, loss: 5, accuracy: 5, 'gradient-norm': 5, reached: 3 };

export class Readouts {
  constructor(root) {
    this.find = (id) => root.getElementById(id);
  }

  /** @param {{report: object, steps: number, reached: number | null}} state */
  paint({ report, steps, reached }) {
    this.show('step', format.step(report.step));
    this.show('loss', format.three(report.trainLoss));
    this.show('accuracy', format.percent(report.trainAccuracy));
    this.show('gradient-norm', format.three(report.gradientNorm));
    this.show('reached', format.speed(reached));
    write(this.find('of'), `of ${steps < 1e4 ? steps : format.scientific(steps)}`);
    write(this.find('test-loss'), `test ${format.three(report.testLoss)}`);
    write(this.find('test-accuracy'), `test ${format.percent(report.testAccuracy)}`);
    for (const id of ['step', 'loss', 'accuracy']) write(this.find(`mini-${id}`), this.find(id).textContent);
  }

  show(id, text) {
    const place = this.find(id);
    if (place.textContent === text) return;
    place.textContent = text;
    place.toggleAttribute('data-long', text.length > ROOM[id]);
  }
}
