// One's own points on the plot: a click or a tap adds one, dragging moves it, the bin or a key deletes it; with
// the keyboard a crosshair does the same. What is pointed at is shown by elements over the plot, so that nothing
// has to be painted anew for it.

import { distance, FINE, Ground } from './ground.js';

/**
 * @typedef {import('./ground.js').Point} Point
 * @typedef {import('./ground.js').Place} Place
 * @typedef {Pick<import('../actions/own.js').OwnActions, 'addPoint' | 'movePoint' | 'removePoint'> & Pick<import('../actions/actions.js').Actions, 'settle' | 'choose'>} Actions
 */

// Reach of the pointer and of a finger around a point, and how far they may tremble in a click, in CSS px.
const REACH = 9;
const TOUCH = 22;
const APART = 11;
const TREMBLE = 5;
// The crosshair's large steps, in widths of the plot.
const COARSE = 0.1;
// Of more points, one that is dragged takes its place only when it is let go: painting them takes too long.
const LIVE = 5000;

const HINT = 'Click or tap to add a point of the chosen label; drag a point to move it, onto the bin to delete it.';
const KEYS = 'The arrow keys move a crosshair, with Shift further; Enter adds a point, or picks one up; Delete deletes it; + and − choose the label.';

/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

export class PointTool {
  /** @param {HTMLElement} figure @param {Actions} actions @param {(value: number, step: number) => string} write  a number as finely as a step */
  constructor(figure, actions, write) {
    this.actions = actions;
    this.write = write;
    const find = (/** @type {string} */ name) => /** @type {HTMLElement} */ (figure.querySelector(name));
    this.canvas = find('.plane');
    this.halo = find('.halo');
    this.cross = find('.cross');
    this.bin = find('.bin');
    this.spoken = find('.spoken');
    /** What was painted last, where the points are one's own. @type {Ground | null} */
    this.shown = null;
    /** The point that is pointed at. @type {Point | null} */
    this.hit = null;
    /** The one that is dragged or carried, where it came from, and where it was when it was painted. @type {{point: Point, from: Point, seen: Point} | null} */
    this.hand = null;
    /** How the pointer grips it. @type {(Place & {from: Place, moved: boolean}) | null} */
    this.grip = null;
    /** Where the pointer was pressed. @type {Place | null} */
    this.press = null;
    /** Where the crosshair stands, on the plane. @type {Place | null} */
    this.at = null;
    this.listen();
  }

  /** @param {{on: boolean, points: import('../state/state.js').Points}} model  on: the points are one's own @param {import('../state/state.js').Page} page */
  paint({ on, points }, { plot, unit }) {
    if (on !== Boolean(this.shown)) this.turn(on);
    this.shown = on ? new Ground(points, plot * unit) : null;
    if (!this.shown) return;
    if (this.hand) this.follow(this.shown, this.hand);
    else if (this.cross.hidden) this.light(this.hit && this.shown.has(this.hit) ? this.hit : null);
    else this.goTo(this.ground, this.at ?? this.ground.middle);
  }

  /** Lets go of a point that is no longer there. @param {Ground} ground @param {{point: Point, seen: Point}} hand */
  follow(ground, hand) {
    if (ground.has(hand.point)) hand.seen = { ...hand.point };
    else if (!ground.has(hand.seen)) this.let();
  }

  /** While it listens, there is one. */
  get ground() {
    return /** @type {Ground} */ (this.shown);
  }

