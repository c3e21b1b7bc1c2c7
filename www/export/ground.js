// The colours of a picture that leaves the page: of either theme, whatever the page shows, or of the page's with nothing
// where the ground would be.

import { readPalette } from '../kit/palette.js';

/**
 * @typedef {import('../kit/palette.js').Palette} Palette
 * @typedef {'light' | 'dark' | 'transparent'} Ground
 */

/** @type {Map<string, Palette>} */
const known = new Map();

/** @param {Ground} ground @returns {Palette} */
export function paletteOf(ground) {
  const theme = ground === 'transparent' ? themeOfPage() : ground;
  const name = `${theme} ${ground}`;
  const palette = known.get(name) ?? read(theme, ground === 'transparent');
  known.set(name, palette);
  return palette;
}

/** @returns {'light' | 'dark'} */
export function themeOfPage() {
  return document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light';
}

/** @param {string} theme @param {boolean} isClear @returns {Palette} */
function read(theme, isClear) {
  const place = document.createElement('i');
  place.dataset.theme = theme;
  document.documentElement.append(place);
  const palette = readPalette(place);
  place.remove();
  if (!isClear) return palette;
  const { bands, smooth, squares } = palette;
  return { ...palette, bands: thin(bands), smooth: thin(smooth), squares: thin(squares) };
}

/**
 * A ramp's end, the more of it lets through the nearer f is to 0, as far as the ramp's colour is from that of the end.
 * @param {Uint32Array} table  of opaque pixels, the one of f = 0 last
 */
export function thin(table) {
  const [first, last] = [table[0], table[table.length - 2]];
  const none = table[table.length - 1];
  return table.map((pixel, i) => {
    const end = i < table.length / 2 - 1 ? first : last;
    const share = Math.min(1, distance(pixel, none) / distance(end, none));
    return ((end & 0xffffff) | (Math.round(255 * share) << 24)) >>> 0;
  });
}

/** @param {number} a @param {number} b  pixels */
function distance(a, b) {
  const part = (/** @type {number} */ at) => ((a >> at) & 255) - ((b >> at) & 255);
  return Math.hypot(part(0), part(8), part(16));
}
