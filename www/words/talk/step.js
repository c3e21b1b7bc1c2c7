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
  caption: 'Step {number}, {when}. Dashed, the boundary before it; solid, after; {ringed}.',
  after: `<p>{losses} {promise}</p>
<p>{who}</p>`,
  place: { href: '#inside', words: 'Open this step' },
};

/**
 * @typedef {object} Taken       a step
 * @property {number} number     it leads from the step before to this one
 * @property {boolean} isToCome  the run in the lab stands before it
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
  const { number, isToCome, optimiser, parameters, rate, promise, pushing, samples, loss } = taken;
  const all = pushing[0] + pushing[1];
  return {
    number, parameters: grouped(parameters), rate: writeRate(rate), optimiser: OPTIMISERS[optimiser], batch: tellBatch(taken, all),
    when: isToCome ? 'which the lab will take next' : 'the last that the lab has taken',
    ringed: loss === 'hinge' ? `ringed, ${all === 1 ? 'the point' : `the ${spell(all)}`} of the batch that pushed it` : 'its batch is drawn large',
    losses: tellLosses(taken), promise: promise ? tellPromise(promise) : '', who: tellWho(taken),
  };
}

/** @param {Taken} taken @param {number} all */
function tellBatch({ samples, loss, isRefused }, all) {
  if (isRefused) return 'But it could not be taken: a number would not have been finite.';
  const boundary = 'The figure has the boundary before and after.';
  if (loss !== 'hinge') return `Each point of its batch of ${grouped(samples)} has a say. ${boundary}`;
  if (all === samples) return `All ${grouped(samples)} points of its batch are inside the margin, so all of them push. ${boundary}`;
  return `Of its batch of ${grouped(samples)}, ${all ? `only ${spell(all)}` : 'none'} ${all === 1 ? 'is' : 'are'} inside the margin, so ${all ? `only ${all === 1 ? 'that one pushes' : 'those push'}` : 'nothing pushes but the penalty'}. ${boundary}`;
}

/** @param {Taken} taken */
function tellLosses({ before, after, promise, points, isRefused }) {
  if (isRefused) return '';
  const whole = `from ${three(before.trainLoss)} to ${three(after.trainLoss)}`;
  const own = after.dataLoss === null || !promise ? '' : `On its own batch the loss went from ${three(after.dataLoss + before.penalty)} to ${three(after.dataLoss + before.penalty + promise[1])}; `;
  return `${own}${own ? 'on' : 'On'} all ${grouped(points)} points ${own ? '' : 'the loss went '}${whole}, and the accuracy from ${share(before.trainAccuracy)} to ${share(after.trainAccuracy)}.`;
}

/** @param {[promised: number, got: number]} promise */
function tellPromise([promised, got]) {
  const start = `The gradient promised its batch a change of −η·|g|² = ${signed3(promised)}, and the step got ${signed3(got)}`;
  if (got > 0) return `${start}: it went too far.`;
  return got > 0.5 * promised ? `${start}: less, since the slope does not stay what it is along the way.` : `${start}.`;
}

/** @param {Taken} taken */
function tellWho({ loss, pushing: [upper, lower], data, labels, before, after }) {
  if (loss !== 'hinge' || !(upper + lower) || (upper && lower)) return '';
  const of = describeClasses(data, labels)[upper ? 0 : 1];
  const count = upper + lower;
  const rose = after.trainLoss > before.trainLoss ? ' The others had no say, and the loss of all points rose.' : '';
  return `${count === 1 ? 'The one that pushed is' : `All ${spell(count)} that pushed are`} of one kind, ${of}.${rose}`;
}
