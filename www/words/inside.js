// A step in words: each operation says what it does and why, with its numbers in it. The sentences follow from the
// operation, whatever network it is of.

import * as format from '../kit/format.js';
import { operationAt, placeAt, placeOfOperation, placeOfParameter, stageAt, unitOf } from '../inside/layout.js';
import { apart, signed3 } from '../inside/digits.js';
import { standOf } from '../inside/state.js';

/** @typedef {import('../inside/state.js').Inside} Inside @typedef {import('../inside/layout.js').Layout} Layout @typedef {import('../inside/layout.js').Place} Place */

const { three } = format;

/** "neuron 9 of layer 2", "the output" @param {Layout} layout @param {{layer: number, neuron: number}} place */
export function nameNeuron({ layers }, { layer, neuron }) {
  return layer >= layers.length - 1 ? 'the output' : `neuron ${neuron + 1} of layer ${layer + 1}`;
}

/** "input x", "neuron 3" @param {number} layer  whose input it is @param {number} input */
export function nameInput(layer, input) {
  return layer === 0 ? `input ${'xy'[input]}` : `neuron ${input + 1}`;
}

/** Stage and place in a few words. @param {Layout} layout @param {number} cursor @param {string[]} _ */
export function describeStage(layout, cursor, _) {
  const { name, number, count } = stageAt(layout, cursor);
  const place = placeAt(layout, cursor);
  return `${name} ${number} of ${count}${place ? `, ${nameNeuron(layout, place)}` : ''}`;
}

/** What the operation done last does, and why. @param {Inside} inside */
export function narrate(inside) {
  const { moment: { layout }, cursor } = inside;
  if (cursor === 0) return 'Nothing is done yet. Each operation to come is one number from one or two others: first forward to the loss, then back to what each number owes it, then the update.';
  const operation = operationAt(layout, cursor);
  if (operation === null) return narrateUpdate(inside);
  return cursor > layout.starts[2] ? narrateBack(inside, operation) : narrateForward(inside, operation);
}

/** @param {Inside} inside @param {number} operation */
function narrateForward(inside, operation) {
  const { moment: { layout }, walk, sample } = inside;
  const { operations } = layout;
  const [kind, result, sum] = [operations.kind[operation], walk.results[operation], walk.sums[operation]];
  const place = placeOfOperation(layout, operation);
  const [a, b] = operandsOf(inside, operation);
  const who = place ? capital(nameNeuron(layout, place)) : '';
  if (kind === 'bias') return `${who} begins its sum with its bias, **${signed3(sum)}**: what it would say if all its inputs were 0.`;
  if (kind === 'product' && place) {
    const from = nameInput(place.layer, Number(place.input));
    if (b === 0) return `${who}: ${from} gives 0, so its weight adds nothing; the sum stays ${three(sum)}.`;
    return `${who} counts ${from} by its weight: ${three(a)} × ${three(b)} = **${signed3(result)}**; the sum so far is ${three(sum)}.`;
  }
  if (place) return `${who}: ${describeFunction(kind, a, result)}`;
  return narrateLoss(kind, a, b, result, sample.label, operation === operations.kind.length - 1);
}

/** @param {string} kind @param {number} a @param {number} result */
function describeFunction(kind, a, result) {
  if (kind === 'relu') return a > 0 ? `its sum ${three(a)} is above 0, so ReLU lets it through: **${three(result)}**.` : `its sum ${three(a)} is not above 0, so ReLU gives **0**: the neuron is off for this sample.`;
  if (kind === 'tanh') return `tanh squeezes its sum ${three(a)} between −1 and 1: **${three(result)}**.`;
  return `${nameKind(kind)} makes **${three(result)}** of ${three(a)}.`;
}

/** @param {string} kind @param {number} a @param {number} b @param {number} result @param {number} label @param {boolean} isLast */
function narrateLoss(kind, a, b, result, label, isLast) {
  const sign = label < 0 ? '−1' : '+1';
  if (isLast) return `The sample’s weight is 1 here, so that its numbers are its own: the loss is **${three(result)}**. In the step it counts as one of its batch.`;
  if (kind === 'mul') return `Label times answer: ${three(a)} × ${three(b)} = **${three(result)}**. Above 0 the answer is on the side of its label, ${sign}.`;
  if (kind === 'sub') return `${three(a)} − ${three(b)} = **${three(result)}**: so much is missing.`;
  if (kind === 'relu') return result > 0 ? `What is missing is the loss: **${three(result)}**.` : 'Nothing is missing, so the loss is **0**: this sample will push no number.';
  return `${nameKind(kind)}: of ${three(a)}${Number.isNaN(b) ? '' : ` and ${three(b)}`} comes **${three(result)}**.`;
}

