// Edits of one's own points, each with the way back. The way back looks for the point where it was left: other
// edits, or a visit to another step, may have given it another number.

/**
 * @typedef {import('../pkg/moongrad.js').Trainer} Trainer
 * @typedef {import('./undo.js').Undo} Undo
 * @typedef {{test: boolean, index: number, x: number, y: number, label: number}} Point  on the plane
 */

/** @param {Trainer} trainer @param {Undo} undo @param {Point} point */
export function addPoint(trainer, undo, { x, y, label }) {
  trainer.addPoint(x, y, label);
  undo.push('adding a point', () => remove(trainer, { test: false, x, y, label }));
}

/** Has moved from `from` by movePoint. @param {Trainer} trainer @param {Undo} undo @param {Point} point @param {Point} from */
export function movedPoint(trainer, undo, point, from) {
  undo.push('moving a point', () => {
    const index = find(trainer, point);
    if (index >= 0) trainer.movePoint(point.test, index, from.x, from.y);
  });
}

/** @param {Trainer} trainer @param {Undo} undo @param {Point} point @param {Point} from  where it comes back to */
export function deletePoint(trainer, undo, point, from) {
  if (remove(trainer, point)) undo.push('deleting a point', () => trainer.addPoint(from.x, from.y, from.label, from.test));
}

/** @param {Trainer} trainer @param {Undo} undo */
export function clearPoints(trainer, undo) {
  const sets = [trainer.trainPoints(), trainer.testPoints()];
  trainer.replacePoints(new Float32Array(), new Float32Array());
  undo.push('clearing all points', () => trainer.replacePoints(...sets));
}

function remove(trainer, point) {
  const index = find(trainer, point);
  if (index >= 0) trainer.deletePoint(point.test, index);
  return index >= 0;
}

/** The newest point of that kind and place; −1 without one. */
function find(trainer, { test, x, y, label }) {
  const points = test ? trainer.testPoints() : trainer.trainPoints();
  let at = points.length - 3;
  while (at >= 0 && !(points[at] === Math.fround(x) && points[at + 1] === Math.fround(y) && points[at + 2] === label)) at -= 3;
  return at / 3;
}

/**
 * One's own points as they are, to have them again later.
 * @typedef {{train: Float32Array, test: Float32Array, axes: import('./plot.js').Axes, names: object | null}} Kept
 *
 * Puts them back: a start at step 0. Points of a scale of their own go through the data's units.
 * @param {Trainer} trainer @param {Kept} kept @param {number} heldOut
 */
export function putBack(trainer, { train, test, axes: { scale } }, heldOut) {
  if (!scale.standardised) return trainer.setSamples(train, test);
  const rows = new Float64Array(train.length + test.length);
  rows.set(train);
  rows.set(test, train.length);
  for (let at = 0; at < rows.length; at += 3) {
    for (const axis of [0, 1]) rows[at + axis] = scale.centre[axis] + scale.unit[axis] * rows[at + axis];
  }
  return trainer.setOwn(rows, heldOut);
}
