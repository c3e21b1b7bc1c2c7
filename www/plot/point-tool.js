// One's own points on the plot: a click or a tap adds one, dragging moves it, the bin or a key deletes it; with
// the keyboard a crosshair does the same. What is pointed at is shown by elements over the plot, so that nothing
// has to be painted anew for it.

import { figure } from './ruler.js';

// Reach of the pointer and of a finger around a point, and how far they may tremble in a click, in CSS px.
const REACH = { mouse: 9, touch: 22 };
const APART = 11;
const TREMBLE = 5;
// The crosshair's steps, in widths of the plot.
const FINE = 0.01;
const COARSE = 0.1;
// A point is not put closer to the edge than this, in widths of the plot: further in than where the view would grow.
const RIM = 0.02;
// Of more points, one that is dragged takes its place only when it is let go: painting them takes too long.
const LIVE = 5000;

const HINT = 'Click or tap to add a point of the chosen label; drag a point to move it, onto the bin to delete it.';
const KEYS = 'The arrow keys move a crosshair, with Shift further; Enter adds a point, or picks one up; Delete deletes it; + and − choose the label.';

/**
 * @typedef {import('../engine/edits.js').Point} Point
 *
 * @typedef {object} Actions
 * @property {(x: number, y: number) => string} add               a point of the chosen class; returns why not, or ''
 * @property {(to: Point) => void} move                            for the moment
 * @property {(point: Point, from: Point) => void} moved          for good
 * @property {(point: Point, from: Point) => void} remove
 * @property {(label: number) => void} choose                     the class to add
 */

export class PointTool {
  /** @param {HTMLCanvasElement} canvas @param {HTMLElement} layer over it @param {Actions} actions */
  constructor(canvas, layer, actions) {
    Object.assign(this, { canvas, layer, actions });
    [this.halo, this.cross, this.bin] = layer.querySelectorAll('.halo, .cross, .bin');
    this.spoken = layer.querySelector('.spoken');
    /** What the points are looked up in, see `paint`. */
    this.plane = { on: false };
    /** The point that is pointed at; the one that is dragged or carried, where it came from, and where it is by now. */
    this.hit = null;
    this.held = null;
    this.from = null;
    this.put = null;
    this.press = null;
    /** Where the crosshair stands, on the plane. */
    this.at = null;
    this.listen();
  }

  /**
   * @param {{on: boolean, view: import('./plot.js').View, axes: import('./plot.js').Axes, train: Float32Array, test: Float32Array}} plane
   *   on: the points are one's own
   */
  paint(plane) {
    if (plane.on !== this.plane.on) this.turn(plane.on);
    const moved = plane.train !== this.plane.train || plane.view !== this.plane.view;
    this.plane = plane;
    if (!plane.on || !moved) return;
    if (this.held) return this.find(this.put) || this.let();
    if (this.cross.hidden) return this.light(this.hit && this.find(this.hit));
    this.showCross();
    this.light(this.underCross());
  }

  turn(on) {
    const { canvas } = this;
    this.let();
    this.light(null);
    canvas.toggleAttribute('data-points', on);
    canvas.setAttribute('role', on ? 'application' : 'img');
    if (on) canvas.tabIndex = 0;
    else canvas.removeAttribute('tabindex');
    if (on) canvas.dataset.hint = HINT;
    else delete canvas.dataset.hint;
    canvas.setAttribute('aria-description', on ? `${HINT} ${KEYS}` : '');
    this.at = null;
    this.cross.hidden = true;
  }

  listen() {
    const { canvas } = this;
    const listen = (type, act, options) => {
      canvas.addEventListener(type, (event) => this.plane.on && act(event), options);
    };
    listen('pointerdown', (event) => this.grab(event));
    listen('pointermove', (event) => this.hover(event));
    listen('pointerup', (event) => this.release(event));
    listen('pointercancel', () => this.takeBack());
    listen('pointerleave', () => this.held || this.light(null));
    // The page must not scroll under a point that is dragged; elsewhere on the plot it may.
    listen('touchstart', (event) => this.held && event.preventDefault(), { passive: false });
    // A click leaves the keys to the page.
    listen('mousedown', (event) => {
      event.preventDefault();
      if (document.activeElement !== canvas) document.activeElement?.blur();
    });
    listen('keydown', (event) => this.key(event));
    listen('focus', () => canvas.matches(':focus-visible') && this.goTo(this.at ?? this.middle()));
    listen('blur', () => {
      this.takeBack();
      this.cross.hidden = true;
    });
    document.addEventListener('keydown', (event) => this.keyOverPlot(event));
  }