// Told once, before the first product of the way back.
const TOGETHER = ' Each product to come sends to its weight and to its input at once; the engine serves all weights of a layer, then all inputs, which leaves every number’s order as it is.';

/** @param {import('../../pkg/inside.js').Operations} operations @param {number} j  in the order of the way back */
function isFirstBias({ kind, backward }, j) {
  return backward.findIndex((operation) => kind[operation] === 'bias') === j;
}

/** @param {Inside} inside @param {number} operation */
function narrateBack({ moment: { layout }, walk, cursor }, operation) {
  const j = cursor - 1 - layout.starts[2];
  const { operations } = layout;
  const kind = operations.kind[operation];
  const place = placeOfOperation(layout, operation);
  const [adjoint, [slope, other], [sent, second]] = [walk.adjoint[j], walk.slope.map((side) => side[j]), walk.sent.map((side) => side[j])];
  const who = place ? nameNeuron(layout, place) : 'the loss';
  const adds = walk.arrives[1][j] === 2 || walk.arrives[0][j] === 2;
  if (kind === 'bias') return `A bias stands alone in its sum, so it receives the whole gradient of ${who}: **${signed3(sent)}**.${isFirstBias(operations, j) ? TOGETHER : ''}`;
  if (kind === 'product' && place) {
    const from = `${nameInput(place.layer, Number(place.input))}${place.layer ? ` of layer ${place.layer}` : ''}`;
    if (adjoint === 0) return `The gradient of ${who} is 0, so neither its weight nor ${from} receives anything.`;
    const back = walk.arrives[1][j] === 0 ? `; ${from} is fixed and asks for none` : `; ${from} receives it times the weight, ${three(other)}: **${signed3(second)}**, which ${adds ? 'is added to what came before' : 'is the first to arrive'}`;
    return `A product hands its gradient to both of its factors: the weight receives it times the input, ${three(adjoint)} × ${three(slope)} = **${signed3(sent)}**${back}.`;
  }
  if (kind === 'relu') {
    if (place) return slope === 0 ? `ReLU was off for ${who}: its slope is 0, and nothing of ${three(adjoint)} passes.` : `ReLU was on for ${who}: its slope is 1, and **${signed3(sent)}** passes unchanged.`;
    return slope === 0 ? 'The loss is flat here: its slope is 0, and nothing goes back. This sample pushes no number.' : `The loss rises with what is missing: **${signed3(sent)}** goes back.`;
  }
  const parts = [walk.arrives[0][j] && `${signed3(sent)} by its slope ${three(slope)}`, walk.arrives[1][j] && `${signed3(second)} by its slope ${three(other)}`].filter(Boolean);
  return `${capital(nameKind(kind))}: of the gradient ${signed3(adjoint)} it sends on ${parts.map((part) => `**${part}**`).join(' and ')}.`;
}

/** @param {Inside} inside */
function narrateUpdate({ moment: { layout, update, treatments }, cursor }) {
  const parameter = cursor - 1 - layout.starts[3];
  const place = placeOfParameter(layout, parameter);
  const what = place.input === layout.layers[place.layer].inputs ? `the bias of ${nameNeuron(layout, place)}` : `the weight from ${nameInput(place.layer, place.input)} to ${nameNeuron(layout, place)}`;
  const [gradient, before, after] = [update.gradient[parameter], update.before[parameter], update.after[parameter]];
  if (!update.taken) return `The step is not taken, since a number on the way is not finite: ${what} stays ${three(before)}.`;
  const end = cursor === layout.total ? ' The step is done; the dashed line is where it began.' : '';
  const owes = gradient === 0 ? `${capital(what)} owes the loss of the batch nothing.` : `Raising ${what} would ${gradient > 0 ? 'raise' : 'lower'} the loss of the batch, by ${three(Math.abs(gradient))} for each unit.`;
  return `${owes} ${describeWay(gradient, before, after, treatments[unitOf(layout, place.layer, place.neuron)])}.${end}`;
}

