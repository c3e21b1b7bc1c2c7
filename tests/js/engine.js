// A small engine in place of the real one: a run whose loss halves with each step, that remembers what it was asked.

const LIMITS = { least: 0, most: 100, whole: false, allowed: 'a number from 0 to 100' };
const CONFIG = {
  seed: 1, start: null, data: 'moons', feed: 'fixed', samples: 8, heldOut: 0.25, noise: 0.1, hidden: [2], activation: 'relu',
  rate: 1, schedule: 'constant', steps: 10, alpha: 0, batch: 4, optimiser: 'sgd', loss: 'hinge',
};

class PointSet {
  /** @param {number[]} train @param {object | null} names */
  constructor(train, names = null) {
    this.train = Float32Array.from(train);
    this.test = new Float32Array();
    this.scale = { centre: [0, 0], unit: [1, 1], standardised: false };
    this.names = names;
    this.freed = 0;
  }

  free() {
    this.freed++;
  }
}

export class Trainer {
  constructor() {
    /** What it was asked to do. @type {any[]} */
    this.asked = [];
    this.config = { ...CONFIG };
    this.train = [0, 0, -1, 1, 1, 1];
    Object.assign(this, { at: 0, last: 0, revision: 0, pointsRevision: 0, pending: false, goal: null, problem: null });
    /** @type {any[]} */
    this.deeds = [];
    /** @type {any[]} */
    this.undone = [];
    /** Those that were made of it. @type {Trainer[]} */
    this.twins = [];
    this.isFree = false;
  }

  report() {
    const loss = 2 ** -this.at;
    return {
      step: this.at, lastStep: this.last, rate: this.config.rate, trainLoss: loss, trainAccuracy: 1 - loss / 2, testLoss: null, testAccuracy: null,
      gradientNorm: loss, trainPoints: this.train.length / 3, testPoints: 0, pending: this.pending, branches: this.pending && this.at < this.last,
      finished: this.at >= this.config.steps, trainOn: 2 * this.config.steps, problem: this.problem, goal: this.goal && { met: this.at >= this.goal.step, reached: this.at >= this.goal.step },
      revision: this.revision, pointsRevision: this.pointsRevision,
    };
  }

  promise() {
    return undefined;
  }

  snapshot() {
    return {
      report: this.report(), config: { ...this.config }, rates: [this.config.rate, this.config.rate], marks: [], undo: this.deeds.at(-1) ?? null,
      redo: this.undone.at(-1) ?? null, treatments: ['free', 'free', 'free', 'free'],
      names: ['input x', 'input y', 'neuron 1 of layer 1', 'neuron 2 of layer 1', 'the output'], parameters: 9,
    };
  }

  points() {
    return new PointSet(this.train, this.config.data === 'own' ? { columns: null, labels: ['cat', 'dog'] } : null);
  }

  curve() {
    const rows = Float64Array.from({ length: 7 * (this.last + 1) }, (_, i) => (i % 7 ? 2 ** -Math.floor(i / 7) : i / 7));
    return { rows, whole: true };
  }

  step() {
    if (this.pending) this.last = this.at;
    this.pending = false;
    this.at++;
    this.last = Math.max(this.last, this.at);
    this.revision++;
  }

  /** @param {number} _ @param {number} steps */
  trainFor(_, steps) {
    for (let i = 0; i < steps && this.at < this.config.steps && !this.report().goal?.met; i++) this.step();
  }

  /** @param {number} step */
  seek(step) {
    this.asked.push(`seek ${step}`);
    this.at = step;
    this.pending = false;
  }

  reset() {
    Object.assign(this, { at: 0, last: 0, pending: false, problem: null });
    this.revision++;
  }

  free() {
    this.isFree = true;
  }

  /** Where its history ends. */
  twin() {
    const twin = Object.assign(new Trainer(), { at: this.last, last: this.last, config: { ...this.config }, train: this.train });
    this.twins.push(twin);
    return twin;
  }

  goBack() {
    Object.assign(this, { at: 0, problem: null });
  }

  /** @param {any} goal */
  setGoal(goal) {
    if (goal && !(Object.values(goal)[0] > 0)) throw new Error('the goal must be above 0');
    this.goal = goal;
  }

  /** @param {any} change */
  change(change) {
    this.asked.push(change);
    const [[kind, what]] = Object.entries(typeof change === 'string' ? { [change]: null } : change);
    if (kind === 'settings' && !(Object.values(what)[0] >= 0)) throw new Error('it must be at least 0');
    if (kind === 'settings') Object.assign(this.config, what);
    if (kind === 'rate') this.config.rate = what;
    if (kind === 'add') this.train.push(what.x, what.y, what.label);
    if (kind === 'clear') this.train = [];
    if (['add', 'move', 'delete', 'clear'].includes(kind)) this.pointsRevision++;
    this.pending = this.at < this.last;
    this.deeds.push({ what: kind === 'clear' ? 'replace' : kind, step: this.at, here: true, from: null, to: null, run: false });
    this.revision++;
  }

  settle() {
    this.asked.push('settle');
  }

  undo() {
    const deed = this.deeds.at(-1);
    if (!deed || deed.step > this.at) return false;
    this.undone.push(this.deeds.pop());
    this.revision++;
    return true;
  }

  redo() {
    const deed = this.undone.pop();
    if (deed) this.deeds.push(deed);
    this.revision++;
    return Boolean(deed);
  }

  /** @param {any} config */
  rebuild(config) {
    if (config.hidden.includes(99)) throw new Error('99 neurons are too many');
    this.config = { ...config };
    this.begin(this.train);
  }

  /** @param {PointSet} points */
  putBack(points) {
    this.asked.push(points);
    this.config.data = 'own';
    this.begin([...points.train]);
  }

  /** @param {number[]} rows */
  setOwn(rows) {
    this.config.data = 'own';
    this.begin(rows);
  }

  /** @param {number[]} train */
  begin(train) {
    this.train = train;
    this.pointsRevision++;
    this.reset();
  }
}

/** Reads a byte a point; an x is no point. */
class CsvReader {
  constructor() {
    this.count = 0;
  }

  /** @param {Uint8Array} bytes */
  push(bytes) {
    if (bytes.includes('x'.charCodeAt(0))) throw new Error('Line 1: expected a point, found “x”.');
    return (this.count += bytes.length);
  }

  finish() {
    return { points: Array.from({ length: 3 * this.count }, (_, i) => (i % 3 === 2 ? 1 : i)), free() {} };
  }

  free() {}
}

export const engine = /** @type {any} */ ({
  Trainer,
  loadTables: async () => ({ CsvReader, writeTable: (/** @type {Float32Array} */ train) => `x,y,label\n${train.join()}` }),
  freshSeed: () => 42,
  draw: () => new Float32Array(),
  rules: () => ({
    limits: new Proxy({}, { get: () => LIMITS }),
    choices: {},
    extents: { moons: { x: 0.5, y: 0.25, reach: 1.4 }, own: null },
    defaults: CONFIG,
    curve: ['step', 'rate', 'trainLoss', 'testLoss', 'trainAccuracy', 'testAccuracy', 'gradientNorm'],
  }),
});
