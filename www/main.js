// Starts the engine, owns the state of the page and the frame loop. One frame is: train, evaluate, paint.

import init, { CsvReader, Trainer, freshSeed } from '../pkg/moongrad.js';
import { axisEnd } from './timeline/axes.js';
import { Controls } from './settings/settings.js';
import { CsvSheet, withNames } from './settings/table.js';
import { figuresAt, lastOf, nearest, ROW } from './timeline/curves.js';
import { describeScale, fillPictures, paintLegend } from './settings/data.js';
import * as edits from './engine/edits.js';
import { forEngine, GoalRow, isMet } from './settings/goal.js';
import { Hints } from './kit/hints.js';
import { Inspector } from './network/inspector.js';
import { listenForUndo, takesText } from './kit/keys.js';
import { Marks } from './timeline/marks.js';
import { Network } from './network/network.js';
import { Pace } from './loop/pace.js';
import { readPalette } from './kit/palette.js';
import { Plot, SmallPlot, paintRamp } from './plot/plot.js';
import { PointTool } from './plot/point-tool.js';
import { Reading } from './timeline/reading.js';
import { Readouts } from './timeline/readouts.js';
import { keep, RunsSheet, show } from './timeline/runs.js';
import { evaluate, HURRY, MOTION, portray, pushing, REST } from './engine/scene.js';
import { Strip } from './timeline/strip.js';
import { watchSizes } from './kit/surface.js';
import { write } from './kit/text.js';
import { watchTheme } from './kit/theme.js';
import { Transport } from './timeline/transport.js';
import { Undo } from './engine/undo.js';
import { viewOfPoints, viewOfShape } from './state/plane.js';
import { nameOf } from './network/wiring.js';
import { describe, describeNetwork, describePlot, describeRun, describeSplit } from './words/status.js';

/** The page opens with this run. */
const OPENING = {
  feed: 'fixed', samples: 200, heldOut: 0.25, noise: 0.14, batch: 32, rate: 1, schedule: 'linear', steps: 150,
  alpha: 1e-4, activation: 'relu', hidden: [16, 16], seed: 1778,
};
// Changeable while it runs; everything else needs a new trainer.
const LIVE = {
  // What is typed is the rate now. A value out of range goes to the engine as it is, so that its refusal names it.
  rate: (value) => trainer.setRate(value > 0 && value <= MOST_RATE ? value / falling() : value),
  schedule: (value) => trainer.setSchedule(value),
  batch: (value) => trainer.setBatch(value),
  alpha: (value) => trainer.setAlpha(value),
  steps: (value) => trainer.setSteps(value),
};

const TREATMENTS = ['free', 'frozen', 'off'];
// The engine's limit, see config.rs.
const MOST_RATE = 1e9;
// Milliseconds of a frame that training and drawing may take together at speed max, of the 16.7 there are.
const FRAME = 12;
// What training takes at least.
const LEAST = 2;
// More steps than any frame can take: the clock ends it, not the count.
const ENDLESS = 1e9;
// Rows of the history that the charts can tell apart.
const CURVE = 512;
// Frames further apart than this, in milliseconds, are late.
const LATE = 20;
// The turn in which everything is looked at and painted.
const ALL = -1;
// prefers-reduced-motion: redraw no more often, in milliseconds.
const CALM = 250;

let trainer;

/** All that the page knows. The views are handed parts of it and keep nothing of their own but pixels. */
const state = {
  config: OPENING,
  report: null,
  /** Points of the training and test set, as the engine hands them out. */
  train: null,
  test: null,
  /** The part of the plane that is shown, and its axes. */
  view: null,
  axes: null,
  /** What the columns and the labels of one's own points are called, if they were read with names. */
  names: null,
  /** The label of the points that are added by hand; whether any were edited in this run, or ever; what one had then. */
  adding: -1,
  edited: false,
  touched: false,
  mine: null,
  scene: null,
  curve: null,
  /** The curve that was left when a new branch was started in the past, the step where, and how it had ended. */
  old: null,
  /** The problem after the newest step, also when one has gone back from there. */
  broken: null,
  /** Runs to compare with, for as long as the page is open. */
  kept: [],
  /** Changes that the history knows of. */
  marks: [],
  /** The step of the charts that is pointed at, and the sign. */
  pointed: null,
  sign: null,
  /** What ends the training before the run is done. */
  goal: { kind: 'none', value: null },
  training: false,
  speed: '60',
  look: 'bands',
  /** What the squares of the network show: 'share' or 'output'. */
  squares: 'share',
  /** The network's parts as they are drawn, the part of it that is pointed at, and the one that is pinned. */
  picture: null,
  part: null,
  pinned: null,
  palette: null,
  /** What was done last; the sentence under the transport depends on it. */
  last: 'opened',
  /** The training loss before the last single step. */
  before: 0,
};

