// The run from one step to another as an animation.

import { find, findAll } from '../kit/find.js';
import { grouped, step as padded } from '../kit/format.js';
import { save } from '../kit/give.js';
import { set, write } from '../kit/text.js';
import { shownUnit } from '../state/derived.js';
import { paletteOf, themeOfPage } from './ground.js';
import { makeFilm, takeShots } from './making.js';
import { chosenOf, markUpSegments, nameOf, stepName } from './segments.js';
import { canFilm } from './video.js';

/**
 * @typedef {import('../state/state.js').Lab} Lab
 * @typedef {{form: 'gif' | 'webm', size: number, rate: number}} Wish
 */

export const MARKUP = `<h3>Animation <span class="of"></span></h3>
<fieldset class="fields">
  <div class="steps"><span>Steps</span><b class="end"></b><div class="range"><input type="range" class="first" min="0" max="0" value="0" aria-label="First step"><input type="range" class="last" min="0" max="0" value="0" aria-label="Last step"></div><b class="end"></b></div>
  <div><span>Form</span>${markUpSegments('film-form', 'Form of the animation', [['*gif', 'GIF'], ['webm', 'WebM']])}${markUpSegments('film-size', 'Size of the animation', [['360', '360'], ['*480', '480'], ['720', '720 px']])}${markUpSegments('film-rate', 'Frames a second', [['12', '12'], ['*25', '25'], ['50', '50 a second']])}</div>
</fieldset>
<div class="fields">
  <div class="making"><span class="word"></span><span class="thumb"></span><progress aria-label="Frames made" value="0" hidden></progress><span class="so-far"></span><button class="outlined do" type="button"></button><button class="outlined save" type="button" hidden></button></div>
  <p class="said" role="status"></p>
</div>`;

// The most frames: of a longer way, only every so many steps are shown.
const MOST = 600;
const PAINT_EVERY = 200;

/** From one step to another, both among them. @param {number} first @param {number} last @returns {{steps: number[], every: number}} */
export function framesOf(first, last, most = MOST) {
  const every = Math.max(1, Math.ceil((last - first) / (most - 1)));
  const steps = Array.from({ length: Math.floor((last - first) / every) + 1 }, (_, i) => first + i * every);
  if (steps[steps.length - 1] < last) steps.push(last);
  return { steps, every };
}

/** "151 frames, 6.0 s" @param {{steps: number[], every: number}} frames @param {number} rate */
export function describeFrames({ steps, every }, rate) {
  const apart = every > 1 ? `every ${ordinal(every)} step, ` : '';
  return `${steps.length} frame${steps.length === 1 ? '' : 's'}, ${apart}${(steps.length / rate).toFixed(1)} s`;
}

/** @param {number} n */
function ordinal(n) {
  const last = Math.floor(n / 10) % 10 === 1 ? 0 : n % 10;
  return `${grouped(n)}${['th', 'st', 'nd', 'rd'][last] ?? 'th'}`;
}

/** "frame 088 of 151, 3 s left" @param {number} made @param {number} count @param {number} spent  in ms */
export function describeMaking(made, count, spent) {
  const left = made ? `, ${Math.ceil(((spent / made) * (count - made)) / 1000)} s left` : '';
  return `frame ${padded(made)} of ${count}${left}`;
}

/** Gives what paints it. @param {HTMLElement} section @param {Lab} lab @param {import('../loop/loop.js').Loop} loop @param {() => boolean} isOpen */
export function openAnimation(section, lab, loop, isOpen) {
  section.innerHTML = MARKUP;
  const view = new Animation(section, lab);
  const paint = () => isOpen() && view.paint();
  loop.add({ name: 'animation to export', of: ['run', 'setup'], every: PAINT_EVERY, paint });
  return paint;
}

class Animation {
  /** @param {HTMLElement} section @param {Lab} lab */
  constructor(section, lab) {
    this.section = section;
    this.lab = lab;
    this.of = find(section, '.of');
    this.fields = find(section, 'fieldset', HTMLFieldSetElement);
    this.first = find(section, '.first', HTMLInputElement);
    this.last = find(section, '.last', HTMLInputElement);
    this.ends = findAll(section, '.end');
    this.bar = find(section, 'progress', HTMLProgressElement);
    this.word = find(section, '.word');
    this.thumb = find(section, '.thumb');
    this.told = find(section, '.so-far');
    this.said = find(section, '.said');
    this.doing = find(section, '.do', HTMLButtonElement);
    this.saver = find(section, '.save');
    /** The newest step when it was last painted. */
    this.newest = 0;
    /** While it is made. @type {AbortController | null} */
    this.cancel = null;
    /** What was made. @type {{blob: Blob, name: string} | null} */
    this.made = null;
    this.listen();
  }

  listen() {
    const { section, first, last } = this;
    first.addEventListener('input', () => (first.value = String(Math.min(Number(first.value), Number(last.value)))));
    last.addEventListener('input', () => (last.value = String(Math.max(Number(first.value), Number(last.value)))));
    section.addEventListener('input', () => {
      this.drop();
      this.paint();
    });
    this.doing.addEventListener('click', () => (this.cancel ? this.cancel.abort() : this.make()));
    this.saver.addEventListener('click', () => this.made && save(this.made.blob, this.made.name));
    const webm = find(section, 'label:has([value=webm])');
    webm.hidden = true;
    canFilm().then((can) => (webm.hidden = !can));
  }

