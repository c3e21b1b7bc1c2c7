// The little pictures of the data sets. Their colours are the page's, so that a change of theme needs no painting.

/**
 * @typedef {import('../state/plane.js').View} View
 * @typedef {import('../../pkg/moongrad.js').Data} Data
 */

// Of a picture: its size and a point's, in px.
const SIZE = 40;
const POINT = 1.7;
// So much of a shape's view is cut off.
const CLOSER = 1.12;
const COUNT = 60;
const NOISE = 0.05;
const SEED = 3;

/**
 * Fills the pictures of all shapes.
 * @param {HTMLElement} kinds
 * @param {(data: Data, count: number, noise: number, seed: number) => Float32Array} draw  gives points
 * @param {(data: Data, noise: number) => View} viewOf
 */
export function fillPictures(kinds, draw, viewOf) {
  for (const input of kinds.querySelectorAll('input')) {
    const [dots, diamonds] = input.nextElementSibling?.querySelectorAll('path') ?? [];
    // One's own points have no shape.
    if (!diamonds) continue;
    const data = /** @type {Data} */ (input.value);
    const outlines = outline(draw(data, COUNT, NOISE, SEED), viewOf(data, NOISE));
    [dots, diamonds].forEach((path, i) => path.setAttribute('d', outlines[i]));
  }
}

/** Dots and diamonds. @param {Float32Array} points @param {View} view */
function outline(points, { x0, x1, y1 }) {
  const scale = (SIZE / (x1 - x0)) * CLOSER;
  const middle = (SIZE - SIZE * CLOSER) / 2;
  const outlines = ['', ''];
  for (let at = 0; at < points.length; at += 3) {
    const x = (middle + (points[at] - x0) * scale).toFixed(1);
    const y = (middle + (y1 - points[at + 1]) * scale).toFixed(1);
    if (points[at + 2] < 0) outlines[0] += `M${x} ${y}h.01`;
    else outlines[1] += `M${x} ${y}m0-${POINT}l${POINT} ${POINT}-${POINT} ${POINT}-${POINT}-${POINT}z`;
  }
  return outlines;
}
