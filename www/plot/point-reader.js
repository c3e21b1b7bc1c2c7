// Which point of the plot is pointed at, or was tapped, and what is told of it: in the place of the status, with a ring
// around the point.

import { writeSentence } from '../kit/text.js';
import { Ground } from './ground.js';

/** @typedef {import('./ground.js').Point} Point */

// Reach of the mouse and of a finger around a point, in CSS px.
const REACH = 9;
const TOUCH = 22;
// Of more points, none is found.
const MANY = 5000;

export class PointReader {
  /** @param {HTMLElement} figure @param {HTMLElement} dock @param {(point: Point | null) => void} read @param {(point: Point) => void} open  a step is looked into on it */
  constructor(figure, dock, read, open) {
    this.canvas = /** @type {HTMLElement} */ (figure.querySelector('.plane'));
    this.halo = /** @type {HTMLElement} */ (figure.querySelector('.halo'));
    this.told = document.createElement('p');
    this.told.className = 'told';
    this.told.ariaHidden = 'true';
    dock.append(this.told);
    /** @type {Ground | null} */
    this.ground = null;
    /** @type {Point | null} */
    this.point = null;
    this.listen(read, open);
  }

  /** @param {(point: Point | null) => void} read @param {(point: Point) => void} open */
  listen(read, open) {
    const { canvas } = this;
    const show = (/** @type {Point | null} */ point) => {
      if (JSON.stringify(point) !== JSON.stringify(this.point)) read(point);
    };
    canvas.addEventListener('pointermove', (event) => event.pointerType === 'mouse' && show(this.at(event, REACH)));
    canvas.addEventListener('pointerleave', (event) => event.pointerType === 'mouse' && show(null));
    canvas.addEventListener('click', (event) => {
      const byMouse = /** @type {PointerEvent} */ (event).pointerType === 'mouse';
      const point = this.at(event, byMouse ? REACH : TOUCH);
      const isTold = JSON.stringify(point) === JSON.stringify(this.point);
      // Points of one's own are taken with the hand. A first tap tells of a point, a second opens it.
      if (point && !canvas.matches('[data-points]') && (byMouse || isTold)) return open(point);
      if (byMouse) return;
      show(point);
      // What is told of a point need not be told of the whole plot.
      if (point) event.stopPropagation();
    });
    document.addEventListener('pointerdown', (event) => {
      if (event.pointerType !== 'mouse' && event.target !== canvas) show(null);
    });
  }

  /** @param {MouseEvent} event @param {number} reach */
  at({ clientX, clientY }, reach) {
    if (!this.ground || this.ground.count > MANY) return null;
    const { left, top } = this.canvas.getBoundingClientRect();
    return this.ground.near({ x: clientX - left, y: clientY - top }, reach);
  }

  /** @param {{points: import('../state/state.js').Points, width: number, point: Point | null, sentence: string}} model  width: of the plot in CSS px */
  paint({ points, width, point, sentence }) {
    this.ground = new Ground(points, width);
    this.point = point;
    writeSentence(this.told, sentence);
    // Points of one's own have it shown where they can be taken.
    if (this.canvas.matches('[data-points]')) return;
    this.halo.hidden = !point;
    if (!point) return;
    const { x, y } = this.ground.toPlot(point);
    this.halo.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
  }
}
