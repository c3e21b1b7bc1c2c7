// Places for the labels of lines, so that none covers a chip or another label.

/**
 * @typedef {{x: number, y: number, width: number, height: number}} Box
 * @typedef {import('./tape-layout.js').Point} Point
 */

// Where along its line a label may stand, the best first; on which side; how far away.
const SHARES = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8];
const AWAY = 6;

/** @param {Box} a @param {Box} b */
export function meet(a, b) {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/**
 * A box of a size beside a line: off what is taken, within the width, over few of the other lines' points; and whether
 * it is free of what is taken.
 * @param {Point[]} line @param {{width: number, height: number}} size @param {Box[]} taken @param {Point[]} others @param {number} width
 */
export function placeLabel(line, size, taken, others, width) {
  let best = { x: 0, y: 0, ...size };
  let least = Infinity;
  SHARES.forEach((share, i) => {
    const [x, y] = line[Math.round(share * (line.length - 1))];
    for (const [left, top] of [[-0.5, 0], [-0.5, -1], [0, -0.5], [-1, -0.5], [0, 0], [-1, -1], [0, -1], [-1, 0]]) {
      const box = { ...size, x: x + left * size.width + AWAY * (2 * left + 1), y: y + top * size.height + AWAY * (2 * top + 1) };
      const cost = 1000 * taken.filter((other) => meet(box, other)).length + (box.x < 0 || box.x + size.width > width ? 1000 : 0)
        + 4 * [...others, ...line].filter(([x, y]) => meet(box, { x, y, width: 0.1, height: 0.1 })).length + i;
      if (cost < least) [best, least] = [box, cost];
    }
  });
  return { box: best, isFree: least < 1000 };
}
