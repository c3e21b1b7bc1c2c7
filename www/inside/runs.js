// The run once more with each fault, from the same first numbers, with the same batches and rates.

/**
 * @typedef {import('../../pkg/inside.js').Fault} Fault
 * @typedef {object} Result
 * @property {[step: number, loss: number][]} losses  over the training points, on the way; the last is where it stands
 * @property {number} share        of right answers there
 * @property {number | null} blown  the step at which a number was not finite
 * @property {boolean} whole       it has come to its end
 */

// So many losses of a run are drawn.
const DRAWN = 30;
// A step of more operations would hold up the page.
const MOST = 3e6;

export class Runs {
  /** @param {import('./history.js').History} history @param {Fault[]} faults @param {typeof import('../../pkg/inside.js').FaultyRun} FaultyRun */
  constructor(history, faults, FaultyRun) {
    this.history = history;
    this.faults = faults;
    this.FaultyRun = FaultyRun;
    /** @type {Map<Fault, Result>} */
    this.results = new Map();
    /** Why there are none. */
    this.isTooLarge = false;
  }

  /** One step a turn. */
  *run() {
    const { history } = this;
    if (!history.last) return;
    while (!history.first) yield;
    const { batch } = history.taken[0];
    this.isTooLarge = history.first.operations().kind.length * (batch.length / 3) > MOST;
    if (this.isTooLarge) return;
    for (const fault of this.faults) yield* this.runOne(fault, history.first);
  }

  /** @param {Fault} fault @param {import('../../pkg/inside.js').Step} first */
  *runOne(fault, first) {
    const { history: { again, taken, start, train }, FaultyRun } = this;
    const run = new FaultyRun(first, fault, start);
    try {
      /** @type {Result} */
      const result = { losses: [], share: NaN, blown: null, whole: false };
      this.results.set(fault, result);
      const every = Math.max(1, Math.ceil(again / DRAWN));
      for (let step = 0; step <= again; step++) {
        if (step % every === 0 || step === again) judge(result, step, run.score(train));
        if (step === again) break;
        while (taken.length <= step) yield;
        if (!run.step(taken[step].batch, taken[step].rate)) {
          result.blown = step + 1;
          judge(result, step, run.score(train));
          break;
        }
        yield;
      }
      result.whole = true;
    } finally {
      run.free();
    }
  }
}

/** @param {Result} result @param {number} step @param {Float64Array} score */
function judge(result, step, [loss, share]) {
  result.losses.push([step, loss]);
  result.share = share;
}
