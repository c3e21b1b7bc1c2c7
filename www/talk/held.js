// A number in the text that can be taken hold of: dragged to the left and right, or changed with the arrow keys.

import { write, set } from '../kit/text.js';
import { followDrags } from './handle.js';

// How much it changes for each px, and for each press of an arrow key; with shift a tenth of that.
const PER_PX = 0.01;
const PER_KEY = 0.1;
/** @type {Record<string, number>} */
const ARROWS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 };

export class Held {
  /** @param {HTMLElement} element @param {string} name @param {[number, number]} ends @param {(value: number) => void} give */
  constructor(element, name, [least, most], give) {
    this.element = element;
    this.value = 0;
    for (const [attribute, value] of Object.entries({ role: 'slider', tabindex: 0, 'aria-label': name, 'aria-valuemin': least, 'aria-valuenow': 0, 'aria-valuemax': most })) element.setAttribute(attribute, String(value));
    const change = (/** @type {number} */ value) => give(Number(Math.min(most, Math.max(least, value)).toFixed(2)));
    element.addEventListener('keydown', (event) => {
      if (!(event.key in ARROWS)) return;
      event.preventDefault();
      change(this.value + ARROWS[event.key] * PER_KEY * (event.shiftKey ? 0.1 : 1));
    });
    let [from, x] = [0, 0];
    followDrags(element, (event) => change(from + PER_PX * (event.clientX - x)), (event) => ([from, x] = [this.value, event.clientX]));
  }

  /** @param {number} value @param {string} text */
  paint(value, text) {
    this.value = value;
    write(this.element, text);
    set(this.element, 'aria-valuenow', value);
    set(this.element, 'aria-valuetext', text);
  }
}