  /** @param {boolean} on */
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
    /** @type {<Type extends keyof HTMLElementEventMap>(type: Type, act: (event: HTMLElementEventMap[Type]) => void, options?: AddEventListenerOptions) => void} */
    const listen = (type, act, options) => {
      canvas.addEventListener(type, (event) => this.shown && act(event), options);
    };
    listen('pointerdown', (event) => this.take(event));
    listen('pointermove', (event) => this.hover(event));
    listen('pointerup', (event) => this.release(event));
    listen('pointercancel', () => this.takeBack());
    listen('pointerleave', () => this.hand || this.light(null));
    // The page must not scroll under a point that is dragged; elsewhere on the plot it may.
    listen('touchstart', (event) => this.hand && event.preventDefault(), { passive: false });
    // A click leaves the keys to the page.
    listen('mousedown', (event) => {
      event.preventDefault();
      if (document.activeElement !== canvas && document.activeElement instanceof HTMLElement) document.activeElement.blur();
    });
    listen('keydown', (event) => this.key(event));
    listen('focus', () => {
      if (canvas.matches(':focus-visible')) this.walk(this.at ?? this.ground.middle);
    });
    listen('blur', () => {
      this.takeBack();
      this.cross.hidden = true;
    });
    document.addEventListener('keydown', (event) => this.keyOverPlot(event));
  }

  // ---- The pointer

  /** @param {PointerEvent} event */
  take(event) {
    // A second finger means something else.
    if (this.hand) return this.takeBack();
    if (event.button !== 0) return;
    const place = this.place(event);
    const hit = this.ground.near(place, event.pointerType === 'touch' ? TOUCH : REACH);
    this.press = place;
    if (!hit) return;
    this.light(hit);
    this.hold(hit);
    const at = this.ground.toPlot(hit);
    this.grip = { x: place.x - at.x, y: place.y - at.y, from: place, moved: false };
    this.canvas.setPointerCapture(event.pointerId);
  }

  /** @param {PointerEvent} event */
  hover(event) {
    const place = this.place(event);
    if (this.grip) return this.drag(place, this.grip);
    if (event.pointerType === 'mouse') this.light(this.ground.near(place, REACH));
  }

  /** @param {Place} place @param {NonNullable<PointTool['grip']>} grip */
  drag(place, grip) {
    if (!grip.moved && distance(place, grip.from) < TREMBLE) return;
    grip.moved = true;
    this.bin.hidden = false;
    this.bin.toggleAttribute('data-over', this.isOverBin(place));
    this.carry(this.ground.toPlane({ x: place.x - grip.x, y: place.y - grip.y }));
  }

  /** @param {PointerEvent} event */
  release(event) {
    const place = this.place(event);
    const { grip, press, ground } = this;
    this.press = null;
    if (grip) {
      if (grip.moved && this.isOverBin(place)) this.remove();
      else this.drop();
      if (event.pointerType !== 'mouse') this.light(null);
    }
    // A finger reaches far around a point to drag it, but may put down another beside it.
    if (!press || grip?.moved || distance(place, press) >= TREMBLE || ground.near(place, grip ? APART : 0)) return;
    this.actions.addPoint(ground.inside(ground.toPlane(place)));
  }

  /** @param {Place} place */
  isOverBin({ x, y }) {
    const { offsetWidth, offsetHeight } = this.bin;
    return x > this.canvas.getBoundingClientRect().width - offsetWidth - 8 && y < offsetHeight + 8;
  }

  /** In CSS px from the plot's corner. @param {PointerEvent} event @returns {Place} */
  place({ clientX, clientY }) {
    const { left, top } = this.canvas.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  }

  // ---- The keyboard

  /** @param {KeyboardEvent} event */
  key(event) {
    const arrow = ARROWS[event.key];
    const act = arrow ? () => this.step(arrow, event.shiftKey ? COARSE : FINE) : this.keys()[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  /** @returns {Record<string, () => void>} */
  keys() {
    const choose = (/** @type {number} */ label) => {
      this.actions.choose(label);
      this.say(`Points are added with the label ${sign(label)}.`);
    };
    return {
      Enter: () => this.enter(),
      Delete: () => this.removeHit(),
      Backspace: () => this.removeHit(),
      ...(this.hand && { Escape: () => this.takeBack() }),
      '+': () => choose(1),
      '-': () => choose(-1),
    };
  }

  /** Delete also deletes the point under the mouse, wherever the focus is. @param {KeyboardEvent} event */
  keyOverPlot(event) {
    const wanted = event.key === 'Delete' || event.key === 'Backspace';
    const typed = event.target instanceof Element && event.target.matches('input, textarea, select');
    if (!this.shown || !this.hit || !wanted || event.defaultPrevented || typed) return;
    event.preventDefault();
    this.removeHit();
  }

  /** @param {[number, number]} arrow @param {number} size */
  step([dx, dy], size) {
    const { ground } = this;
    const { x, y } = this.at ?? ground.middle;
    const by = size * ground.width;
    this.walk(ground.inside({ x: x + dx * by, y: y + dy * by }));
  }

  /** The crosshair goes somewhere, with what it carries, and says where it is. @param {Place} at */
  walk(at) {
    const { ground } = this;
    if (this.hand) this.carry(at);
    this.goTo(ground, at);
    const on = !this.hand && this.hit ? `, on a point labelled ${sign(this.hit.label)}` : '';
    this.say(`${ground.words(at, this.write)}${on}`);
  }

  /** @param {Ground} ground @param {Place} at */
  goTo(ground, at) {
    this.at = at;
    this.cross.hidden = false;
    this.put(this.cross, at);
    if (!this.hand) this.light(ground.near(ground.toPlot(at), REACH));
  }

  enter() {
    const { at, ground } = this;
    if (!at) return this.walk(ground.middle);
    if (this.hand) {
      this.say(`Put down at ${ground.words(this.hand.point, this.write)}.`);
      this.drop();
    } else if (this.hit) {
      this.hold(this.hit);
      this.say('Picked up: the arrow keys carry it, Enter puts it down, Escape puts it back.');
    } else {
      this.say(this.actions.addPoint(at) || `Added a point at ${ground.words(at, this.write)}.`);
    }
  }

  removeHit() {
    if (!this.hand && !this.hit) return this.say('There is no point here to delete.');
    this.remove();
    this.say('Deleted.');
  }

  // ---- A point in the hand

  /** @param {Point} point */
  hold(point) {
    this.hand = { point: { ...point }, from: point, seen: point };
    this.halo.toggleAttribute('data-held', true);
  }

  /** @param {Place} to */
  carry(to) {
    const { hand, ground } = this;
    if (!hand) return;
    const { x, y } = ground.inside(to);
    Object.assign(hand.point, { x: Math.fround(x), y: Math.fround(y) });
    this.put(this.halo, hand.point);
    if (ground.count <= LIVE) this.actions.movePoint({ ...hand.point });
  }

  drop() {
    const { hand } = this;
    this.let();
    if (!hand || distance(hand.point, hand.from) === 0) return;
    this.actions.movePoint(hand.point);
    this.actions.settle();
    this.light(hand.point);
  }

  takeBack() {
    const { hand } = this;
    this.press = null;
    if (!hand) return;
    this.let();
    this.actions.movePoint(hand.from);
    this.actions.settle();
    this.light(null);
  }

  remove() {
    const point = this.hand?.from ?? this.hit;
    this.let();
    this.light(null);
    if (point) this.actions.removePoint(point);
  }

  let() {
    this.hand = this.grip = null;
    this.bin.hidden = true;
    this.halo.removeAttribute('data-held');
  }

  // ---- What is seen and heard

  /** @param {Point | null} point */
  light(point) {
    this.hit = point;
    this.halo.hidden = !point;
    this.canvas.toggleAttribute('data-hit', Boolean(point));
    if (point) this.put(this.halo, point);
  }

  /** @param {HTMLElement} element @param {Place} at */
  put(element, at) {
    const { x, y } = this.ground.toPlot(at);
    element.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
  }

  /** @param {string} text */
  say(text) {
    this.spoken.textContent = text;
  }
}

/** @param {number} label */
const sign = (label) => (label < 0 ? '−1' : '+1');
