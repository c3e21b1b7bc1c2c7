// A number a cell: a layer's matrix after the other, a row a neuron, its bias beside it. Most moves of the cursor change
// one cell, and then only what is near it is painted.

import { differ, memo } from '../kit/memo.js';
import { hatch } from './hatch.js';
import { parameterOf } from './layout.js';
import { selectionOf } from './state.js';
import { tint } from './tint.js';

/**
 * @typedef {import('./state.js').Inside} Inside
 * @typedef {import('./layout.js').Layout} Layout
 * @typedef {import('../kit/palette.js').Palette} Palette
 * @typedef {{left: number, top: number}} Place  in px of the design
 */

// In cells: from a matrix to its biases, and from a layer to the next; the room below for names, in px of the design.
const [BESIDE, BETWEEN] = [0.5, 0.8];
const FOOT = 16;
const LARGEST = 10;
// A name stands so far beside its first cell at most, where that is a small one.
const ASIDE = 12;
const SUBSCRIPTS = '₁₂₃₄₅₆₇';
// So many cells at most are painted each by itself.
const FEW = 16;
// What is known of a number.
const [UNKNOWN, KNOWN, SPOILED] = [0, 1, 2];

export class Mosaic {
  /** @param {import('../kit/surface.js').Surface} surface */
  constructor(surface) {
    this.surface = surface;
    this.lay = memo(lay);
    /** What the last picture was made from, and what its cells were. @type {unknown[]} */
    this.painted = [];
    this.values = new Float32Array();
    this.states = new Uint8Array();
    /** The page's type, known once its styles are there. */
    this.sans = '';
  }

  /** The parameter in a place, or −1. @param {Layout} layout @param {number} x @param {number} y */
  parameterAt(layout, x, y) {
    const { cell, places } = this.lay(layout, this.surface.width, this.surface.height);
    return places.findIndex(({ left, top }) => x >= left && x < left + cell && y >= top && y < top + cell);
  }

  /** @param {Inside} inside @param {Float32Array} values @param {(i: number) => boolean} isKnown @param {number} scale @param {Palette} palette @param {(i: number) => boolean} isSpoiled  by a fault */
  paint(inside, values, isKnown, scale, palette, isSpoiled) {
    const { surface } = this;
    if (!surface.width || !surface.height) return;
    const from = [inside.moment.layout, inside.parameter, scale, palette, surface.revision];
    const last = { values: this.values, states: this.states };
    this.values = values.slice();
    this.states = new Uint8Array(values.length);
    for (let i = 0; i < values.length; i++) this.states[i] = !isKnown(i) ? UNKNOWN : isSpoiled(i) ? SPOILED : KNOWN;
    const isOther = differ(from, this.painted);
    this.painted = from;
    const changed = isOther ? [] : this.findChanges(last);
    if (isOther || changed.length > FEW) this.paintAll(inside, scale, palette);
    else for (const i of changed) this.paintAround(i, inside, scale, palette);
  }

  /** The cells that are others. @param {{values: Float32Array, states: Uint8Array}} last */
  findChanges({ values, states }) {
    const changed = [];
    for (let i = 0; i < values.length; i++) {
      const isSame = this.states[i] === states[i] && (states[i] === UNKNOWN || Object.is(this.values[i], values[i]));
      if (!isSame) changed.push(i);
    }
    return changed;
  }

  /** @param {Inside} inside @param {number} scale @param {Palette} palette @param {(place: Place) => boolean} [isMeant]  whether a cell is painted */
  paintAll(inside, scale, palette, isMeant = () => true) {
    const { surface, values, states } = this;
    const context = /** @type {CanvasRenderingContext2D} */ (surface.begin());
    const { cell, places, names } = this.lay(inside.moment.layout, surface.width, surface.height);
    const size = sizeOf(cell);
    /** @type {import('./hatch.js').Rect[]} */
    const spoiled = [];
    places.forEach((place, i) => {
      if (!isMeant(place)) return;
      paintCell(context, place.left, place.top, size, states[i] === UNKNOWN ? null : values[i], scale, palette);
      if (states[i] === SPOILED) spoiled.push([place.left, place.top, size, size]);
    });
    hatch(context, spoiled);
    paintFrames(context, inside, places, cell, palette);
    this.sans ||= getComputedStyle(surface.canvas).fontFamily;
    paintNames(context, names, this.surface.width, palette, this.sans);
  }

  /** The device's pixels that a cell has a part in, to the bit as if all were painted. @param {number} i @param {Inside} inside @param {number} scale @param {Palette} palette */
  paintAround(i, inside, scale, palette) {
    const { surface } = this;
    const { context, unit, density } = surface;
    const { cell, places } = this.lay(inside.moment.layout, surface.width, surface.height);
    const size = sizeOf(cell);
    const pixels = unit * density;
    const [left, top] = [places[i].left, places[i].top].map((from) => Math.floor(from * pixels) / pixels);
    const [right, bottom] = [places[i].left, places[i].top].map((from) => Math.ceil((from + size) * pixels) / pixels);
    context.save();
    context.setTransform(pixels, 0, 0, pixels, 0, 0);
    context.beginPath();
    context.rect(left, top, right - left, bottom - top);
    context.clip();
    this.paintAll(inside, scale, palette, (place) => place.left < right && place.left + size > left && place.top < bottom && place.top + size > top);
    context.restore();
  }
}

/** A large cell leaves a gap to the next. @param {number} cell */
function sizeOf(cell) {
  return cell - (cell > 4 ? 1 : 0);
}

