// The start of a walk: dragged, moved by arrow keys in round steps, put where one presses.

import { set } from '../kit/text.js';
import { followDrags } from './handle.js';

/** @typedef {import('../../pkg/talk.js').View} View */

// So many moves of an arrow key lead about across the view; with Shift each goes so many times as far.
const MOVES = 100;
const FURTHER = 5;
// Dragging is so many times as fine.
const FINER = 10;

export class Start {
  /** @param {HTMLElement} element @param {HTMLElement} ground  the picture of the plane @param {() => View} view @param {(x: number, y: number) => void} move */
  constructor(element, ground, view, move) {
    this.element = element;
    this.ground = ground;
    this.view = view;
    this.move = move;
    this.x = 0;
    this.y = 0;
    followDrags(element, (event) => this.drag(event));
    element.addEventListener('keydown', (event) => this.press(event));
    ground.addEventListener('click', (event) => this.drag(event));
  }

  /** The round step of an arrow key. */
  get unit() {
    const { x0, x1 } = this.view();
    return 10 ** Math.round(Math.log10((x1 - x0) / MOVES));
  }

  /** @param {{clientX: number, clientY: number}} event */
  drag({ clientX, clientY }) {
    const { left, top, width, height } = this.ground.getBoundingClientRect();
    const { x0, x1, y0, y1 } = this.view();
    const share = (/** @type {number} */ at, /** @type {number} */ start, /** @type {number} */ length) => Math.min(1, Math.max(0, (at - start) / length));
    const fine = this.unit / FINER;
    this.go(round(x0 + (x1 - x0) * share(clientX, left, width), fine), round(y1 - (y1 - y0) * share(clientY, top, height), fine));
  }

  /** At once, since another key may come before it is painted. @param {number} x @param {number} y */
  go(x, y) {
    this.x = x;
    this.y = y;
    this.move(x, y);
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const way = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    if (!way || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    const by = this.unit * (event.shiftKey ? FURTHER : 1);
    this.go(way[0] ? round(this.x + way[0] * by, by) : this.x, way[1] ? round(this.y + way[1] * by, by) : this.y);
  }

  /** @param {number} x @param {number} y @param {string} told */
  paint(x, y, told) {
    this.x = x;
    this.y = y;
    const { x0, x1, y0, y1 } = this.view();
    const inside = (/** @type {number} */ share) => Math.min(1, Math.max(0, share));
    const { style } = this.element;
    style.left = `${100 * inside((x - x0) / (x1 - x0))}%`;
    style.top = `${100 * inside((y1 - y) / (y1 - y0))}%`;
    set(this.element, 'aria-valuenow', Number(x.toPrecision(6)));
    set(this.element, 'aria-valuetext', told);
  }
}

/** To a multiple of a power of ten or five of them, without the dust of binary fractions. @param {number} value @param {number} unit */
function round(value, unit) {
  return Number((Math.round(value / unit) * unit).toPrecision(12));
}
