// A tape played one operation at a time: forward, each makes its value; then the result's own gradient is set; then
// back, each sends its gradient to what it was made from.

/**
 * @typedef {import('../../pkg/talk.js').TypedTape} Tape
 *
 * @typedef {object} Moment
 * @property {boolean[]} known             of each node, whether its value is
 * @property {(number | null)[]} gradients  of each node, what has arrived; null: nothing yet
 * @property {boolean[]} sent              of each node, whether its gradient is sent on
 * @property {number | null} node          whose turn it is; null at both ends
 * @property {'forward' | 'seed' | 'back' | 'done'} way
 */

/** @param {Tape} tape  the nodes that are operations, in order */
export function operationsOf({ nodes }) {
  return nodes.flatMap(({ kind }, i) => (kind === 'variable' || kind === 'constant' ? [] : [i]));
}

/** The number of the last moment, at which all is done; the first is 0. @param {Tape} tape */
export function lastMoment(tape) {
  return operationsOf(tape).length + 2 + tape.backward.length;
}

/** @param {Tape} tape @param {number} at @returns {Moment} */
export function momentOf(tape, at) {
  const { nodes, output, backward } = tape;
  const operations = operationsOf(tape);
  const made = new Set(operations.slice(0, at));
  const known = nodes.map(({ kind }, i) => kind === 'variable' || kind === 'constant' || made.has(i));
  const gradients = nodes.map(() => /** @type {number | null} */ (null));
  const sent = at - operations.length - 1;
  const gone = new Set(backward.slice(0, Math.max(0, sent)));
  const isDone = sent > backward.length;
  const way = sent < 0 ? 'forward' : sent === 0 ? 'seed' : isDone ? 'done' : 'back';
  if (sent >= 0) gradients[output] = nodes[output].active ? 1 : 0;
  for (const node of gone) {
    const { reads, after } = nodes[node];
    reads.forEach((read, k) => after[k] !== null && (gradients[read] = after[k]));
  }
  const node = at === 0 || isDone ? null : way === 'forward' ? operations[at - 1] : way === 'seed' ? output : backward[sent - 1];
  // What nothing reads gets nothing: that is known at the end.
  return { known, gradients: isDone ? nodes.map((node, i) => gradients[i] ?? (node.active ? 0 : null)) : gradients, sent: nodes.map((_, i) => gone.has(i)), node, way };
}
