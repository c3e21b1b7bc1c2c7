// The talk's eighth section: a step.

import { grouped, rate as writeRate, share, signed3, three } from '../../kit/format.js';
import { describeClasses } from '../data.js';
import { spell } from '../spell.js';

/** @type {import('../../talk/sections.js').Words} */
export const STEP = {
  rail: 'One step',
  title: 'One step',
  before: `<p>Now every part is in place. Take the loss as a function of all {parameters} numbers, ask for its gradient, and move each number a little against it:</p>
<math display="block"><mi>w</mi><mo>←</mo><mi>w</mi><mo>−</mo><mi>η</mi><mo>·</mo><mfrac><mrow><mi>∂</mi><mi>L</mi></mrow><mrow><mi>∂</mi><mi>w</mi></mrow></mfrac></math>
<p><i>η</i> is the <b>learning rate</b>, in this step {rate}. {optimiser}{batch}</p>`,
  caption: 'Step {number}, {when}. {lines}; {ringed}.',
  after: `<p>{losses} <span class="promise">The gradient promised its batch a change of <span class="whole"><math><mo form="prefix">−</mo><mi>η</mi><msup><mrow><mo stretchy="false">|</mo><mi>g</mi><mo stretchy="false">|</mo></mrow><mn>2</mn></msup><mo>=</mo><mtext data-slot="promised"></mtext></math>,</span> and the step got {got}</span></p>
<p>{who}</p>`,
  place: { href: '#inside', words: 'Open this step' },
};

/**
 * @typedef {object} Taken       a step
 * @property {number} number     it leads from the step before to this one
 * @property {boolean} isToCome  the run in the lab stands before it
 * @property {boolean} isLast    it stands after it
 * @property {boolean} isRefused  a number would not have been finite
 * @property {string} loss
 * @property {string} optimiser
 * @property {number} parameters
 * @property {number} rate
 * @property {number} samples    of its batch
 * @property {number} points     on which the loss is measured
 * @property {[number, number]} pushing  how many of its batch pushed, of those labelled −1 and of those labelled +1
 * @property {import('../../../pkg/moongrad.js').Report} before
 * @property {import('../../../pkg/moongrad.js').Report} after
 * @property {[promised: number, got: number] | null} promise
 * @property {[before: boolean, after: boolean]} lines  whether there is a boundary in the picture
 * @property {string} data
 * @property {string[] | null} labels
 */

/** @type {Record<string, string>} */
const OPTIMISERS = {
  sgd: '',
  momentum: 'With momentum, as now in the lab, the step also rolls on with 0.9 of the one before. ',
  adam: 'With Adam, as now in the lab, each number has a rate of its own, by what its gradients were so far. ',
};

/** @param {Taken} taken */
export function tellStep(taken) {
  const { number, lines, isLast, before, after, isRefused, isToCome, optimiser, parameters, rate, promise, pushing, samples, loss } = taken;
  const all = pushing[0] + pushing[1];
  return {
    number, lines: tellLines(lines), from: before.step, first: tellFigures(before), second: isRefused ? 'not taken' : tellFigures(after), norm: after.gradientNorm === null ? '' : `gradient norm ${three(after.gradientNorm)}`, parameters: grouped(parameters), rate: writeRate(rate), optimiser: OPTIMISERS[optimiser], batch: tellBatch(taken, all),
    when: isToCome ? 'which the lab will take next' : isLast ? 'the last that the lab has taken' : 'one of the run',
    ringed: loss === 'hinge' ? `ringed, ${all === 1 ? 'the point' : `the ${spell(all)}`} of the batch that pushed it` : 'its batch is drawn large',
    losses: tellLosses(taken), ...tellPromise(promise), who: tellWho(taken),
  };
}

/** @param {[boolean, boolean]} lines */
function tellLines([before, after]) {
  const none = 'there is none, since f has one sign everywhere here';
  return `${before ? 'Dashed, the boundary before it' : `Before it ${none}`}; ${after ? 'solid, the one after' : `after it ${none}`}`;
}

/** @param {import('../../../pkg/moongrad.js').Report} report */
function tellFigures({ trainLoss, trainAccuracy }) {
  return `loss ${three(trainLoss)}\naccuracy ${share(trainAccuracy)}`;
}

/** @param {Taken} taken @param {number} all */
function tellBatch({ samples, loss, isRefused }, all) {
  if (isRefused) return 'But it could not be taken: a number would not have been finite.';
  const boundary = 'The figure has the boundary before and after.';
  if (loss !== 'hinge') return `Each point of its batch of ${grouped(samples)} has a say. ${boundary}`;
  if (all === samples) return `All ${grouped(samples)} points of its batch are inside the margin, so all of them push. ${boundary}`;
  const few = 2 * all <= samples ? 'only ' : '';
  return `Of its batch of ${grouped(samples)}, ${all ? `${few}${spell(all)}` : 'none'} ${all === 1 ? 'is' : 'are'} inside the margin, so ${all ? `only ${all === 1 ? 'that one pushes' : 'those push'}` : 'nothing pushes but the penalty'}. ${boundary}`;
}

/** @param {Taken} taken */
function tellLosses({ before, after, promise, points, isRefused }) {
  if (isRefused) return '';
  const whole = `from ${three(before.trainLoss)} to ${three(after.trainLoss)}`;
  const own = after.dataLoss === null || !promise ? '' : `On its own batch the loss went from ${three(after.dataLoss + before.penalty)} to ${three(after.dataLoss + before.penalty + promise[1])}; `;
  return `${own}${own ? 'on' : 'On'} all ${grouped(points)} points ${own ? '' : 'the loss went '}${whole}, and the accuracy from ${share(before.trainAccuracy)} to ${share(after.trainAccuracy)}.`;
}

/** @param {[promised: number, got: number] | null} promise */
function tellPromise(promise) {
  if (!promise) return { promised: '', got: '' };
  const [promised, got] = promise.map(signed3);
  const [slope, change] = promise;
  const verdict = change > 0 ? ': it went too far.' : change > 0.5 * slope ? ': less, since the slope does not stay what it is along the way.' : '.';
  return { promised, got: `${got}${verdict}` };
}

/** @param {Taken} taken */
function tellWho({ loss, pushing: [upper, lower], data, labels, before, after }) {
  if (loss !== 'hinge' || !(upper + lower) || (upper && lower)) return '';
  const of = describeClasses(data, labels)[upper ? 0 : 1];
  const count = upper + lower;
  const rose = after.trainLoss > before.trainLoss ? ' The others had no say, and the loss of all points rose.' : '';
  return `${count === 1 ? 'The one that pushed is' : `All ${spell(count)} that pushed are`} of one kind, ${of}.${rose}`;
}
