// The gradient by nudging: each number up and down by ε, for several ε, evenly spread numbers first; and how that agrees
// with the gradient by the tape.

/**
 * @typedef {object} Nudged  by one ε
 * @property {Float64Array} slopes  of each number
 * @property {Uint8Array} seen      0 not yet, 1 off kinks, 2 at a kink
 * @property {number} done          how many are seen
 *
 * @typedef {(slopes: Float64Array, others: Float64Array) => Float64Array} Errors  of the engine: how far two slopes are apart, by the larger
 * @typedef {ReturnType<typeof tally>} Tally
 */

/** What is tried for ε, and which of them is the first: 0.001. */
export const EPSILONS = Array.from({ length: 23 }, (_, i) => Number((10 ** (i / 2 - 12)).toPrecision(2)));
export const FIRST = 18;
/** Slopes that are further apart, as a share of the larger, are no longer the same. */
export const LIMIT = 1e-3;
/** What a slope is found to be. */
export const [AGREES, KINK, WRONG, LOST] = [1, 2, 3, 4];
// Units in the last place of the loss by which rounding moves it, at the very most.
const ULPS = 64;
// So many numbers are tried with every ε before more are.
const ROUNDS = [64, 512, Infinity];

/** Numbers from 0, in an order whose every beginning is spread evenly: with their bits reversed. @param {number} count */
export function spread(count) {
  let order = [0];
  while (order.length < count) order = [0, 1].flatMap((odd) => order.map((number) => 2 * number + odd));
  return order.filter((number) => number < count);
}

export class Nudges {
  /** @param {import('../../pkg/inside.js').Step} step @param {number} count  of its numbers */
  constructor(step, count) {
    this.step = step;
    this.count = count;
    this.order = spread(count);
    /** @type {Nudged[]} */
    this.by = EPSILONS.map(() => ({ slopes: new Float64Array(count), seen: new Uint8Array(count), done: 0 }));
    /** The ε that is looked at. */
    this.at = FIRST;
  }

  /** Nudges all numbers by each ε, one number a turn. */
  *run() {
    for (let at = this.next(); at !== null; at = this.next()) {
      const nudged = this.by[at];
      const number = this.order[nudged.done++];
      const [slope, isKink] = this.step.nudge(number, 1, EPSILONS[at]);
      nudged.slopes[number] = slope;
      nudged.seen[number] = 1 + isKink;
      yield;
    }
  }

  /** The ε whose turn it is: first the one that is looked at. */
  next() {
    if (this.by[FIRST].done < this.count && this.at !== FIRST && this.by[this.at].done === this.count) return FIRST;
    if (this.by[this.at].done < this.count) return this.at;
    for (const round of ROUNDS) {
      const at = this.by.findLastIndex(({ done }) => done < Math.min(round, this.count));
      if (at >= 0) return at;
    }
    return null;
  }
}

/** By how much rounding moves a slope that is found by nudging: not a number where the loss is none. @param {number} loss @param {number} epsilon */
export function roundingOf(loss, epsilon) {
  return (ULPS * Number.EPSILON * Math.abs(loss)) / epsilon;
}

/** What rounding alone could have moved so far is lost in it, not wrong. @param {Float64Array} slopes  by the tape @param {Nudged} nudged @param {Errors} measure @param {number} [rounding] */
export function tally(slopes, { slopes: nudged, seen }, measure, rounding = 0) {
  const errors = measure(slopes, nudged);
  const found = seen.map((state, i) => (state === 0 ? 0 : state === 2 ? KINK : errors[i] <= LIMIT ? AGREES : Math.abs(slopes[i] - nudged[i]) <= rounding || Number.isNaN(rounding) ? LOST : WRONG));
  const count = (/** @type {number} */ what) => found.reduce((sum, is) => sum + Number(is === what), 0);
  let worst = 0;
  found.forEach((is, i) => {
    if (is === AGREES) worst = Math.max(worst, errors[i]);
  });
  return { errors, found, agree: count(AGREES), kinks: count(KINK), wrong: count(WRONG), lost: count(LOST), worst };
}

/** The largest error of all that are seen, and the one in the middle; null where none is. @param {Float64Array} errors @param {Uint8Array} seen */
export function extremes(errors, seen) {
  const known = errors.filter((_, i) => seen[i] > 0).sort();
  return known.length ? { worst: known[known.length - 1], median: known[known.length >> 1] } : null;
}
