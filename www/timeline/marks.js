// Where a setting, a weight, a neuron or the points were changed: small signs on the strip that say what, when
// they are pointed at, focused or tapped. Those that would touch each other are one.

import { closest } from '../kit/find.js';
import { memo } from '../kit/memo.js';
import { SETTINGS, SHOWN } from '../words/deeds.js';
import { placeOf } from './charts.js';

/**
 * @typedef {import('../../pkg/moongrad.js').Mark} Mark
 * @typedef {import('../state/state.js').Problem} Problem
 * @typedef {import('./strip.js').Margins} Margins
 *
 * @typedef {{step: number, last: number, count: number, sentence: string, kind: 'change' | 'problem'}} Sign
 *
 * @typedef {object} Marked
 * @property {Mark[]} marks
 * @property {Problem | null} problem
 * @property {boolean} left     the problem is of the branch that was left
 * @property {number} end       last step of the axis
 */

// In px: closer than this, two marks are one. A finger needs more.
const NEAR = 11;
const FINGER = 44;
// A sentence tells this many changes; of more, it says how many there are.
const TOLD = 3;

export class Marks {
  /**
   * @param {HTMLElement} place over the charts
   * @param {Pick<import('../actions/actions.js').Actions, 'seek' | 'readSign'>} actions
   */
  constructor(place, actions) {
    this.place = place;
    this.actions = actions;
    /** @type {Sign[]} */
    this.signs = [];
    // The same changes come as new objects whenever something is done.
    this.show = memo((/** @type {string} */ text) => this.build(JSON.parse(text)));
    this.listen();
  }

  listen() {
    const { place, actions } = this;
    const tell = (/** @type {Event} */ event) => actions.readSign(this.signOf(event));
    place.addEventListener('pointerover', tell);
    place.addEventListener('focusin', tell);
    place.addEventListener('pointerout', (event) => {
      if (event.pointerType === 'mouse') actions.readSign(null);
    });
    // A click with the mouse leaves the focus to the page, and the mouse where it is.
    place.addEventListener('focusout', ({ target }) => {
      if (!(target instanceof Element && target.matches(':hover'))) actions.readSign(null);
    });
    place.addEventListener('click', (event) => {
      const sign = this.signOf(event);
      if (!sign) return;
      actions.seek(sign.step);
      actions.readSign(sign);
    });
  }

  /** @param {Event} event @returns {Sign | null} */
  signOf(event) {
    const button = closest(event, 'button');
    return button && this.signs[[...this.place.children].indexOf(button)];
  }

  /** @param {Marked} marked @param {import('../state/state.js').Page} page */
  paint({ marks, problem, left, end }, { coarse, strip }) {
    const near = ((coarse ? FINGER : NEAR) / (strip.right - strip.left)) * end;
    const signs = gather(marks.filter((mark) => mark.step <= end), near).map(describeGroup);
    if (problem) signs.push(describeProblem(problem, left));
    this.show(JSON.stringify(signs.map((sign) => ({ sign, at: placeOf(strip, end, Math.min(sign.step, end)) }))));
  }

  /** @param {{sign: Sign, at: number}[]} signs  with their places in px */
  build(signs) {
    const focused = [...this.place.children].indexOf(/** @type {Element} */ (document.activeElement));
    this.signs = signs.map(({ sign }) => sign);
    this.place.replaceChildren(...signs.map(({ sign, at }) => buildButton(sign, at)));
    if (focused < 0) return;
    const next = /** @type {HTMLElement | undefined} */ (this.place.children[focused]);
    if (next) next.focus();
    else this.actions.readSign(null);
  }
}

/** @param {Sign} sign @param {number} at */
function buildButton({ kind, count, sentence }, at) {
  const button = document.createElement('button');
  button.type = 'button';
  button.dataset.kind = kind;
  button.toggleAttribute('data-many', count > 1);
  button.setAttribute('aria-label', sentence);
  button.style.setProperty('--at', at.toFixed(1));
  return button;
}

/** @param {Mark[]} marks in the order of their steps @param {number} near @returns {Mark[][]} */
export function gather(marks, near) {
  /** @type {Mark[][]} */
  const groups = [];
  for (const mark of marks) {
    const group = groups.at(-1);
    if (group && mark.step - group[0].step < near) group.push(mark);
    else groups.push([mark]);
  }
  return groups;
}

/** @param {Mark[]} group @returns {Sign} */
export function describeGroup(group) {
  const changes = merge(group);
  const [step, last] = [group[0].step, group[group.length - 1].step];
  const when = step === last ? `Step ${step}` : `Steps ${step} to ${last}`;
  const told = changes.slice(0, TOLD).map(describeMark);
  if (changes.length > TOLD) told.push(`and ${changes.length - TOLD} more`);
  const many = changes.length > 1 ? `, ${changes.length} changes` : '';
  return { step, last, count: changes.length, kind: 'change', sentence: `${when}${many}: ${told.join('; ')}.` };
}

/** What a slider was dragged through counts as one change. @param {Mark[]} group */
function merge(group) {
  /** @type {Map<string, Mark>} */
  const changes = new Map();
  for (const mark of group) {
    const name = `${mark.field} ${mark.name}`;
    const before = changes.get(name);
    if (!before) changes.set(name, { ...mark });
    else if (mark.field === 'points') before.at = Number(before.at) + Number(mark.at);
    else before.to = mark.to;
  }
  return [...changes.values()];
}

/** @param {Problem} problem @param {boolean} left @returns {Sign} */
function describeProblem({ step, what }, left) {
  const where = left ? 'In the run that was left, step' : 'Step';
  return { step, last: step, count: 1, kind: 'problem', sentence: `${where} ${step} was not taken: ${what} is not finite.` };
}

/** "rate 1.0 → 0.3" @param {Mark} mark */
function describeMark({ field, at, from, to, name }) {
  if (field === 'points') return at === 1 ? 'a point changed' : `${at} points changed`;
  const show = SHOWN[field] ?? String;
  return `${name ?? SETTINGS[field]} ${show(from)} → ${show(to)}`;
}
