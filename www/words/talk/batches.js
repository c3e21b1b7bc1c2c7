// The talk's ninth section: training, batch by batch.

import { brief, grouped, three } from '../../kit/format.js';

/** @type {import('../../talk/sections.js').Words} */
export const BATCHES = {
  rail: 'In batches',
  title: 'In batches',
  before: `<p>One step moves the boundary a little. Training is many of them. {deal}</p>
<dl><dt>step</dt><dd>one move of all {parameters} numbers against one gradient.</dd><dt>batch</dt><dd>{batch}</dd><dt>epoch</dt><dd>{epoch}</dd></dl>
<p>Each batch sees only part of the data, so what it says of the loss scatters around the loss of all of it, and the path trembles: that is the <b>stochastic</b> in stochastic gradient descent.</p>`,
  caption: '{run}: the boundary at {pictures}, the loss of single batches (dots) and of {all} (line), and the rate <i>η</i>.',
  after: `<p>{rates}</p>
<p>{end}</p>`,
  place: { href: '#lab/train', words: 'Back to the lab' },
};

/**
 * @typedef {object} Course
 * @property {import('../../../pkg/moongrad.js').Config} config
 * @property {number} parameters
 * @property {number} points      to train on
 * @property {number[]} steps     of the pictures
 * @property {number} last        step
 * @property {boolean} isAhead    the lab's run has not come there
 * @property {number} stands      the lab's run
 * @property {[number, number]} rates  of the first step and at the last
 * @property {number} loss        in the end
 */

/** @param {Course} course */
export function tellCourse({ config, parameters, points, steps, last, isAhead, stands, rates: [from, to], loss }) {
  const batch = grouped(Number(config.batch));
  const isStream = config.feed === 'stream';
  const perEpoch = Math.ceil(points / Number(config.batch));
  const pictures = steps.length > 1 ? `steps ${steps.slice(0, -1).join(', ')} and ${steps.at(-1)}` : `step ${steps[0]}`;
  return {
    parameters: grouped(parameters), pictures, all: isStream ? 'the next batch' : `all ${grouped(points)} points`,
    deal: isStream ? `Draw ${batch} fresh points, take a step for them, and draw again.` : `Shuffle the points, deal them in batches of ${batch}, take a step for each, and start again.`,
    batch: `the ${batch} points that a step looks at, and no others.`,
    epoch: isStream ? 'a pass over a fixed set; a stream of fresh points has none.' : `one pass over all ${grouped(points)} points: here ${grouped(perEpoch)} ${perEpoch === 1 ? 'step' : 'steps'}.`,
    run: isAhead ? `The run of the lab, trained on to step ${last} for this picture` : 'The whole run',
    rates: from === to ? `The rate stays at ${brief(from)}.` : from > to ? `The rate falls in a line from ${brief(from)} to ${brief(to)}: long strides first, short ones to settle.` : `The rate goes from ${brief(from)} to ${brief(to)}.`,
    end: `That is all: after ${grouped(last)} steps the loss is ${three(loss)}.${isAhead ? ` In the lab the run still stands at step ${stands}; press Train there, and watch it come here.` : ''}`,
  };
}

/** A step of the chart. @param {import('../../talk/course.js').Row} row */
export function tellRow({ step, loss, batch }) {
  return `Step ${step}: loss ${three(loss)}${Number.isNaN(batch) ? '' : `, and that of its batch, before it, ${three(batch)}`}.`;
}
