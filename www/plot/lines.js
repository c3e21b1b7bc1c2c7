// The lines of the plot: contours, the boundary and its margins.

/**
 * @typedef {import('./placing.js').Placing} Placing
 * @typedef {import('../kit/palette.js').Palette} Palette
 * @typedef {import('../kit/pen.js').Pen} Pen
 */

/**
 * Strokes the polylines of those levels that `style` says yes to.
 * @param {Pen} context @param {Float32Array} contours
 * @param {Placing} place @param {(level: number) => boolean} style
 */
function strokeLevels(context, contours, place, style) {
  let level = NaN;
  let wanted = false;
  context.lineJoin = 'round';
  for (let at = 0; at < contours.length; at += 2 + 2 * contours[at + 1]) {
    if (contours[at] !== level) {
      if (wanted) context.stroke();
      level = contours[at];
      wanted = style(level);
      if (wanted) context.beginPath();
    }
    if (wanted) trace(context, contours, at, place);
  }
  if (wanted) context.stroke();
}

// A polyline keeps a point only where it bends by more than this, in px, and at the latest after so many.
const BEND = 0.12;
const SKIP = 12;

/**
 * A network of ReLUs is flat but for its folds, so most of a contour's points lie on straight lines: leaving
 * them out spares most of the time that a contour takes to draw.
 * @param {Pen} context @param {Float32Array} contours @param {number} at @param {Placing} place
 */
function trace(context, contours, at, place) {
  const end = at + 2 + 2 * contours[at + 1];
  let fromX = place.x(contours[at + 2]);
  let fromY = place.y(contours[at + 3]);
  let x = fromX;
  let y = fromY;
  let skipped = 0;
  context.moveTo(x, y);
  for (let i = at + 4; i < end; i += 2) {
    const nextX = place.x(contours[i]);
    const nextY = place.y(contours[i + 1]);
    const area = (nextX - fromX) * (y - fromY) - (nextY - fromY) * (x - fromX);
    const length = Math.abs(nextX - fromX) + Math.abs(nextY - fromY);
    if (Math.abs(area) > BEND * length || ++skipped > SKIP) {
      context.lineTo(x, y);
      fromX = x;
      fromY = y;
      skipped = 0;
    }
    x = nextX;
    y = nextY;
  }
  context.lineTo(x, y);
}

/**
 * @param {Pen} context @param {Float32Array} contours @param {Placing} place
 * @param {Palette} palette @param {boolean} isOutput  0 has a line of its own @param {boolean} hasMargin  and so have −1 and +1
 */
export function paintContours(context, contours, place, palette, isOutput, hasMargin) {
  context.strokeStyle = palette.ink;
  context.lineWidth = 1;
  strokeLevels(context, contours, place, (level) => {
    context.globalAlpha = palette.contour * Math.exp(-Math.abs(level) / 4);
    return !isOutput || (level !== 0 && !(hasMargin && Math.abs(level) === 1));
  });
  context.globalAlpha = 1;
}

/**
 * @param {Pen} context @param {Float32Array} contours @param {Placing} place
 * @param {Palette} palette @param {number} scale
 */
export function paintMargins(context, contours, place, palette, scale) {
  context.strokeStyle = palette.ink;
  context.lineWidth = 1.2 * scale;
  context.globalAlpha = 0.72;
  context.setLineDash([5 * scale, 4 * scale]);
  strokeLevels(context, contours, place, (level) => Math.abs(level) === 1);
  context.setLineDash([]);
  context.globalAlpha = 1;
}

/**
 * @param {Pen} context @param {Float32Array} contours @param {Placing} place
 * @param {Palette} palette @param {number} lineWidth
 */
export function paintBoundary(context, contours, place, palette, lineWidth) {
  context.strokeStyle = palette.ink;
  context.lineWidth = lineWidth;
  strokeLevels(context, contours, place, (level) => level === 0);
}
