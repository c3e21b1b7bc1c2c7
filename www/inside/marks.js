// The signs of a plot of the check: what agrees is a dot, a kink a triangle, what is wrong a ×; and axes in their type.

/** @typedef {import('../kit/palette.js').Palette} Palette */

/** @param {CanvasRenderingContext2D} context @param {number} x @param {number} y @param {number} r */
export function dot(context, x, y, r) {
  context.beginPath();
  context.arc(x, y, r, 0, 2 * Math.PI);
  context.fill();
}

/** Paper inside. @param {CanvasRenderingContext2D} context @param {number} x @param {number} y @param {Palette} palette @param {number} [size]  below 0: on its tip */
export function triangle(context, x, y, palette, size = 1) {
  context.beginPath();
  context.moveTo(x, y - 4.4 * size);
  context.lineTo(x + 4 * size, y + 3 * size);
  context.lineTo(x - 4 * size, y + 3 * size);
  context.closePath();
  context.fillStyle = palette.paper;
  context.strokeStyle = palette.ink;
  context.lineWidth = 1.3;
  context.fill();
  context.stroke();
}

/** @param {CanvasRenderingContext2D} context @param {number} x @param {number} y @param {string} colour */
export function cross(context, x, y, colour) {
  context.strokeStyle = colour;
  context.lineWidth = 1.5;
  line(context, x - 2.8, y - 2.8, x + 2.8, y + 2.8);
  line(context, x - 2.8, y + 2.8, x + 2.8, y - 2.8);
}

/** @param {CanvasRenderingContext2D} context @param {number} x0 @param {number} y0 @param {number} x1 @param {number} y1 */
export function line(context, x0, y0, x1, y1) {
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
  context.stroke();
}

/** Through the points that are numbers. @param {CanvasRenderingContext2D} context @param {[x: number, y: number][]} points */
export function path(context, points) {
  context.beginPath();
  for (const [x, y] of points) if (Number.isFinite(x) && Number.isFinite(y)) context.lineTo(x, y);
  context.stroke();
}

/** A paper outline keeps it legible on lines. @param {CanvasRenderingContext2D} context @param {string} text @param {number} x @param {number} y @param {Palette} palette @param {CanvasTextAlign} align @param {string} [colour] */
export function label(context, text, x, y, palette, align, colour = palette.ink2) {
  context.save();
  context.textAlign = align;
  context.lineJoin = 'round';
  context.lineWidth = 4;
  context.strokeStyle = palette.paper;
  context.strokeText(text, x, y);
  context.fillStyle = colour;
  context.fillText(text, x, y);
  context.restore();
}

/** The type of an axis. @param {HTMLCanvasElement} canvas @param {number} [weight] */
export function sans(canvas, weight = 400) {
  return `${weight} 11.5px ${getComputedStyle(canvas).fontFamily}`;
}
