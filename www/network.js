// The drawing of the network: its squares, the wires between them, biases, the sum and the arrow into the plot.
// It draws what it is handed and says what is pointed at, pinned or asked for.

import { shade } from './palette.js';
import { Surface } from './surface.js';
import { write } from './text.js';
import { Wiring } from './wiring.js';

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

// A weight of this size, and any larger one, is drawn as wide as can be.
const FULL = 1.6;
// Weights are drawn in so many steps of width, the weakest first, all of one step and sign in one go.
const STEPS = 16;
const OFF = 2;
const FROZEN = 1;
// How far around a unit a finger hits it; a mouse hits what is drawn.
const FINGER = 16;
// The narrowest gap between two layers: their buttons need it.
const LEAST_GAP = { mouse: 66, finger: 112 };
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
    this.atlas = document.createElement('canvas');
    this.touch = matchMedia('(pointer: coarse)');
    this.wiring = null;
    this.laidOut = '';
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
    unitButtons.addEventListener('focusin', (event) => {
      if (event.target.matches(':focus-visible')) this.actions.point({ unit: Number(event.target.dataset.unit) });
    });
    unitButtons.addEventListener('focusout', () => this.actions.point(null));
    unitButtons.addEventListener('click', (event) => {
      if (!event.detail) this.actions.pin({ unit: Number(event.target.dataset.unit) });
    });
    unitButtons.addEventListener('keydown', (event) => this.move(event));
    this.heads.addEventListener('click', (event) => this.resize(event.target.closest('button')));
  }

  unitOf(button) {
    return this.wiring.units[Number(button.dataset.unit)];
  }

  /** What an event happened on, by name. */
  partAt(event) {
    const box = this.drawing.getBoundingClientRect();
    const { unit } = this.wires;
    const reach = event.pointerType === 'touch' ? FINGER : 1;
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

  /** Arrow keys go from unit to unit; only one of them is a stop of the tab key. */
  move(event) {
    if (!event.key.startsWith('Arrow')) return;
    const next = this.wiring.beside(this.unitOf(event.target), event.key);
    this.stopAt(next.unit).focus();
    event.preventDefault();
    event.stopPropagation();
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
    this.section.style.setProperty('--wide', needed > room ? `${Math.ceil(needed)}` : '0');
    this.hidden = hidden;
    // The arrow reaches out of the drawing, into the plot.
    const width = Math.max(room, needed > room ? needed : 0);
    this.wiring = new Wiring([2, ...hidden, 1], width, this.wires.height);
    this.section.toggleAttribute('data-crowded', hidden.length > 3 || width / (hidden.length + 1) < 150);
    this.section.toggleAttribute('data-packed', width / (hidden.length + 1) < 128);
    this.buildHeads(hidden);
    this.buildUnits();
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
   * @param {{palette: import('./palette.js').Palette, lit: Name | null, pinned: Name | null, moving: boolean}} style
   * @param {boolean} wires  paint these, too
   */
  paint(picture, style, wires) {
    const key = [picture.hidden, this.wires.revision, this.touch.matches].join();
    if (key !== this.laidOut) {
      this.layOut(picture.hidden);
      this.laidOut = key;
      wires = true;
    }
    this.parameters = picture.parameters;
    const parts = { ...style, lit: this.part(style.lit), pinned: this.part(style.pinned) };
    if (wires) this.paintWires(picture, parts);
    this.paintSquares(picture, parts);
  }

  paintWires({ parameters, treatments }, { palette, lit, moving }) {
    const context = this.wires.begin();
    if (!context) return;
    const { wiring } = this;
    context.lineCap = 'butt';
    const shown = sortWires(wiring, parameters, treatments, lit);
    for (const [faint, paths] of [[true, shown.faint], [false, shown.lit]]) {
      paths.forEach((path, key) => {
        const { width, opacity } = strokeOf((key >> 1) & 1, (key >> 2) + 0.5);
        context.strokeStyle = key & 1 ? palette.pos : palette.neg;
        context.lineWidth = Math.max(0.4, width * wiring.fineness);
        context.globalAlpha = faint && lit ? opacity * 0.16 : lit ? Math.max(0.6, opacity) : opacity;
        if (opacity > 0.04 || !moving) context.stroke(path);
      });
    }
    context.globalAlpha = 1;
    paintBiases(context, wiring, parameters, palette);
    paintSum(context, wiring, palette, this.wires.width);
  }

  paintSquares(picture, { palette, lit, pinned }) {
    const context = this.squares.begin();
    if (!context) return;
    this.fillAtlas(picture, palette.squares);
    const { size } = picture;
    const { wiring } = this;
    const fed = feeding(wiring, lit);
    for (const unit of wiring.units.slice(0, -1)) {
      const half = unit.size / 2;
      const [x, y] = [unit.x - half, unit.y - half];
      context.globalAlpha = lit && !fed.has(unit) ? 0.35 : 1;
      context.drawImage(this.atlas, 0.5, unit.unit * size + 0.5, size - 1, size - 1, x, y, unit.size, unit.size);
      paintMarks(context, unit, picture, palette);
    }
    context.globalAlpha = 1;
    paintNames(context, wiring, palette);
    if (pinned?.unit) paintPin(context, pinned.unit, palette);
  }

  /** All squares as one image, one above the other. */
  fillAtlas({ squares, size }, table) {
    const { atlas } = this;
    const height = squares.length / size;
    if (atlas.width !== size || atlas.height !== height || !this.image) {
      atlas.width = size;
      atlas.height = height;
      this.image = new ImageData(size, height);
      this.pixels = new Uint32Array(this.image.data.buffer);
    }
    for (let i = 0; i < squares.length; i++) this.pixels[i] = table[shade(squares[i])];
    atlas.getContext('2d').putImageData(this.image, 0, 0);
  }
}

/** What a unit is called. @param {import('./wiring.js').Unit} unit @param {number} count  of all units */
export function nameOf(unit, count) {
  if (unit.column === 0) return `input ${'xy'[unit.row]}`;
  return unit.unit === count - 1 ? 'the output' : `neuron ${unit.row + 1} of layer ${unit.column}`;
}

/** The units that stay lit: what is pointed at, and what it feeds. */
function feeding({ edges }, lit) {
  if (!lit) return new Set();
  if (lit.edge) return new Set([lit.edge.from, lit.edge.to]);
  return new Set([lit.unit, ...edges.filter((edge) => edge.from === lit.unit).map((edge) => edge.to)]);
}

/** The wires by how they are drawn: one path for each sign, kind and step of width, the weakest first. */
function sortWires(wiring, parameters, treatments, lit) {
  const sorted = { faint: [], lit: [] };
  const last = wiring.columns.length - 1;
  const isLit = ({ from, to, parameter }) =>
    lit && (lit.edge ? lit.edge.parameter === parameter || from === lit.edge.to : from === lit.unit || (to === lit.unit && to.column === last));
  for (const edge of wiring.edges) {
    const weight = parameters[edge.parameter];
    if (isOff(edge.from, treatments) || isOff(edge.to, treatments)) continue;
    const size = Math.min(1, Math.abs(weight) / FULL);
    const step = Math.min(STEPS - 1, Math.floor(size * STEPS));
    const inner = edge.from.column > 0 && edge.to.column < last ? 1 : 0;
    const key = (step << 2) | (inner << 1) | (weight > 0 ? 1 : 0);
    const paths = isLit(edge) ? sorted.lit : sorted.faint;
    wiring.trace((paths[key] ??= new Path2D()), edge);
  }
  return sorted;
}

const isOff = (unit, treatments) => unit.column > 0 && treatments[unit.unit - 2] === OFF;

/** Between hidden layers, where there are many, weak weights almost vanish. */
function strokeOf(inner, step) {
  const size = step / STEPS;
  return { width: 0.5 + 2.7 * size, opacity: inner ? 0.05 + 0.9 * size ** 2.1 : 0.28 + 0.65 * size };
}

/** A bar left of each square, up for + and down for −; the output's stands on its circle, or hangs from it. */
function paintBiases(context, { units }, parameters, palette) {
  for (const { x, y, size, bias, unit } of units) {
    if (bias === null) continue;
    const value = parameters[bias];
    const isSum = unit === units.length - 1;
    const most = isSum ? 14 : size / 2;
    const length = Math.sign(value) * Math.max(1.5, Math.min(1, Math.abs(value) / FULL) * most);
    context.fillStyle = value > 0 ? palette.pos : palette.neg;
    if (isSum) context.fillRect(x - 1.5, y - Math.sign(value || 1) * (size / 2 + 2), 3, -length);
    else context.fillRect(x - size / 2 - 5.5, y, 3, -length);
  }
}

function paintSum(context, { units, width }, palette, reach) {
  const { x, y, size } = units.at(-1);
  const radius = size / 2;
  context.strokeStyle = context.fillStyle = palette.ink;
  context.lineWidth = 2;
  context.beginPath();
  context.moveTo(x + radius, y);
  context.lineTo(reach - 6, y);
  context.stroke();
  context.beginPath();
  context.moveTo(reach, y);
  context.lineTo(reach - 9, y - 5);
  context.lineTo(reach - 9, y + 5);
  context.fill();
  context.lineWidth = 1.5;
  context.beginPath();
  context.arc(x, y, radius - 0.75, 0, 2 * Math.PI);
  context.fillStyle = palette.raised;
  context.fill();
  context.stroke();
  context.fillStyle = palette.ink;
  context.font = '15px Charter, "Bitstream Charter", Georgia, serif';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText('Σ', x, y + 1);
}

/** The frame of a square, and what is unusual about its neuron, by form. */
function paintMarks(context, { x, y, size, column, unit }, { treatments, activity, relu }, palette) {
  const half = size / 2;
  const treatment = column ? treatments[unit - 2] : 0;
  context.strokeStyle = palette.ink;
  context.lineWidth = treatment === FROZEN ? 2.4 : 1;
  const alpha = context.globalAlpha;
  if (treatment !== FROZEN) context.globalAlpha = alpha * 0.55;
  context.strokeRect(x - half, y - half, size, size);
  context.globalAlpha = alpha;
  context.lineWidth = 1.4;
  context.beginPath();
  if (treatment === OFF) {
    context.fillStyle = palette.paper;
    context.fillRect(x - half + 0.5, y - half + 0.5, size - 1, size - 1);
    context.moveTo(x - half, y - half);
    context.lineTo(x + half, y + half);
    context.moveTo(x + half, y - half);
    context.lineTo(x - half, y + half);
  } else if (column && relu && activity[unit - 2] === 0) {
    context.moveTo(x - half * 0.5, y);
    context.lineTo(x + half * 0.5, y);
  } else if (column && relu && activity[unit - 2] === 1) {
    context.moveTo(x + half + 3, y - half);
    context.lineTo(x + half + 3, y + half);
  }
  context.stroke();
}

function paintNames(context, { columns: [inputs] }, palette) {
  context.font = 'italic 17px Charter, "Bitstream Charter", Georgia, serif';
  context.fillStyle = palette.ink;
  context.textAlign = 'center';
  context.textBaseline = 'alphabetic';
  const [x, y] = inputs;
  context.fillText('x', x.x, x.y - x.size / 2 - 6);
  context.fillText('y', y.x, y.y + y.size / 2 + 16);
}

function paintPin(context, { x, y, size }, palette) {
  const half = size / 2 + 3;
  context.strokeStyle = palette.ink;
  context.lineWidth = 2;
  context.strokeRect(x - half, y - half, 2 * half, 2 * half);
}
