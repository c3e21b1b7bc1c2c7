// Where a setting, a weight, a neuron or the points were changed: small signs on the strip that say what, when
// they are pointed at, focused or tapped. Those that would touch each other are one.

import * as format from '../kit/format.js';

/**
 * @typedef {object} Mark
 * @property {number} step
 * @property {string} field
 * @property {number | null} at
 * @property {number | string | null} from
 * @property {number | string | null} to
 *
 * @typedef {{step: number, last: number, count: number, sentence: string, kind: 'change' | 'problem'}} Sign
 */

// In px: closer than this, two marks are one. A finger needs more.
const NEAR = 11;
const FINGER = 44;
// A sentence tells this many changes; of more, it says how many there are.
const TOLD = 3;

export class Marks {
  /**
   * @param {HTMLElement} place over the charts
   * @param {{seek: (step: number) => void, tell: (sign: Sign | null) => void}} actions
   */
  constructor(place, actions) {
    Object.assign(this, { place, actions });
    this.coarse = matchMedia('(pointer: coarse)');
    this.key = '';
  }

  /**
   * @param {Mark[]} marks @param {import('./strip.js').Strip} strip
   * @param {{step: number, what: string} | null | undefined} problem @param {number[]} hidden
   */
  paint(marks, strip, problem, hidden) {
    const { left, right, end } = strip.axis;
    // The same changes come as new objects whenever something is done.
    if (this.marks !== marks) Object.assign(this, { marks, text: JSON.stringify(marks) });
    const key = [left, right, end, problem?.step, problem?.left, this.coarse.matches, this.text].join();
    if (this.key === key) return;
    this.key = key;
    const near = ((this.coarse.matches ? FINGER : NEAR) / (right - left)) * end;
    const signs = gather(marks.filter((mark) => mark.step <= end), near).map((group) => describeGroup(group, hidden));
    if (problem) signs.push(broken(problem));
    const focused = [...this.place.children].indexOf(document.activeElement);
    this.place.replaceChildren(...signs.map((sign) => this.build(sign, strip.place(Math.min(sign.step, end)))));
    if (focused < 0) return;
    if (this.place.children[focused]) this.place.children[focused].focus();
    else this.actions.tell(null);
  }

  /** @param {Sign} sign */
  build(sign, x) {
    const button = document.createElement('button');
    const { seek, tell } = this.actions;
    button.type = 'button';
    button.dataset.kind = sign.kind;
    button.toggleAttribute('data-many', sign.count > 1);
    button.setAttribute('aria-label', sign.sentence);
    button.style.setProperty('--at', x.toFixed(1));
    button.addEventListener('pointerenter', () => tell(sign));
    button.addEventListener('focus', () => tell(sign));
    button.addEventListener('pointerleave', (event) => {
      if (event.pointerType === 'mouse') tell(null);
    });
    // A click with the mouse leaves the focus to the page, and the mouse where it is.
    button.addEventListener('blur', () => button.matches(':hover') || tell(null));
    button.addEventListener('click', () => {
      seek(sign.step);
      tell(sign);
    });
    return button;
  }
}

/** @param {Mark[]} marks in the order of their steps @returns {Mark[][]} */
function gather(marks, near) {
  const groups = [];
  for (const mark of marks) {
    const group = groups.at(-1);
    if (group && mark.step - group[0].step < near) group.push(mark);
    else groups.push([mark]);
  }
  return groups;
}

/** @returns {Sign} */
function describeGroup(group, hidden) {
  const changes = merge(group);
  const [step, last] = [group[0].step, group.at(-1).step];
  const when = step === last ? `Step ${step}` : `Steps ${step} to ${last}`;
  const told = changes.slice(0, TOLD).map((mark) => describeMark(mark, hidden));
  if (changes.length > TOLD) told.push(`and ${changes.length - TOLD} more`);
  const many = changes.length > 1 ? `, ${changes.length} changes` : '';
  return { step, last, count: changes.length, kind: 'change', sentence: `${when}${many}: ${told.join('; ')}.` };
}

/** What a slider was dragged through counts as one change. */
function merge(group) {
  const changes = new Map();
  for (const mark of group) {
    const name = `${mark.field} ${mark.field === 'points' ? '' : mark.at}`;
    const before = changes.get(name);
    if (!before) changes.set(name, { ...mark });
    else Object.assign(before, { to: mark.to, at: mark.field === 'points' ? before.at + mark.at : mark.at });
  }
  return [...changes.values()];
}

/** @returns {Sign} */
function broken({ step, what, left }) {
  const where = left ? 'In the run that was left, step' : 'Step';
  return { step, last: step, count: 1, kind: 'problem', sentence: `${where} ${step} was not taken: ${what} is not finite.` };
}

/** "learning rate 1.0 → 0.3" @param {Mark} mark @param {number[]} hidden  neurons of the hidden layers */
export function describeMark({ field, at, from, to }, hidden) {
  if (field === 'points') return at === 1 ? 'a point changed' : `${at} points changed`;
  if (field === 'parameter') return `${nameParameter(at, hidden)} ${format.three(from)} → ${format.three(to)}`;
  if (field === 'neuron') return `${nameUnit(at, hidden)} ${from} → ${to}`;
  const show = { rate: format.brief, alpha: (value) => String(Number(value.toPrecision(3))) }[field] ?? String;
  return `${SETTINGS[field] ?? field} ${show(from)} → ${show(to)}`;
}

const SETTINGS = { rate: 'learning rate', schedule: 'schedule', steps: 'steps', alpha: 'L2 penalty', batch: 'batch size' };

/** Units are numbered: the inputs x and y, then the hidden neurons layer by layer. */
function nameUnit(unit, hidden) {
  let at = unit - 2;
  if (at < 0) return unit ? 'y' : 'x';
  const layer = hidden.findIndex((size) => (at -= size) < 0);
  return layer < 0 ? 'the output' : `neuron ${at + hidden[layer] + 1} of layer ${layer + 1}`;
}

/** Parameters are numbered neuron by neuron, weights and then the bias. */
function nameParameter(parameter, hidden) {
  const sizes = [2, ...hidden, 1];
  let rest = parameter;
  let first = 0;
  for (let layer = 1; layer < sizes.length; layer++) {
    const row = sizes[layer - 1] + 1;
    if (rest < row * sizes[layer]) {
      const to = nameUnit(first + sizes[layer - 1] + Math.floor(rest / row), hidden);
      const input = rest % row;
      return input === row - 1 ? `bias of ${to}` : `weight from ${nameUnit(first + input, hidden)} to ${to}`;
    }
    rest -= row * sizes[layer];
    first += sizes[layer - 1];
  }
  return 'a weight';
}
