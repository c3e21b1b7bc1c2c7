// What is found of one step: its slopes by the tape and by nudging, with a fault and without, and the loss along them.

import { EPSILONS, extremes, FIRST, Nudges, roundingOf, spread, tally } from './nudges.js';

/**
 * @typedef {import('../../pkg/inside.js').Fault} Fault
 * @typedef {import('./work.js').Work} Work
 */

// Rates at which the loss is asked, from 0 to TWICE the step's.
const RATES = 61;
export const TWICE = 2;
// A sweep of more operations is made only for the fault that is looked at.
const MOST = 3e6;

export class Found {
  /**
   * @param {import('../../pkg/inside.js').Step} engine @param {import('../../pkg/inside.js').Update} update
   * @param {number} samples @param {number} operations @param {Fault[]} faults @param {import('./nudges.js').Errors} errors
   */
  constructor(engine, update, samples, operations, faults, errors) {
    this.engine = engine;
    this.faults = faults;
    this.update = update;
    this.errors = errors;
    this.nudges = new Nudges(engine, update.before.length);
    /** How many are found wrong with each fault. @type {Map<Fault, number>} */
    this.wrong = new Map();
    this.isLarge = samples * operations > MOST;
    /** The error by ε. */
    this.extremes = this.nudges.by.map(() => /** @type {import('./errors.js').Extremes} */ (null));
    this.kept = engine.kept();
    /** @type {Map<Fault | null, Float64Array>} */
    this.tapes = new Map();
    /** @type {Map<Fault | null, Float64Array>} */
    this.curves = new Map();
    /** @type {Iterator<void>[]} */
    this.tasks = [];
  }

  /** @param {Work} work */
  start(work) {
    this.work = work;
    this.tasks = [work.add(this.nudge()), work.add(this.count())];
  }

  /** @param {Work} work */
  drop(work) {
    work.drop(...this.tasks);
  }

  /** One number a turn; the errors are told once there are some more. */
  *nudge() {
    const { nudges } = this;
    const told = nudges.by.map(() => 0);
    for (const _ of nudges.run()) {
      nudges.by.forEach((nudged, at) => {
        if (nudged.done < Math.min(nudges.count, Math.max(told[at] + 1, 2 * told[at], 32)) || nudged.done === told[at]) return;
        told[at] = nudged.done;
        this.extremes[at] = extremes(this.errors(this.slopes(null), nudged.slopes), nudged.seen);
      });
      yield;
    }
  }

  /** What is wrong with each fault, once all numbers are nudged. */
  *count() {
    while (this.nudges.by[FIRST].done < this.nudges.count) yield;
    for (const fault of this.faults) {
      if (this.isLarge && !this.tapes.has(fault)) continue;
      this.wrong.set(fault, this.tally(fault, FIRST).wrong);
      yield;
    }
  }

  /** By the tape. @param {Fault | null} fault */
  slopes(fault) {
    const slopes = this.tapes.get(fault) ?? this.engine.slopes(fault);
    this.tapes.set(fault, slopes);
    return slopes;
  }

  /** @param {Fault | null} fault @param {number} at  which ε */
  tally(fault, at) {
    return tally(this.slopes(fault), this.nudges.by[at], this.errors, roundingOf(this.kept[0], EPSILONS[at]));
  }

  /** The loss along a gradient; what is not known yet comes with the next frames. @param {Fault | null} fault @param {Float32Array} gradient  as the fault leaves it */
  curve(fault, gradient) {
    const known = this.curves.get(fault);
    if (known) return known;
    const curve = new Float64Array(RATES).fill(NaN);
    this.curves.set(fault, curve);
    if (this.work) this.tasks.push(this.work.add(this.land(curve, gradient)));
    return curve;
  }

  /** One rate a turn. @param {Float64Array} curve @param {Float32Array} gradient */
  *land(curve, gradient) {
    for (const i of [0, RATES - 1, ...spread(RATES)]) {
      if (!Number.isNaN(curve[i])) continue;
      [curve[i]] = this.engine.land([(TWICE * this.update.rate * i) / (RATES - 1)], gradient);
      yield;
    }
  }
}
