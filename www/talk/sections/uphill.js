// Uphill: a walk on a function of x and y, whose start is dragged and whose steps are taken one by one.

import { Formula } from '../../engine/talk.js';
import { Entry } from '../../kit/entry.js';
import { find, findAll } from '../../kit/find.js';
import { memo } from '../../kit/memo.js';
import { logarithmic } from '../../kit/scales.js';
import { set, write } from '../../kit/text.js';
import { exact, four, short } from '../../words/talk/numbers.js';
import { tellDirection, tellEnd, tellPoint, tellWalk } from '../../words/talk/uphill.js';
import { Ascent } from '../ascent.js';
import { Held } from '../held.js';
import { Hill } from '../hill.js';
import { setItalics } from '../italics.js';
import { fill } from '../slots.js';
import { Start } from '../start.js';
import { typed } from '../typed.js';

/**
 * @typedef {import('../../../pkg/talk.js').View} View
 *
 * @typedef {object} Trip      a walk, as it stands
 * @property {Formula} formula
 * @property {number} x        of its start
 * @property {number} y
 * @property {number} gamma
 * @property {number} steps    taken
 * @property {[x: number, y: number]} centre  of the view
 * @property {number} width    of it
 * @property {boolean} hasPi   whether the axes count in π
 */

// The talk's own.
const TALK = { text: '0.5 * cos (x / 2) + sin (y / 4)', x: -3 * Math.PI, y: Math.PI, gamma: 4, steps: 4, centre: [-3 * Math.PI, 1.1 * Math.PI], width: 4.57 * Math.PI };
// How wide the view of another is, and its γ.
const [WIDTH, GAMMA] = [8, 0.5];
const ASPECT = 6 / 5;
// Of the lattice along the longer edge, and about how many lines.
const [NODES, LINES] = [241, 30];
// The curve shows so many steps at least; so many can be taken.
const SPAN = 30;
const MOST_STEPS = 600;
const ROWS = 5;
const MOST_GAMMA = 1e6;
const ZOOM = 2;