const views = {};
const undo = new Undo(() => state.report);
const pace = new Pace();
const calm = matchMedia('(prefers-reduced-motion: reduce)');
const phone = matchMedia('(max-width: 37.49em)');
const loop = {
  requested: false,
  dirty: false,
  /** When the last picture was painted, and how many milliseconds it takes to make one. */
  painted: 0,
  cost: 4,
  /** Counts the pictures; whose turn it is follows from it, see `paint`. */
  turn: 0,
  /** When the last frame of training began, and the milliseconds between two of them, smoothed. */
  last: 0,
  interval: 0,
  /** Milliseconds a frame that training may take at speed max. */
  budget: 6,
  /** Training has just ended: the answer to that comes first, and the finest picture with the frame after it. */
  coarse: false,
  /** The machine cannot keep up even if training takes next to nothing. */
  slow: false,
};

await start();

async function start() {
  try {
    await init();
    trainer = new Trainer(OPENING);
  } catch (error) {
    fail(error);
    return;
  }
  state.palette = readPalette();
  takePlane();
  buildViews();
  update('opened');
}

function drawPoints(config) {
  const drawn = new Trainer(config);
  const points = drawn.trainPoints();
  drawn.free();
  return points;
}

function fail(error) {
  document.documentElement.dataset.state = 'failed';
  const place = document.getElementById('trouble');
  place.hidden = false;
  place.textContent = `moongrad could not start its engine: ${error.message ?? error}. Reload the page; if that does not help, try a newer browser.`;
}

function buildViews() {
  const find = (id) => document.getElementById(id);
  views.plot = new Plot(find('plot'));
  views.small = new SmallPlot(find('plot-small'));
  views.strip = new Strip(find('strip'), find('over'), find('scrubber'), { seek, point });
  views.marks = new Marks(find('marks'), { seek, tell: (sign) => point(sign && sign.step, sign) });
  views.reading = new Reading(find('figures'), find('told'));
  views.runs = new RunsSheet(document, { opened: repaint, keep: keepRun, show: showRun, remove: removeRun });
  views.transport = new Transport(document, { toggle, back, on, reset, speed });
  views.readouts = new Readouts(document);
  views.controls = new Controls(document, { change, paintAs, newData, choose });
  views.points = new PointTool(find('plot'), find('points'), { add, move, moved, remove, choose });
  views.csv = new CsvSheet(document, { reader: () => new CsvReader(), load, text: () => withNames(trainer.writeCsv(), state.names) });
  for (const label of [-1, 1]) find(label < 0 ? 'legend-neg' : 'legend-pos').parentElement.addEventListener('click', () => choose(label));
  find('undo-points').addEventListener('click', takeBack);
  listenForUndo(document, takeBack);
  find('clear-points').addEventListener('click', () => edit(() => edits.clearPoints(trainer, undo)));
  views.goal = new GoalRow(document, setGoal, views.controls.teller('training'));
  new Hints(document);
  views.network = new Network(find('network'), { point: inspect, pin, resize });
  views.inspector = new Inspector(document, { edit: editNumber, edited: editedNumber, treat, undo: takeBack }, views.controls.teller('network'));
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && state.pinned && !takesText(event.target) && !event.target.closest?.('dialog')) pin(null);
  });
  find('go-back').addEventListener('click', goBack);
  setTimeout(() => fillPictures(document, drawPoints));
  watchTheme(find('theme'), () => {
    state.palette = readPalette();
    repaint();
  });
  watchSizes([...[views.plot, views.small, views.strip].map((view) => view.surface), views.network.wires, views.network.squares], repaint);
  watchScroll(find('plot'));
  phone.addEventListener('change', repaint);
  for (const event of ['focus', 'blur']) find('scrubber').addEventListener(event, () => state.curve && paintReading());
}