  // ---- The pointer

  grab(event) {
    // A second finger means something else.
    if (this.held) return this.takeBack();
    if (event.button !== 0) return;
    const place = this.place(event);
    const hit = this.near(place, event.pointerType);
    this.press = place;
    if (!hit) return;
    this.light(hit);
    this.hold(hit);
    this.grip = { x: place.x - this.across(hit.x), y: place.y - this.down(hit.y), from: place, moved: false };
    this.canvas.setPointerCapture(event.pointerId);
  }

  hover(event) {
    const place = this.place(event);
    if (this.grip) return this.drag(place);
    if (event.pointerType === 'mouse') this.light(this.near(place, 'mouse'));
  }

  drag(place) {
    const { grip } = this;
    if (!grip.moved && distance(place, grip.from) < TREMBLE) return;
    grip.moved = true;
    this.bin.hidden = false;
    this.bin.toggleAttribute('data-over', this.overBin(place));
    this.carry(this.planeX(place.x - grip.x), this.planeY(place.y - grip.y));
  }

  release(event) {
    const place = this.place(event);
    const { grip, press } = this;
    this.press = null;
    if (grip) {
      if (grip.moved && this.overBin(place)) this.remove();
      else this.drop();
      if (event.pointerType !== 'mouse') this.light(null);
    }
    // A finger reaches far around a point to drag it, but may put down another beside it.
    if (!press || grip?.moved || distance(place, press) >= TREMBLE || this.near(place, grip ? APART : 0)) return;
    const { x, y } = this.inside(this.planeX(place.x), this.planeY(place.y));
    this.actions.add(x, y);
  }

  overBin({ x, y }) {
    const { width } = this.canvas.getBoundingClientRect();
    const { offsetWidth, offsetHeight } = this.bin;
    return x > width - offsetWidth - 8 && y < offsetHeight + 8;
  }

  // ---- The keyboard

