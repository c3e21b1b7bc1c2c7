// What a part of the network is and does, in a sentence.

import * as format from '../kit/format.js';

/**
 * @typedef {object} Told
 * @property {import('../network/wiring.js').Placed | null} part  null: all of it
 * @property {string[]} names       of the units
 * @property {import('../../pkg/moongrad.js').Treatment[]} treatments
 * @property {import('../../pkg/moongrad.js').Portrait} portrait
 * @property {string} activation
 * @property {boolean} share        the squares show what neurons add to f
 * @property {number} layers        hidden ones
 */

/** One sentence: what it is. @param {Told} told */
export function describePart(told) {
  const { part, names } = told;
  if (!part) return describeAll(told);
  if (part.edge) return `${capital(names[part.edge.from.unit])} counts this much in the sum of ${names[part.edge.to.unit]}.`;
  const { unit } = part;
  if (unit.column === 0) return `Input ${'xy'[unit.row]}: a point’s coordinate, over the plane.`;
  if (unit.unit === names.length - 1) return `The output f: the sum of what runs in here, and a bias. Its picture is the plot.`;
  return `${capital(names[unit.unit])} ${describeNeuron(told, unit.unit)}`;
}

/** @param {Told} told @param {number} unit */
function describeNeuron({ treatments, portrait: { activity }, activation }, unit) {
  if (treatments[unit] === 'off') return 'is switched off: it gives 0 to all that it feeds.';
  const frozen = treatments[unit] === 'frozen' ? 'is frozen: it does not learn. It ' : '';
  const share = activity?.[unit] ?? null;
  if (Number.isNaN(share)) return `${frozen}answers to no training points: there are none.`;
  if (activation !== 'relu') return `${frozen}answers above 0 for ${format.share(share)} of the training points, else below.`;
  if (share === 0) return `${frozen}is silent (–): off for every training point, so only the penalty moves it.`;
  if (share === 1) return `${frozen}is never silent (|): on for every training point, it folds nothing.`;
  return `${frozen}fires for ${format.share(share)} of the training points; for the others it is off.`;
}

/** @param {Told} told */
function describeAll({ layers, share }) {
  const lines = 'Lines are weights: width |w|, colour its sign.';
  if (!layers) return `${lines} Without neurons in between, f is a plane, and the line straight.`;
  if (!share) return `Each square is the output of one neuron over the plane. ${lines}`;
  return `Each square is what one neuron adds to f. ${lines}`;
}

/** "28 silent (–)," and on a line of its own "3 never silent (|)" @param {Told} told */
export function describeSilent({ portrait: { activity }, treatments, activation }) {
  if (activation !== 'relu') return '';
  const count = (/** @type {number} */ share) => treatments.filter((treatment, unit) => treatment !== 'off' && activity?.[unit] === share).length;
  const [silent, never] = [count(0), count(1)];
  return [silent && `${silent} silent (–)`, never && `${never} never silent (|)`].filter(Boolean).join(',\n');
}

/** @param {string} text */
const capital = (text) => text[0].toUpperCase() + text.slice(1);
