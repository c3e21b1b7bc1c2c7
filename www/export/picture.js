// One picture of the step that is shown: as pixels or as lines and letters, saved or copied.

import { find } from '../kit/find.js';
import { step as padded } from '../kit/format.js';
import { copy, save, say } from '../kit/give.js';
import { contextOf, makeCanvas } from '../kit/pen.js';
import { write } from '../kit/text.js';
import { describePlot } from '../words/run.js';
import { plateFigure } from './figure.js';
import { paletteOf } from './ground.js';
import { plateNetwork, platePlot } from './plates.js';
import { chosenOf, markUpSegments, nameOf, stepName } from './segments.js';
import { SvgPen } from './svg-pen.js';

/**
 * @typedef {import('../state/state.js').Lab} Lab
 * @typedef {import('../state/state.js').State} State
 * @typedef {import('./ground.js').Ground} Ground
 * @typedef {import('./plates.js').Plate} Plate
 * @typedef {{what: string, form: string, scale: number, ground: Ground}} Wish
 */

export const MARKUP = `<h3>Picture <span class="of"></span></h3>
<div class="plate">
  <canvas role="img" aria-label="The picture as it will be"></canvas>
  <div class="fields">
    <div><span>What</span>${markUpSegments('plate-what', 'What the picture shows', [['*plot', 'plot'], ['network', 'network'], ['figure', 'whole figure']])}</div>
    <div><span>Form</span>${markUpSegments('plate-form', 'Form of the picture', [['*png', 'PNG'], ['svg', 'SVG']])}${markUpSegments('plate-scale', 'How much it is enlarged', [['1', '1×'], ['*2', '2×'], ['4', '4×']])}<span class="px"></span></div>
    <div><span>Ground</span>${markUpSegments('plate-ground', 'Ground of the picture', [['*light', 'light'], ['dark', 'dark'], ['transparent', 'transparent']])}</div>
    <p class="inked"></p>
    <div class="doings"><span></span><button class="filled save" type="button"></button><button class="outlined copy" type="button">Copy</button></div>
    <p class="said" role="status"></p>
  </div>
</div>`;

// What a picture shows, but for the plot, in its file's name.
/** @type {Record<string, string>} */
const WORDS = { plot: '', network: 'network', figure: 'figure' };
// An SVG's picture of the field is made for this scale.
const SVG_SCALE = 2;
// The preview is painted for this scale, and takes its state from time to time, in ms.
const PREVIEW_SCALE = 0.6;
const PREVIEW_EVERY = 200;

/** @param {Lab} lab @param {Wish} wish @param {number} scale @param {string} link  that leads to what is shown, or '' @returns {Plate} */
function plateOf(lab, { what, ground }, scale, link) {
  const palette = paletteOf(ground);
  const plate = what === 'network' ? plateNetwork(lab, palette, scale)
    : what === 'figure' ? plateFigure(lab, palette, scale, link) : platePlot(lab, palette, scale);
  if (ground === 'transparent') return plate;
  return {
    ...plate,
    paint: (pen) => {
      pen.fillStyle = palette.paper;
      pen.fillRect(0, 0, plate.width, plate.height);
      plate.paint(pen);
    },
  };
}

/** @param {Plate} plate @param {number} scale */
function paintPlate({ width, height, paint }, scale, canvas = makeCanvas()) {
  Object.assign(canvas, { width: Math.round(width * scale), height: Math.round(height * scale) });
  const context = contextOf(canvas);
  context.scale(scale, scale);
  paint(context);
  return canvas;
}

