// The drawing of the network. It draws what it is handed and says what is pointed at, pinned or asked for.

import { Squares } from './squares.js';
import { Surface } from '../kit/surface.js';
import { write } from '../kit/text.js';
import { paintBiases, paintSum, paintWires } from './wires.js';
import { nameOf, Wiring } from './wiring.js';

/**
 * @typedef {object} Picture  the network at one step
 * @property {number[]} hidden
 * @property {Float32Array} parameters
 * @property {Float32Array} squares     one square lattice a unit
 * @property {number} size              nodes along its edge
 * @property {Float32Array} activity    of each hidden neuron
 * @property {Uint8Array} treatments    of each hidden neuron: 1 frozen, 2 off
 * @property {boolean} relu
 *
 * @typedef {{unit: number} | {parameter: number}} Name  of a part: it outlives another layout
 *
 * @typedef {object} Actions
 * @property {(part: Name | null) => void} point
 * @property {(part: Name | null) => void} pin
 * @property {(hidden: number[]) => void} resize
 */

// How far around a unit and a wire they are hit, in px.
const REACH = { mouse: [1, 5], touch: [16, 14] };
// In motion, so many wires are painted for each time the squares are, and all of them at the latest after so many times.
const WIRES_AT_ONCE = 160;
const MOST_WAIT = 12;
// What is told of the network finds room between the last layer and the sum, if that is so wide and high.
const SLOT = { width: 140, height: 440 };
// On a wide page, it reaches so far into the gap to the plot.
const OVER = 20;
// The narrowest gap between two layers: their buttons need it.
const LEAST_GAP = { mouse: 66, finger: 104 };
// Between two groups of buttons, in CSS px.
const APART = 8;
// The second column must be this far in for the notes beside it.
const NOTES = 200;
// From the sum's middle to the drawing's edge: the arrow goes on over the gap to the plot, where that is beside it.
const ARROW = { beside: 22, alone: 38 };
const MOST_LAYERS = 6;
const MOST_NEURONS = 32;

export class Network {
  /** @param {HTMLElement} section @param {Actions} actions */
  constructor(section, actions) {
    this.section = section;
    this.actions = actions;
    this.drawing = section.querySelector('.drawing');
    this.wires = new Surface(section.querySelector('.wires'));
    this.squares = new Surface(section.querySelector('.squares'));
    this.heads = section.querySelector('.heads');
    this.unitButtons = section.querySelector('.units');
    this.pictures = new Squares();
    this.touch = matchMedia('(pointer: coarse)');
    this.page = matchMedia('(min-width: 80em)');
    this.beside = matchMedia('(min-width: 68.75em)');
    this.wiring = null;
    this.laidOut = '';
    /** What was lit and pinned, and in which colours, when the wires were painted last; how many times they now wait. */
    this.paintedFor = [];
    this.wait = 0;
    /** The weight that the keyboard has come to, of the neuron that has the focus. */
    this.walked = null;
    this.listen();
  }

  listen() {
    const { drawing, unitButtons } = this;
    drawing.addEventListener('pointermove', (event) => {
      if (event.pointerType === 'mouse') this.actions.point(this.partAt(event));
    });
    drawing.addEventListener('pointerleave', () => this.actions.point(null));
    drawing.addEventListener('click', (event) => {
      if (event.detail) this.actions.pin(this.partAt(event));
    });
    unitButtons.addEventListener('focusin', ({ target }) => {
      this.walked = null;
      if (target.matches(':focus-visible')) this.actions.point({ unit: Number(target.dataset.unit) });
    });
    unitButtons.addEventListener('focusout', () => this.actions.point(null));
    unitButtons.addEventListener('click', ({ detail, target }) => {
      if (!detail) this.actions.pin(this.walked === null ? { unit: Number(target.dataset.unit) } : { parameter: this.walked });
    });
    unitButtons.addEventListener('keydown', (event) => this.move(event));
    this.heads.addEventListener('click', (event) => this.resize(event.target.closest('button')));
  }

  unitOf(button) {
    return this.wiring.units[Number(button.dataset.unit)];
  }

  /** The network is another one; until that is drawn there is nothing to point at. */
  forget() {
    this.wiring = null;
    this.laidOut = '';
  }