/** On a phone a small copy of the plot stays on top once the plot has scrolled away. */
function watchScroll(plot) {
  const root = document.documentElement;
  new IntersectionObserver(([entry]) => {
    root.dataset.scrolled = String(!entry.isIntersecting && entry.boundingClientRect.top < 0);
    repaint();
  }).observe(plot);
}

// ---- What people do

/** @param {boolean} [wasTraining]  when the button was pressed: what that put into force may have ended it */
function toggle(wasTraining = false) {
  if (wasTraining || state.training) pause();
  else if (state.report.problem || state.report.finished || !state.report.trainPoints) return update('refused-train');
  else if (isMet(state.goal, state.report)) return update('refused-goal');
  else train();
  update('trained');
}

function train() {
  state.training = true;
  trainer.setGoal(forEngine(state.goal));
  Object.assign(loop, { last: 0, interval: 0, budget: 6, slow: false });
  pace.start();
}

function pause() {
  loop.coarse ||= state.training;
  state.training = false;
  pace.stop(performance.now());
}

function back() {
  pause();
  if (state.report.step === 0) return update('refused-back');
  goTo(state.report.step - 1);
}

/** One step on: through the history where there is one that still holds, else by training. */
function on() {
  pause();
  const { step, lastStep, trainLoss, trainPoints, problem } = state.report;
  if (problem || !trainPoints) return update('refused-train');
  if (step < lastStep && !state.report.pending) return goTo(step + 1);
  branch();
  state.before = trainLoss;
  trainer.step();
  update('stepped');
}

function reset() {
  pause();
  state.old = null;
  state.broken = null;
  pace.reset();
  undo.restart();
  trainer.reset();
  update('reset');
}

function seek(step) {
  pause();
  goTo(Math.min(step, state.report.lastStep));
}

function goTo(step) {
  // Where it stands, a change that waits for the next step stays.
  if (step !== state.report.step) {
    undo.leave();
    trainer.seek(step);
  }
  update('sought');
}

/** The charts are pointed at, at a step or at a sign, or no longer. */
function point(step, sign = null) {
  if (step === state.pointed && sign === state.sign) return;
  Object.assign(state, { pointed: step, sign });
  if (!loop.dirty) paintReading();
}

function keepRun() {
  if (state.report.lastStep === 0) return update('refused-keep');
  state.kept = [...state.kept];
  keep(state.kept, trainer.curve(CURVE), describeRun(state.config));
  update('kept');
}

function showRun(run, shown) {
  show(state.kept, run, shown);
  update('changed');
}

function removeRun(run) {
  state.kept = state.kept.filter((other) => other !== run);
  update('changed');
}

/** Returns why not, or ''. */
function setGoal(kind, value) {
  try {
    trainer.setGoal(forEngine({ kind, value }));
  } catch (error) {
    return error.message;
  }
  state.goal = { kind, value };
  update('changed');
  return '';
}

function goBack() {
  undo.leave();
  trainer.goBack();
  update('sought');
}

function speed(speed) {
  state.speed = speed;
  pace.start();
  repaint();
}

/** How the plot ('look') or the squares of the network are painted. */
function paintAs(name, value) {
  state[name] = value;
  lookAgain();
}

// ---- Looking inside the network

function inspect(part) {
  if (same(part, state.part)) return;
  state.part = part;
  lookAgain();
}

function pin(part) {
  state.pinned = same(part, state.pinned) ? null : part;
  state.part = null;
  lookAgain();
}

const same = (a, b) => a?.unit === b?.unit && a?.parameter === b?.parameter;

/** Returns why not, or ''. */
function editNumber(parameter, value) {
  try {
    trainer.edit(parameter, value);
  } catch (error) {
    return error.message;
  }
  update('changed');
  return '';
}

function editedNumber(parameter, from) {
  undo.push('changing a number', () => trainer.edit(parameter, from), 'network');
  update('changed');
}

function treat(unit, treatment) {
  const before = TREATMENTS[trainer.treatments()[unit - 2]];
  trainer.treat(unit, treatment);
  undo.push('treating a neuron', () => trainer.treat(unit, before), 'network');
  update('changed');
}

