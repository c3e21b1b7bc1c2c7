// Opens the talk: wiring of its sections, its rail and its addresses, such as #talk/5.
//
// A section NAME is made of
// - words/talk/NAME.js: what it says, see `Words` in sections.js; {slots} are for what a run gives;
// - drawings.js: the markup of its figure, which keeps its room before anything is drawn in it;
// - sections/NAME.js: the class that draws it and fills the slots, loaded when the section nears the screen. It is
//   named in sections.js, is built once, and is painted only while it is near, and only when the run, the page (theme,
//   size) or, as it says by `repaint`, something of its own has changed. Before printing, all are painted.

import { place } from '../address/address.js';
import { find, findAll } from '../kit/find.js';
import { differ, memo } from '../kit/memo.js';
import { loadStyles } from '../kit/style.js';
import { watchSizes } from '../kit/surface.js';
import { MARKUP } from './markup.js';
import { Place } from './place.js';
import { Rail } from './rail.js';
import { Run } from './run.js';
import { SECTIONS } from './sections.js';

/**
 * @typedef {import('../state/state.js').Lab} Lab
 *
 * @typedef {object} Figure
 * @property {import('../kit/surface.js').Surface[]} surfaces  its canvases, which are fitted to their places
 * @property {(run: Run, page: import('../state/state.js').Page, isFinal?: boolean) => void} paint
 *   draws it, and fills the slots of its section; isFinal: nothing is painted after this, so all has to be there
 *
 * @typedef {object} Acts          what a figure may ask for
 * @property {() => void} repaint  another picture, in the next frame
 *
 * @typedef {new (section: HTMLElement, acts: Acts) => Figure} FigureClass
 *
 * @typedef {object} Part          a section on the page
 * @property {HTMLElement} element
 * @property {import('./sections.js').Section} section
 * @property {boolean} isNear      to the screen
 * @property {Promise<void> | null} loading
 * @property {Figure | null} figure
 * @property {unknown[]} painted   what its picture was made from
 * @property {number} revision     counts what it asked to be painted for
 */

// So many heights of the screen away a section is near.
const NEAR = 0.6;
// Milliseconds after which the others are loaded though something else is always done.
const LATEST = 1000;

/** Gives how it is opened at an address. @param {Lab} lab @param {HTMLElement} page */
export async function open(lab, page) {
  const view = await build(lab, page);
  return (/** @type {string[]} */ rest) => view.enter(rest);
}

/** The talk, which also lends its sections to the view for a room. */
export const build = memo(async (/** @type {Lab} */ lab, /** @type {HTMLElement} */ page) => {
  await loadStyles('talk', 'gradients');
  const section = find(page, '.talk');
  section.innerHTML = MARKUP;
  return new TalkView(section, lab);
});

class TalkView {
  /** @param {HTMLElement} section @param {Lab} lab */
  constructor(section, lab) {
    this.section = section;
    this.lab = lab;
    /** @type {Run | null} */
    this.run = null;
    this.isRequested = false;
    /** @type {Part[]} */
    this.parts = findAll(section, '.part').map((element, i) => (
      { element, section: SECTIONS[i], isNear: false, loading: null, figure: null, painted: [], revision: 0 }));
    this.rail = new Rail(find(section, '.rail'), this.parts.map(({ element }) => element), () => !section.hidden);
    section.addEventListener('toggle', ({ target }) => this.list(/** @type {HTMLElement} */ (target)), true);
    this.place = new Place(find(section, '.parts'));
    this.watch();
  }

