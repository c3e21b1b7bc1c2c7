// What is known where the cursor stands: every number that the operations up to there have given, and no other.

/**
 * @typedef {import('./layout.js').Layout} Layout
 * @typedef {import('../../pkg/inside.js').Walk} Walk
 * @typedef {import('../../pkg/inside.js').Update} Update
 *
 * @typedef {object} Stand
 * @property {Float32Array} values      of each node: so far
 * @property {Uint8Array} known         of each node's value: 0 not yet, 1 so far, 2 whole
 * @property {Float32Array} adjoints    of each node: so far
 * @property {Uint8Array} arrived       of each node's adjoint: the same
 * @property {Float32Array} gradient    of each parameter, of the sample; in the update, of the batch
 * @property {Uint8Array} reached       of each parameter's gradient: 0 not yet, 2 there
 * @property {Float32Array} parameters  before, and from its update on, after
 * @property {number} updated           how many parameters are
 */

/** @param {Layout} layout @param {Walk} walk @param {Update} update @param {number} cursor @returns {Stand} */
export function standAt(layout, walk, update, cursor) {
  const nodes = walk.values.length;
  const stand = {
    values: new Float32Array(nodes), known: new Uint8Array(nodes), adjoints: new Float32Array(nodes), arrived: new Uint8Array(nodes),
    gradient: new Float32Array(walk.gradient.length), reached: new Uint8Array(walk.gradient.length),
    parameters: update.before.slice(), updated: 0,
  };
  goForward(stand, layout, walk, Math.min(cursor, layout.starts[2]));
  if (cursor >= layout.starts[2]) goBack(stand, layout, walk, Math.min(cursor, layout.starts[3]) - layout.starts[2]);
  if (cursor > layout.starts[3]) change(stand, update, cursor - layout.starts[3]);
  return stand;
}

/** @param {Stand} stand @param {Layout} layout @param {Walk} walk @param {number} count */
function goForward({ values, known }, { tape, operations }, walk, count) {
  values.set(walk.values.subarray(0, 4));
  known.fill(2, 0, 4);
  for (const { name, node, count: results } of tape) {
    if (name !== 'constant') continue;
    values.set(walk.values.subarray(node, node + results), node);
    known.fill(2, node, node + results);
  }
  for (let i = 0; i < count; i++) {
    const node = operations.node[i];
    values[node] = walk.sums[i];
    known[node] = operations.node[i + 1] === node ? 1 : 2;
  }
}

/** @param {Stand} stand @param {Layout} layout @param {Walk} walk @param {number} count */
function goBack({ adjoints, arrived, gradient, reached }, { operations, loss }, walk, count) {
  adjoints[loss] = walk.adjoints[loss];
  arrived[loss] = 2;
  for (let j = 0; j < count; j++) {
    const operation = operations.backward[j];
    // Whoever sends has all that it gets.
    arrived[operations.node[operation]] = 2;
    for (let side = 0; side < 2; side++) {
      const to = (side ? operations.right : operations.left)[operation];
      if (walk.arrives[side][j] === 0) continue;
      if (to >= 0) {
        adjoints[to] = walk.after[side][j];
        arrived[to] = 1;
      } else {
        gradient[-1 - to] = walk.after[side][j];
        reached[-1 - to] = 2;
      }
    }
  }
  if (count === operations.backward.length) arrived.forEach((state, node) => (arrived[node] = state && 2));
}

/** @param {Stand} stand @param {Update} update @param {number} count */
function change(stand, { after, gradient }, count) {
  stand.gradient = gradient;
  stand.reached.fill(2);
  stand.parameters.set(after.subarray(0, count));
  stand.updated = count;
}