/** Where a parameter goes, and why there. @param {number} gradient @param {number} before @param {number} after @param {string} [treatment]  of its neuron */
function describeWay(gradient, before, after, treatment = 'free') {
  const [from, to] = apart(before, after, three);
  if (treatment !== 'free') return `Its neuron is ${treatment}, so it stays **${to}**`;
  if (after === before) return gradient === 0 ? `So it stays **${to}**` : `The step is too small for its digits, so it stays **${to}**`;
  const isAsked = gradient !== 0 && after > before === gradient < 0;
  return `${isAsked ? 'So it goes' : 'The gradients before this one carry it'} ${after > before ? 'up' : 'down'}: ${from} → **${to}**`;
}

/** What an operation has read; not a number where it reads none. @param {Inside} inside @param {number} operation */
export function operandsOf({ moment: { layout: { operations }, update }, walk }, operation) {
  const read = (/** @type {number} */ at) => (at >= 0 ? walk.values[at] : update.live[-1 - at] ?? NaN);
  return [read(operations.left[operation]), read(operations.right[operation])];
}

/** @param {string} kind */
export function nameKind(kind) {
  return { neg: 'a minus', tanh: 'tanh', sin: 'the sine', cos: 'the cosine', exp: 'e to that power', ln: 'the logarithm', add: 'a sum', sub: 'a difference', mul: 'a product', div: 'a quotient', relu: 'ReLU', bias: 'a bias', product: 'a product', read: 'a number read' }[kind] ?? kind;
}

/** What is remarked beside the network. @param {Inside} inside */
export function describeRemark({ moment: { layout }, walk, sample }) {
  const output = walk.values[layout.layers[layout.layers.length - 1].output];
  const loss = walk.values[layout.loss];
  const label = sample.label < 0 ? '−1' : '+1';
  const what = `The point is a ${label} that the network calls ${signed3(output)}.`;
  if (layout.layers.length === 1 && loss !== 0) return `${what} There is no hidden layer: the gradient comes straight back to the weights.`;
  return loss === 0 ? `${what} It is right by enough: its loss is 0, and it sends nothing back.` : `${what} Only neurons that fired carry a gradient back.`;
}

/** @param {Inside} inside */
export function describeChip(inside) {
  const { moment: { layout } } = inside;
  const stand = standOf(inside);
  const { layer, neuron, input } = placeOfParameter(layout, inside.parameter);
  const { sum, output } = layout.layers[layer];
  const known = stand.known[output + neuron] === 2 ? `, value ${three(stand.values[output + neuron])}` : '';
  const back = stand.arrived[sum + neuron] ? `, gradient ${signed3(stand.adjoints[sum + neuron])}` : '';
  return `The network on this sample. Selected: ${nameNeuron(layout, { layer, neuron })}${known}${back}, by ${input === layout.layers[layer].inputs ? 'its bias' : nameInput(layer, input)}`;
}

/** Of both mosaics. @param {Inside} inside @param {import('../inside/stand.js').Stand} stand */
export function describeMosaic({ moment: { layout }, cursor }, { reached, updated }) {
  const isUpdate = cursor > layout.starts[3];
  const known = reached.reduce((sum, state) => sum + (state ? 1 : 0), 0);
  return [isUpdate ? `${updated} of ${reached.length} updated` : `${reached.length}, before the step`, isUpdate ? 'of the batch' : `${known} known so far`];
}

/** For a heading, in which there is little room. @param {Inside} inside */
export function nameSample({ sample: { number, label } }) {
  return `${number ?? 'own'}, ${label < 0 ? '−1' : '+1'}`;
}

/** @param {Inside} inside */
export function describeSample({ sample: { number, x, y, label } }) {
  const sign = label < 0 ? '−1' : '+1';
  return number === null ? `your own, ${format.two(x)}, ${format.two(y)}, ${sign}` : `${number}, a ${sign}`;
}

/** An address named a step that is not there. @param {string} step @param {number} most @param {number} shown */
export function describeLost(step, most, shown) {
  return `There is no step “${step}” in this run: its steps go from 1 to ${most}. This is step ${shown}.`;
}

/** @param {string} text */
const capital = (text) => text[0].toUpperCase() + text.slice(1);
