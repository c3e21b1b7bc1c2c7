// The ground that points are put on: where a place of the plot is on the plane, and which point is there.

/**
 * @typedef {{test: boolean, index: number, x: number, y: number, label: number}} Point  on the plane
 * @typedef {{x: number, y: number}} Place  on the plane, or in CSS px from the plot's corner
 */

// A point is not put closer to the edge than this, in widths of the plot: further in than where the view would grow.
const RIM = 0.02;
/** The crosshair's finest step, in widths of the plot. */
export const FINE = 0.01;

export class Ground {
  /** @param {import('../state/state.js').Points} points @param {number} width  of the plot in CSS px */
  constructor(points, width) {
    this.points = points;
    this.view = points.view;
    this.width = this.view.x1 - this.view.x0;
    this.pixel = this.width / width;
  }

  /** On the plot. @param {Place} at @returns {Place} */
  toPlot({ x, y }) {
    return { x: (x - this.view.x0) / this.pixel, y: (this.view.y1 - y) / this.pixel };
  }

  /** On the plane. @param {Place} at @returns {Place} */
  toPlane({ x, y }) {
    return { x: this.view.x0 + x * this.pixel, y: this.view.y1 - y * this.pixel };
  }

  /** @returns {Place} */
  get middle() {
    const { x0, x1, y0, y1 } = this.view;
    return { x: (x0 + x1) / 2, y: (y0 + y1) / 2 };
  }

  /** The same place, or where the edge would be too near, further in. @param {Place} at @returns {Place} */
  inside({ x, y }) {
    const { x0, x1, y0, y1 } = this.view;
    const rim = RIM * this.width;
    return { x: Math.min(x1 - rim, Math.max(x0 + rim, x)), y: Math.min(y1 - rim, Math.max(y0 + rim, y)) };
  }

  /** The point next to a place of the plot, if it is within reach, in CSS px. @param {Place} place @param {number} reach */
  near(place, reach) {
    const { x, y } = this.toPlane(place);
    let least = (reach * this.pixel) ** 2;
    /** @type {Point | null} */
    let found = null;
    for (const test of [false, true]) {
      const points = this.set(test);
      for (let at = 0; at < points.length; at += 3) {
        const square = (points[at] - x) ** 2 + (points[at + 1] - y) ** 2;
        if (square > least) continue;
        least = square;
        found = { test, index: at / 3, x: points[at], y: points[at + 1], label: points[at + 2] };
      }
    }
    return found;
  }

  /** Whether a point is there as it was. @param {Point} point */
  has({ test, index, x, y, label }) {
    const points = this.set(test);
    const at = 3 * index;
    return points[at] === x && points[at + 1] === y && points[at + 2] === label;
  }

  /** @param {boolean} test */
  set(test) {
    return test ? this.points.test : this.points.train;
  }

  get count() {
    return (this.points.train.length + this.points.test.length) / 3;
  }

  /** In the data's units, as finely as the crosshair goes. @param {Place} at @param {(value: number, step: number) => string} write */
  words({ x, y }, write) {
    const { scale, names } = this.points.axes;
    const part = (/** @type {number} */ value, /** @type {number} */ axis) =>
      `${names[axis] ?? 'xy'[axis]} ${write(scale.centre[axis] + scale.unit[axis] * value, FINE * this.width * scale.unit[axis])}`;
    return `${part(x, 0)}, ${part(y, 1)}`;
  }
}

/** @param {Place} a @param {Place} b */
export function distance(a, b) {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
