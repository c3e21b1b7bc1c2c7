// @ts-nocheck
// The engine's next boundary over today's engine. It goes when the engine has it itself.

import init, * as pkg from '../../pkg/moongrad.js';
import { Undo } from './undo.js';
import * as edits from './edits.js';

export default init;
export const { CsvReader, freshSeed } = pkg;
const TREATMENTS = ['free', 'frozen', 'off'];
const FIELDS = ['seed', 'data', 'feed', 'samples', 'heldOut', 'noise', 'hidden', 'activation', 'rate', 'schedule', 'steps', 'alpha', 'batch'];
const plain = (config) => Object.fromEntries(FIELDS.filter((field) => field in config).map((field) => [field, config[field]]));
const DEEDS = { 'adding a point': 'add', 'moving a point': 'move', 'deleting a point': 'delete', 'clearing all points': 'replace', 'loading points': 'load', 'changing a number': 'parameter', 'treating a neuron': 'neuron' };

class PointSet {
  constructor(trainer, names) {
    const data = trainer.config().data;
    Object.assign(this, { train: trainer.trainPoints(), test: trainer.testPoints(), scale: trainer.scale(), names, data, kept: trainer.keepPoints() });
    this.csv = () => withNames(trainer.writeCsv(), names);
  }
  free() {
    this.kept.free();
  }
}

