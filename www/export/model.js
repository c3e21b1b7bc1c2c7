// A model as text, out and in: docs/model.md tells its fields. What the engine checks when it opens one is left to it.

/**
 * @typedef {object} Model
 * @property {number} step
 * @property {Required<import('../../pkg/moongrad.js').Config>} config
 * @property {import('../../pkg/moongrad.js').Treatment[]} treatments  of the hidden neurons
 * @property {ArrayLike<number>} parameters
 * @property {Points} [points]  one's own
 *
 * @typedef {object} Points
 * @property {{centre: number[], unit: number[]}} scale
 * @property {import('../../pkg/moongrad.js').Names | null} names
 * @property {ArrayLike<number>} train  x, y, label, one point after the other
 * @property {ArrayLike<number>} test
 */

const FORMAT = 'moongrad model';
const VERSION = 1;
// The last step that a run can have, and characters of a name.
const STEPS = 1e9;
const LONGEST = 1000;

/** The fewest digits that tell a number of 32 bits from all others, also where it is read with 64. @param {number} value */
export function digits(value) {
  if (Object.is(value, -0)) return '-0';
  const rounded = [6, 7, 8, 9].map((count) => Number(value.toPrecision(count)));
  return String(rounded.find((number) => Math.fround(number) === value) ?? value);
}

/** How many inputs each neuron has, layer by layer, the output's last. @param {number[]} hidden */
export function listNeurons(hidden) {
  return [...hidden, 1].map((count, layer) => Array(count).fill(layer ? hidden[layer - 1] : 2));
}

/** A line for each field of the set-up, each neuron and each point. @param {Model} model */
export function writeModel({ step, config, treatments, parameters, points }) {
  let from = 0;
  const neurons = listNeurons(config.hidden).flat().map((inputs) => Array.from({ length: inputs + 1 }, () => digits(parameters[from++])).join(', '));
  const parts = [
    `"format": "${FORMAT}"`, `"version": ${VERSION}`, `"step": ${step}`,
    `"config": {\n${Object.entries(config).map(([name, value]) => `    "${name}": ${JSON.stringify(value)}`).join(',\n')}\n  }`,
    `"treatments": ${JSON.stringify(treatments)}`,
    `"parameters": [\n    ${neurons.join(',\n    ')}\n  ]`,
    ...(points ? [`"points": {\n${writePoints(points)}\n  }`] : []),
  ];
  return `{\n  ${parts.join(',\n  ')}\n}\n`;
}

/** @param {Points} points */
function writePoints({ scale: { centre, unit }, names, train, test }) {
  const rows = (/** @type {ArrayLike<number>} */ set) => `[${inRows(set).map((row) => `\n      [${row.map(digits).join(', ')}]`).join(',')}]`;
  return `    "scale": ${JSON.stringify({ centre, unit })},\n    "names": ${JSON.stringify(names)},\n    "train": ${rows(train)},\n    "test": ${rows(test)}`;
}

/** @param {ArrayLike<number>} numbers */
export function inRows(numbers) {
  return Array.from({ length: numbers.length / 3 }, (_, i) => [numbers[3 * i], numbers[3 * i + 1], numbers[3 * i + 2]]);
}

/**
 * Reads what was written so; throws a sentence that names the field, its value and what is allowed. The fields of the
 * set-up are only known to be there.
 * @param {string} text @param {Pick<import('../../pkg/moongrad.js').Rules, 'defaults' | 'choices' | 'limits'>} rules
 * @returns {Model}
 */
export function readModel(text, { defaults, choices, limits }) {
  const { format, version, step, config, treatments, parameters, points } = readFields(parse(text), '', ['format', 'version', 'step', 'config', 'treatments', 'parameters'], ['points']);
  if (format !== FORMAT) refuse('format', format, `"${FORMAT}"`);
  if (version !== VERSION) refuse('version', version, String(VERSION));
  if (!Number.isInteger(step) || step < 0 || step > STEPS) refuse('step', step, `a whole number from 0 to ${STEPS}`);
  readFields(config, 'config', Object.keys(defaults));
  if (config.data === 'own' && config.feed !== 'fixed') refuse('config.feed', config.feed, 'fixed, since config.data is "own"');
  const names = choices.treatment;
  readList(treatments, 'treatments', names.join(', ')).forEach((name, i) => names.includes(name) || refuse(`treatments[${i}]`, name, names.join(', ')));
  const values = readList(parameters, 'parameters', 'numbers').map((value, i) => readSingle(value, `parameters[${i}]`));
  if (config.data !== 'own' && points !== undefined) refuse('points', points, 'left out: config.data is drawn');
  if (config.data === 'own' && points === undefined) throw new Error('points is missing, but config.data is "own"');
  return { step, config, treatments, parameters: values, ...(points === undefined ? {} : { points: readPoints(points, limits.points) }) };
}

