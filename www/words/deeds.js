// What people change by hand, and what they did, in words.

/** @typedef {import('../../pkg/moongrad.js').Deed} Deed */

/** @type {Record<string, string>} */
export const SETTINGS = {
  rate: 'learning rate', schedule: 'schedule', steps: 'steps', alpha: 'L2 penalty', batch: 'batch size', momentum: 'momentum',
};

/** @type {Record<string, string>} */
const DEEDS = {
  add: 'adding a point', move: 'moving a point', delete: 'deleting a point', replace: 'clearing all points',
  load: 'loading points', parameter: 'changing a number', neuron: 'treating a neuron',
};

/** "changing the learning rate" @param {Deed} deed */
export function describeDeed({ what }) {
  return DEEDS[what] ?? `changing the ${SETTINGS[what]}`;
}
