// The lab's views: where each stands on the page, what it depends on, how often it has its turn while the run moves,
// and what it is handed.

import { find } from './kit/find.js';
import * as format from './kit/format.js';
import { Network } from './network/network.js';
import { Notes } from './network/notes.js';
import { Squares } from './network/squares.js';
import { Wires } from './network/wires.js';
import { Legend } from './plot/legend.js';
import { areFew } from './plot/markers.js';
import { Mini } from './plot/mini.js';
import { Plot } from './plot/plot.js';
import { Messages } from './settings/messages.js';
import { Settings } from './settings/settings.js';
import { curveOf, endOf, portraitOf, sceneOf, shownUnit, toldPart, isSame, wiringOf } from './state/derived.js';
import { placeOf } from './timeline/charts.js';
import { Reading } from './timeline/reading.js';
import { Readouts } from './timeline/readouts.js';
import { RunsBar } from './timeline/runs-bar.js';
import { Scrubber } from './timeline/scrubber.js';
import { Status } from './timeline/status.js';
import { Strip } from './timeline/strip.js';
import { Transport } from './timeline/transport.js';
import { describeClasses, describeScale, describeSplit } from './words/data.js';
import { describeDeed } from './words/deeds.js';
import { describeNetwork, describePlot, describeRun } from './words/run.js';
import { describe } from './words/status.js';

/**
 * @typedef {import('./state/state.js').Lab} Lab
 * @typedef {import('./actions/actions.js').Actions} Actions
 * @typedef {import('./loop/loop.js').Entry} Entry
 */

// What shows figures of the run: never of two steps at once.
const FIGURES = ['strip', 'scrubber', 'readouts'];
// Milliseconds between two pictures of what moves, and of what is read.
export const SEEN = 33;
export const READ = 66;
/** @type {number[]} */
const NONE = [];

/** @param {Lab} lab @param {Actions} actions @param {ParentNode} root */
export function buildViews({ rules }, actions, root) {
  const [figure, run, network, controls] = ['.figure', '.run', '.network', '.controls'].map((name) => find(root, name));
  return {
    plot: new Plot(figure),
    transport: new Transport(find(run, '.transport'), actions),
    messages: new Messages(controls),
    reading: new Reading(run),
    status: new Status(find(run, '.status'), actions),
    network: new Network(network, actions),
    wires: new Wires(find(network, '.wires', HTMLCanvasElement)),
    squares: new Squares(find(network, '.squares', HTMLCanvasElement)),
    strip: new Strip(run, actions),
    scrubber: new Scrubber(run, actions),
    readouts: new Readouts(run),
    notes: new Notes(network),
    settings: new Settings(controls, actions, rules),
    legend: new Legend(run, actions),
    runs: new RunsBar(find(controls, '.runs'), actions),
    mini: new Mini(find(root, '.mini')),
  };
}

/**
 * Of each view: how long it waits for its next turn, what it is handed, and the parts of the state that this depends on.
 * @type {[keyof ReturnType<typeof buildViews>, number, (lab: Lab) => any, string][]}
 */
const MODELS = [
  ['plot', 0, plotOf, 'run points sight page'],
  ['transport', 0, ({ state }) => state.run, 'run'],
  ['messages', 0, ({ state }) => state.message, 'message'],
  ['reading', 0, readingOf, 'run course page'],
  ['status', READ, statusOf, 'run setup course compare told page'],
  ['network', SEEN, networkOf, 'run setup sight page'],
  ['wires', SEEN, drawnOf, 'run setup sight page'],
  ['squares', SEEN, drawnOf, 'run setup points sight page'],
  ['strip', SEEN, courseOf, 'run setup course page'],
  ['scrubber', SEEN, scrubbedOf, 'run setup course page'],
  ['readouts', READ, readoutsOf, 'run setup course'],
  ['notes', READ, inspectedOf, 'run setup sight page'],
  ['settings', READ, settingsOf, 'run setup points sight page'],
  ['legend', READ, legendOf, 'setup points page'],
  ['runs', READ, ({ state: { course, setup } }) => ({ kept: course.kept.length, undo: setup.undo ? describeDeed(setup.undo) : '' }), 'course setup'],
  ['mini', READ, miniOf, 'run points sight page'],
];

/** @param {Lab} lab @param {ReturnType<typeof buildViews>} views @param {() => boolean} isShown @returns {Entry[]} */
export function listViews(lab, views, isShown) {
  return MODELS.map(([name, every, model, parts]) => ({
    name, every, isShown, group: FIGURES.includes(name) ? 'figures' : name, of: /** @type {Entry['of']} */ (parts.split(' ')), paint: () => views[name].paint(model(lab), lab.state.page),
  }));
}

/** @param {Lab} lab */
export function scrubbedOf(lab) {
  const { run, setup } = lab.state;
  return { ...run, steps: setup.config.steps, end: endOf(lab) };
}

/** @param {Pick<Lab, 'trainer' | 'pictures' | 'state'>} lab @returns {import('./plot/plot.js').Shown} */
export function plotOf(lab) {
  const { run, setup, points, sight } = lab.state;
  const unit = shownUnit(lab.state);
  const scene = sceneOf(lab);
  const aspect = unit === null || unit < 2 ? '' : `: ${sight.squares === 'share' ? 'share of f' : 'output'}`;
  return {
    scene, points, batch: isBatched(lab) ? scene.batch : NONE,
    unit: unit === null ? '' : `${setup.names[unit]}${aspect}`,
    label: run.training ? null : describePlot(setup.config.data, run.report, scene),
  };
}

