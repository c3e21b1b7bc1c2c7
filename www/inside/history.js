// The run's own steps, gone through once more with a twin of it: what each promised and got, and the batches they took.

/**
 * @typedef {{step: number, before: number, after: number, promised: number}} Kept
 * @typedef {{batch: Float32Array, rate: number, loss: number}} Taken  loss: over the training points, before it
 */

/** At most so many steps are asked what they kept, and so many taken again with a fault. */
const [ASKED, AGAIN] = [512, 300];

/** Numbers of steps, evenly spread from 1 to the last. @param {number} last @param {number} most */
export function spreadSteps(last, most) {
  const count = Math.min(last, most);
  return Array.from({ length: count }, (_, i) => (count === 1 ? last : 1 + Math.round((i * (last - 1)) / (count - 1))));
}

/** What a step got of what was promised: 1 all, 0 nothing, below 0 the loss rose. @param {Kept} kept */
export function shareOf({ before, after, promised }) {
  return (before - after) / Math.abs(promised);
}

/** How many lowered the loss of their batch, and how many raised it. @param {Kept[]} kept */
export function countKept(kept) {
  const count = (/** @type {(by: number) => boolean} */ is) => kept.filter(({ before, after }) => is(after - before)).length;
  return { lowered: count((by) => by < 0 && by > -Infinity), raised: count((by) => by > 0 && by < Infinity), lost: count((by) => Number.isNaN(by) || Math.abs(by) === Infinity), all: kept.length };
}

export class History {
  /** @param {import('../../pkg/moongrad.js').Trainer} twin  is freed in the end @param {import('./state.js').StepClass} Step */
  constructor(twin, Step) {
    /** @type {typeof twin | null} */
    this.twin = twin;
    this.Step = Step;
    this.last = twin.report().lastStep;
    /** @type {Kept[]} */
    this.kept = [];
    /** @type {Taken[]} */
    this.taken = [];
    /** How many of them there will be. */
    this.again = Math.min(this.last, AGAIN);
    /** The first step, which runs with a fault begin at. @type {import('../../pkg/inside.js').Step | null} */
    this.first = null;
    /** The numbers that it begins with. @type {Float32Array} */
    this.start = new Float32Array();
    const points = twin.points();
    this.train = points.train;
    points.free();
    /** The loss after the last step that is taken again. */
    this.end = NaN;
  }

  /** One step a turn. */
  *run() {
    const asked = new Set(spreadSteps(this.last, ASKED));
    for (let step = 1; step <= this.last; step++) {
      if (step > this.again && !asked.has(step)) continue;
      if (this.twin) this.look(this.twin, step, asked.has(step));
      yield;
    }
  }

  /** @param {import('../../pkg/moongrad.js').Trainer} twin @param {number} step @param {boolean} isAsked */
  look(twin, step, isAsked) {
    const { Step } = this;
    twin.seek(step - 1);
    const { config, treatments, report: { rate, trainLoss } } = twin.snapshot();
    const { numbers, batch } = twin.moment();
    if (step <= this.again) this.taken.push({ batch, rate, loss: trainLoss });
    if (!isAsked && step > 1) return;
    const engine = new Step(config, treatments, numbers, batch, rate);
    const [before, after, promised] = engine.kept();
    if (isAsked) this.kept.push({ step, before, after, promised });
    if (step > 1) engine.free();
    else [this.first, this.start] = [engine, engine.update().before];
    if (step !== this.again) return;
    twin.seek(step);
    this.end = twin.report().trainLoss;
  }

  free() {
    this.first?.free();
    this.twin?.free();
    this.first = this.twin = null;
  }
}
