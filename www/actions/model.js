// The model and the numbers of a run as text, and a model opened.

import { readModel, writeModel } from '../export/model.js';
import { writeNumPy, writePyTorch } from '../export/scripts.js';
import { put } from '../state/state.js';
import { pause } from './run.js';
import { describeOpened } from '../words/numbers.js';
import { attempt, startAnew } from './take.js';

/**
 * @typedef {import('../state/state.js').Lab} Lab
 * @typedef {{header: string[], rows: (string | number)[][]}} Table
 */

// Points that a script trains on in the place of a stream.
const STREAM = 2000;
// Rows that are asked for: more than any history keeps. Milliseconds of looking at them until the page has its turn.
const ALL = 2 ** 31;
const TURN = 8;

/** The model as it is now. @param {Lab} lab @returns {import('../export/model.js').Model} */
function modelOf({ trainer }) {
  const { config, treatments, parameters: count, report: { step } } = trainer.snapshot();
  const parameters = trainer.moment().numbers.slice(0, count);
  const model = { step, config, treatments: treatments.slice(2), parameters };
  if (config.data !== 'own') return model;
  const set = trainer.points();
  const { scale, names, train, test } = set;
  set.free();
  return { ...model, points: { scale, names, train, test } };
}

/** What of the run goes into a script beside the model. @param {Lab} lab @param {number} stream  how many points are drawn in its place @returns {import('../export/scripts.js').Course} */
function courseOf({ engine, trainer }, stream) {
  const { config: { feed, data, noise, seed, steps }, rates: [, last], parameters, report: { step, rate, trainOn } } = trainer.snapshot();
  const set = trainer.points();
  const { train, test } = set;
  set.free();
  const drawn = stream ? engine.draw(data, stream, noise, seed) : new Float32Array();
  return { train: feed === 'fixed' ? train : drawn, test, rate, last, steps: step < steps ? steps : (trainOn ?? step), memory: trainer.moment().numbers.slice(parameters) };
}

/** @param {Lab} lab */
export async function writeJson(lab) {
  return writeModel(modelOf(lab));
}

/** @param {Lab} lab */
export async function writeScript(lab) {
  return writeNumPy(modelOf(lab), courseOf(lab, 0));
}

/** @param {Lab} lab */
export async function writeTraining(lab) {
  return writePyTorch(modelOf(lab), courseOf(lab, STREAM));
}

/** All steps that the history keeps, with their figures, which may still have to be taken. @param {Lab} lab */
export async function writeHistory({ trainer, rules }) {
  for (;;) {
    const { rows, whole } = trainer.curve(ALL, TURN);
    if (whole) return writeTable({ header: rules.curve, rows: inLines(rows, rules.curve.length) });
    await new Promise((resume) => setTimeout(resume));
  }
}

/** The curves of the kept runs, as far as they are kept. @param {Lab} lab */
export async function writeKept({ state: { course: { kept } } }) {
  const columns = kept[0]?.curve.columns ?? [];
  const rows = kept.flatMap(({ number, name, what, curve }) => inLines(curve.values, columns.length).map((line) => [number, name, what, ...line]));
  return writeTable({ header: ['run', 'name', 'set-up', ...columns], rows });
}

/** @param {Float64Array} values @param {number} columns */
function inLines(values, columns) {
  return Array.from({ length: values.length / columns }, (_, i) => Array.from(values.subarray(i * columns, (i + 1) * columns)));
}

/** As RFC 4180 has it; what is not a number is left empty. @param {Table} table */
export function writeTable({ header, rows }) {
  const field = (/** @type {string | number} */ value) => {
    if (Number.isNaN(value)) return '';
    const text = String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [header, ...rows].map((row) => `${row.map(field).join(',')}\n`).join('');
}

/** Begins a run with a model that is read from text. Returns why not, or ''. @param {Lab} lab @param {string} text @param {string} name  of the file, or '' */
export function openModel(lab, text, name) {
  const why = attempt(() => open(lab, readModel(text, lab.rules), name));
  put(lab, 'told', { unread: why && `${name ? `${name}: ` : ''}${why}. Nothing was opened; the run is as it was.` });
  return why;
}

/** @param {Lab} lab @param {import('../export/model.js').Model} model @param {string} name */
function open(lab, { step, config, treatments, parameters, points }, name) {
  const { trainer, rules } = lab;
  const { train, test, scale, names } = points ?? { train: [], test: [], scale: null, names: null };
  const rows = Float64Array.from([...Array.from(train), ...Array.from(test)]);
  const numbers = Uint8Array.from(treatments, (name) => rules.choices.treatment.indexOf(name));
  trainer.openModel(config, Float32Array.from(parameters), numbers, rows, train.length / 3, Float64Array.from(scale ? [...scale.centre, ...scale.unit] : []), names);
  pause(lab);
  put(lab, 'told', { sentence: describeOpened(step, name) });
  startAnew(lab, 'other', true);
  put(lab, 'points', { touched: config.data === 'own' });
}
