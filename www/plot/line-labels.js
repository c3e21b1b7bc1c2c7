// Where to write −1, f = 0 and +1 on the lines of the plot: on one level, a row where a margin, the
// boundary and the other margin are crossed with room between them. A pure function of the scene, so that
// the same step always looks the same.

/** @type {Record<number, string>} */
const NAMES = { '-1': '−1', 0: 'f = 0', 1: '+1' };
// Rows to try, as shares of the height; the earlier, the better.
const ROWS = [0.72, 0.68, 0.76, 0.64, 0.8, 0.6, 0.84, 0.56, 0.52, 0.88, 0.48, 0.44, 0.4, 0.36, 0.32, 0.28, 0.24, 0.2, 0.16, 0.12];
// In px: the least and the largest distance of two neighbours, and the least from the plot's edge.
const NEAR = 32;
const FAR = 150;
const EDGE = 26;
// Points of a set that are asked whether a label would hide them.
const ASKED = 500;

/**
 * @typedef {{level: number, text: string, x: number, y: number}} Label
 * @typedef {import('./placing.js').Placing} Placing
 * @typedef {import('../kit/palette.js').Palette} Palette
 * @typedef {import('../kit/pen.js').Pen} Pen
 *
 * @param {Float32Array} contours @param {Float32Array[]} sets  of points, which should stay in sight
 * @param {Placing} place @param {number} width @param {boolean} hasMargin  else the boundary's alone is wanted
 * @returns {Label[]} the three, or the boundary's alone, or none
 */
export function placeLabels(contours, sets, place, width, hasMargin) {
  /** @type {Label[]} */
  let best = [];
  let least = Infinity;
  ROWS.forEach((share, rank) => {
    const row = crossings(contours, place, share * width).filter((c) => c.x >= EDGE && c.x <= width - EDGE);
    for (const boundary of row.filter((c) => c.level === 0)) {
      const labels = hasMargin ? withMargins(boundary, row) : [boundary];
      const cost = rank + 40 * (3 - labels.length) + 12 * covered(labels, sets, place);
      if (cost < least) [best, least] = [labels, cost];
    }
  });
  return best;
}

/** The boundary's label, with those of the margins on its two sides where there is room for them. @param {Label} boundary @param {Label[]} row */
function withMargins(boundary, row) {
  const left = nearest(boundary, row, -1);
  const right = nearest(boundary, row, 1);
  return left && right && left.level === -right.level && left.level !== 0 ? [left, boundary, right] : [boundary];
}

/** The line next to `from` on one side of it, if it is neither too close nor too far to be read together. @param {Label} from @param {Label[]} row @param {number} side */
function nearest(from, row, side) {
  const next = row
    .filter((c) => (c.x - from.x) * side > 0)
    .sort((a, b) => (a.x - b.x) * side)[0];
  return next && Math.abs(next.x - from.x) >= NEAR && Math.abs(next.x - from.x) <= FAR ? next : null;
}

/** How many points the labels would hide, of the first of each set, which are in random order. @param {Label[]} labels @param {Float32Array[]} sets @param {Placing} place */
function covered(labels, sets, place) {
  let count = 0;
  for (const points of sets) {
    for (let at = 0; at < Math.min(points.length, 3 * ASKED); at += 3) {
      const x = place.x(points[at]);
      const y = place.y(points[at + 1]);
      if (labels.some((l) => Math.abs(l.x - x) < 22 && Math.abs(l.y - y) < 13)) count++;
    }
  }
  return count;
}

/** Where the lines −1, 0 and +1 cross the row at height `y`. @param {Float32Array} contours @param {Placing} place @param {number} y */
function crossings(contours, place, y) {
  /** @type {Label[]} */
  const found = [];
  for (let at = 0; at < contours.length; at += 2 + 2 * contours[at + 1]) {
    const level = contours[at];
    if (!(level in NAMES)) continue;
    const end = at + 2 + 2 * contours[at + 1];
    for (let i = at + 4; i < end; i += 2) {
      const from = place.y(contours[i - 1]) - y;
      const to = place.y(contours[i + 1]) - y;
      if (from < 0 === to < 0) continue;
      const x = contours[i - 2] + (from / (from - to)) * (contours[i] - contours[i - 2]);
      found.push({ level, text: NAMES[level], x: place.x(x), y });
    }
  }
  return found;
}

/**
 * The names −1, f = 0 and +1 on their lines, with a halo that keeps them readable.
 * @param {Pen} context @param {Label[]} labels @param {Palette} palette
 */
export function paintLabels(context, labels, palette) {
  context.font = '600 12px system-ui, sans-serif';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineWidth = 4;
  context.lineJoin = 'round';
  for (const { text, x, y } of labels) {
    context.strokeStyle = context.fillStyle = palette.fieldZero;
    context.strokeText(text, x, y);
    // No line shows between the letters.
    const width = context.measureText(text).width;
    context.fillRect(x - width / 2, y - 5, width, 10);
    context.fillStyle = palette.ink;
    context.fillText(text, x, y);
  }
}
