// Twenty seeds: the set-up trained from each of them, scored side by side. It takes the place of network and settings.

import { find, findAll } from '../kit/find.js';
import { save } from '../kit/give.js';
import { differ } from '../kit/memo.js';
import { set, write } from '../kit/text.js';
import { FieldImage } from '../plot/field.js';
import { paintBoundary, paintMargins } from '../plot/lines.js';
import { paintFrame, placing } from '../plot/placing.js';
import { describeScore, describeSeeds, nameOf } from '../words/seeds.js';
import { stackDots, ticksOf } from './axis.js';

const FILE = 'moongrad-seeds.csv';

/**
 * @typedef {import('../state/seeds.js').Seeds} Seeds
 * @typedef {import('../state/seeds.js').Result} Result
 * @typedef {import('../state/state.js').Page} Page
 * @typedef {object} Actions
 * @property {(vary: import('../state/seeds.js').Vary) => void} begin
 * @property {() => void} cancel
 * @property {(index: number) => void} open
 * @property {() => void} close
 * @property {() => string} write  the results as a table
 */

/** The view as it is put into the page. */
export const MARKUP = `<section class="seeds" aria-labelledby="seeds-heading" hidden>
  <header><h2 id="seeds-heading">Twenty seeds</h2>
    <span class="segments" role="radiogroup" aria-label="What the seed changes">
      <label><input type="radio" name="vary" value="both" checked><span>all</span></label>
      <label><input type="radio" name="vary" value="points"><span>points</span></label>
      <label><input type="radio" name="vary" value="weights"><span>first weights</span></label>
    </span>
    <button class="small save" type="button">Save as CSV</button><button class="small cancel" type="button">Cancel</button><button class="small done" type="button">Back to the network</button></header>
  <p class="sentence" role="status"></p>
  <div class="axis" aria-hidden="true"></div>
  <div class="small-plots" role="group" aria-label="One plot a seed: press to open it as the run"></div>
</section>`;

// Px of the design: a dot's diameter, and how far apart they are.
const DOT = 8;
const APART = 11;

export class SeedsView {
  /** @param {HTMLElement} section @param {Actions} actions */
  constructor(section, actions) {
    this.section = section;
    this.actions = actions;
    this.sentence = find(section, '.sentence');
    this.axis = find(section, '.axis');
    this.plots = find(section, '.small-plots');
    this.save = find(section, '.save');
    this.cancel = find(section, '.cancel');
    this.image = new FieldImage();
    /** What each small plot was drawn from. @type {unknown[][]} */
    this.shown = [];
    this.listen();
  }

  listen() {
    const { section, actions } = this;
    for (const radio of findAll(section, 'input', HTMLInputElement)) radio.addEventListener('change', () => actions.begin(/** @type {any} */ (radio.value)));
    this.cancel.addEventListener('click', () => actions.cancel());
    find(section, '.done').addEventListener('click', () => actions.close());
    this.save.addEventListener('click', () => save(new Blob([actions.write()], { type: 'text/csv' }), FILE));
    this.plots.addEventListener('click', ({ target }) => {
      const button = target instanceof Element && target.closest('button');
      if (button) actions.open([...this.plots.children].indexOf(button));
    });
  }

  /** @param {Seeds | null} seeds @param {Page} page @param {import('../state/plane.js').View} view */
  paint(seeds, page, view) {
    this.section.hidden = !seeds;
    if (!seeds) return;
    const { results, total, running, open } = seeds;
    write(this.sentence, describeSeeds(seeds));
    this.cancel.hidden = !running;
    this.save.hidden = running || !results.length;
    this.paintAxis(seeds);
    while (this.plots.children.length < total) this.plots.append(buildPlot());
    while (this.plots.children.length > total) this.plots.lastChild?.remove();
    [...this.plots.children].forEach((button, i) => this.paintPlot(/** @type {HTMLButtonElement} */ (button), i, results[i], open === i, seeds, page, view));
  }

  /** @param {HTMLButtonElement} button @param {number} i @param {Result | undefined} result @param {boolean} isOpen @param {Seeds} seeds @param {Page} page @param {import('../state/plane.js').View} view */
  paintPlot(button, i, result, isOpen, seeds, { palette, look }, view) {
    button.disabled = !result;
    set(button, 'aria-pressed', isOpen);
    const [seed, score] = findAll(button, 'span');
    write(seed, nameOf(seeds, i));
    write(score, result ? describeScore(result) : '');
    const canvas = find(button, 'canvas', HTMLCanvasElement);
    const size = Math.max(1, Math.round(canvas.clientWidth * devicePixelRatio));
    const from = [result, palette, look, size];
    if (!differ(from, this.shown[i] ?? [])) return;
    this.shown[i] = from;
    canvas.width = canvas.height = size;
    if (result) this.drawPlot(canvas, result.scene, palette, look, view);
  }

  /** @param {HTMLCanvasElement} canvas @param {import('../../pkg/moongrad.js').Scene} scene @param {import('../kit/palette.js').Palette} palette @param {'bands' | 'smooth'} look @param {import('../state/plane.js').View} view */
  drawPlot(canvas, scene, palette, look, view) {
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    const width = canvas.clientWidth;
    context.scale(canvas.width / width, canvas.width / width);
    const place = placing(view, width);
    this.image.fill(scene, palette[look]);
    this.image.paint(context, width);
    if (scene.pushes !== null) paintMargins(context, scene.contours, place, palette, 0.6);
    paintBoundary(context, scene.contours, place, palette, 1.6);
    paintFrame(context, palette, width);
  }

  /** @param {Seeds} seeds */
  paintAxis({ results, open }) {
    const values = results.map(({ accuracy }) => 100 * accuracy);
    const ticks = ticksOf(values);
    const [least, most] = [ticks[0], 100];
    const at = (/** @type {number} */ value) => `${((value - least) / (most - least)) * 100}%`;
    const dots = stackDots(values, (most - least) / 60).map(({ value, level }, i) => {
      const dot = document.createElement('i');
      dot.style.left = at(value);
      dot.style.bottom = `calc(${level * APART + 6} * var(--u))`;
      dot.toggleAttribute('data-open', i === open);
      return dot;
    });
    this.axis.style.setProperty('--dot', String(DOT));
    this.axis.replaceChildren(...dots, ...ticks.map((tick) => buildTick(at(tick), tick === 100 ? '100 %' : String(tick))));
  }
}

/** @param {string} left @param {string} text */
function buildTick(left, text) {
  const tick = document.createElement('span');
  tick.style.left = left;
  tick.textContent = text;
  return tick;
}

function buildPlot() {
  const button = document.createElement('button');
  button.type = 'button';
  button.append(document.createElement('canvas'), document.createElement('span'), document.createElement('span'));
  return button;
}