export class Trainer {
  constructor(config) {
    this.of = new pkg.Trainer(plain(config));
    this.momentum = config.momentum ?? 0;
    this.goal = null;
    this.names = null;
    this.revision = 0;
    this.pointsRevision = 0;
    this.open = null;
    this.undos = new Undo(() => this.of.report());
  }
  rebuild(config) {
    this.of.rebuild(plain(config));
    if (config.data !== 'own') this.names = null;
    this.anew();
  }
  anew() {
    this.undos.restart();
    this.changed(true);
  }
  changed(points) {
    this.revision++;
    if (points) this.pointsRevision++;
  }
  reset() {
    this.undos.restart();
    this.of.reset();
    this.changed(true);
  }
  step() {
    this.leave();
    this.of.step();
    this.tick();
  }
  leave() {
    const { branches } = this.report();
    if (branches) this.undos.branch();
    if (branches) this.changed(false);
  }
  tick() {
    if (this.of.config().feed === 'stream') this.pointsRevision++;
  }
  trainFor(milliseconds, steps) {
    this.leave();
    this.of.trainFor(milliseconds, steps);
    this.tick();
  }
  seek(step) {
    this.undos.leave();
    this.of.seek(step);
    this.changed(true);
  }
  goBack() {
    this.undos.leave();
    this.of.goBack();
    this.changed(true);
  }
  setGoal(goal) {
    this.of.setGoal(goal);
    this.goal = goal;
  }
  change(change) {
    const [[kind, what]] = Object.entries(typeof change === 'string' ? { [change]: null } : change);
    this[`change_${kind}`](what);
    this.changed(['add', 'move', 'delete', 'clear'].includes(kind));
  }
  change_settings({ rate, schedule, steps, alpha, batch, momentum }) {
    const now = this.of.config();
    if (rate !== now.rate) this.of.setRate(rate);
    if (schedule !== now.schedule) this.of.setSchedule(schedule);
    if (steps !== now.steps) this.of.setSteps(steps);
    if (alpha !== now.alpha) this.of.setAlpha(alpha);
    if (batch !== now.batch) this.of.setBatch(batch);
    this.momentum = momentum;
  }
  change_rate(rate) {
    this.of.setRate(rate > 0 && rate <= 1e9 ? rate / (this.of.report().rate / this.of.config().rate) : rate);
  }
  change_parameter({ number, value }) {
    const from = this.of.parameters()[number];
    this.of.edit(number, value);
    this.open ??= { number, from };
  }
  change_neuron({ unit, treatment }) {
    const before = TREATMENTS[this.of.treatments()[unit - 2]];
    this.of.treat(unit, treatment);
    this.undos.push('treating a neuron', () => this.of.treat(unit, before), 'network');
  }
  change_add({ test, x, y, label }) {
    edits.addPoint(this.of, this.undos, { test, x, y, label });
  }
  point({ test, index }) {
    const [x, y, label] = (test ? this.of.testPoints() : this.of.trainPoints()).slice(3 * index, 3 * index + 3);
    return { test, index, x, y, label };
  }
  change_move({ test, index, x, y }) {
    const from = this.point({ test, index });
    this.of.movePoint(test, index, x, y);
    this.open ??= { point: from };
    this.open.to = this.point({ test, index });
  }
  change_delete({ test, index }) {
    const point = this.point({ test, index });
    edits.deletePoint(this.of, this.undos, point, this.open?.point ?? point);
    this.open = null;
  }
  change_clear() {
    edits.clearPoints(this.of, this.undos);
  }
  settle() {
    const { open } = this;
    this.open = null;
    if (open?.point) {
      if (open.point.x !== open.to.x || open.point.y !== open.to.y) edits.movedPoint(this.of, this.undos, open.to, open.point);
    } else if (open) {
      this.undos.push('changing a number', () => this.of.edit(open.number, open.from), 'network');
    }
    this.changed(false);
  }
  undo() {
    const deed = this.undos.undo();
    const done = Boolean(deed) && !this.undos.deeds.includes(deed);
    this.changed(true);
    return done;
  }
  redo() {
    return false;
  }
  setOwn(rows, heldOut, names = null) {
    const before = this.points();
    const { data } = this.of.config();
    const namesBefore = this.names;
    this.of.setOwn(rows, heldOut);
    this.names = names;
    this.anew();
    this.undos.push('loading points', () => {
      if (data === 'own') this.of.putBack(before.kept);
      else this.of.rebuild({ ...this.of.config(), data });
      this.names = namesBefore;
      this.anew();
    });
  }
  putBack(points) {
    this.of.putBack(points.kept);
    this.names = points.names;
    this.anew();
  }
  setParameters(parameters) {
    this.of.setParameters(parameters);
    this.changed(true);
  }
  report() {
    const report = this.of.report();
    const marks = this.of.marks();
    return {
      ...report,
      goal: this.goal && { reached: report.goalReached, met: isMet(this.goal, report) },
      branches: report.step !== report.lastStep && (report.pending || marks.some((mark) => mark.step > report.step)),
      revision: this.revision,
      pointsRevision: this.pointsRevision,
    };
  }
  snapshot() {
    const config = { ...this.of.config(), momentum: this.momentum };
    const sizes = [2, ...config.hidden];
    const names = sizes.flatMap((size, layer) => Array.from({ length: size }, (_, i) => (layer ? `neuron ${i + 1} of layer ${layer}` : `input ${'xy'[i]}`)));
    names.push('the output');
    const deed = this.undos.deeds.at(-1);
    const report = this.report();
    return {
      report,
      config,
      rates: [config.rate, config.schedule === 'linear' ? 0.1 * config.rate : config.rate],
      marks: this.of.marks().map((mark) => ({
        ...mark,
        name: mark.field === 'parameter' ? this.nameParameter(mark.at) : mark.field === 'neuron' ? names[mark.at] : null,
      })),
      undo: deed ? { what: DEEDS[deed.label], step: deed.step, here: deed.step <= report.step } : null,
      redo: null,
      treatments: ['free', 'free', ...[...this.of.treatments()].map((code) => TREATMENTS[code])],
      names,
      parameters: this.of.parameterCount,
    };
  }
  points() {
    return new PointSet(this.of, this.names);
  }
  scene(x0, x1, y0, y1, columns, spacing, limit, unit, share) {
    const { hidden } = this.of.config();
    let layer = 0;
    for (let rest = (unit ?? 0) - 2; rest >= 0 && layer < hidden.length; layer++) rest -= hidden[layer];
    const jumps = share && layer > 0 && layer < hidden.length;
    const isUnit = unit !== undefined && unit !== null;
    let boundary = null;
    if (isUnit) {
      this.of.field(x0, x1, y0, y1, columns, columns);
      boundary = this.of.contours(1, 0.5);
    }
    const field = this.of.field(x0, x1, y0, y1, columns, columns, unit, share);
    const contours = jumps ? new Float32Array() : this.of.contours(spacing, limit);
    const [outputs, train] = [this.of.trainOutputs(), this.of.trainPoints()];
    let [pushes, wrong] = [0, 0];
    outputs.forEach((output, i) => {
      if (output * train[3 * i + 2] < 1) pushes++;
      if (output * train[3 * i + 2] <= 0) wrong++;
    });
    return { field, columns, contours, boundary, outputs, pushes, wrong };
  }
  portrait(x0, x1, y0, y1, size, share) {
    return {
      parameters: this.of.parameters(),
      squares: this.of.squares(share, x0, x1, y0, y1, size),
      size,
      activity: Float32Array.of(NaN, NaN, ...this.of.activity()),
      gradient: this.of.gradient() ?? null,
      change: this.of.change() ?? null,
    };
  }
  predict(points) {
    return this.of.predict(points);
  }
  curve(most) {
    return this.of.curve(most);
  }
  digest() {
    return this.of.digest();
  }
  nameParameter(parameter) {
    const { hidden } = this.of.config();
    const sizes = [2, ...hidden, 1];
    const name = (layer, i) => (layer === 0 ? `input ${'xy'[i]}` : layer === sizes.length - 1 ? 'the output' : `neuron ${i + 1} of layer ${layer}`);
    let rest = parameter;
    for (let layer = 1; layer < sizes.length; layer++) {
      const row = sizes[layer - 1] + 1;
      if (rest < row * sizes[layer]) {
        const to = name(layer, Math.floor(rest / row));
        const input = rest % row;
        return input === row - 1 ? `bias of ${to}` : `weight from ${name(layer - 1, input)} to ${to}`;
      }
      rest -= row * sizes[layer];
    }
    return '';
  }
}