/** Whether the last batch is marked: not where points are many, nor where batches follow each other faster than one can see. @param {Pick<Lab, 'state'>} lab */
function isBatched({ state: { run: { training, speed }, points: { train, test }, setup } }) {
  return areFew(train, test) && setup.config.feed === 'fixed' && !(training && (speed === '60' || speed === 'max'));
}

/** @param {Lab} lab */
function miniOf(lab) {
  const { run, points, page } = lab.state;
  return { scene: page.scrolled ? sceneOf(lab) : null, view: points.view, isOutput: shownUnit(lab.state) === null, report: run.report };
}

/** @param {Lab} lab */
export function legendOf(lab) {
  const { setup: { config: { data, feed } }, points } = lab.state;
  const batched = feed === 'fixed' && areFew(points.train, points.test);
  const hasMargin = sceneOf(lab).pushes !== null;
  return { classes: describeClasses(data, points.labels), adding: data === 'own' ? points.adding : null, batched, hasMargin };
}

/** @param {Lab} lab @returns {import('./network/network.js').Shown} */
function networkOf(lab) {
  const { setup, sight } = lab.state;
  const { hiddenLayers: layers, hiddenNeurons: neurons } = lab.rules.limits;
  return {
    wiring: wiringOf(lab.state), hidden: setup.config.hidden, names: setup.names, parameters: portraitOf(lab).parameters,
    pinned: sight.pinned && 'unit' in sight.pinned ? sight.pinned.unit : null, layers, neurons,
  };
}

/** @param {Lab} lab @returns {import('./network/wires.js').Drawn} */
function drawnOf(lab) {
  const { setup, sight } = lab.state;
  const wiring = wiringOf(lab.state);
  return {
    wiring, portrait: portraitOf(lab), treatments: setup.treatments, folds: setup.config.activation === 'relu',
    lit: wiring.part(toldPart(lab.state)), pinned: wiring.part(sight.pinned),
  };
}

/** @param {Lab} lab @returns {import('./network/inspector.js').Shown} */
export function inspectedOf(lab) {
  const { setup: { config, names, treatments, parameters }, sight } = lab.state;
  const told = toldPart(lab.state);
  return {
    part: wiringOf(lab.state).part(told), names, treatments, portrait: portraitOf(lab), activation: config.activation,
    share: sight.squares === 'share', layers: config.hidden.length, pinned: sight.pinned !== null && isSame(told, sight.pinned),
    numbers: describeNetwork(config.hidden, parameters),
  };
}

/** @param {Lab} lab @returns {import('./timeline/strip.js').Course} */
export function courseOf(lab) {
  const { run: { report }, course } = lab.state;
  return {
    curve: curveOf(lab), left: course.left, kept: course.kept.filter((run) => run.shown), end: endOf(lab),
    step: report.step, loss: report.trainLoss, accuracy: report.trainAccuracy,
  };
}

/** @param {Lab} lab */
function readingOf(lab) {
  const { course: { sign }, page } = lab.state;
  const step = sign ? sign.step : pointedOf(lab)?.step;
  return { sentence: sign?.sentence ?? '', at: step === undefined ? null : placeOf(page.strip, endOf(lab), step) };
}

/** The figures of the step of the charts that is pointed at, if that is not the one where the run stands. @param {Lab} lab */
function pointedOf(lab) {
  const { run: { report }, course: { pointed } } = lab.state;
  if (pointed === null) return null;
  const curve = curveOf(lab);
  const figures = curve.figures(curve.nearest(pointed));
  return figures.step === report.step ? null : figures;
}

/** @param {Lab} lab @returns {import('./timeline/readouts.js').Standing} */
export function readoutsOf(lab) {
  const { run: { report, reached }, setup } = lab.state;
  const pointed = pointedOf(lab);
  return { figures: pointed ?? report, pointed: pointed !== null, step: report.step, steps: setup.config.steps, reached };
}

/** @param {Lab} lab */
export function statusOf(lab) {
  const { run, setup, course, told, page: { phone } } = lab.state;
  const status = describe({ ...run, setup, scene: sceneOf(lab), told, kept: course.kept.at(-1), phone });
  return lab.pair?.tell(status) ?? status;
}

/** @param {Lab} lab @returns {import('./settings/settings.js').Shown} */
function settingsOf({ state: { run, setup, points, sight, page } }) {
  return {
    setup, rate: run.report.rate, step: run.report.step, look: page.look, squares: sight.squares, adding: points.adding,
    classes: describeClasses(setup.config.data, points.labels),
    split: describeSplit(setup.config, points.train.length / 3, points.test.length / 3), scaled: describeScale(points.axes),
  };
}

/** The kept runs, and the one now, in words. @param {Lab} lab */
export function runsOf(lab) {
  const words = (/** @type {import('./timeline/curve.js').Curve} */ curve, /** @type {string} */ what) => {
    const last = curve.figures(curve.rows - 1);
    return {
      steps: String(last.step), what,
      loss: [format.three(last.trainLoss), `test ${format.three(last.testLoss)}`],
      accuracy: [`${format.percent(last.trainAccuracy)} %`, `test ${format.percent(last.testAccuracy)} %`],
    };
  };
  const { setup, course } = lab.state;
  return { rows: course.kept.map((run) => ({ ...run, ...words(run.curve, run.what) })), now: words(curveOf(lab), describeRun(setup)) };
}
