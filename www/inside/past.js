// What is known of the run that the step is of, as long as that stays the same.

import { History } from './history.js';
import { Runs } from './runs.js';

export class Past {
  /**
   * @param {number} revision  of the run @param {import('../../pkg/moongrad.js').Trainer} twin @param {import('./state.js').StepClass} Step
   * @param {import('../../pkg/inside.js').Fault[]} faults @param {typeof import('../../pkg/inside.js').FaultyRun} FaultyRun
   */
  constructor(revision, twin, Step, faults, FaultyRun) {
    this.revision = revision;
    this.history = new History(twin, Step);
    this.runs = new Runs(this.history, faults, FaultyRun);
    /** @type {Iterator<void>[]} */
    this.tasks = [];
  }

  /** @param {import('./work.js').Work} work */
  start(work) {
    this.tasks = [work.add(this.history.run()), work.add(this.runs.run())];
  }

  /** @param {import('./work.js').Work} work */
  drop(work) {
    work.drop(...this.tasks);
    this.history.free();
  }

  /** Of the run without a fault, where it is known. */
  losses() {
    const { taken, end } = this.history;
    /** @type {[step: number, loss: number][]} */
    const losses = taken.map(({ loss }, step) => [step, loss]);
    return Number.isNaN(end) ? losses : [...losses, /** @type {[number, number]} */ ([taken.length, end])];
  }
}
