// The faults in words.

/** @typedef {import('../../pkg/inside.js').Fault} Fault */

/** Of each fault: its name, what it does as a sentence goes on, and what comes of that. @type {Record<Fault, [name: string, does: string, why: string]>} */
export const FAULTS = {
  overwriting: ['overwrite where it should add', 'what arrives overwrites what came before', 'Only where several ways meet is anything lost: of a neuron that many read, the last one’s word stays.'],
  unzeroed: ['forget to zero the adjoints', 'the adjoints of the sample before are not set to 0', 'Each sample goes on with what the one before it left, so that old gradients are counted again and again.'],
  fromTheFront: ['sweep from the front', 'the sweep begins at the inputs', 'It asks neurons for a gradient that has not come to them yet. Only the penalty is left to learn from.'],
  leaky: ['let ReLU pass gradient below 0', 'ReLU lets gradient through where it was off', 'Neurons that were off get a gradient and pass it on.'],
  flipped: ['flip the sign', 'the loss’s own gradient is −1', 'Each slope points the other way: the step goes uphill.'],
  fromZeros: ['start from all zeros', 'a run of it begins with all numbers at 0', 'This is no fault of the gradient: every slope is right. But from 0 all neurons of a layer are alike, and each product hands on 0, so that nothing but the last bias learns.'],
  summed: ['forget the mean', 'the samples’ gradients are not divided by how many they are', 'Each slope points the right way, but is as many times too long as the batch has samples.'],
  early: ['update a layer too early', 'a layer is updated before the one below has read it', 'The lower layers read what the layer above has already become, not what their loss was made with.'],
};

/** The fault in the lab. @param {Fault} fault */
export function warnOutside(fault) {
  return `A fault is on inside the step: ${FAULTS[fault][1]}.`;
}

/** The sentence that stands in the place of the step's. @param {Fault} fault */
export function warn(fault) {
  return `A fault is on: ${FAULTS[fault][1]}. ${fault === 'fromZeros' ? 'The gradient stays right, so nothing is hatched.' : 'What it spoils is hatched.'}`;
}
