// Loss and accuracy taken apart, over the charts: the test points by label and answer, the two parts of the loss.

import { find, findAll } from '../kit/find.js';
import * as format from '../kit/format.js';
import { write } from '../kit/text.js';
import { describeBatch, describeTraining } from '../words/figures.js';

/**
 * @typedef {import('../words/figures.js').Told & {tally: Uint32Array, classes: string[], loss: string}} Shown
 *   tally: of the test points of −1, then of +1, how many are right and how many wrong
 */

const SIGNS = ['<svg viewBox="0 0 12 12" aria-hidden="true"><circle class="fill-neg" cx="6" cy="6" r="4.1"/></svg>', '<svg viewBox="0 0 12 12" aria-hidden="true"><path class="fill-pos" d="M6 .9 11.1 6 6 11.1.9 6z"/></svg>'];

/** The view as it is put into the page. */
export const MARKUP = `<section id="figures" class="figures" aria-label="Figures taken apart" hidden>
  <div>
    <table class="tally"><caption>Test points, told apart</caption>
      <thead><tr><td></td><th scope="col">said <span></span></th><th scope="col">said <span></span></th></tr></thead>
      <tbody>${SIGNS.map((sign) => `<tr><th scope="row">${sign}<span></span></th><td></td><td></td></tr>`).join('')}</tbody>
      <tfoot><tr><th scope="row">right</th><td colspan="2"></td></tr></tfoot></table>
    <p><span class="training"></span> <span class="way">Esc brings the charts back.</span></p>
  </div>
  <div>
    <table class="parts"><caption><a href="#talk/7">Loss</a>, taken apart</caption>
      <thead><tr><td></td><th scope="col">train</th><th scope="col">test</th></tr></thead>
      <tbody><tr><th scope="row"><span class="data"></span>, mean<span class="long"> of a point</span></th><td></td><td></td></tr><tr><th scope="row">penalty, <i>α</i> Σ <i>w</i>²</th><td></td><td></td></tr></tbody>
      <tfoot><tr><th scope="row">loss</th><td></td><td></td></tr></tfoot></table>
    <p><span class="batch"></span> <a href="#talk/9">Batches, in the talk</a></p>
  </div>
</section>`;

export class Figures {
  /** @param {HTMLElement} section */
  constructor(section) {
    this.said = findAll(section, '.tally thead span');
    this.labels = findAll(section, '.tally tbody span');
    this.counts = findAll(section, '.tally td').slice(1);
    this.data = find(section, '.data');
    this.parts = findAll(section, '.parts td').slice(1);
    this.training = find(section, '.training');
    this.batch = find(section, '.batch');
  }

  /** @param {Shown} shown */
  paint(shown) {
    this.paintTally(shown);
    this.paintParts(shown);
    write(this.training, describeTraining(shown));
    write(this.batch, describeBatch(shown));
  }

  /** What is wrong carries a ×. @param {Shown} shown */
  paintTally({ tally: [below, missedBelow, above, missedAbove], classes }) {
    classes.forEach((name, i) => {
      write(this.labels[i], name);
      write(this.said[i], name.replace(/ (as )?[−+]1$/, ''));
    });
    const all = below + missedBelow + above + missedAbove;
    const texts = [format.grouped(below), wrong(missedBelow), wrong(missedAbove), format.grouped(above), all ? `${format.grouped(below + above)} of ${format.grouped(all)}` : 'no point is held out'];
    texts.forEach((text, i) => write(this.counts[i], text));
  }

  /** @param {Shown} shown */
  paintParts({ report: { trainLoss, testLoss, penalty }, loss }) {
    write(this.data, loss);
    const rows = [[trainLoss, testLoss].map((value) => (value === null ? null : value - penalty)), [penalty, testLoss === null ? null : penalty], [trainLoss, testLoss]];
    rows.flat().forEach((value, i) => write(this.parts[i], format.three(value)));
  }
}

/** @param {number} count */
function wrong(count) {
  return count ? `× ${format.grouped(count)}` : '0';
}
