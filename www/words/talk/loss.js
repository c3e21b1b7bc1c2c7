// The talk's seventh section: the loss.

import { grouped, isNone, plain, three } from '../../kit/format.js';

/** @type {import('../../talk/sections.js').Words} */
export const LOSS = {
  rail: 'The loss',
  title: 'The loss',
  before: `<p>Downhill on what? On one number that says how wrong the network is. For a point with label <i>t</i> the <b>{name}</b> is</p>
<div data-only="hinge"><math display="block"><mi mathvariant="normal">max</mi><mo stretchy="false">(</mo><mn>0</mn><mo>,</mo><mn>1</mn><mo>−</mo><mi>t</mi><mo>·</mo><mi>f</mi><mo stretchy="false">(</mo><mi>x</mi><mo>,</mo><mi>y</mi><mo stretchy="false">)</mo><mo stretchy="false">)</mo></math></div>
<div data-only="logistic" hidden><math display="block"><mi>ln</mi><mo stretchy="false">(</mo><mn>1</mn><mo>+</mo><msup><mi>e</mi><mrow><mo>−</mo><mi>t</mi><mo>·</mo><mi>f</mi><mo stretchy="false">(</mo><mi>x</mi><mo>,</mo><mi>y</mi><mo stretchy="false">)</mo></mrow></msup><mo stretchy="false">)</mo></math></div>
<div data-only="squared" hidden><math display="block"><msup><mrow><mo stretchy="false">(</mo><mi>f</mi><mo stretchy="false">(</mo><mi>x</mi><mo>,</mo><mi>y</mi><mo stretchy="false">)</mo><mo>−</mo><mi>t</mi><mo stretchy="false">)</mo></mrow><mn>2</mn></msup></math></div>
<p><span data-only="hinge">Right and sure of it, with <i>t</i> · <i>f</i> above 1, costs nothing. Below that the price rises in a straight line.</span><span data-only="logistic" hidden>The surer it is of what is right, the less it costs, but never nothing; the surer of what is wrong, the more.</span><span data-only="squared" hidden>Only <i>t</i> itself costs nothing: to be too sure of what is right costs as well.</span> {here}</p>
<p>To that is added <i>α</i> times the sum of the squares of all {parameters} numbers. With <i>α</i>&nbsp;=&nbsp;{alpha} it comes to <b>{penalty}</b>, and keeps them from growing without need. Together:</p>
<math display="block"><mi>L</mi><mo>=</mo><mtext data-slot="data"></mtext><mo>+</mo><mtext data-slot="penalty"></mtext><mo>=</mo><mtext class="total" data-slot="total"></mtext></math>`,
  caption: '{which} on the {curve} at step {step}. Point at one, or go through them with the arrow keys, to see where it lies.',
  after: '',
  place: { href: '#lab/loss', words: 'Take the loss apart in the lab' },
};

/** What they are called, and their curves. @type {Record<string, [name: string, curve: string]>} */
const LOSSES = { hinge: ['hinge loss', 'hinge'], logistic: ['logistic loss', 'curve of the logistic loss'], squared: ['squared loss', 'curve of the squared loss'] };

/**
 * @typedef {object} Paid
 * @property {string} loss
 * @property {number} step
 * @property {number} points     how many are looked at
 * @property {number} of         how many there are
 * @property {boolean} isStream
 * @property {number} paying     on the slope of the hinge
 * @property {number} wrong      on the wrong side of the line
 * @property {number} total      the loss
 * @property {number} penalty
 * @property {number} alpha
 * @property {number} parameters
 */

/** @param {Paid} paid */
export function tellLoss({ loss, step, points, of, isStream, paying, wrong, total, penalty, alpha, parameters }) {
  const [name, curve] = LOSSES[loss];
  const which = isStream ? `${grouped(points)} points of the next batch` : points < of ? `first ${grouped(points)} training points` : `${grouped(points)} points`;
  const wrongly = `${wrong ? grouped(wrong) : 'none'} of them ${wrong === 1 ? 'lies' : 'lie'} on the wrong side`;
  const pay = loss === 'hinge' ? `${paying ? grouped(paying) : 'none'} of the ${which} ${paying === 1 ? 'pays' : 'pay'}, and ${wrongly}` : `${wrong ? grouped(wrong) : 'none'} of the ${which} ${wrong === 1 ? 'lies' : 'lie'} on the wrong side`;
  return {
    name, curve, step, parameters: grouped(parameters), alpha: plain(alpha),
    here: points ? `At step ${step}, ${pay}; the mean is ${writeParts(total, penalty).data}.` : 'There are no points in the lab now.',
    ...writeParts(total, penalty),
    which: isStream ? 'Every point of the next batch' : points < of ? `The first ${grouped(points)} training points` : 'Every training point',
  };
}

/** The two parts with four decimals, such that what is written adds up. @param {number} total @param {number} penalty */
function writeParts(total, penalty) {
  if (isNone(total) || !(Math.abs(total) < 1e3)) return { data: three(total - penalty), penalty: three(penalty), total: three(total) };
  const [whole, part] = [total, penalty].map((value) => Math.round(1e4 * value));
  const write = (/** @type {number} */ tenthousandths) => (tenthousandths / 1e4).toFixed(4);
  return { data: write(whole - part), penalty: write(part), total: write(whole) };
}

/** A point that is pointed at. @param {import('../../talk/sections/loss.js').Judged} point @param {string} loss */
export function tellPoint({ index, label, margin, cost }, loss) {
  const start = `Point ${index}, labelled ${label < 0 ? '−1' : '+1'}: t f is ${three(margin)}, so it costs ${cost === 0 ? 'nothing' : three(cost)}`;
  if (margin <= 0) return `${start}; it is on the wrong side.`;
  if (loss !== 'hinge' || cost === 0) return `${start}.`;
  return `${start}: right, but within the margin.`;
}
