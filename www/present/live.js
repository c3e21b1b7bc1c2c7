// The run itself, for a room: the lab's own views once more, large.

import { find, findAll } from '../kit/find.js';
import { set } from '../kit/text.js';
import { watchSizes } from '../kit/surface.js';
import { courseOf, legendOf, plotOf, READ, readoutsOf, scrubbedOf, SEEN, statusOf } from '../lab.js';
import { Legend } from '../plot/legend.js';
import { Plot } from '../plot/plot.js';
import { Readouts } from '../timeline/readouts.js';
import { Scrubber } from '../timeline/scrubber.js';
import { Transport } from '../timeline/transport.js';
import { nameLosses } from '../words/present.js';
import { Losses } from './losses.js';

/**
 * @typedef {import('../state/state.js').Lab} Lab
 * @typedef {import('../actions/actions.js').Actions} Actions
 * @typedef {import('../loop/loop.js').Entry} Entry
 */

export class Live {
  /** @param {HTMLElement} section @param {Lab} lab @param {Actions} actions @param {HTMLElement} page */
  constructor(section, lab, actions, page) {
    this.section = section;
    this.whole = lab;
    copy(find(page, '.run .transport'), find(section, '.transport'), '.speed, kbd');
    copy(find(page, '.run .legend'), find(section, '.legend'), '');
    this.plot = new Plot(section);
    this.transport = new Transport(find(section, '.transport'), actions);
    this.readouts = new Readouts(section);
    this.losses = new Losses(section, actions);
    this.scrubber = new Scrubber(section, actions);
    this.legend = new Legend(section, actions);
  }

  /** The lab as it is shown here: finer, and as on a phone without the numbers of the axes; nobody reads those from afar, nor which points were in the last batch. */
  get lab() {
    const { state } = this.whole;
    const { width, unit } = this.plot.surface;
    return { ...this.whole, state: { ...state, page: { ...state.page, plot: width * unit, phone: true } } };
  }

  /** What the loop paints, while it is looked at. @param {() => boolean} isShown @param {(status: import('../words/status.js').Status) => void} tell  what the run is doing @returns {Entry[]} */
  entries(isShown, tell) {
    /** @type {[string, number, string, () => void][]} */
    const views = [
      ['room-plot', 0, 'run points sight page', () => this.plot.paint({ ...plotOf(this.lab), batch: [] }, this.lab.state.page)],
      ['room-transport', 0, 'run', () => this.transport.paint(this.lab.state.run)],
      ['room-figures', SEEN, 'run setup course page', () => this.paintFigures()],
      ['room-legend', READ, 'setup points page', () => this.legend.paint({ ...legendOf(this.lab), adding: null, batched: false }, this.lab.state.page)],
      ['room-line', READ, 'run setup course compare told page', () => tell(statusOf(this.lab))],
    ];
    return views.map(([name, every, of, paint]) => ({ name, every, of: /** @type {Entry['of']} */ (of.split(' ')), isShown, paint }));
  }

  /** Never of two steps at once. */
  paintFigures() {
    const { lab } = this;
    const { page, points } = lab.state;
    const course = courseOf(lab);
    this.readouts.paint({ ...readoutsOf(lab), pointed: false, figures: lab.state.run.report });
    this.losses.paint({ ...course, name: nameLosses(points.train.length / 3, points.test.length > 0) }, page);
    this.scrubber.paint(scrubbedOf(lab), { ...page, strip: this.losses.margins });
    for (const test of findAll(this.section, '.unit.test')) test.hidden = !points.test.length;
    set(this.section, 'aria-label', `The run at step ${lab.state.run.report.step}`);
  }

  /** @param {() => void} changed  it has another size, so that its canvases are empty */
  watch(changed) {
    watchSizes([this.plot.surface, this.losses.surface], changed);
  }
}

/** What a part of the page has in it, without what names it. @param {HTMLElement} from @param {HTMLElement} to @param {string} without */
function copy(from, to, without) {
  to.append(.../** @type {HTMLElement} */ (from.cloneNode(true)).children);
  if (without) for (const part of findAll(to, without)) part.remove();
  for (const part of findAll(to, '[id]')) part.removeAttribute('id');
  for (const part of findAll(to, '[data-hint]')) delete part.dataset.hint;
}