  /** What an event happened on, by name. */
  partAt(event) {
    if (!this.wiring) return null;
    const box = this.drawing.getBoundingClientRect();
    const { unit } = this.wires;
    const isTouch = event.pointerType ? event.pointerType === 'touch' : this.touch.matches;
    const reach = REACH[isTouch ? 'touch' : 'mouse'];
    const part = this.wiring.at((event.clientX - box.left) / unit, (event.clientY - box.top) / unit, reach, this.parameters);
    if (!part) return null;
    return part.unit ? { unit: part.unit.unit } : { parameter: part.edge.parameter };
  }

  /** The part of a name. @returns {import('./wiring.js').Part | null} */
  part(name) {
    if (!name || !this.wiring) return null;
    if ('unit' in name) return { unit: this.wiring.units[name.unit] };
    return { edge: this.wiring.edges.find((edge) => edge.parameter === name.parameter) };
  }

  /** Arrow keys go from unit to unit, only one of which is a stop of the tab key; W goes through the weights into it. */
  move(event) {
    const at = this.unitOf(event.target);
    if (event.key.startsWith('Arrow')) this.stopAt(this.wiring.beside(at, event.key).unit).focus();
    else if (event.key.toLowerCase() === 'w' && !event.ctrlKey && !event.metaKey && at.column) this.walk(at, event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** From weight to weight of a neuron, round and round. */
  walk({ bias, column }, by) {
    const count = this.wiring.sizes[column - 1];
    const first = bias - count;
    const from = this.walked === null ? (by > 0 ? -1 : 0) : this.walked - first;
    this.walked = first + ((from + by + count) % count);
    this.actions.point({ parameter: this.walked });
  }

  stopAt(unit) {
    for (const button of this.unitButtons.children) button.tabIndex = Number(button.dataset.unit) === unit ? 0 : -1;
    return this.unitButtons.children[unit];
  }

  /** A button above the drawing was pressed: one neuron, or one layer, more or fewer. */
  resize(button) {
    if (!button || button.getAttribute('aria-disabled') === 'true') return;
    const hidden = [...this.hidden];
    const by = button.textContent === '+' ? 1 : -1;
    const layer = Number(button.parentElement.dataset.layer ?? -1);
    if (layer >= 0) hidden[layer] += by;
    else if (by > 0) hidden.push(hidden.at(-1) ?? 16);
    else hidden.pop();
    this.actions.resize(hidden);
  }

  /** Widths, places, buttons: only after another network or another size of the window. */
  layOut(hidden) {
    const { unit } = this.wires;
    const least = this.touch.matches ? LEAST_GAP.finger : LEAST_GAP.mouse;
    const room = this.section.clientWidth / unit;
    const needed = 60 + least * (hidden.length + 0.7);
    this.section.toggleAttribute('data-wide', needed > room);
    this.section.style.setProperty('--wide', needed > room ? `${Math.ceil(needed)}` : '0');
    this.hidden = hidden;
    const width = Math.max(room, needed);
    this.wiring = new Wiring([2, ...hidden, 1], width, this.wires.height, this.beside.matches ? ARROW.beside : ARROW.alone);
    this.section.toggleAttribute('data-packed', hidden.length > 4);
    this.section.toggleAttribute('data-noted', this.wiring.columns[1][0].x > NOTES);
    this.section.toggleAttribute('data-crowded', hidden.length > 3 || width / (hidden.length + 1) < 150);
    this.makeRoom(width);
    this.buildHeads(hidden);
    this.buildUnits();
  }

  /** Where what is told is put: into the drawing, where its lines leave room, else below. */
  makeRoom(width) {
    const { columns } = this.wiring;
    const [from] = columns.at(-2);
    const [sum] = columns.at(-1);
    const over = this.page.matches ? OVER : 0;
    const free = width + over - (from.x + from.size / 2 + sum.x - sum.size / 2) / 2;
    const { section } = this;
    section.toggleAttribute('data-roomy', this.beside.matches && free >= SLOT.width && section.clientHeight / this.wires.unit >= SLOT.height);
    section.style.setProperty('--slot', Math.min(240, free - 8).toFixed(0));
  }

  buildHeads(hidden) {
    const layers = this.heads.querySelector('.layers');
    write(layers.querySelector('b'), String(hidden.length));
    this.limit(layers, hidden.length, 0, MOST_LAYERS);
    const old = [...this.heads.querySelectorAll('[data-layer]')];
    hidden.forEach((count, layer) => {
      const head = old[layer] ?? this.buildHead(layer);
      write(head.querySelector('b'), String(count));
      head.style.setProperty('--x', this.wiring.columns[layer + 1][0].x.toFixed(1));
      this.limit(head, count, 1, MOST_NEURONS);
    });
    old.slice(hidden.length).forEach((head) => head.remove());
    const [inputs, first] = this.heads.children;
    this.section.toggleAttribute('data-tight', inputs.getBoundingClientRect().right > first.getBoundingClientRect().left - APART);
    const end = layers.previousElementSibling.getBoundingClientRect().right;
    this.section.toggleAttribute('data-stacked', this.section.matches('[data-wide]') || end > layers.getBoundingClientRect().left - APART);
  }

  buildHead(layer) {
    const head = this.heads.querySelector('.layers').cloneNode(true);
    const name = `layer ${layer + 1}`;
    head.classList.remove('layers');
    head.dataset.layer = layer;
    head.setAttribute('aria-label', `Neurons in ${name}`);
    head.dataset.hint = `How many neurons ${name} has, 1 to 32. More or fewer make a new, untrained network.`;
    write(head.querySelector('.word'), name);
    head.querySelector('b').removeAttribute('id');
    const [fewer, more] = head.querySelectorAll('button');
    fewer.setAttribute('aria-label', `One neuron fewer in ${name}`);
    more.setAttribute('aria-label', `One neuron more in ${name}`);
    this.heads.querySelector('.layers').before(head);
    return head;
  }

  limit(head, count, least, most) {
    const [fewer, more] = head.querySelectorAll('button');
    fewer.setAttribute('aria-disabled', count <= least);
    more.setAttribute('aria-disabled', count >= most);
  }

  /** A button for each unit: for the keyboard, and for those who hear the page. */
  buildUnits() {
    const { units } = this.wiring;
    while (this.unitButtons.children.length > units.length) this.unitButtons.lastChild.remove();
    units.forEach((unit, i) => {
      const button = this.unitButtons.children[i] ?? this.unitButtons.appendChild(document.createElement('button'));
      button.type = 'button';
      button.dataset.unit = i;
      button.tabIndex = i ? -1 : 0;
      button.setAttribute('aria-label', nameOf(unit, units.length));
      for (const name of ['x', 'y', 'size']) button.style.setProperty(`--${name}`, unit[name].toFixed(1));
    });
  }

  /**
   * @param {Picture} picture
   * @param {{palette: import('../kit/palette.js').Palette, lit: Name | null, pinned: Name | null, moving: boolean}} style
   */
  paint(picture, style) {
    const key = [picture.hidden, this.wires.revision, this.touch.matches].join();
    const isNew = key !== this.laidOut;
    if (isNew) this.layOut(picture.hidden);
    this.laidOut = key;
    this.parameters = picture.parameters;
    const parts = { ...style, lit: this.part(style.lit), pinned: this.part(style.pinned) };
    if (isNew || this.isTurn(parts)) this.paintWires(picture, parts);
    if (isNew || style.pinned !== this.pinned) this.markPinned(style.pinned);
    const context = this.squares.begin();
    if (context) this.pictures.paint(context, this.wiring, picture, parts);
  }

  /** In motion, the wires are painted the seldomer the more they are: they cost the most and change the least. */
  isTurn({ moving, lit, pinned, palette }) {
    const of = [lit?.unit ?? lit?.edge, pinned?.unit ?? pinned?.edge, palette];
    const isOther = of.some((part, i) => part !== this.paintedFor[i]);
    if (moving && !isOther && --this.wait > 0) return false;
    this.paintedFor = of;
    this.wait = Math.min(MOST_WAIT, Math.ceil(this.wiring.edges.length / WIRES_AT_ONCE));
    return true;
  }

  markPinned(pinned) {
    this.pinned = pinned;
    for (const button of this.unitButtons.children) button.setAttribute('aria-pressed', Number(button.dataset.unit) === pinned?.unit);
  }

  paintWires(picture, parts) {
    const context = this.wires.begin();
    if (!context) return;
    paintWires(context, this.wiring, picture, parts);
    paintBiases(context, this.wiring, picture, parts.palette);
    paintSum(context, this.wiring, parts.palette, this.wires.width);
  }
}
