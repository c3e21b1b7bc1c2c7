// The talk's first section: a neuron.

/** @type {import('../../talk/sections.js').Words} */
export const NEURON = {
  rail: 'A neuron',
  title: 'A neuron',
  before: `<p>The smallest part of the network is the neuron. It takes some numbers in, <i>x</i><sub>1</sub> to <i>x</i><sub><i>n</i></sub>, and gives one number out:</p>
<math display="block"><mi>φ</mi><mo stretchy="false">(</mo><mi>b</mi><mo>+</mo><msub><mi>w</mi><mn>1</mn></msub><msub><mi>x</mi><mn>1</mn></msub><mo>+</mo><mo>…</mo><mo>+</mo><msub><mi>w</mi><mi>n</mi></msub><msub><mi>x</mi><mi>n</mi></msub><mo stretchy="false">)</mo></math>
<p>The <i>w</i> are its <b>weights</b>, <i>b</i> is its <b>bias</b>, and <i>φ</i> is its <b>activation</b>. {activation}</p>
<p>With two inputs a neuron {folds}. Here <i>w</i> is (<span class="held" data-number="w1"></span>, <span class="held" data-number="w2"></span>) and <i>b</i> is <span class="held" data-number="b"></span>. Drag a number, a slider, or the fold itself.</p>`,
  caption: 'One neuron over the plane. {line}',
  after: '',
  place: { href: '#lab/network', words: 'See it among the neurons of the lab' },
};

/** @type {Record<string, Record<string, string>>} */
const ACTIVATIONS = {
  relu: {
    activation: 'Ours is ReLU: it leaves a positive number alone and turns a negative one into 0.',
    folds: 'folds the plane once. On one side of the fold it is silent; on the other it rises, the faster the larger its weights',
    line: 'The dashed line is its fold, where the sum is 0; the arrow goes across it, to the side where the neuron speaks.',
  },
  leaky: {
    activation: 'Ours is leaky ReLU: it leaves a positive number alone and keeps a hundredth of a negative one.',
    folds: 'folds the plane once. On one side of the fold it all but falls silent; on the other it rises, the faster the larger its weights',
    line: 'The dashed line is its fold, where the sum is 0; the arrow goes across it, to the side where the neuron speaks.',
  },
  tanh: {
    activation: 'Ours is tanh: it presses any number in between −1 and 1.',
    folds: 'bends the plane into a step, from −1 up to 1, the steeper the larger its weights',
    line: 'On the dashed line the sum is 0; the arrow goes across it, to the side where the neuron answers above 0.',
  },
};

/** @param {string} activation */
export function tellNeuron(activation) {
  return ACTIVATIONS[activation];
}

/** Two decimals, with a true minus. @param {number} value */
export function writeNumber(value) {
  return value.toFixed(2).replace('-', '−');
}
