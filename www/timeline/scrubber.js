// The range below the charts, which shares their axis: the cursor for the keyboard and for fingers.

import { find } from '../kit/find.js';
import { set } from '../kit/text.js';
import { describeFigures } from './reading.js';

/**
 * @typedef {object} Cursor
 * @property {import('../state/state.js').Report} report
 * @property {number} steps       after which the run is done
 * @property {number} end         last step of the axis
 * @property {boolean} training
 */

export class Scrubber {
  /**
   * @param {HTMLElement} section
   * @param {Pick<import('../actions/actions.js').Actions, 'drag' | 'letGo'>} actions
   */
  constructor(section, { drag, letGo }) {
    this.range = find(section, '.scrubber', HTMLInputElement);
    this.over = find(section, '.over');
    const { range } = this;
    range.addEventListener('input', () => drag(Number(range.value)));
    range.addEventListener('change', () => letGo());
  }

  /** The figures are told at rest only: while it trains, nobody could listen that fast. @param {Cursor} cursor @param {import('../state/state.js').Page} page */
  paint({ report, steps, end, training }, { strip }) {
    const { range } = this;
    const { step } = report;
    if (range.max !== String(end)) range.max = String(end);
    if (range.value !== String(step)) range.value = String(step);
    set(range, 'aria-valuetext', `step ${step} of ${steps}${training ? '' : `: ${describeFigures(report)}`}`);
    range.style.setProperty('--to', String(step / end));
    for (const { style } of [range, this.over]) {
      style.setProperty('--left', String(strip.left));
      style.setProperty('--end', String(strip.width - strip.right));
    }
  }
}
