// What the tabs Neuron and Receipt are written with: numbers as far as they are known, in HTML that is put into the
// page only where it is another.

import { three } from '../kit/format.js';
import { all } from './digits.js';

/** @typedef {number | null} Known  the engine's number; null: not known yet where the cursor stands */
/** @typedef {(value: number) => string} Write */

/** @param {Known} value @param {Write} [write] */
export function figure(value, write = three) {
  if (value === null) return '·';
  return Number.isNaN(value) ? 'NaN' : value === 0 ? '0' : write(value);
}

/** With a sign. @param {Known} value @param {Write} [write] */
export function signed(value, write = three) {
  return value !== null && value > 0 ? `+${figure(value, write)}` : figure(value, write);
}

/** A slope: 0, 1 and −1 as they are. @param {Known} value @param {Write} [write] */
export function slope(value, write = three) {
  return value !== null && Math.abs(value) === 1 ? `${value < 0 ? '−' : ''}1` : figure(value, write);
}

/** The colour of a sign; what is no number has none. @param {Known} value */
export function side(value) {
  return !value || !Number.isFinite(value) ? '' : value < 0 ? 'minus' : 'plus';
}

/** @param {Known} value @param {Write} [write] */
export function tinted(value, write = three) {
  return `<b class="${side(value)}">${signed(value, write)}</b>`;
}

/** How numbers are written: short, or with all digits. @param {boolean} digits @param {Write} [short] */
export function writer(digits, short = three) {
  return digits ? all : short;
}

/** The heading of a tab. @param {string} name @param {string} what @param {boolean} digits */
export function heading(name, what, digits) {
  return `<h2><b>${name}</b> <span>${what}</span><button type="button" class="text" data-key="digits" aria-pressed="${digits}">all digits</button></h2>`;
}

/** A length to pixels, such that all of `values` and 0 have room. @param {number[]} values @param {number} from  px of the least @param {number} to  px of the largest */
export function fit(values, from, to) {
  const finite = values.filter(Number.isFinite);
  const [least, most] = [Math.min(0, ...finite), Math.max(0, ...finite)];
  return (/** @type {number} */ value) => from + ((value - least) / (most - least || 1)) * (to - from);
}

/** @type {WeakMap<Element, string>} */
const written = new WeakMap();

/** Who had the focus has it again. @param {HTMLElement} place @param {string} html */
export function render(place, html) {
  if (written.get(place) === html) return;
  written.set(place, html);
  const { activeElement } = document;
  const key = place.contains(activeElement) && activeElement?.getAttribute('data-key');
  place.innerHTML = html;
  if (key) /** @type {HTMLElement | null} */ (place.querySelector(`[data-key="${key}"]`))?.focus({ preventScroll: true });
}

/** Whether there is room for one panel only, as in the styles: the network is one of the tabs. */
export function isSingle() {
  return matchMedia('(max-width: 68.74em)').matches;
}

/** Tells a panel's size in px of the design, now and when it changes; 0 while it is hidden. @param {HTMLElement} panel @param {(width: number, height: number, isLow: boolean) => void} changed */
export function watchPanel(panel, changed) {
  const look = () => {
    const unit = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
    const isWide = !isSingle();
    changed(panel.clientWidth / unit, isWide ? panel.clientHeight / unit : Infinity, isWide && innerHeight / unit < 816);
  };
  // A panel that is as high as what is in it must not be painted while sizes are told.
  new ResizeObserver(() => (isSingle() ? void requestAnimationFrame(look) : look())).observe(panel);
}