function resize(hidden) {
  views.controls.teller('network')(change('hidden', hidden));
}

function newData() {
  try {
    return change('seed', freshSeed());
  } catch (error) {
    return error.message;
  }
}

// ---- One's own points

function choose(label) {
  state.adding = label;
  repaint();
}

function add(x, y) {
  return edit(() => edits.addPoint(trainer, undo, { test: false, x, y, label: state.adding }));
}

function move({ test, index, x, y }) {
  edit(() => trainer.movePoint(test, index, x, y));
}

function moved(point, from) {
  edit(() => edits.movedPoint(trainer, undo, point, from));
}

function remove(point, from) {
  edit(() => edits.deletePoint(trainer, undo, point, from));
}

/** Returns why not, or ''. */
function edit(act) {
  let why = '';
  try {
    act();
  } catch (error) {
    why = error.message;
  }
  views.controls.teller('data')(why);
  Object.assign(state, { edited: true, touched: true });
  update('edited');
  return why;
}

function takeBack() {
  state.undone = undo.undo();
  state.edited = state.config.data === 'own';
  update(!state.undone ? 'refused-undo' : state.undone.step > state.report.step ? 'early-undo' : 'undone');
}

/** A table was read: a new start on its points. */
function load({ points, columns, labels }, name) {
  const { heldOut } = state.config;
  const before = keepData();
  trainer.setOwn(points, heldOut);
  state.view = null;
  undo.push('loading points', () => bringBack(before));
  startAnew({ columns, labels });
  state.read = { count: points.length / 3, name };
  state.touched = true;
  update('loaded');
}

/** The data as it is, to have it again. */
function keepData() {
  const { names, config } = state;
  return { points: trainer.keepPoints(), names, data: config.data };
}

function bringBack(kept) {
  state.touched = kept.data === 'own';
  if (state.touched) trainer.putBack(kept.points);
  else trainer.rebuild({ ...trainer.config(), data: kept.data });
  state.view = null;
  startAnew(kept.names);
}

/** Another kind of data. One's own points are kept, and come back when they are chosen again. */
function chooseData(data) {
  const { config, mine, touched } = state;
  if (data === config.data) return;
  if (touched) state.mine = keepData();
  state.touched = false;
  undo.forget('points');
  if (data === 'own' && mine) return bringBack(mine);
  trainer.rebuild({ ...trainer.config(), data });
  startAnew(null);
}

/** Puts a setting into force. Returns the engine's sentence if it refuses, else ''. */
function change(key, value) {
  try {
    if (key in LIVE) LIVE[key](value);
    else if (key === 'data') chooseData(value);
    else rebuild({ ...trainer.config(), [key]: value });
  } catch (error) {
    return error.message;
  }
  update(key in LIVE ? 'changed' : 'rebuilt');
  return '';
}

/** By how much the schedule has lowered the rate so far. */
function falling() {
  return state.report.rate / state.config.rate;
}

function rebuild(config) {
  trainer.rebuild(config);
  startAnew(state.names);
}

/** What belonged to the run before is forgotten. */
function startAnew(names) {
  state.names = names;
  undo.restart();
  views.network.forget();
  Object.assign(state, { part: null, pinned: null });
  state.edited = false;
  state.training = false;
  state.old = null;
  state.broken = null;
  pace.reset();
  takePlane();
}

/** Before a step is taken that leaves the history: the curve that it leaves stays as the faint one. */
function branch() {
  const { step, lastStep, pending } = state.report;
  if (step === lastStep || !(pending || state.marks.some((mark) => mark.step > step))) return;
  state.old = { curve: trainer.curve(CURVE), from: step, broken: state.broken && { ...state.broken, left: true } };
  undo.branch();
  state.broken = null;
  state.marks = null;
}

/** Where numbers stopped being finite stays marked as long as the history ends there. */
function takeReport(report) {
  state.report = report;
  if (report.problem) state.broken = report.problem;
  else if (state.broken && state.broken.step <= report.lastStep) state.broken = null;
}

// ---- The frame

