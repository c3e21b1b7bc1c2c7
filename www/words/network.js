// What is told of the network as a whole, in words.

/**
 * @typedef {object} Told
 * @property {string[]} names       of the units
 * @property {import('../../pkg/moongrad.js').Treatment[]} treatments
 * @property {import('../../pkg/moongrad.js').Portrait} portrait
 * @property {string} activation
 * @property {boolean} share        the squares show what neurons add to f
 * @property {number} layers        hidden ones
 */

/** What the drawing shows. @param {Told} told */
export function describeAll({ layers, share }) {
  const lines = 'Lines are weights: width |w|, colour its sign.';
  if (!layers) return `${lines} Without neurons in between, f is a plane, and the line straight.`;
  if (!share) return `Each square is the output of one neuron over the plane. ${lines}`;
  return `Each square is what one neuron adds to f. ${lines}`;
}

/** "28 silent (–)," and on a line of its own "3 never silent (|)" @param {Told} told */
export function describeSilent({ portrait: { activity }, treatments, activation }) {
  if (activation !== 'relu') return '';
  const count = (/** @type {number} */ share) => treatments.filter((treatment, unit) => treatment !== 'off' && activity?.[unit] === share).length;
  const [silent, never] = [count(0), count(1)];
  return [silent && `${silent} silent (–)`, never && `${never} never silent (|)`].filter(Boolean).join(',\n');
}