function isMet(goal, report) {
  if ('step' in goal) return report.step >= goal.step;
  if ('accuracy' in goal) return (report.testAccuracy ?? report.trainAccuracy) >= goal.accuracy;
  if ('loss' in goal) return (report.testLoss ?? report.trainLoss) <= goal.loss;
  return false;
}

function withNames(text, names) {
  if (!names) return text;
  const quote = (name) => (/[",\n\r]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name);
  const header = (names.columns ?? ['x', 'y', 'label']).map(quote).join(',');
  const [lower, upper] = names.labels.map(quote);
  const first = /^.*,-1\n/m.exec(text)?.[0] ?? '';
  const rows = first + text.slice(text.indexOf('\n') + 1).replace(first, '');
  return `${header}\n${rows.replace(/,(-?1)\n/g, (_, label) => `,${label === '1' ? upper : lower}\n`)}`;
}

const limit = (least, most, whole = false) => ({ least, most, whole, allowed: `a ${whole ? 'whole ' : ''}number from ${least} to ${most}` });

export function rules() {
  return {
    limits: {
      noise: limit(0, 1), samples: limit(4, 100000, true), heldOut: limit(0, 0.9), seed: limit(0, 4294967295, true), rate: limit(1e-9, 1e9),
      batch: limit(1, 100000, true), alpha: limit(0, 1), momentum: limit(0, 0.99), steps: limit(1, 1e9, true), hiddenLayers: limit(0, 6, true),
      hiddenNeurons: limit(1, 32, true), step: limit(1, 1e9, true), accuracy: limit(0, 1), loss: limit(0, 1e9), patience: limit(1, 1e9, true),
    },
    choices: {
      data: ['moons', 'circles', 'xor', 'gauss', 'spiral', 'own'], feed: ['stream', 'fixed'], schedule: ['constant', 'linear'],
      activation: ['relu', 'tanh'], treatment: TREATMENTS,
    },
    extents: {
      moons: { x: 0.5, y: 0.25, reach: 1.4 }, circles: { x: 0, y: 0, reach: 1.5 }, xor: { x: 0, y: 0, reach: 1.5 },
      gauss: { x: 0, y: 0, reach: 1.4 }, spiral: { x: 0, y: 0, reach: 1.75 },
    },
    defaults: { ...new pkg.Trainer({}).config(), momentum: 0 },
    curve: ['step', 'rate', 'trainLoss', 'testLoss', 'trainAccuracy', 'testAccuracy', 'gradientNorm'],
  };
}

export function draw(data, count, noise, seed) {
  const drawn = new pkg.Trainer({ data, samples: count, noise, seed, feed: 'fixed', heldOut: 0, hidden: [] });
  const points = drawn.trainPoints();
  drawn.free();
  return points;
}