  /** @returns {Wish} */
  get wish() {
    const chosen = (/** @type {string} */ name) => chosenOf(this.section, `film-${name}`);
    return { form: /** @type {'gif' | 'webm'} */ (chosen('form')), size: Number(chosen('size')), rate: Number(chosen('rate')) };
  }

  paint() {
    const { lab, first, last, wish: { form, rate } } = this;
    const { lastStep } = lab.state.run.report;
    if (!this.cancel) this.follow(lastStep);
    const [from, to] = [first, last].map(({ value }) => Number(value));
    [from, to].forEach((step, i) => write(this.ends[i], padded(step)));
    first.style.setProperty('--from', String(from / Math.max(1, Number(first.max))));
    first.style.setProperty('--to', String(to / Math.max(1, Number(first.max))));
    // Where both are at the end, the first can still be taken.
    set(first.parentElement ?? first, 'data-high', from > Number(first.max) / 2);
    write(this.of, describeFrames(framesOf(from, to), rate));
    this.paintMaking(form);
  }

  /** Who has not chosen an end goes on with the run; what is made stays as it is. @param {number} newest  step */
  follow(newest) {
    const { first, last } = this;
    const isAtEnd = Number(last.value) >= this.newest && !this.made;
    this.newest = newest;
    first.max = last.max = String(newest);
    if (isAtEnd || Number(last.value) > newest) last.value = String(newest);
    if (Number(first.value) > Number(last.value)) first.value = last.value;
  }

  /** @param {string} form */
  paintMaking(form) {
    const { cancel, made, lab: { state: { run: { report } } } } = this;
    this.fields.disabled = cancel !== null;
    this.bar.hidden = cancel === null;
    this.saver.hidden = made === null;
    this.doing.hidden = made !== null;
    this.doing.disabled = !cancel && report.lastStep === 0;
    write(this.word, cancel ? 'Making' : made ? 'Made' : '');
    write(this.doing, cancel ? 'Cancel' : `Make ${form === 'gif' ? 'GIF' : 'WebM'}`);
    if (!cancel && !made) write(this.told, report.lastStep === 0 ? 'Train first: there is only step 000.' : '');
  }

  async make() {
    const { lab, wish: { form, size, rate } } = this;
    const { page: { look }, points: { view, axes } } = lab.state;
    const { steps } = framesOf(Number(this.first.value), Number(this.last.value));
    const cancel = (this.cancel = new AbortController());
    const plan = { form, size, rate, look, view, axes, palette: paletteOf(themeOfPage()), isOutput: shownUnit(lab.state) === null };
    const began = performance.now();
    const tell = (/** @type {number} */ count) => {
      this.bar.max = steps.length;
      this.bar.value = count;
      write(this.told, describeMaking(count, steps.length, performance.now() - began));
    };
    tell(0);
    this.tell('');
    this.paint();
    try {
      const bytes = await makeFilm(plan, takeShots(lab, steps, size), tell, cancel.signal);
      this.keep(bytes, form, `${nameOf(lab, '', `steps-${stepName(steps[0])}-${stepName(steps[steps.length - 1])}`)}.${form}`);
    } catch (error) {
      this.tell(cancel.signal.aborted ? 'Cancelled.' : `The animation was not made: ${error instanceof Error ? error.message : error}`);
    }
    this.cancel = null;
    this.paint();
  }

  /** @param {Uint8Array<ArrayBuffer>} bytes @param {'gif' | 'webm'} form @param {string} name */
  keep(bytes, form, name) {
    const blob = new Blob([bytes], { type: form === 'gif' ? 'image/gif' : 'video/webm' });
    this.made = { blob, name };
    const size = blob.size < 1e6 ? `${Math.ceil(blob.size / 1000)} KB` : `${(blob.size / 1e6).toFixed(1)} MB`;
    write(this.told, '');
    write(this.saver, `Save ${form === 'gif' ? 'GIF' : 'WebM'}`);
    this.tell(`The animation is made: ${size}.`);
    // Who wants no motion sees it once it is saved.
    if (!this.lab.state.page.calm) this.thumb.replaceChildren(showFilm(URL.createObjectURL(blob), form));
  }

  /** What was made belongs to other choices. */
  drop() {
    const shown = /** @type {HTMLImageElement | HTMLVideoElement | null} */ (this.thumb.firstElementChild);
    if (shown) URL.revokeObjectURL(shown.src);
    shown?.remove();
    this.made = null;
    this.tell('');
  }

  /** @param {string} sentence */
  tell(sentence) {
    write(this.said, sentence);
  }
}

/** @param {string} source @param {'gif' | 'webm'} form */
function showFilm(source, form) {
  if (form === 'gif') return Object.assign(new Image(), { src: source, alt: 'The animation' });
  return Object.assign(document.createElement('video'), { src: source, muted: true, loop: true, autoplay: true, playsInline: true, ariaLabel: 'The animation' });
}