/** Something was done: everything is looked at again. */
function update(last) {
  state.last = last;
  takeReport(trainer.report());
  state.config = trainer.config();
  state.marks = trainer.marks();
  if (state.edited) takeEdited();
  lookAgain();
}

/** With the next frame. */
function lookAgain() {
  loop.dirty = true;
  request();
}

/** Everything anew and at once: a resized canvas is empty until then. */
function repaint() {
  if (!state.scene) return;
  look();
  paint(true);
}

function request() {
  if (loop.requested) return;
  loop.requested = true;
  requestAnimationFrame(frame);
}

function frame(now) {
  loop.requested = false;
  const began = performance.now();
  if (state.training) watchInterval(now);
  const trained = state.training ? advance(now) : 0;
  if (loop.dirty && (!state.training || !calm.matches || now - loop.painted >= CALM)) {
    look();
    paint(!inTurns());
    loop.painted = now;
    loop.dirty = loop.coarse;
    loop.coarse = false;
    loop.cost += 0.2 * (performance.now() - began - trained - loop.cost);
  }
  if (state.training || loop.dirty) request();
}

/** Where frames come late, training gets less of them; where that is not enough, the plot gets coarser. */
function watchInterval(now) {
  if (loop.last) loop.interval += 0.1 * (Math.min(100, now - loop.last) - loop.interval);
  loop.last = now;
  const late = loop.interval > LATE;
  const most = Math.max(LEAST, FRAME - loop.cost);
  loop.budget = Math.min(most, Math.max(LEAST, loop.budget + (late ? -0.5 : 0.1)));
  if (late && loop.budget === LEAST) loop.slow = true;
}

/** Takes the steps that are due. Returns how many milliseconds they took. */
function advance(now) {
  const began = performance.now();
  const most = state.speed === 'max' ? ENDLESS : pace.steps(now, Number(state.speed));
  if (most === 0) return 0;
  branch();
  const from = state.report.step;
  takeReport(trainer.trainFor(loop.budget, most));
  state.marks ??= trainer.marks();
  state.last = 'trained';
  pace.taken(began, performance.now(), state.report.step - from);
  if (state.report.finished || state.report.problem || state.report.goalReached) pause();
  loop.dirty = true;
  return performance.now() - began;
}

function takeData() {
  state.train = trainer.trainPoints();
  state.test = trainer.testPoints();
}

/** Other data: the plane is laid out anew, where it must be. */
function takePlane() {
  const config = trainer.config();
  const own = config.data === 'own';
  takeData();
  state.view = own ? viewOfPoints([state.train, state.test], state.view) : viewOfShape(config);
  state.axes = { scale: trainer.scale(), names: (own && state.names?.columns) || [] };
}

/** One's own points are others than before, or were at this step: the plane grows where they need it to. */
function takeEdited() {
  takeData();
  state.view = viewOfPoints([state.train, state.test], state.view);
}

/** Asks the engine for all that the plot shows. */
function look() {
  if (state.config.feed === 'stream') takeData();
  const fineness = !state.training && !loop.coarse ? REST : loop.slow ? HURRY : MOTION;
  const share = state.squares === 'share';
  const unit = shownUnit();
  const of = unit && { unit: unit.unit, share, jumps: share && unit.column > 0 && unit.column < state.config.hidden.length };
  state.scene = evaluate(trainer, state.view, state, views.plot.surface.width, fineness, of);
  const turn = inTurns() ? loop.turn % 4 : ALL;
  const known = turn === 1 && !loop.slow ? state.picture.activity : null;
  if (turn === ALL || isNetworks(turn)) state.picture = portray(trainer, state.view, state.config, share, known);
}

/** The part that is told of: what is pointed at or pinned. */
function toldPart() {
  return views.inspector.isTyping ? state.pinned : (state.part ?? state.pinned);
}

/** The unit whose picture takes the plot; of an edge, the one it comes from. */
function shownUnit() {
  const part = views.network.part(toldPart());
  const unit = part?.unit ?? part?.edge.from ?? null;
  return unit === views.network.wiring?.units.at(-1) ? null : unit;
}

/** While frames follow each other fast, all but the plot takes turns: nobody reads a number sixty times a second. */
function inTurns() {
  return state.training && !calm.matches && (state.speed === '60' || state.speed === 'max');
}

