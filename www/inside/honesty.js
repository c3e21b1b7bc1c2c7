// How honest was the gradient? What it promised, beside what the step got, and the same for every step of the run.

import { find } from '../kit/find.js';
import { three } from '../kit/format.js';
import { memo } from '../kit/memo.js';
import { set, write, writeRich } from '../kit/text.js';
import { describeKept, describeLanding, describeOptimiser, describePromises, describeSpoiled } from '../words/check.js';
import { TWICE } from './found.js';
import { countKept, shareOf } from './history.js';
import { Landing } from './landing.js';
import { PromisePlot } from './promise.js';

// Steps of the slider's way; in its middle is the step's own rate.
const WAY = 200;

export const markUpHonesty = () => `<section aria-labelledby="honesty-heading"><h2 id="honesty-heading"><b>How honest was the gradient?</b> <span>loss along −<i>g</i></span></h2>
    <canvas class="landing" role="img"></canvas>
    <input type="range" class="rate" aria-label="Rate of the step" min="0" max="${WAY}" step="1" value="${WAY / 2}">
    <p class="under"><output></output></p><p class="landed"></p><p class="landed spoiled"></p>
    <h3>Promise kept, every step <span>got ÷ promised</span></h3><canvas class="promises" role="img"></canvas>
    <p class="caption kept"></p></section>`;

export class Honesty {
  /** @param {HTMLElement} panel @param {() => void} refresh */
  constructor(panel, refresh) {
    this.landing = new Landing(find(panel, '.landing', HTMLCanvasElement));
    this.promises = new PromisePlot(find(panel, '.promises', HTMLCanvasElement), (step) => (location.hash = `#inside/${step}`));
    this.slider = find(panel, '.rate', HTMLInputElement);
    this.slider.addEventListener('input', refresh);
    this.output = find(panel, '.rate + .under output');
    this.told = find(panel, '.landed');
    this.spoiled = find(panel, '.landed.spoiled');
    this.kept = find(panel, '.kept');
    this.look = memo(land);
    this.lookWrong = memo(land);
    this.surfaces = [this.landing.surface, this.promises.surface];
    /** @type {import('./found.js').Found | null} */
    this.found = null;
  }

  /** @param {import('./state.js').Inside} inside @param {import('./found.js').Found} found @param {import('./past.js').Past} past @param {import('../kit/palette.js').Palette} palette */
  paint(inside, found, past, palette) {
    // Each step begins at its own rate.
    if (this.found !== found) this.slider.value = String(WAY / 2);
    this.found = found;
    this.paintLanding(inside, found, palette);
    const { kept, last } = past.history;
    this.promises.paint(kept, last, inside.moment.number, palette);
    const own = kept.find(({ step }) => step === inside.moment.number);
    set(this.promises.surface.canvas, 'aria-label', describePromises(kept, inside.moment.number, own ? shareOf(own) : NaN));
    write(this.kept, describeKept(countKept(kept), last));
  }

  /** @param {import('./state.js').Inside} inside @param {import('./found.js').Found} found @param {import('../kit/palette.js').Palette} palette */
  paintLanding({ moment, spoiled }, found, palette) {
    const { engine, update, config } = moment;
    const share = (TWICE * Number(this.slider.value)) / WAY;
    const rate = share * update.rate;
    const { now, lands, promise } = this.look(engine, rate, update.gradient);
    const wrong = spoiled && this.lookWrong(engine, rate, spoiled.update.gradient);
    this.landing.paint({ most: TWICE * update.rate, right: found.curve(null, update.gradient), faulty: spoiled && found.curve(spoiled.fault, spoiled.update.gradient), rate, now, lands, promised: now + promise, spoiled: wrong && wrong.lands }, palette);
    const isOwn = share === 1 && config.optimiser === 'sgd';
    writeRich(this.told, [describeLanding({ rate, now, lands, promise, isOwn }), describeOptimiser(config.optimiser ?? 'sgd', Array.from(found.kept))].join(' ').trim());
    writeRich(this.spoiled, wrong ? describeSpoiled(wrong.promise, wrong.lands - now) : '');
    write(this.output, `η = ${three(rate)}`);
    const told = `η = ${three(rate)}: the loss is ${three(now)} now, lands at ${three(lands)}, promised was ${three(now + promise)}`;
    set(this.landing.surface.canvas, 'aria-label', `The loss along −g. ${told}`);
    set(this.slider, 'aria-valuetext', told);
    this.slider.style.setProperty('--to', String(share / TWICE));
  }
}

/** @param {import('../../pkg/inside.js').Step} engine @param {number} rate @param {Float32Array} gradient */
function land(engine, rate, gradient) {
  const [now, lands] = engine.land([0, rate], gradient);
  return { now, lands, promise: -rate * engine.steepness(gradient) };
}