  watch() {
    const near = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) this.near(target, isIntersecting);
    }, { rootMargin: `${100 * NEAR}% 0%` });
    for (const { element } of this.parts) near.observe(element);
    new MutationObserver(() => this.request()).observe(document.documentElement, { attributeFilter: ['data-theme'] });
    addEventListener('beforeprint', () => this.section.hidden || this.print());
    addEventListener('afterprint', () => this.request());
  }

  /** Code is loaded when it is first looked at. @param {HTMLElement} details */
  async list(details) {
    const part = this.parts.find(({ element }) => element.contains(details));
    const { fillListing } = await import('./listings.js');
    if (part) fillListing(find(details, '.passages'), part.section.listing);
  }

  /** @param {string[]} rest  of the address: the section's number */
  enter([number]) {
    this.renew();
    this.gather();
    this.rail.address = place();
    this.request();
    const part = this.parts[Number(number) - 1];
    if (!part) return false;
    // Whoever comes back finds the place as it was left.
    const scrolled = history.state?.scrolled;
    // Above the first section stands the head of the page.
    const top = scrolled ?? (part === this.parts[0] ? 0 : undefined);
    this.place.hold(() => (top === undefined ? part.element.scrollIntoView({ behavior: 'instant' }) : scrollTo(0, top)));
    find(part.element, 'h2').focus({ preventScroll: true });
    return true;
  }

  /** The run, as it stands in the lab now. */
  renew() {
    const { trainer, state } = this.lab;
    const { revision } = trainer.report();
    if (this.run && this.run.report.revision === revision && this.run.view === state.points.view) return;
    this.run?.free();
    this.run = new Run(this.lab);
  }

  /** A section, alone, to another place on the page, until the talk is opened again or another one is lent. @param {number} i @param {HTMLElement} to */
  lend(i, to) {
    const { element } = this.parts[i];
    this.renew();
    if (element.parentElement !== to) {
      this.gather();
      to.append(element);
    }
    this.request();
    return element;
  }

  /** What was lent comes back. */
  gather() {
    const parts = find(this.section, '.parts');
    if (parts.children.length < this.parts.length) parts.append(...this.parts.map(({ element }) => element));
  }

  /** @param {Element} element @param {boolean} isNear */
  async near(element, isNear) {
    const part = /** @type {Part} */ (this.parts.find((part) => part.element === element));
    part.isNear = isNear;
    if (!isNear) return;
    await this.load(part);
    this.request();
  }

  /** @param {Part} part */
  load(part) {
    return (part.loading ??= this.build(part));
  }

  /** @param {Part} part */
  async build(part) {
    const { section: { load }, element } = part;
    if (!load) return;
    const Figure = await load();
    const repaint = () => {
      part.revision++;
      this.request();
    };
    part.figure = new Figure(element, { repaint });
    watchSizes(part.figure.surfaces, repaint);
    element.dataset.built = '';
    this.loadRest();
  }

  /** Once the first are there, the others follow while nothing else is done: a print has them all. */
  loadRest() {
    const idle = globalThis.requestIdleCallback ?? ((/** @type {() => void} */ load) => setTimeout(load, LATEST));
    const next = this.parts.find(({ loading, section }) => !loading && section.load);
    if (next) idle(() => this.load(next), { timeout: LATEST });
  }

  request() {
    if (this.isRequested) return;
    this.isRequested = true;
    requestAnimationFrame(() => {
      this.isRequested = false;
      this.paint(this.parts.filter(({ isNear, element }) => isNear && !element.closest('[hidden]')));
    });
  }

  /** @param {Part[]} parts */
  paint(parts) {
    const { run, lab: { state: { page } } } = this;
    if (!run) return;
    for (const part of parts) {
      // Where it is lent there is less room, as on a phone.
      const phone = page.phone || !this.section.contains(part.element);
      const from = [run, page.palette, phone, part.revision];
      if (!part.figure || !differ(from, part.painted)) continue;
      part.painted = from;
      part.figure.paint(run, { ...page, phone });
      part.element.dataset.state = 'drawn';
    }
  }

  /** On paper, all of it. */
  print() {
    for (const part of this.parts) {
      part.figure?.paint(/** @type {Run} */ (this.run), this.lab.state.page, true);
      part.painted = [];
    }
  }
}
