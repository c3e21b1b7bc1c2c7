// Which views have their turn while frames follow each other: those that never wait always, the others as far as the
// frame's budget goes, whoever has waited longest first. Nobody reads a number sixty times a second.

// Milliseconds of a frame that all views that wait may take together.
const BUDGET = 1.5;
// A view takes at most this share of the time.
const SHARE = 0.05;
// Of a cost, what one more measurement counts.
const WEIGHT = 0.2;

/**
 * @typedef {{name: string, every: number, group?: string}} Entry
 *   every: milliseconds between two of its turns, at least; group: those of one have their turns together
 */

export class Schedule {
  /** @param {Entry[]} entries */
  constructor(entries) {
    /** For each, what it costs in milliseconds, smoothed, and from when on it may have its turn. @type {Map<string, {every: number, group: string, cost: number, from: number}>} */
    this.turns = new Map();
    entries.forEach((entry) => this.add(entry));
  }

  /** @param {Entry} entry */
  add({ name, every, group = name }) {
    this.turns.set(name, { every, group, cost: 0, from: 0 });
  }

  /** Those of the views that are due that have their turn, in the order in which they are due. @param {string[]} due @param {number} now */
  choose(due, now) {
    const isAlways = (/** @type {string} */ name) => this.turn(name).every === 0;
    const waiting = due.filter((name) => !isAlways(name) && this.turn(name).from <= now);
    waiting.sort((a, b) => this.turn(a).from - this.turn(b).from);
    let left = BUDGET;
    const chosen = waiting.filter((name) => {
      const { cost } = this.turn(name);
      const fits = left === BUDGET || cost <= left;
      if (fits) left -= cost;
      return fits;
    });
    const groups = chosen.map((name) => this.turn(name).group);
    return due.filter((name) => isAlways(name) || groups.includes(this.turn(name).group));
  }

  /** A view was painted. @param {string} name @param {number} now @param {number} milliseconds  that it took */
  painted(name, now, milliseconds) {
    const turn = this.turn(name);
    turn.cost += WEIGHT * (milliseconds - turn.cost);
    turn.from = now + Math.max(turn.every, turn.cost / SHARE);
  }

  /** @param {string} name */
  turn(name) {
    const turn = this.turns.get(name);
    if (!turn) throw new Error(`There is no view called ${name}.`);
    return turn;
  }
}
