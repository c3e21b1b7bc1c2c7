// What is taken hold of in a figure: it follows the pointer, and the arrow keys.

import { set } from '../kit/text.js';

/** @typedef {{x: number, y: number}} Spot  in px of the design from the corner of its figure's picture */

// How far an arrow key moves it, in px of the design; with shift, a tenth of it.
const STEP = 5;
/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class Handle {
  /** @param {HTMLElement} element @param {import('../kit/surface.js').Surface} surface  of the picture below it @param {(to: Spot) => void} move */
  constructor(element, surface, move) {
    this.element = element;
    this.surface = surface;
    /** @type {Spot} */
    this.spot = { x: 0, y: 0 };
    element.addEventListener('keydown', (event) => {
      const arrow = ARROWS[event.key];
      if (!arrow || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      const step = event.shiftKey ? STEP / 10 : STEP;
      move({ x: this.spot.x + step * arrow[0], y: this.spot.y + step * arrow[1] });
    });
    followDrags(element, (event) => {
      const { left, top } = surface.canvas.getBoundingClientRect();
      move({ x: (event.clientX - left) / surface.unit, y: (event.clientY - top) / surface.unit });
    });
  }

  /** @param {Spot} spot @param {string} text  what it stands for, in words */
  put(spot, text) {
    this.spot = spot;
    const { element, surface: { unit, width } } = this;
    element.style.left = `${spot.x * unit}px`;
    element.style.top = `${spot.y * unit}px`;
    set(element, 'aria-valuenow', Math.round((100 * spot.x) / (width || 1)));
    set(element, 'aria-valuetext', text);
  }
}

/** From where it is taken hold of until it is let go. @param {HTMLElement} element @param {(event: PointerEvent) => void} move @param {(event: PointerEvent) => void} [start] */
export function followDrags(element, move, start) {
  element.addEventListener('pointerdown', (event) => {
    if (event.button) return;
    element.setPointerCapture(event.pointerId);
    start?.(event);
  });
  element.addEventListener('pointermove', (event) => {
    if (element.hasPointerCapture(event.pointerId)) move(event);
  });
}
