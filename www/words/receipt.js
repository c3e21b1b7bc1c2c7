// A receipt in words.

import { grouped } from '../kit/format.js';
import { figure } from '../inside/ledger.js';
import { spell } from './spell.js';

/** @typedef {import('../inside/layout.js').Layout} Layout @typedef {{layer: number, neuron: number, input: number}} Chosen */

/** "neuron 9", "the output" @param {Layout} layout @param {Chosen} chosen */
function nameNeuron({ layers }, { layer, neuron }) {
  return layer === layers.length - 1 ? 'the output' : `neuron ${neuron + 1}`;
}

/** "input 10", "x", "1": of a bias, which stands alone. @param {Layout} layout @param {Chosen} chosen */
export function nameInput({ layers }, { layer, input }) {
  return input === layers[layer].inputs ? '1' : layer === 0 ? `<i>${'xy'[input]}</i>` : `input ${input + 1}`;
}

/** "b", "w" @param {Layout} layout @param {Chosen} chosen */
export function nameParameter({ layers }, { layer, input }) {
  return `<i>${input === layers[layer].inputs ? 'b' : 'w'}</i>`;
}

/** @param {Layout} layout @param {Chosen} chosen @param {number} samples @param {boolean} [isInOrder]  the engine's */
export function describeReceipt(layout, chosen, samples, isInOrder = false) {
  const to = nameNeuron(layout, chosen);
  const of = chosen.layer < layout.layers.length - 1 ? ` of layer ${chosen.layer + 1}` : '';
  const isBias = chosen.input === layout.layers[chosen.layer].inputs;
  return `${isBias ? `the bias of ${to}${of}` : `from ${nameInput(layout, chosen)} to ${to}${of}`}, ${isInOrder ? 'in the engine’s own order' : `over the batch of ${grouped(samples)}`}`;
}

/** "gradient at 9", "gradient at f" @param {Layout} layout @param {Chosen} chosen */
export function describeAdjoint({ layers }, { layer, neuron }) {
  return `gradient at ${layer === layers.length - 1 ? '<i>f</i>' : neuron + 1}`;
}

/** Why nothing of a sample comes through. @param {Layout} layout @param {Chosen} chosen @param {'input' | 'neuron' | 'above'} reason */
export function describeReason(layout, chosen, reason) {
  if (reason === 'input') return `${nameInput(layout, chosen)} is ${chosen.layer === 0 ? '0' : 'off'} for it`;
  if (reason === 'neuron') return `${nameNeuron(layout, chosen)} is off for it`;
  return `nothing comes back to ${nameNeuron(layout, chosen)}`;
}

/** Why some are silent. @param {string} loss @param {number} samples */
export function describeSilent(loss, samples) {
  const theirs = samples > 1 ? 'their' : 'its';
  return loss === 'hinge' ? `right by 1 or more, so ${theirs} loss is 0` : `${theirs} loss is 0`;
}

/** Of a point anywhere in the plane. */
export const OWN = 'This point is not in the batch of this step, so it pushes nothing. ';

/** What the gradient says, and how many say so. @param {number} gradient @param {ArrayLike<number>} pushes @param {string} name */
export function describeVote(gradient, pushes, name) {
  const signs = Array.from(pushes, (push) => Math.sign(push));
  const [same, other] = [1, -1].map((by) => signs.filter((sign) => sign === by * Math.sign(gradient)).length);
  const of = grouped(signs.length);
  if (!Number.isFinite(gradient)) return 'The gradient is no finite number, so the step is not taken.';
  if (gradient === 0) return `The loss does not change with ${name}.`;
  const start = `Raising ${name} would ${gradient > 0 ? 'raise' : 'lower'} the loss, by ${figure(Math.abs(gradient))} for each unit: `;
  if (same + other === 0) return `${start}the penalty alone says so; no sample of ${of} says anything.`;
  const silent = same + other < signs.length;
  const against = other ? `, ${spell(other)} ${other > 1 ? 'say' : 'says'} the opposite` : '';
  return `${start}${spell(same)} ${same === 1 ? 'sample' : 'samples'} of ${of} ${same === 1 ? 'says' : 'say'} so${against}${silent ? ', the others say nothing' : ''}.`;
}

/** In which order the engine takes the mean. @param {number} samples */
export function describeMean(samples) {
  const of = grouped(samples);
  if (samples === 1) return 'One sample is the whole batch, so the mean is its own push.';
  const isPower = Number.isInteger(Math.log2(samples));
  return `The engine multiplies by 1/${of} first and adds after; ${isPower ? `for ${of} both ways give the same bits` : `for ${of} the last digits can differ from adding first`}.`;
}

/** What the step reads of the gradients. @param {import('../../pkg/moongrad.js').Config['optimiser']} optimiser */
export function nameMeans(optimiser) {
  if (optimiser === 'momentum') return ['left of the velocity', '<b>velocity</b>, the two added'];
  return optimiser === 'adam' ? ['<i>m̂</i>, mean of the gradients', '√<i>v̂</i>, root of their mean square'] : [];
}

/** What becomes of the parameter. @param {number} before @param {number} after @param {string} name @param {import('../inside/ledger.js').Write} write */
export function describeMove(before, after, name, write) {
  if (before === after) return `${name} stays`;
  return `${name} goes ${after > before ? 'up' : 'down'} by <b>${figure(Math.abs(after - before), write)}</b>`;
}

/** Why it does not move, though the gradient may ask it to. @param {boolean} taken @param {string} treatment */
export function describeStay(taken, treatment) {
  if (!taken) return 'not taken: no finite number';
  return treatment === 'frozen' ? 'none: the neuron is frozen' : treatment === 'off' ? 'none: the neuron is off' : '';
}
