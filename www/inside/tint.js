// The colour of a number: that of its sign, the stronger the larger it is; nothing that is no number has one.

/** The largest magnitude among numbers that are finite. @param {ArrayLike<number>} values */
export function most(values) {
  let largest = 0;
  for (let i = 0; i < values.length; i++) {
    const size = Math.abs(values[i]);
    if (size > largest && size < Infinity) largest = size;
  }
  return largest;
}

/** Sets fill and opacity. @param {CanvasRenderingContext2D} context @param {number} value @param {number} scale  the largest of its kind @param {import('../kit/palette.js').Palette} palette */
export function tint(context, value, scale, palette) {
  const isNumber = Number.isFinite(value);
  context.fillStyle = !isNumber || value === 0 ? palette.paper : value < 0 ? palette.neg : palette.pos;
  context.globalAlpha = isNumber && value !== 0 ? strength(value, scale) : 1;
}

/** Small ones can still be seen beside large ones. @param {number} value @param {number} scale */
export function strength(value, scale) {
  return scale ? Math.min(1, 0.12 + 0.88 * Math.sqrt(Math.abs(value) / scale)) : 0;
}
