// What ends the training beside the length of the run: a step, an accuracy, a loss, or no gain any more.

import { Entry } from '../kit/entry.js';
import { find } from '../kit/find.js';
import { plain, rewrite } from '../kit/format.js';
import { readShare } from '../kit/number.js';
import { write } from '../kit/text.js';

/**
 * @typedef {import('../state/state.js').Goal} Goal
 * @typedef {import('../../pkg/moongrad.js').Rules} Rules
 * @typedef {Exclude<Goal['kind'], 'none'>} Kind
 * @typedef {Pick<import('../actions/actions.js').Actions, 'setGoal' | 'tell'>} Actions
 */

/**
 * What is typed for each kind, the engine's name of its limits, what it starts with, and the word after it.
 * @type {Record<Kind, {label: string, limits: keyof Rules['limits'], show: (value: number) => string, one?: number, value: number, word: string}>}
 */
const KINDS = {
  step: { label: 'Step to stop at', limits: 'goalStep', show: String, value: 100, word: '' },
  accuracy: { label: 'Accuracy to stop at', limits: 'goalAccuracy', show: (v) => plain(100 * v), one: 0.01, value: 0.97, word: '%' },
  loss: { label: 'Loss to stop at', limits: 'goalLoss', show: plain, value: 0.1, word: '' },
  patience: { label: 'Steps without gain', limits: 'patience', show: String, value: 20, word: 'steps' },
};

export class GoalRow {
  /** @param {HTMLElement} row @param {Actions} actions @param {Rules} rules */
  constructor(row, { setGoal, tell }, { limits }) {
    this.limits = limits;
    this.select = find(row, 'select', HTMLSelectElement);
    this.length = find(row, '[data-field=steps]');
    this.field = find(row, '[data-field=goal]');
    this.entry = new Entry(this.field, { ...KINDS.step, allowed: '' }, {
      give: (value) => setGoal({ kind: this.chosen, value }),
      settle: () => {},
      tell: (sentence) => tell('training', sentence),
    });
    /** What was typed for each kind. @type {Partial<Record<Goal['kind'], number>>} */
    this.values = {};
    this.select.addEventListener('change', () => {
      const kind = this.chosen;
      this.show(kind);
      tell('training', setGoal({ kind, value: kind === 'none' ? null : (this.values[kind] ?? KINDS[kind].value) }));
    });
  }

  get chosen() {
    return /** @type {Goal['kind']} */ (this.select.value);
  }

  /** @param {Goal['kind']} kind */
  show(kind) {
    if (this.field.dataset.kind === kind) return;
    this.field.dataset.kind = kind;
    this.length.hidden = kind !== 'none';
    this.field.hidden = kind === 'none';
    if (kind === 'none') return;
    const { label, limits, show, one, word, value } = KINDS[kind];
    const { allowed, least, most } = this.limits[limits];
    this.entry.kind = { label, show, read: one ? readShare : undefined, allowed: one ? `a share from ${plain(least / one)} to ${plain(most / one)} %` : rewrite(allowed) };
    this.entry.input.setAttribute('aria-label', label);
    write(find(this.field, 'b'), word);
    this.entry.value = this.values[kind] ?? value;
    this.entry.restore();
  }

  /** @param {Goal} goal */
  paint({ kind, value }) {
    this.select.value = kind;
    this.show(kind);
    if (value === null) return;
    this.values[kind] = value;
    this.entry.paint(value);
  }
}
