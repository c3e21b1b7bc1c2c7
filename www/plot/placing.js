// Where the plane lies on the plot, and the frame around it.

/**
 * @typedef {{x: (x: number) => number, y: (y: number) => number}} Placing  from the plane to the plot
 * @typedef {import('../state/plane.js').View} View
 * @typedef {import('../kit/palette.js').Palette} Palette
 * @typedef {import('../kit/pen.js').Pen} Pen
 */

/** Both axes have the same scale. @param {View} view @param {number} width @returns {Placing} */
export function placing({ x0, x1, y1 }, width) {
  const scale = width / (x1 - x0);
  return { x: (x) => (x - x0) * scale, y: (y) => (y1 - y) * scale };
}

/** @param {Pen} context @param {Palette} palette @param {number} width */
export function paintFrame(context, palette, width) {
  context.strokeStyle = palette.ink;
  context.lineWidth = 1;
  context.globalAlpha = 0.28;
  context.strokeRect(0.5, 0.5, width - 1, width - 1);
  context.globalAlpha = 1;
}