  key(event) {
    const { key, shiftKey } = event;
    const arrow = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[key];
    const act = arrow ? () => this.step(arrow, shiftKey ? COARSE : FINE) : this.keys()[key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  keys() {
    const choose = (label) => {
      this.actions.choose(label);
      this.say(`Points are added with the label ${sign(label)}.`);
    };
    return {
      Enter: () => this.enter(),
      Delete: () => this.removeHit(),
      Backspace: () => this.removeHit(),
      ...(this.held && { Escape: () => this.takeBack() }),
      '+': () => choose(1),
      '-': () => choose(-1),
    };
  }

  /** Delete also deletes the point under the mouse, wherever the focus is. */
  keyOverPlot(event) {
    const wanted = event.key === 'Delete' || event.key === 'Backspace';
    if (!this.plane.on || !this.hit || !wanted || event.defaultPrevented || event.target.matches?.('input, textarea, select')) return;
    event.preventDefault();
    this.removeHit();
  }

  step([dx, dy], size) {
    const { x0, x1 } = this.plane.view;
    const from = this.at ?? this.middle();
    const by = size * (x1 - x0);
    this.goTo(this.inside(from.x + dx * by, from.y + dy * by));
  }

  goTo(at) {
    this.at = at;
    this.showCross();
    if (this.held) this.carry(at.x, at.y);
    else this.light(this.underCross());
    this.say(this.held ? this.words(at) : `${this.words(at)}${this.hit ? `, on a point labelled ${sign(this.hit.label)}` : ''}`);
  }

  underCross() {
    return this.near({ x: this.across(this.at.x), y: this.down(this.at.y) }, 'mouse');
  }

  enter() {
    if (!this.at) return this.goTo(this.middle());
    if (this.held) {
      this.say(`Put down at ${this.words(this.held)}.`);
      this.drop();
    } else if (this.hit) {
      this.hold(this.hit);
      this.say('Picked up: the arrow keys carry it, Enter puts it down, Escape puts it back.');
    } else {
      this.say(this.actions.add(this.at.x, this.at.y) || `Added a point at ${this.words(this.at)}.`);
    }
  }

  removeHit() {
    if (!this.held && !this.hit) return this.say('There is no point here to delete.');
    if (!this.held) this.hold(this.hit);
    this.remove();
    this.say('Deleted.');
  }

  // ---- A point in the hand

  hold(point) {
    [this.held, this.from, this.put] = [{ ...point }, point, point];
    this.halo.toggleAttribute('data-held', true);
  }

  carry(x, y) {
    const { held, plane } = this;
    const to = this.inside(x, y);
    Object.assign(held, { x: Math.fround(to.x), y: Math.fround(to.y) });
    this.placeAt(this.halo, held);
    if (plane.train.length + plane.test.length <= 3 * LIVE) this.pend();
  }

  /** Once a frame is enough. */
  pend() {
    if (this.pending) return;
    this.pending = requestAnimationFrame(() => {
      this.pending = 0;
      if (this.held) this.move(this.held);
    });
  }

  move(to) {
    this.put = { ...to };
    this.actions.move(to);
  }

  drop() {
    const { held, from } = this;
    this.let();
    if (held.x === from.x && held.y === from.y) return;
    this.move(held);
    this.actions.moved(held, from);
    this.light(held);
  }

  takeBack() {
    const { held, from } = this;
    this.press = null;
    if (!held) return;
    this.let();
    this.move(from);
    this.light(null);
  }

  remove() {
    const { put, from } = this;
    this.let();
    this.light(null);
    this.actions.remove(put, from);
  }

  let() {
    cancelAnimationFrame(this.pending);
    Object.assign(this, { held: null, grip: null, pending: 0 });
    this.bin.hidden = true;
    this.halo.removeAttribute('data-held');
  }

  // ---- Where things are

  /** In CSS px from the plot's corner. */
  place({ clientX, clientY }) {
    const { left, top } = this.canvas.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  }

  get pixel() {
    return (this.plane.view.x1 - this.plane.view.x0) / this.canvas.clientWidth;
  }

  across(x) {
    return (x - this.plane.view.x0) / this.pixel;
  }

  down(y) {
    return (this.plane.view.y1 - y) / this.pixel;
  }

  planeX(x) {
    return this.plane.view.x0 + x * this.pixel;
  }

  planeY(y) {
    return this.plane.view.y1 - y * this.pixel;
  }

  middle() {
    const { x0, x1, y0, y1 } = this.plane.view;
    return { x: (x0 + x1) / 2, y: (y0 + y1) / 2 };
  }

  inside(x, y) {
    const { x0, x1, y0, y1 } = this.plane.view;
    const rim = RIM * (x1 - x0);
    return { x: Math.min(x1 - rim, Math.max(x0 + rim, x)), y: Math.min(y1 - rim, Math.max(y0 + rim, y)) };
  }

  /** The point next to a place, if it is within reach. @param {keyof REACH | number} reach @returns {Point | null} */
  near(place, reach) {
    const px = (REACH[reach] ?? (reach === 'pen' ? REACH.mouse : reach)) * this.pixel;
    const [x, y] = [this.planeX(place.x), this.planeY(place.y)];
    let least = px * px;
    let found = null;
    for (const test of [false, true]) {
      const points = test ? this.plane.test : this.plane.train;
      for (let at = 0; at < points.length; at += 3) {
        const square = (points[at] - x) ** 2 + (points[at + 1] - y) ** 2;
        if (square > least) continue;
        least = square;
        found = { test, index: at / 3, x: points[at], y: points[at + 1], label: points[at + 2] };
      }
    }
    return found;
  }

  /** The same point, where other data has come. */
  find(point) {
    const points = point.test ? this.plane.test : this.plane.train;
    const at = 3 * point.index;
    return points[at] === point.x && points[at + 1] === point.y && points[at + 2] === point.label ? point : null;
  }

  // ---- What is seen and heard

  light(point) {
    if (point === this.hit) return;
    this.hit = point;
    this.halo.hidden = !point;
    this.canvas.toggleAttribute('data-hit', Boolean(point));
    if (point) this.placeAt(this.halo, point);
  }

  showCross() {
    this.cross.hidden = false;
    this.placeAt(this.cross, this.at);
  }

  placeAt(element, { x, y }) {
    element.style.transform = `translate(${this.across(x).toFixed(1)}px, ${this.down(y).toFixed(1)}px)`;
  }

  say(text) {
    this.spoken.textContent = text;
  }

  /** In the data's units, as finely as the crosshair goes. */
  words({ x, y }) {
    const { scale, names } = this.plane.axes;
    const width = this.plane.view.x1 - this.plane.view.x0;
    const part = (value, axis) => `${names[axis] ?? 'xy'[axis]} ${figure(scale.centre[axis] + scale.unit[axis] * value, FINE * width * scale.unit[axis])}`;
    return `${part(x, 0)}, ${part(y, 1)}`;
  }
}

const distance = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);
const sign = (label) => (label < 0 ? '−1' : '+1');
