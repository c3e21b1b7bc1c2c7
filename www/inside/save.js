// The tape as text, and as a file from which every value and every adjoint can be computed again.

import { all } from './digits.js';
import { tell } from './cells.js';
import { keepBy, listRows } from './listing.js';
import { save } from '../kit/give.js';
import { standAt } from './stand.js';
import { HEADS } from '../words/tape.js';

/** @typedef {import('./state.js').Inside} Inside */

const FILE = 'moongrad-tape.json';

/** Row by row, whole, with all digits, columns between tabs. @param {Inside} inside @param {import('./listing.js').Filter} filter */
export function writeTape({ moment: { layout, update }, walk, parameter }, filter) {
  const cursor = layout.starts[3];
  const stand = standAt(layout, walk, update, cursor);
  const rows = listRows({ layout, walk, keep: keepBy(filter, layout, parameter, false), isOpen: () => true, isTouched: () => false, isOff: () => false, at: -1, isUpdate: false });
  const lines = rows.map((row) => {
    const { cells, note } = tell(row, { layout, walk, update, stand, cursor, write: all });
    return note === null ? cells : [...cells.slice(0, 4), note];
  });
  return [HEADS.tape.map((head) => head.replace(/<b>.*<\/b>|<i>.<\/i> /, '')), ...lines].map((cells) => cells.join('\t').replace(/<[^>]*>/g, '').trimEnd()).join('\n');
}

/** Saves it as a file. @param {Inside} inside */
export function saveTape(inside) {
  save(new Blob([writeFile(inside)], { type: 'application/json' }), FILE);
}

/** All that the sample's numbers follow from, and these. Operands: a node by its number, a parameter p as −1 − p, none as −2147483648. @param {Inside} inside */
export function writeFile({ moment: { number, layout, update, config }, walk, sample }) {
  const { tape, operations, loss } = layout;
  const { kind, instruction, node, left, right, backward } = operations;
  const { loss: lossName, activation, hidden } = config;
  return writeValue({
    format: 'moongrad-tape', version: 1, step: number, network: { hidden, activation, loss: lossName },
    sample: { x: sample.x, y: sample.y, label: sample.label, weight: 1, number: sample.number },
    instructions: tape, operations: { kind, instruction, node, left, right }, backward, loss,
    parameters: update.live, values: walk.values, adjoints: walk.adjoints, gradient: walk.gradient,
  });
}

/** As JSON, but for what that lacks: −0 keeps its sign, and what is no finite number is a string. @param {any} value @returns {string} */
export function writeValue(value) {
  if (typeof value === 'number') return Object.is(value, -0) ? '-0.0' : Number.isFinite(value) ? String(value) : `"${value}"`;
  if (ArrayBuffer.isView(value) || Array.isArray(value)) return `[${Array.from(/** @type {any} */ (value), writeValue).join(',')}]`;
  if (value && typeof value === 'object') return `{${Object.entries(value).map(([name, part]) => `${JSON.stringify(name)}:${writeValue(part)}`).join(',\n')}}`;
  return JSON.stringify(value);
}
