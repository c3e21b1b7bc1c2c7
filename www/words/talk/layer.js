// The talk's second section: a layer.

import { spell } from '../spell.js';

/** @type {import('../../talk/sections.js').Words} */
export const LAYER = {
  rail: 'A layer',
  title: 'A layer',
  before: `<p>Put neurons side by side and give each the same inputs: that is a <b>layer</b>. Each has its own weights, so each folds the plane along a line of its own.</p>
<p>{here}</p>
<p>Together the folds cut the plane into cells. Inside a cell no neuron of the layer turns on or off, so there the whole layer is a plain linear map.</p>`,
  caption: '{figure}',
  after: `<p>The next layers fold what this one gives, and so cut the cells into smaller ones. Inside one of those the whole network is linear, with a slope of its own:</p>
<p class="cell">{cell}</p>`,
  place: { href: '#lab', words: 'Point at these neurons in the lab' },
};

/** @typedef {{step: number, count: number, missing: number, activation: string}} Folds  of the first layer; missing: those that do not cross the view */

/** @param {Folds} folds */
export function tellLayer({ step, count, missing, activation }) {
  if (!count) return { here: 'The network in the lab has no hidden layer now: f is one plane, and nothing folds.', figure: 'There is no layer to show. Add one in the lab.', cell: '' };
  const neurons = `${capital(spell(count))} ${count === 1 ? 'neuron' : 'neurons'}`;
  const start = `The first layer of the network in the lab has ${spell(count)}.`;
  if (activation === 'tanh') return { here: `${start} They are tanh now, which has no fold: it is bent everywhere.`, figure: `${neurons} of tanh, and no fold. Point at a square to see its picture.`, cell: 'With tanh there are no such cells: the network is linear nowhere.' };
  const lie = count === 1 ? 'its fold lies as in the figure' : `their ${spell(count)} folds lie as in the figure`;
  const gone = missing ? ` ${capital(spell(missing))} ${missing === 1 ? 'crosses' : 'cross'} none of this part of the plane.` : '';
  return {
    here: `${start} At step ${step} ${lie}; the short tick points to the side where the neuron speaks.${gone}`,
    figure: `${neurons}, ${count === 1 ? 'one fold' : `${spell(count - missing)} folds`}. Point at a square to light its line, or at the plane to see the cell there.`,
  };
}

/** @param {string} text */
const capital = (text) => text[0].toUpperCase() + text.slice(1);
