// The hatch of a fault: what it spoils carries these lines, so that its colour never stands alone.

/** @typedef {[x: number, y: number, width: number, height: number]} Rect */

// Px of the design: a line's width, and from one to the next.
const [LINE, PITCH] = [1.4, 4];
const VEIL = 0.6;
/** The dash of a line with a fault. */
export const DASH = [7, 2, 1.5, 2];

/** The third hue, which is there only while a fault is on. */
export function faultColour() {
  return getComputedStyle(document.documentElement).getPropertyValue('--fault').trim();
}

/** Lines at 45° over all of the places, in one go. @param {CanvasRenderingContext2D} context @param {Rect[]} places */
export function hatch(context, places) {
  if (!places.length) return;
  const [left, top] = [0, 1].map((side) => Math.min(...places.map((place) => place[side])));
  const right = Math.max(...places.map(([x, , width]) => x + width));
  const bottom = Math.max(...places.map(([, y, , height]) => y + height));
  context.save();
  context.beginPath();
  for (const place of places) context.rect(...place);
  context.clip();
  // What lies below only shines through.
  context.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('--paper').trim();
  context.globalAlpha = VEIL;
  context.fillRect(left, top, right - left, bottom - top);
  context.beginPath();
  const step = PITCH * Math.SQRT2;
  for (let at = step * Math.floor((left + top) / step); at < right + bottom; at += step) {
    context.moveTo(at - top, top);
    context.lineTo(at - bottom, bottom);
  }
  context.globalAlpha = 1;
  context.strokeStyle = faultColour();
  context.lineWidth = LINE;
  context.setLineDash([]);
  context.stroke();
  context.restore();
}

/** Where flags are set, as runs from and to. @param {Uint8Array} flags @param {number} count  of those that are looked at @returns {[from: number, to: number][]} */
export function bandsOf(flags, count) {
  /** @type {[number, number][]} */
  const bands = [];
  for (let i = 0; i < Math.min(count, flags.length); i++) {
    if (!flags[i]) continue;
    if (i && flags[i - 1]) bands[bands.length - 1][1] = i + 1;
    else bands.push([i, i + 1]);
  }
  return bands;
}
