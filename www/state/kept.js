// The kept runs as text, for the browser to store: bounded in size, and checked when they are read.

import { Curve } from '../timeline/curve.js';
import { signOf } from '../words/run.js';

/** @typedef {import('../actions/runs.js').Kept} Kept */

/** Where a browser stores them. */
export const PLACE = 'moongrad-kept';

const VERSION = 1;
// Runs, and characters of all: a small part of what browsers give a page.
const MOST = 20;
const LONGEST = 2_000_000;
// Characters of a name and of a set-up, and numbers of a curve: more than any run has.
const TEXT = 1000;
const NUMBERS = 8192;

/** The newest of them, as many as may be stored. @param {Kept[]} kept @returns {{text: string, count: number}} */
export function writeKept(kept) {
  const runs = kept.slice(-MOST).map(({ number, name, what, shown, curve }) => ({ number, name, what, shown, columns: curve.columns, values: Array.from(curve.values, inJson) }));
  for (;;) {
    const text = JSON.stringify({ version: VERSION, runs });
    if (text.length <= LONGEST || !runs.length) return { text, count: runs.length };
    runs.shift();
  }
}

/** JSON knows only finite numbers. @param {number} value */
function inJson(value) {
  return Number.isFinite(value) ? value : String(value);
}

/**
 * Reads them. Throws with what is wrong, in words.
 * @param {string} text @param {string[]} columns  of a curve @returns {Kept[]}
 */
export function readKept(text, columns) {
  const { version, runs } = parse(text);
  if (version !== VERSION) throw new Error(`their version is ${show(version)}, but must be ${VERSION}`);
  if (!Array.isArray(runs) || runs.length > MOST) throw new Error(`they are not a list of at most ${MOST}`);
  const kept = runs.map((run, i) => readRun(run, `run ${i + 1}`, columns));
  if (new Set(kept.map(({ number }) => number)).size < kept.length) throw new Error('two have the same number');
  return kept;
}

/** @param {string} text */
function parse(text) {
  if (text.length > LONGEST) throw new Error(`they have ${text.length} characters, but may have ${LONGEST}`);
  try {
    return Object(JSON.parse(text));
  } catch {
    throw new Error('they are not JSON');
  }
}

/** @param {any} run @param {string} where @param {string[]} columns @returns {Kept} */
function readRun(run, where, columns) {
  const { number, name, what, shown, columns: named, values } = Object(run);
  const check = (/** @type {boolean} */ isGood, /** @type {string} */ field, /** @type {unknown} */ value, /** @type {string} */ allowed) => {
    if (!isGood) throw new Error(`the ${field} of ${where} is ${show(value)}, but must be ${allowed}`);
  };
  const isText = (/** @type {unknown} */ text) => typeof text === 'string' && text.length <= TEXT;
  check(Number.isInteger(number) && number > 0 && number < 1e6, 'number', number, 'a whole number from 1 to 999999');
  check(isText(name), 'name', name, `a text of at most ${TEXT} characters`);
  check(isText(what), 'set-up', what, `a text of at most ${TEXT} characters`);
  check(typeof shown === 'boolean', 'place on the strip', shown, 'true or false');
  check(JSON.stringify(named) === JSON.stringify(columns), 'list of columns', named, columns.join(', '));
  const isWhole = Array.isArray(values) && values.length > 0 && values.length <= NUMBERS && values.length % columns.length === 0;
  check(isWhole, 'curve', values?.length, `at most ${NUMBERS} numbers, in rows of ${columns.length}`);
  const curve = new Curve(Float64Array.from(values, (value) => readValue(value, check)), columns);
  for (let row = 0; row < curve.rows; row++) {
    const step = curve.value(row, 'step');
    check(Number.isInteger(step) && step >= 0 && (!row || step > curve.value(row - 1, 'step')), 'step', step, 'a whole number above the one before');
  }
  return { number, sign: signOf(number), name, what, curve, shown };
}

/** @param {unknown} value @param {(isGood: boolean, field: string, value: unknown, allowed: string) => void} check */
function readValue(value, check) {
  const isName = value === 'NaN' || value === 'Infinity' || value === '-Infinity';
  check(isName || typeof value === 'number', 'curve', value, 'numbers');
  return Number(value);
}

/** @param {unknown} value */
function show(value) {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
