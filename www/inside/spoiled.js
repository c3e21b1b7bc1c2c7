// The step with a fault on: the same sample walked with it, and which of its numbers are others than without.

/**
 * @typedef {import('../../pkg/inside.js').Fault} Fault
 * @typedef {import('../../pkg/inside.js').Walk} Walk
 * @typedef {import('./state.js').Inside} Inside
 *
 * @typedef {object} Spoiled
 * @property {Fault} fault
 * @property {import('../../pkg/inside.js').Update} update  the step along the spoiled gradient
 * @property {Uint8Array} adjoints   of each node: 1 where it is another than without the fault
 * @property {Uint8Array} gradient   of each parameter of the sample
 * @property {Uint8Array} sent       of each operation of the backward sweep
 * @property {Uint8Array} updated    of each parameter of the batch
 */

// Sums in another order differ in their last bits: no fault of the gradient.
const DUST = 1e-3;

/** What changes in all that is known when a fault goes on, or with null off. @param {Inside} inside @param {Fault | null} fault @returns {Partial<Inside>} */
export function spoil({ moment, sample: { x, y, label }, spoiled }, fault) {
  const { engine } = moment;
  const isTurned = (/** @type {Fault | null | undefined} */ one) => one === 'fromTheFront';
  const layout = isTurned(fault) === isTurned(spoiled?.fault) ? moment.layout : turn(moment.layout);
  const right = engine.walk(x, y, label);
  if (fault === null) return { moment: { ...moment, layout }, walk: right, spoiled: null };
  const [walk, update] = [engine.walk(x, y, label, fault), engine.update(fault)];
  return { moment: { ...moment, layout }, walk, spoiled: { fault, update, ...differ(walk, right, isTurned(fault), update.gradient, moment.update.gradient) } };
}

/** The backward sweep the other way round. @param {import('./layout.js').Layout} layout */
function turn(layout) {
  return { ...layout, operations: { ...layout.operations, backward: layout.operations.backward.slice().reverse() } };
}

/** @param {Walk} walk @param {Walk} right @param {boolean} isTurned @param {Float32Array} gradient @param {Float32Array} sound */
function differ(walk, right, isTurned, gradient, sound) {
  const flag = (/** @type {Float32Array} */ numbers, /** @type {Float32Array} */ others) => Uint8Array.from(numbers, (number, i) => Number(isOther(number, others[i])));
  const [first, second] = [0, 1].map((side) => flag(walk.sent[side], isTurned ? right.sent[side].slice().reverse() : right.sent[side]));
  return {
    adjoints: flag(walk.adjoints, right.adjoints), gradient: flag(walk.gradient, right.gradient), sent: first.map((is, i) => is | second[i]),
    updated: Uint8Array.from(gradient, (slope, i) => Number(isOther(slope, sound[i]) && !(Math.abs(slope - sound[i]) <= DUST * Math.max(Math.abs(slope), Math.abs(sound[i]))))),
  };
}

/** @param {number} a @param {number} b */
function isOther(a, b) {
  return a !== b && !(Number.isNaN(a) && Number.isNaN(b));
}
