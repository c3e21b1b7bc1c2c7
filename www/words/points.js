// What is told of one point, in words.

/**
 * @typedef {object} Told
 * @property {import('../plot/ground.js').Point} point
 * @property {string} name      what its label is called
 * @property {string} figures   f there, and what the answer costs
 * @property {boolean} isRight  it is on its own side of the line
 * @property {boolean | null} pushes  null: with this loss, every point does
 * @property {boolean | null} taken  whether it was in the last batch; null: there was none, or it is of a stream
 */

/** "upper −1: f −0.352, loss 0.648. In the last batch. Pushes the line, from within the margin." @param {Told} told */
export function describePoint({ point: { test }, name, figures, isRight, pushes, taken }) {
  if (test) return `Test point, ${name}: ${figures}. Held out, it never pushes the line.`;
  const batch = taken === null ? '' : taken ? ' In the last batch.' : ' Not in the last batch.';
  if (pushes === null) return `${name}: ${figures}.${batch} On ${isRight ? 'its own' : 'the wrong'} side of the line.`;
  const place = isRight ? 'within the margin' : 'the wrong side';
  return `${name}: ${figures}.${batch} ${pushes ? `Pushes the line, from ${place}` : 'Beyond the margin: does not push'}.`;
}