export class Uphill {
  /** @param {HTMLElement} section @param {import('../open.js').Acts} acts */
  constructor(section, acts) {
    this.section = section;
    this.acts = acts;
    const canvas = find(section, '.hill canvas', HTMLCanvasElement);
    this.hill = new Hill(canvas);
    this.ascent = new Ascent(find(section, '.ascent', HTMLCanvasElement));
    this.surfaces = [this.hill.surface, this.ascent.surface];
    const { text, ...rest } = TALK;
    /** @type {Record<'talk' | 'typed', Trip>} */
    this.trips = { talk: /** @type {Trip} */ ({ ...rest, formula: new Formula(text), hasPi: true }), typed: setOut() };
    /** @type {'talk' | 'typed'} */
    this.climbed = 'talk';
    this.revision = typed.revision;
    this.plane = memo((/** @type {Formula} */ formula, /** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ width) => formula.plane(viewOf(x, y, width), NODES, LINES));
    this.climb = memo((/** @type {Formula} */ formula, /** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ gamma, /** @type {number} */ steps) => formula.climb(x, y, gamma, steps));
    this.rest = memo((/** @type {Formula} */ formula, /** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ gamma) => formula.rest(x, y, gamma));
    this.refusal = '';
    this.start = new Start(find(section, '.handle'), canvas, () => this.view, (x, y) => this.change({ x, y }));
    this.gamma = new Entry(find(section, '.gamma'), {
      label: 'γ', allowed: `a number from −${MOST_GAMMA} to ${MOST_GAMMA}, but not 0`, scale: this.scaleOfGamma(), show: short,
    }, { give: (gamma) => this.giveGamma(gamma), settle() {}, tell: (sentence) => this.refuse(sentence) });
    this.held = new Held(find(section, '[data-number=gamma]'), 'γ', [-100, 100], (gamma) => this.giveGamma(gamma));
    this.listen();
    typed.watch(() => this.renew());
  }

  get trip() {
    return this.trips[this.climbed];
  }

  get view() {
    const { centre: [x, y], width } = this.trip;
    return viewOf(x, y, width);
  }

  listen() {
    const on = (/** @type {string} */ selector, /** @type {() => void} */ act) => find(this.section, selector).addEventListener('click', act);
    on('#walk-step', () => this.change({ steps: Math.min(MOST_STEPS, this.trip.steps + 1) }));
    on('#walk-reset', () => this.change({ steps: 0 }));
    on('#downhill', () => this.change({ gamma: -this.trip.gamma }));
    on('.zoom-in', () => this.zoom(1 / ZOOM));
    on('.zoom-out', () => this.zoom(ZOOM));
    for (const choice of findAll(this.section, '[name=climbed]', HTMLInputElement)) {
      choice.addEventListener('change', () => {
        this.climbed = choice.value === 'typed' ? 'typed' : 'talk';
        this.acts.repaint();
      });
    }
  }

  /** @param {Partial<Trip>} changes */
  change(changes) {
    Object.assign(this.trip, changes);
    this.refusal = '';
    this.acts.repaint();
  }

  /** About the start. @param {number} factor */
  zoom(factor) {
    const { x, y, centre, width } = this.trip;
    if (width * factor > 1e6 || width * factor < 1e-3) return;
    this.change({ width: width * factor, centre: [x + (centre[0] - x) * factor, y + (centre[1] - y) * factor] });
  }

  /** Another function was typed, or another point. */
  renew() {
    if (this.revision === typed.revision) return;
    this.revision = typed.revision;
    const { formula, gamma } = this.trips.typed;
    // The γ that was set for a function is kept while it is that one.
    this.trips.typed = { ...setOut(), ...(formula === typed.formula ? { gamma } : {}) };
    this.acts.repaint();
  }

  /** The slider goes by size: uphill or down it stays. */
  scaleOfGamma() {
    const scale = logarithmic(0.1, 100);
    return {
      place: (/** @type {number} */ gamma) => scale.place(Math.abs(gamma)),
      value: (/** @type {number} */ place) => Math.sign(this.trip.gamma) * scale.value(place),
    };
  }

  /** @param {number} gamma */
  giveGamma(gamma) {
    if (!gamma || !(Math.abs(gamma) <= MOST_GAMMA)) return 'no';
    this.change({ gamma });
    return '';
  }

  /** @param {string} sentence */
  refuse(sentence) {
    this.refusal = sentence;
    this.acts.repaint();
  }

  /** @param {import('../run.js').Run} run @param {import('../../state/state.js').Page} page */
  paint(run, { palette }) {
    this.paintChoice();
    const { trip: { formula, x, y, gamma, steps, centre, width, hasPi }, view } = this;
    const span = Math.max(SPAN, SPAN * Math.ceil(steps / SPAN));
    const plane = this.plane(formula, ...centre, width);
    const climb = this.climb(formula, x, y, gamma, span);
    const rest = this.rest(formula, x, y, gamma);
    const { rows, stopped } = climb;
    const taken = Math.max(0, Math.min(steps, rows.length / 5 - 1));
    const name = gamma < 0 ? 'valley' : 'peak';
    const mark = rest.kind === 'settled' ? { x: rest.x, y: rest.y, text: `${rest.form === 'end' ? `${name}, ` : ''}f = ${short(rest.f)}` } : null;
    this.hill.paint(plane, view, { rows, steps: taken, gamma, rest: mark }, hasPi, palette);
    this.ascent.paint(rows, taken, span, palette);
    this.fillPoints(rows, taken);
    const told = tellWalk(climb, stopped && steps >= stopped.step ? steps : taken, outsideOf(rows, taken, view));
    setItalics(find(this.section, '#walk-told'), this.refusal || told);
    this.start.paint(x, y, `x ${four(x)}, y ${four(y)}, f ${four(formula.call([x, y]))}`);
    this.gamma.paint(gamma);
    this.held.paint(gamma, short(gamma));
    set(find(this.section, '#downhill'), 'aria-pressed', gamma < 0);
    this.tell(climb, rest, plane, run);
  }

  /** @param {import('../../../pkg/talk.js').Climb} climb @param {import('../../../pkg/talk.js').Rest} rest @param {import('../../../pkg/talk.js').Plane} plane @param {import('../run.js').Run} run */
  tell(climb, rest, { spacing }, { parameters }) {
    const { formula, x, y, gamma } = this.trip;
    const [, , , dx = NaN, dy = NaN] = climb.rows;
    for (const part of findAll(this.section, '[data-only]')) part.hidden = part.dataset.only !== this.climbed;
    fill(this.section, {
      start: tellPoint(x, y), gradient: `(${four(dx)}, ${four(dy)})`, direction: tellDirection(dx, dy),
      spacing: short(Number(spacing.toPrecision(6))), parameters,
    });
    setItalics(find(this.section, '.written'), formula.written);
    setItalics(find(this.section, '.end'), tellEnd(climb, rest, gamma));
    const { canvas } = this.ascent.surface;
    set(canvas, 'aria-label', `f along the walk: ${four(climb.rows[2])} at the start`);
  }

  /** Whether what was typed can be climbed. */
  paintChoice() {
    const isOfPlane = !typed.formula.variables.includes('z');
    if (!isOfPlane) this.climbed = 'talk';
    for (const choice of findAll(this.section, '[name=climbed]', HTMLInputElement)) {
      choice.checked = choice.value === this.climbed;
      if (choice.value === 'talk') continue;
      choice.disabled = !isOfPlane;
      write(/** @type {Element} */ (choice.nextElementSibling), isOfPlane ? 'the function of section 5' : 'section 5’s takes z, too');
    }
  }

  /** The first five points, later the start and the last four. @param {Float64Array} rows @param {number} taken */
  fillPoints(rows, taken) {
    const body = find(this.section, '.points tbody', HTMLTableSectionElement);
    for (let i = 0; i < ROWS; i++) {
      const row = body.rows[i] ?? body.insertRow();
      while (row.cells.length < 4) row.insertCell();
      const step = i === 0 ? 0 : i + Math.max(0, taken - ROWS + 1);
      const [x, y, f] = rows.subarray(5 * step);
      const texts = [String(step), ...(step <= taken && step < rows.length / 5 ? [exact(x), exact(y), four(f)] : ['·', '·', '·'])];
      texts.forEach((text, column) => write(row.cells[column], text));
    }
  }
}

/** A trip on the function that is typed, from where it is asked. @returns {Trip} */
function setOut() {
  const { formula, at: [x, y, z] } = typed;
  const hasPi = formula.variables.length > 0 && formula.tape([x, y, z]).nodes.some(({ kind }) => kind === 'sin' || kind === 'cos');
  return { formula, x, y, gamma: GAMMA, steps: 0, centre: [x, y], width: WIDTH, hasPi };
}

/** @param {number} x @param {number} y @param {number} width @returns {View} */
function viewOf(x, y, width) {
  const [across, up] = [width / 2, width / ASPECT / 2];
  return { x0: x - across, x1: x + across, y0: y - up, y1: y + up };
}

/** The steps whose points are out of the view. @param {Float64Array} rows @param {number} taken @param {View} view */
function outsideOf(rows, taken, { x0, x1, y0, y1 }) {
  const steps = Array.from({ length: taken + 1 }, (_, step) => step);
  return steps.filter((step) => !(rows[5 * step] >= x0 && rows[5 * step] <= x1 && rows[5 * step + 1] >= y0 && rows[5 * step + 1] <= y1));
}