/** @param {string} text */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('the text is not JSON, or ends too early');
  }
}

/** @param {any} points @param {import('../../pkg/moongrad.js').Limits} limits @returns {Points} */
function readPoints(points, { most, allowed }) {
  const { scale, names, train, test } = readFields(points, 'points', ['scale', 'names', 'train', 'test']);
  const { centre, unit } = readFields(scale, 'points.scale', ['centre', 'unit']);
  for (const [name, pair, isGood, what] of /** @type {[string, any, (value: any) => boolean, string][]} */ ([['centre', centre, Number.isFinite, 'two numbers'], ['unit', unit, (value) => Number.isFinite(value) && value > 0, 'two numbers above 0']])) {
    if (readList(pair, `points.scale.${name}`, what).length !== 2 || !pair.every(isGood)) refuse(`points.scale.${name}`, pair, what);
  }
  if (names !== null) readNames(names);
  const sets = [readRows(train, 'points.train'), readRows(test, 'points.test')];
  const count = sets[0].length + sets[1].length;
  if (count / 3 > most) refuse('the number of points', count / 3, allowed);
  return { scale: { centre, unit }, names, train: sets[0], test: sets[1] };
}

/** @param {any} names */
function readNames(names) {
  const { columns, labels } = readFields(names, 'points.names', ['columns', 'labels']);
  for (const [name, texts, count] of /** @type {[string, any, number][]} */ ([['labels', labels, 2], ...(columns === null ? [] : [['columns', columns, 3]])])) {
    const what = `${count} texts of at most ${LONGEST} characters`;
    const isGood = (/** @type {unknown} */ text) => typeof text === 'string' && text.length <= LONGEST;
    if (readList(texts, `points.names.${name}`, what).length !== count || !texts.every(isGood)) refuse(`points.names.${name}`, texts, what);
  }
}

/** @param {any} rows @param {string} name */
function readRows(rows, name) {
  return readList(rows, name, 'rows of x, y and label').flatMap((row, i) => {
    const at = `${name}[${i}]`;
    if (readList(row, at, 'x, y and label').length !== 3) refuse(at, row, 'a list of x, y and label');
    if (Math.abs(row[2]) !== 1 || typeof row[2] !== 'number') refuse(`${at}.label`, row[2], '-1 or 1');
    return [readSingle(row[0], `${at}.x`), readSingle(row[1], `${at}.y`), row[2]];
  });
}

/** @param {any} value @param {string} name */
function readSingle(value, name) {
  if (typeof value !== 'number' || !Number.isFinite(Math.fround(value))) refuse(name, value, 'a number from -3.4e38 to 3.4e38');
  return Math.fround(value);
}

/** @param {any} list @param {string} name @param {string} what @returns {any[]} */
function readList(list, name, what) {
  if (!Array.isArray(list)) refuse(name, list, `a list of ${what}`);
  return list;
}

/** @param {any} object @param {string} name @param {string[]} needed @param {string[]} [allowed]  beside them */
function readFields(object, name, needed, allowed = []) {
  if (typeof object !== 'object' || object === null || Array.isArray(object)) refuse(name || 'the file', object, 'an object');
  const fields = [...needed, ...allowed];
  const path = name && `${name}.`;
  const strange = Object.keys(object).find((field) => !fields.includes(field));
  if (strange !== undefined) throw new Error(`${show(strange)} is no field of ${name || 'a model'}, which has ${fields.join(', ')}`);
  const missing = needed.find((field) => !Object.hasOwn(object, field));
  if (missing) throw new Error(`${path}${missing} is missing`);
  return object;
}

/** @param {string} name @param {unknown} value @param {string} allowed @returns {never} */
function refuse(name, value, allowed) {
  throw new Error(`${name} is ${show(value)}, but must be ${allowed}`);
}

/** @param {unknown} value */
function show(value) {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = JSON.stringify(value) ?? 'missing';
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
