// What a part of the network is and does, in a sentence.

import * as format from '../kit/format.js';

/** @typedef {import('./network.js').Told} Told */

/** One sentence: what it is. @param {Told} told @param {import('../network/wiring.js').Placed} part */
export function describePart(told, part) {
  const { names } = told;
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

/** @param {string} text */
const capital = (text) => text[0].toUpperCase() + text.slice(1);
