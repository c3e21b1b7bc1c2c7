// The axes of the plot, in the data's units: ticks, numbers, names.

import { placing } from './placing.js';
import { ticks } from './ruler.js';

/**
 * @typedef {import('../state/plane.js').View} View
 * @typedef {import('../state/state.js').Axes} Axes
 * @typedef {import('../kit/palette.js').Palette} Palette
 * @typedef {import('../kit/pen.js').Pen} Pen
 */

const FONT = '11.5px system-ui, sans-serif';

/**
 * Where the ticks, the numbers and the names of the axes go, so that none meets another or the frame.
 * @param {Pen} context @param {View} view @param {Axes} axes @param {number} width
 */
export function layTicks(context, view, { scale, names }, width) {
  const place = placing(view, width);
  context.font = FONT;
  const extent = (/** @type {string} */ text) => context.measureText(text).width;
  const [xName, yName] = names.map((name) => shorten(name, 0.4 * width, extent));
  const across = ticks([view.x0, view.x1], scale.centre[0], scale.unit[0], width, extent).map(({ at, text }) => ({ x: place.x(at), text }));
  const up = ticks([view.y0, view.y1], scale.centre[1], scale.unit[1], width, () => 14).map(({ at, text }) => ({ y: place.y(at), text }));
  const end = width - 10 - (xName ? extent(xName) + 14 : 0);
  return {
    across: across.filter(({ x, text }) => x - extent(text) / 2 > 20 && x + extent(text) / 2 < end),
    up: up.filter(({ y }) => y < width - 30 && y > (yName ? 28 : 12)),
    xName,
    yName,
  };
}

/** @param {string} text @param {number} room @param {(text: string) => number} extent */
function shorten(text, room, extent) {
  let short = text;
  while (short && extent(short) > room) short = `${short.replace(/…$/, '').slice(0, -1)}…`;
  return short;
}

/** @param {Pen} context @param {ReturnType<typeof layTicks>} ticks @param {number} width @param {Palette} palette */
export function strokeTicks(context, { across, up, xName, yName }, width, palette) {
  context.font = FONT;
  context.fillStyle = palette.ink;
  context.strokeStyle = palette.ink;
  context.lineWidth = 1;
  context.textBaseline = 'middle';
  context.beginPath();
  context.textAlign = 'left';
  for (const { y, text } of up) {
    tick(context, 0, y, 6, 0);
    context.fillText(text, 11, y);
  }
  if (yName) context.fillText(yName, 11, 14);
  context.textAlign = 'center';
  for (const { x, text } of across) {
    tick(context, x, width, 0, -6);
    context.fillText(text, x, width - 14);
  }
  context.textAlign = 'right';
  if (xName) context.fillText(xName, width - 10, width - 14);
  context.globalAlpha = 0.7;
  context.stroke();
  context.globalAlpha = 1;
}

/** @param {Pen} context @param {number} x @param {number} y @param {number} dx @param {number} dy */
function tick(context, x, y, dx, dy) {
  context.moveTo(x, y);
  context.lineTo(x + dx, y + dy);
}
