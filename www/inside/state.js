// All that is known inside a step: the step, the sample that is walked, the cursor, what is selected.

import { layOut, parameterOf, placeOfParameter } from './layout.js';
import { standAt } from './stand.js';
import { memo } from '../kit/memo.js';

/**
 * @typedef {import('../state/state.js').Lab} Lab
 * @typedef {typeof import('../../pkg/inside.js').Step} StepClass
 * @typedef {import('../../pkg/inside.js').Step} Step
 * @typedef {import('../../pkg/moongrad.js').Scene} Scene
 *
 * @typedef {object} Moment          the step, as long as it is looked into
 * @property {number} number         it leads from the step before to this one
 * @property {Step} engine
 * @property {import('./layout.js').Layout} layout
 * @property {import('../../pkg/inside.js').Update} update
 * @property {Float32Array} batch    rows of x, y, label
 * @property {number[]} numbers      of its samples in the training set; of a stream, in the batch
 * @property {Float32Array} pushes   of each sample: its loss, and the length of its gradient
 * @property {import('../../pkg/moongrad.js').Config} config
 * @property {Scene} before          the plane before the step, and after it
 * @property {Scene} after
 * @property {Float32Array} train    the training points, rows of x, y, label
 * @property {string[]} names        of the units
 * @property {import('../../pkg/moongrad.js').Treatment[]} treatments  of the units
 *
 * @typedef {{x: number, y: number, label: number, number: number | null}} Sample  number: as in `numbers`; null: a point of one's own
 * @typedef {'network' | 'neuron' | 'receipt' | 'tape' | 'check'} Tab  network: on a phone only
 *
 * @typedef {object} Inside
 * @property {Moment} moment
 * @property {Sample} sample
 * @property {import('../../pkg/inside.js').Walk} walk  of the sample
 * @property {number} cursor         operations that are done
 * @property {number | null} preview  the position that is pointed at
 * @property {number} parameter      that is selected, and with it its neuron
 * @property {Sample | null} pointed  the sample that is pointed at
 * @property {Tab} tab
 * @property {boolean} digits        all of them are shown
 * @property {string} notice         in place of what the cursor has done, until it moves
 * @property {import('./spoiled.js').Spoiled | null} spoiled  by a fault that is on
 */

/** What the lattice of the small plot is: its nodes, the spacing and the limit of its lines. */
const LATTICE = { nodes: 81, spacing: 1, limit: 1 };

/** The step that leads to `number`; at step 0, the first. @param {Lab} lab @param {StepClass} Step @param {number} number @returns {Moment} */
export function openMoment({ trainer, state }, Step, number) {
  const twin = trainer.twin();
  twin.seek(number - 1);
  const { config, treatments, names, report } = twin.snapshot();
  const { numbers, batch } = twin.moment();
  const points = twin.points();
  const { train } = points;
  points.free();
  const engine = new Step(config, treatments, numbers, batch, report.rate);
  const look = () => {
    const { x0, x1, y0, y1 } = state.points.view;
    return twin.scene(x0, x1, y0, y1, LATTICE.nodes, LATTICE.spacing, LATTICE.limit);
  };
  const before = look();
  twin.step();
  const after = look();
  twin.free();
  const update = engine.update();
  return {
    number, engine, update, batch, config, before, after, train, names, treatments,
    layout: layOut(engine.tape(), engine.operations(), update.before.length),
    numbers: after.batch.length ? Array.from(after.batch) : Array.from({ length: batch.length / 3 }, (_, i) => i),
    pushes: engine.pushes(),
  };
}

/** A sample of the batch. @param {Moment} moment @param {number} index @returns {Sample} */
export function sampleOf({ batch, numbers }, index) {
  const [x, y, label] = batch.subarray(3 * index, 3 * index + 3);
  return { x, y, label, number: numbers[index] };
}

/** The number in the batch of the sample that pushes hardest. @param {Moment} moment */
export function hardest({ pushes }) {
  let most = 0;
  for (let i = 1; i < pushes.length / 2; i++) if (pushes[2 * i + 1] > pushes[2 * most + 1]) most = i;
  return most;
}

/** Of a sample, the weight that it pushes most: where one begins to look. @param {Float32Array} gradient */
export function strongest(gradient) {
  let most = 0;
  gradient.forEach((value, i) => {
    if (Math.abs(value) > Math.abs(gradient[most])) most = i;
  });
  return most;
}

const stand = memo(standAt);

/** What is known where the cursor stands. @param {Inside} inside */
export function standOf({ moment, walk, cursor, spoiled }) {
  return stand(moment.layout, walk, spoiled?.update ?? moment.update, cursor);
}

/** The neuron that is selected, and the input through which. @param {Inside} inside */
export function selectionOf({ moment, parameter }) {
  return placeOfParameter(moment.layout, parameter);
}

/** The parameter that is selected with a neuron: the input stays, where the neuron has one of that number. @param {Inside} inside @param {number} layer @param {number} neuron */
export function parameterIn(inside, layer, neuron) {
  const { layers } = inside.moment.layout;
  const { input } = selectionOf(inside);
  return parameterOf(inside.moment.layout, { layer, neuron, input: Math.min(input, layers[layer].inputs) });
}