/** On a slow machine the network has its turn half as often. */
function isNetworks(turn) {
  return turn === 1 || (turn === 3 && !loop.slow);
}

/** @param {boolean} all  paint everything, else the plot and what has its turn */
function paint(all) {
  const { report, config, palette, training } = state;
  const style = { palette, look: state.look, moving: training, bare: phone.matches };
  const turn = loop.turn++ % 4;
  views.plot.paint(state.scene, style);
  if (all || isNetworks(turn)) paintNetwork({ ...style, moving: inTurns() || loop.coarse });
  views.points.paint({ on: config.data === 'own', ...state.scene });
  if (all || turn % 2 === 0) paintStrip();
  if (all || turn === 1) views.readouts.paint({ report, steps: config.steps, reached: pace.reached });
  if (all || turn === 3) paintSettings(style);
  document.documentElement.dataset.state = training ? 'training' : 'ready';
}

function paintNetwork(style) {
  const { picture, pinned, squares } = state;
  const { network, inspector } = views;
  const lit = toldPart();
  network.paint(picture, { ...style, lit, pinned });
  const told = network.part(lit);
  const count = network.wiring.units.length;
  inspector.paint(told, {
    picture, count, share: squares === 'share', pinned: Boolean(pinned) && same(lit, pinned), undo: undo.deeds.length > 0,
    gradient: told ? trainer.gradient() : undefined, change: told ? trainer.change() : undefined,
  });
  const unit = shownUnit();
  write(document.getElementById('shown'), unit ? `${nameOf(unit, count)}${unit.column ? `: ${squares === 'share' ? 'share of f' : 'output'}` : ''}` : '');
}

function paintStrip() {
  const { report, config, palette, training, speed } = state;
  const kept = state.kept.filter((run) => run.shown);
  const end = Math.max(axisEnd(config.steps, report.lastStep), ...kept.map((run) => lastOf(run.curve)));
  state.curve = trainer.curve(CURVE);
  views.strip.paint({
    curve: state.curve, old: state.old, kept, end, step: report.step, loss: report.trainLoss, accuracy: report.trainAccuracy,
  }, palette);
  views.marks.paint(state.marks, views.strip, state.broken ?? state.old?.broken, config.hidden);
  views.transport.paint({ training, speed, report, end, steps: config.steps });
  paintReading();
}

/** The figures under the pointer, or where the scrubber has the focus. */
function paintReading() {
  const { report, curve, pointed, sign } = state;
  if (!curve) return;
  const focused = pointed === null && !report.problem && document.activeElement?.matches('#scrubber:focus-visible');
  const figures = pointed !== null ? figuresAt(curve, nearest(curve, pointed)) : focused ? report : null;
  views.reading.paint(figures, sign?.sentence ?? '');
  views.strip.point(sign ? sign.step : pointed === null ? null : figures.step);
}

function paintSettings(style) {
  const { config, report, look, squares, adding, train, test } = state;
  views.controls.paint({ config, report, look, squares, adding, split: describeSplit(config, train.length / 3, test.length / 3) });
  views.goal.paint(state.goal);
  views.runs.paint(state.kept, figuresAt(state.curve, state.curve.length - ROW), describeRun(config));
  if (document.documentElement.dataset.scrolled === 'true') views.small.paint(state.scene, style);
  paintWords();
  paintSigns();
}

/** The sentences; while training runs they stand still. */
function paintWords() {
  const find = (id) => document.getElementById(id);
  const situation = { ...state, ...pushing(state.scene), parameters: trainer.parameterCount };
  const { kind, text, back } = describe(situation);
  write(find('status-text'), text);
  find('status').dataset.kind = kind;
  find('go-back').hidden = !back;
  if (back) write(find('go-back'), back);
  if (!state.training) find('plot').setAttribute('aria-label', describePlot(situation));
  write(find('scale-note'), describeScale(state.axes));
  write(find('numbers'), describeNetwork(state.config.hidden));
}

function paintSigns() {
  const { palette, look, config, names, adding } = state;
  paintLegend(document, config.data, names, adding);
  if (views.legend?.palette === palette && views.legend.look === look) return;
  views.legend = { palette, look };
  paintRamp(document.getElementById('ramp'), views.legend);
}
