// What ends the training beside the length of the run: a step, an accuracy, a loss, or no gain any more.

import { Entry } from '../kit/entry.js';
import * as format from '../kit/format.js';

/** @typedef {'none' | 'step' | 'accuracy' | 'loss' | 'patience'} GoalKind */

const plain = (value) => String(Number(value.toPrecision(6)));

/** What is typed for each kind, and what it starts with. */
const KINDS = {
  step: { label: 'Step to stop at', allowed: 'a whole number from 1 to 1000000000', show: String, value: 100, unit: '' },
  accuracy: { label: 'Accuracy to stop at', allowed: 'a share from 0 to 100 %', show: (v) => plain(100 * v), one: 0.01, value: 0.97, unit: '%' },
  loss: { label: 'Loss to stop at', allowed: 'a number from 0 to 1000000000', show: plain, value: 0.1, unit: '' },
  patience: { label: 'Steps without gain', allowed: 'a whole number from 1 to 1000000000', show: String, value: 20, unit: 'steps' },
};

export class GoalRow {
  /**
   * @param {Document} root
   * @param {(kind: GoalKind, value: number | null) => string} set puts a goal into force, or returns why not
   * @param {(sentence: string) => void} tell
   */
  constructor(root, set, tell) {
    this.select = root.getElementById('goal');
    this.length = root.getElementById('steps').parentElement;
    this.field = root.getElementById('goal-value').parentElement;
    this.values = Object.fromEntries(Object.entries(KINDS).map(([kind, { value }]) => [kind, value]));
    this.entry = new Entry(root, { id: 'goal-value', ...KINDS.step }, (value) => this.take(value, set), tell);
    this.select.addEventListener('change', () => {
      const kind = this.select.value;
      this.show(kind);
      tell(set(kind, this.values[kind] ?? null));
    });
  }

  take(value, set) {
    const kind = this.select.value;
    const why = set(kind, value);
    if (!why) this.values[kind] = value;
    return why;
  }

  show(kind) {
    this.kind = kind;
    this.length.hidden = kind !== 'none';
    this.field.hidden = kind === 'none';
    if (kind === 'none') return;
    const { one, unit, ...rest } = KINDS[kind];
    this.entry.kind = { ...this.entry.kind, ...rest, unit: one };
    this.entry.input.setAttribute('aria-label', rest.label);
    this.field.lastElementChild.textContent = unit;
    this.entry.value = this.values[kind];
    this.entry.restore();
  }

  /** @param {{kind: GoalKind, value: number | null}} goal */
  paint({ kind, value }) {
    if (this.kind !== kind) this.show((this.select.value = kind));
    if (value !== null) this.entry.paint(value);
  }
}

/** As the engine takes it. */
export function forEngine({ kind, value }) {
  return kind === 'none' ? null : { [kind]: value };
}

/** Whether the goal is met where the run stands. That training gets no further shows only as it goes on. */
export function isMet({ kind, value }, report) {
  if (kind === 'step') return report.step >= value;
  if (kind === 'accuracy') return (report.testAccuracy ?? report.trainAccuracy) >= value;
  if (kind === 'loss') return (report.testLoss ?? report.trainLoss) <= value;
  return false;
}

/** "Reached 97 % on the test points at step 63." */
export function describeReached({ kind, value }, report) {
  const points = report.testLoss === null ? 'training' : 'test';
  const { step } = report;
  if (kind === 'accuracy') return `Reached ${plain(100 * value)} % on the ${points} points at step ${step}.`;
  if (kind === 'loss') return `Reached a loss of ${plain(value)} on the ${points} points at step ${step}.`;
  if (kind === 'patience') return `Stopped at step ${step}: no new best loss on the ${points} points for ${value} steps.`;
  return step > value ? `Step ${value} is past: stopped at step ${step}.` : `Stopped at step ${step}, as set.`;
}

/** Why training does not go on. */
export function describeMet({ kind, value }, report) {
  const what = {
    step: () => `step ${report.step} is not before step ${value}`,
    accuracy: () => `${format.percent(report.testAccuracy ?? report.trainAccuracy)} % is at least ${plain(100 * value)} %`,
    loss: () => `a loss of ${format.three(report.testLoss ?? report.trainLoss)} is at most ${plain(value)}`,
  }[kind];
  return `The goal under “Stop” is met already: ${what()}. Set another one to train on.`;
}