/** Around all that runs into the selected neuron, and around the selected number. @param {CanvasRenderingContext2D} context @param {Inside} inside @param {Place[]} places @param {number} cell @param {Palette} palette */
function paintFrames(context, inside, places, cell, palette) {
  const { layout } = inside.moment;
  const { layer, neuron } = selectionOf(inside);
  const first = places[parameterOf(layout, { layer, neuron, input: 0 })];
  const last = places[parameterOf(layout, { layer, neuron, input: layout.layers[layer].inputs - 1 })];
  const at = places[inside.parameter];
  context.strokeStyle = palette.ink;
  context.lineWidth = 1;
  context.globalAlpha = 0.6;
  context.strokeRect(first.left - 1, first.top - 1, last.left - first.left + cell + 1, last.top - first.top + cell + 1);
  context.globalAlpha = 1;
  context.lineWidth = 2;
  context.strokeRect(at.left - 1, at.top - 1, cell + 1, cell + 1);
}

/** What is not known yet is washed, what is 0 paper, what is no number has a sign of its own. @param {CanvasRenderingContext2D} context @param {number} x @param {number} y @param {number} size @param {number | null} value @param {number} scale @param {Palette} palette */
function paintCell(context, x, y, size, value, scale, palette) {
  if (value === null || !Number.isFinite(value)) {
    context.fillStyle = palette.ink;
    context.globalAlpha = 0.055;
    context.fillRect(x, y, size, size);
    context.globalAlpha = 1;
    if (value === null) return;
    context.font = `${size}px sans-serif`;
    context.textAlign = 'center';
    context.fillText(Number.isNaN(value) ? '?' : value < 0 ? '−∞' : '∞', x + size / 2, y + 0.8 * size);
    return;
  }
  tint(context, value, scale, palette);
  context.fillRect(x, y, size, size);
  context.globalAlpha = 1;
}

/** Where each number's cell is: of each layer a row a neuron, the biases beside them; the output's weights, one row, stand upright. */
const lay = (/** @type {import('./layout.js').Layout} */ { layers }, /** @type {number} */ width, /** @type {number} */ height) => {
  const isUpright = layers.map(({ count }) => count === 1);
  const tall = layers.map(({ count, inputs }) => (count === 1 ? inputs : count));
  const across = layers.map(({ inputs }, i) => (isUpright[i] ? 1 : inputs) + 1 + BESIDE + BETWEEN);
  const { cell, lines } = breakUp(across, tall, width, height);
  /** @type {Place[]} */
  const places = [];
  const names = [];
  let [left, top, line] = [1, 1, 0];
  for (const [layer, { inputs, count }] of layers.entries()) {
    const wide = isUpright[layer] ? 1 : inputs;
    if (lines[layer] > line) {
      top += tallest(tall, lines, line) * cell + FOOT;
      [left, line] = [1, lines[layer]];
    }
    const base = Math.min(height - 3, top + tallest(tall, lines, line) * cell + 13);
    const beside = left + (wide + BESIDE) * cell;
    for (let neuron = 0; neuron < count; neuron++) {
      for (let input = 0; input < inputs; input++) places.push(isUpright[layer] ? { left, top: top + input * cell } : { left: left + input * cell, top: top + neuron * cell });
      places.push({ left: beside, top: top + neuron * cell });
    }
    names.push({ text: `W${SUBSCRIPTS[layer]}`, left, right: left + wide * cell, base }, { text: `b${SUBSCRIPTS[layer]}`, left: beside, right: beside + cell, base });
    left = beside + (1 + BETWEEN) * cell;
  }
  return { cell, places, names };
};

/** How large a cell can be, and in which line each layer is: as many lines as make it largest. @param {number[]} across  of each layer, in cells @param {number[]} tall @param {number} width @param {number} height */
export function breakUp(across, tall, width, height) {
  let best = { cell: 0, lines: across.map(() => 0) };
  for (let most = across.length; most > 0; most--) {
    // So many layers in a line at most.
    const lines = across.map((_, i) => Math.floor(i / most));
    const count = lines[lines.length - 1] + 1;
    const widest = Math.max(...lines.map((line) => across.reduce((sum, wide, i) => sum + (lines[i] === line ? wide : 0), -BETWEEN)));
    const rows = Array.from({ length: count }, (_, line) => tallest(tall, lines, line)).reduce((sum, rows) => sum + rows);
    const cell = Math.min(LARGEST, (width - 2) / widest, (height - count * FOOT) / rows);
    if (cell > 1.2 * best.cell) best = { cell, lines };
  }
  return { cell: Math.max(1, best.cell), lines: best.lines };
}

/** @param {number[]} tall @param {number[]} lines @param {number} line */
function tallest(tall, lines, line) {
  return Math.max(...tall.filter((_, i) => lines[i] === line));
}

/** As many as there is room for, each below its cells or a little beside. @param {CanvasRenderingContext2D} context @param {{text: string, left: number, right: number, base: number}[]} names @param {number} width @param {Palette} palette @param {string} sans */
function paintNames(context, names, width, palette, sans) {
  context.font = `11px ${sans}`;
  context.fillStyle = palette.ink2;
  context.textAlign = 'left';
  let [free, line] = [0, 0];
  for (const { text, left, right, base } of names) {
    if (base !== line) [free, line] = [0, base];
    const wide = context.measureText(text).width;
    const from = Math.min(Math.max(left, free), width - wide);
    if (from < free || (from > right && from > left + ASIDE)) continue;
    context.fillText(text, from, base);
    free = from + wide + 3;
  }
}
