// The course of the run, step by step: its loss, that of each batch, and the rate; and the run beyond where it stands,
// trained to its end by the twin.

/**
 * @typedef {import('./run.js').Run} Run
 *
 * @typedef {object} Row          what is known of a step
 * @property {number} step
 * @property {number} loss        over all points, after it
 * @property {number} batch       of its batch, before it; NaN for step 0
 * @property {number} rate        of the next step
 */

// So many steps are looked at, evenly spread.
const MOST = 512;
// A run is trained on to its end, but for no more steps and no longer than this, in ms.
const AHEAD = 2000;
const LONGEST = 4000;
// Of the pictures' steps, the share of the run.
const SHARES = [0, 0.08, 0.28, 1];
// Milliseconds at a time that training takes.
const TURN = 4;

export class Course {
  /** @param {Run} run */
  constructor(run) {
    this.run = run;
    /** @type {Row[]} */
    this.rows = [];
    this.last = run.report.lastStep;
    this.isWhole = false;
    this.work = this.trace();
  }

  /** The run in the lab has not come to its end yet. */
  get isAhead() {
    return this.last > this.run.report.lastStep;
  }

  /** The steps of the pictures. */
  get steps() {
    return [...new Set(SHARES.map((share) => Math.round(share * this.last)))];
  }

  /** Goes on for as many milliseconds; says whether there is more to do. @param {number} milliseconds */
  advance(milliseconds) {
    const end = performance.now() + milliseconds;
    while (!this.isWhole && performance.now() < end) this.isWhole = Boolean(this.work.next().done);
    return !this.isWhole;
  }

  *trace() {
    yield* this.train();
    const { run, last } = this;
    const count = Math.min(last, MOST);
    // Of each step that is looked at, the penalty before it is a part of its batch's loss.
    for (let i = 0, seen = -1, penalty = 0; i <= count; i++) {
      const step = count ? Math.round((i * last) / count) : 0;
      if (step > 0 && seen !== step - 1) penalty = run.at(step - 1).report().penalty;
      const report = run.at(step).report();
      this.rows.push({ step, loss: report.trainLoss, batch: report.dataLoss === null ? NaN : report.dataLoss + penalty, rate: report.rate });
      [seen, penalty] = [step, report.penalty];
      yield;
    }
  }

  /** To the end, where that is near. */
  *train() {
    const { run, last } = this;
    const end = Math.min(Number(run.config.steps), last + AHEAD);
    const until = performance.now() + LONGEST;
    if (!run.report.trainPoints || last >= end) return;
    const twin = run.at(last);
    twin.setGoal(null);
    for (let now = twin.report(); now.step < end && !now.problem && performance.now() < until; now = twin.report()) {
      run.at(this.last).trainFor(TURN, end - now.step);
      this.last = twin.report().step;
      yield;
    }
  }
}
