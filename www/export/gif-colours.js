// The colours of an animation, chosen before its first picture: those of the field, and what ink, lines and points make
// of them where a pixel is only partly theirs.

import { shade } from '../kit/palette.js';

/** @typedef {import('../kit/palette.js').Palette} Palette */

// A GIF has 256, one of which means "as before".
const MOST = 255;
// How much of a pixel a thin line, a heavy one, a point's edge may take.
const THIN = [0.08, 0.16, 0.3];
const HEAVY = [0.45, 0.6, 0.75, 0.9];
const EDGE = [0.25, 0.5, 0.75];
// f where the heavy lines are, and to which the field's colours are told apart.
const NEAR = 1.5;
const FAR = 6;

/**
 * Three bytes a colour: red, green, blue. What matters most comes first, since there may be too many.
 * @param {Palette} palette @param {'bands' | 'smooth'} look
 */
export function gifColours({ ink, raised, neg, pos, fieldZero, ...palette }, look) {
  const [black, white, ...signs] = [ink, raised, neg, pos].map(read);
  const step = look === 'bands' ? 0.5 : 0.15;
  const count = Math.round((2 * FAR) / step);
  const levels = Array.from({ length: count }, (_, i) => (i + 0.5) * step - FAR);
  const field = (/** @type {number} */ f) => unpack(palette[look][shade(f)]);
  const ground = [read(fieldZero), unpack(palette[look][shade(0)]), ...levels.map(field)];
  const near = levels.filter((f) => Math.abs(f) < NEAR).filter((_, i) => look === 'bands' || i % 3 === 0).map(field);
  const ends = [field(-3), field(0.2), field(3)];
  const colours = [
    black, white, ...signs, ...ground,
    ...signs.flatMap((sign) => EDGE.map((share) => mix(white, sign, share))),
    ...ends.flatMap((end) => [...EDGE, 0.9].map((share) => mix(end, black, share))),
    ...ends.flatMap((end) => EDGE.map((share) => mix(end, white, share))),
    ...signs.flatMap((sign) => EDGE.map((share) => mix(sign, black, share))),
    ...near.flatMap((colour) => HEAVY.map((share) => mix(colour, black, share))),
    ...THIN.flatMap((share) => ground.map((colour) => mix(colour, black, share))),
  ];
  const unlike = new Map(colours.map((colour) => [colour.map(Math.round).join(), colour]));
  return Uint8Array.from([...unlike.values()].slice(0, MOST).flat(), Math.round);
}

/** @param {string} hex */
function read(hex) {
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
}

/** @param {number} pixel */
function unpack(pixel) {
  return [0, 8, 16].map((at) => (pixel >> at) & 255);
}

/** As a canvas lays one over the other. @param {number[]} under @param {number[]} over @param {number} share */
function mix(under, over, share) {
  return under.map((part, i) => part + share * (over[i] - part));
}
