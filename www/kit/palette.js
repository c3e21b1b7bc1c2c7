// Colours, read once per theme from the tokens of style.css, and the ramp of the field made from them.

/**
 * @typedef {object} Palette
 * @property {string} ink
 * @property {string} ink2
 * @property {string} paper
 * @property {string} raised
 * @property {string} neg
 * @property {string} pos
 * @property {string} fieldZero
 * @property {string} grid      the hairline of charts
 * @property {number} contour   opacity of the contour at f = 0; others fade from it
 * @property {Uint32Array} bands   field colour by value, see `shade`
 * @property {Uint32Array} smooth
 * @property {Uint32Array} squares  for pictures under 50 px
 */

// The table covers −8 … 8; beyond, tanh(f/2.8) has no colour left to give.
const LIMIT = 8;
const PER_UNIT = 64;
const SIZE = 2 * LIMIT * PER_UNIT;
const BAND = 0.5;
// Small pictures need more colour: so much of the way from the field's ends to those of the points.
const STRONGER = 0.42;

/** Where value `f` stands in the tables `bands` and `smooth`; what is no number, or exactly 0 and so on neither side, after them all. @param {number} f */
export function shade(f) {
  if (!f) return SIZE;
  const at = ((f + LIMIT) * PER_UNIT) | 0;
  return at < 0 ? 0 : at >= SIZE ? SIZE - 1 : at;
}

/** As it is at an element: of another theme where that has one. @returns {Palette} */
export function readPalette(place = document.documentElement) {
  const style = getComputedStyle(place);
  const token = (/** @type {string} */ name) => style.getPropertyValue(`--${name}`).trim();
  // Where the system sets the page's colours, a canvas has to be told of them.
  const isForced = place === document.documentElement && matchMedia('(forced-colors: active)').matches;
  const own = (/** @type {string} */ name, /** @type {string} */ system) => (isForced ? readSystem(system) : token(name));
  const arms = [token('field-neg'), token('field-zero'), token('field-pos')].map(toOklab);
  const colour = (/** @type {number} */ f) => pack(toRgb(ramp(arms, Math.tanh(f / 2.8))));
  const ends = [token('neg'), token('field-zero'), token('pos')].map(toOklab);
  const strong = arms.map((arm, i) => arm.map((part, j) => part + STRONGER * (ends[i][j] - part)));
  return {
    ink: own('ink', 'CanvasText'),
    ink2: own('ink2', 'CanvasText'),
    paper: own('paper', 'Canvas'),
    raised: own('raised', 'Canvas'),
    neg: token('neg'),
    pos: token('pos'),
    fieldZero: token('field-zero'),
    grid: own('hairline', 'GrayText'),
    contour: Number(token('contour')),
    bands: table((f) => colour((Math.floor(f / BAND) + 0.5) * BAND), colour(0)),
    smooth: table(colour, colour(0)),
    squares: table((f) => pack(toRgb(ramp(strong, Math.tanh(f / 2.8)))), colour(0)),
  };
}

/** A colour of the system's. @param {string} name */
function readSystem(name) {
  const probe = document.createElement('i');
  probe.style.color = name;
  document.documentElement.append(probe);
  const [r, g, b] = (getComputedStyle(probe).color.match(/[\d.]+/g) ?? []).map(Number);
  probe.remove();
  return `#${[r, g, b].map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}

/** @param {(f: number) => number} colour @param {number} none  for what is no number */
function table(colour, none) {
  return Uint32Array.from({ length: SIZE + 1 }, (_, i) => (i < SIZE ? colour((i + 0.5) / PER_UNIT - LIMIT) : none));
}

/** @param {number[][]} arms @param {number} t  from −1 to 1 */
function ramp([neg, zero, pos], t) {
  const end = t < 0 ? neg : pos;
  return zero.map((from, i) => from + Math.abs(t) * (end[i] - from));
}

/** Opaque pixel as ImageData stores it; every platform with WebAssembly is little-endian. @param {number[]} colour */
function pack([r, g, b]) {
  return (0xff000000 | (b << 16) | (g << 8) | r) >>> 0;
}

/** Red, green and blue, from 0 to 255. @param {string} hex */
function parts(hex) {
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
}

/** A colour as a pixel. @param {string} hex @param {number} opacity */
export function toPixel(hex, opacity) {
  return ((pack(parts(hex)) & 0xffffff) | (Math.round(255 * opacity) << 24)) >>> 0;
}

// OKLab and back: https://bottosson.github.io/posts/oklab/

/** @param {string} hex */
function toOklab(hex) {
  const [r, g, b] = parts(hex).map((part) => linear(part / 255));
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** @param {number[]} colour */
function toRgb([lightness, a, b]) {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ].map((c) => Math.round(255 * Math.min(1, Math.max(0, curved(c)))));
}

const linear = (/** @type {number} */ c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
const curved = (/** @type {number} */ c) => (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055);
