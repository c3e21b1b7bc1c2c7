// @ts-nocheck
// Edits of one's own points, each with the way back. The way back looks for the point where it was left: other
// edits, or a visit to another step, may have given it another number.

/**
 * @typedef {import('../../pkg/moongrad.js').Trainer} Trainer
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
    const found = find(trainer, point);
    if (found) trainer.movePoint(found.test, found.index, from.x, from.y);
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
  const found = find(trainer, point);
  if (found) trainer.deletePoint(found.test, found.index);
  return found;
}

/** The newest point of that kind and place, in its set or, where they were split anew, in the other. */
function find(trainer, { test, x, y, label }) {
  for (const set of [test, !test]) {
    const points = set ? trainer.testPoints() : trainer.trainPoints();
    let at = points.length - 3;
    while (at >= 0 && !(points[at] === Math.fround(x) && points[at + 1] === Math.fround(y) && points[at + 2] === label)) at -= 3;
    if (at >= 0) return { test: set, index: at / 3 };
  }
  return null;
}
