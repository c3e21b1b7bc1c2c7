// Where a walk comes to rest, and how far a step may go so that it does.

/**
 * @typedef {import('../engine/talk.js').Formula} Formula
 *
 * @typedef {{kind: 'stopped', step: number, what: string, value: number}
 *   | {kind: 'wanders', steps: number, x: number, y: number, f: number, isGrowing: boolean}
 *   | {kind: 'settled', x: number, y: number, f: number, form: 'end' | 'saddle' | 'level', most: number | null}} Rest
 *   most: beyond that size of γ it leaps over the end for ever; null where nothing bends
 */

// So many steps are taken to see where it leads.
export const LONG = 1000;
// At rest the gradient, and the last step, are below this.
const STILL = 1e-6;
// Where slopes change by less, it is level.
const FLAT = 1e-5;

/** @param {Formula} formula @param {number} x0 @param {number} y0 @param {number} gamma @returns {Rest} */
export function restOf(formula, x0, y0, gamma) {
  const { rows, stopped } = formula.climb(x0, y0, gamma, LONG);
  if (stopped) return { kind: 'stopped', ...stopped };
  const [x, y, f, dx, dy] = rows.subarray(-5);
  const isStill = Math.hypot(dx, dy) < STILL && Math.abs(gamma) * Math.hypot(dx, dy) < STILL;
  const before = rows[rows.length - 8];
  if (!isStill) return { kind: 'wanders', steps: LONG, x, y, f, isGrowing: gamma >= 0 ? f > before && f > rows[rows.length - 13] : f < before && f < rows[rows.length - 13] };
  const bends = bendsOf(formula, x, y).map((bend) => (gamma < 0 ? -bend : bend));
  const steep = Math.max(...bends.map(Math.abs));
  if (!(steep > FLAT)) return { kind: 'settled', x, y, f, form: 'level', most: null };
  return { kind: 'settled', x, y, f, form: Math.max(...bends) > FLAT ? 'saddle' : 'end', most: 2 / steep };
}

/** The eigenvalues of the Hessian, from differences of gradients. @param {Formula} formula @param {number} x @param {number} y */
export function bendsOf(formula, x, y) {
  const slopes = (/** @type {number} */ x, /** @type {number} */ y) => {
    const [dx = 0, dy = 0] = formula.grad([x, y]);
    return [dx, dy];
  };
  const [h, k] = [x, y].map((at) => 1e-4 * (1 + Math.abs(at)));
  const [right, left, above, below] = [slopes(x + h, y), slopes(x - h, y), slopes(x, y + k), slopes(x, y - k)];
  const [xx, yy] = [(right[0] - left[0]) / (2 * h), (above[1] - below[1]) / (2 * k)];
  const xy = ((right[1] - left[1]) / (2 * h) + (above[0] - below[0]) / (2 * k)) / 2;
  const [mean, half] = [(xx + yy) / 2, Math.hypot((xx - yy) / 2, xy)];
  return [mean - half, mean + half];
}