/** @param {Plate} plate @param {number} scale @returns {Promise<Blob>} */
async function toPng(plate, scale) {
  const canvas = /** @type {HTMLCanvasElement} */ (paintPlate(plate, scale));
  const blob = await new Promise((/** @type {(blob: Blob | null) => void} */ resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error(`A picture ${canvas.width} px wide is too large for this browser. Choose a smaller one, or SVG.`);
  return blob;
}

/** @param {Plate} plate @param {Lab} lab */
function toSvg(plate, lab) {
  const pen = new SvgPen(plate.width, plate.height, contextOf(makeCanvas()));
  plate.paint(pen);
  const { setup, run: { report } } = lab.state;
  const { view: { x0, x1, y0, y1 } } = lab.state.points;
  const scene = lab.trainer.scene(x0, x1, y0, y1, 2, 1, 1, null, false);
  return pen.finish(`moongrad, step ${report.step}`, describePlot(setup.config.data, report, scene));
}

/**
 * Gives what paints it.
 * @param {HTMLElement} section @param {Lab} lab @param {import('../loop/loop.js').Loop} loop @param {() => boolean} isOpen
 * @param {() => string} link  to what is shown, or ''
 */
export function openPicture(section, lab, loop, isOpen, link) {
  section.innerHTML = MARKUP;
  const view = new Picture(section, lab, link);
  const paint = () => isOpen() && view.paint();
  loop.add({ name: 'picture to export', of: ['run', 'setup', 'points', 'course', 'sight', 'page'], every: PREVIEW_EVERY, paint });
  return paint;
}

class Picture {
  /** @param {HTMLElement} section @param {Lab} lab @param {() => string} link */
  constructor(section, lab, link) {
    this.section = section;
    this.lab = lab;
    this.link = link;
    this.of = find(section, '.of');
    this.canvas = find(section, 'canvas', HTMLCanvasElement);
    this.wide = find(section, '.px');
    this.inked = find(section, '.inked');
    this.said = find(section, '.said');
    this.saver = find(section, '.save');
    this.copier = find(section, '.copy');
    section.addEventListener('change', () => this.paint());
    this.saver.addEventListener('click', () => this.save());
    this.copier.addEventListener('click', () => this.copy());
  }

  /** @returns {Wish} */
  get wish() {
    const chosen = (/** @type {string} */ name) => chosenOf(this.section, `plate-${name}`);
    return { what: chosen('what'), form: chosen('form'), scale: Number(chosen('scale')), ground: /** @type {Ground} */ (chosen('ground')) };
  }

  paint() {
    const { lab, section, wish } = this;
    const isSvg = wish.form === 'svg';
    const plate = this.plate(PREVIEW_SCALE);
    section.dataset.form = wish.form;
    section.dataset.ground = wish.ground;
    for (const input of section.querySelectorAll('[name=plate-scale]')) /** @type {HTMLInputElement} */ (input).disabled = isSvg;
    write(this.of, `of step ${padded(lab.state.run.report.step)}`);
    write(this.wide, `${Math.round(plate.width * (isSvg ? 1 : wish.scale))} px wide`);
    write(this.saver, `Save ${wish.form.toUpperCase()}`);
    write(this.inked, wish.ground === 'transparent' ? 'Lines and letters are in the ink of the page’s theme.' : '');
    const { width } = this.canvas.getBoundingClientRect();
    if (width) paintPlate(plate, (width * devicePixelRatio) / plate.width, this.canvas);
  }

  /** @param {number} scale */
  plate(scale) {
    return plateOf(this.lab, this.wish, scale, this.link());
  }

  /** @returns {string} */
  get svg() {
    return toSvg(this.plate(SVG_SCALE), this.lab);
  }

  /** @returns {Promise<Blob>} */
  get png() {
    const { scale } = this.wish;
    return toPng(this.plate(scale), scale);
  }

  get name() {
    const { wish: { what, form }, lab } = this;
    return `${nameOf(lab, WORDS[what], `step-${stepName(lab.state.run.report.step)}`)}.${form}`;
  }

  async save() {
    const { name } = this;
    try {
      save(this.wish.form === 'svg' ? new Blob([this.svg], { type: 'image/svg+xml' }) : await this.png, name);
      this.tell('');
    } catch (error) {
      this.tell(error instanceof Error ? error.message : String(error));
    }
  }

  /** An SVG is copied as the text that it is. */
  async copy() {
    try {
      if (this.wish.form === 'svg') await copy(this.svg);
      else await navigator.clipboard.write([new ClipboardItem({ 'image/png': this.png })]);
      this.tell('');
      say(this.copier, 'Copied');
    } catch {
      this.tell('This browser let the page copy no picture. Save it instead.');
    }
  }

  /** @param {string} sentence */
  tell(sentence) {
    write(this.said, sentence);
  }
}
