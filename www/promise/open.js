// What every step of the run got of what its gradient promised, over the charts.

import { layOver } from '../figures/over.js';
import { countKept, shareOf, spreadSteps } from '../inside/history.js';
import { PromisePlot } from '../inside/promise.js';
import { Work } from '../inside/work.js';
import { find } from '../kit/find.js';
import { loadStyles } from '../kit/style.js';
import { watchSizes } from '../kit/surface.js';
import { set, write } from '../kit/text.js';
import { endOf } from '../state/derived.js';
import { describeKept, describePromises } from '../words/check.js';

/**
 * @typedef {import('../state/state.js').Lab} Lab
 * @typedef {import('../inside/history.js').Kept} Kept
 */

// Milliseconds of a frame that go into asking; at most so many steps are asked.
const TURN = 8;
const MOST = 512;

const MARKUP = `<section id="promise" class="figures promise" aria-labelledby="promise-heading" hidden>
  <h3 id="promise-heading">Promise kept, every step <span>got ÷ promised</span></h3><canvas role="img"></canvas><p><span></span> <a href="#talk/8">One step, in the talk</a></p></section>`;

/**
 * Gives what opens and closes it.
 * @param {Lab} lab @param {import('../actions/actions.js').Actions} actions @param {import('../loop/loop.js').Loop} loop @param {HTMLElement} page
 */
export async function open(lab, actions, loop, page) {
  await loadStyles('figures');
  find(page, '.over').insertAdjacentHTML('afterend', MARKUP);
  const section = find(page, '#promise');
  const view = new Promises(section, lab, actions);
  return layOver(lab, actions, loop, page, 'promise', section, () => view.paint());
}

class Promises {
  /** @param {HTMLElement} section @param {Lab} lab @param {import('../actions/actions.js').Actions} actions */
  constructor(section, lab, actions) {
    this.section = section;
    this.lab = lab;
    this.plot = new PromisePlot(find(section, 'canvas', HTMLCanvasElement), actions.seek);
    this.told = find(section, 'p span');
    this.work = new Work();
    /** @type {Iterator<void> | null} */
    this.task = null;
    /** Of the run that they were asked of. */
    this.revision = NaN;
    /** @type {Kept[]} */
    this.kept = [];
    watchSizes([this.plot.surface], () => this.paint());
  }

  /** While it trains, no step is asked: what was known stays. */
  paint() {
    const { lab, plot: { surface } } = this;
    const { run: { training, report }, page: { palette, strip } } = lab.state;
    if (!training) this.ask();
    this.plot.paint(this.kept, endOf(lab), report.step, palette, [strip.left, strip.width - strip.right]);
    const own = this.kept.find(({ step }) => step === report.step);
    set(surface.canvas, 'aria-label', describePromises(this.kept, report.step, own ? shareOf(own) : NaN));
    write(this.told, training ? 'Pause to see what the steps kept of their promises.' : describeKept(countKept(this.kept), report.lastStep));
    if (!training && this.task && !this.section.hidden) this.goOn();
  }

  goOn() {
    if (!this.work.advance(performance.now() + TURN)) this.task = null;
    requestAnimationFrame(() => this.paint());
  }

  /** A twin of the run goes through its steps; what is known of another run stays until that is done. */
  ask() {
    const { trainer, state: { run: { report: { revision, lastStep } } } } = this.lab;
    if (this.revision === revision) return;
    this.revision = revision;
    this.work.drop(this.task);
    this.task = this.work.add(this.go(trainer.twin(), lastStep));
  }

  /** @param {import('../../pkg/moongrad.js').Trainer} twin @param {number} last */
  *go(twin, last) {
    /** @type {Kept[]} */
    const kept = [];
    try {
      for (const step of spreadSteps(last, MOST)) {
        twin.seek(step);
        const promise = twin.promise();
        if (promise) kept.push({ step, before: 0, after: promise[1], promised: promise[0] });
        yield;
      }
      this.kept = kept;
    } finally {
      twin.free();
    }
  }
}
