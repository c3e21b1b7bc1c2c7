// All numbers of the network, and all their gradients, as two pictures: a layer's matrix after the other, a row a neuron,
// its bias beside it.

import { Surface } from '../kit/surface.js';
import { set, write } from '../kit/text.js';
import { describeMosaic } from '../words/inside.js';
import { hatch } from './hatch.js';
import { parameterOf } from './layout.js';
import { selectionOf, standOf } from './state.js';
import { most, tint } from './tint.js';

/** @typedef {import('./state.js').Inside} Inside @typedef {import('../kit/palette.js').Palette} Palette */

// In cells: from a matrix to its biases, and from a layer to the next; the room below for names, in px of the design.
const [BESIDE, BETWEEN] = [0.5, 0.8];
const FOOT = 16;
const LARGEST = 10;
const SUBSCRIPTS = '₁₂₃₄₅₆₇';

export class Mosaics {
  /** @param {HTMLElement} section  that both stand in @param {{selectParameter: (parameter: number) => void}} acts */
  constructor(section, acts) {
    this.surfaces = [.../** @type {NodeListOf<HTMLCanvasElement>} */ (section.querySelectorAll('.mosaic'))].map((canvas) => new Surface(canvas));
    this.how = /** @type {HTMLElement[]} */ (this.surfaces.map(({ canvas }) => canvas.parentElement?.querySelector('.how')));
    /** @type {Inside | null} */
    this.shown = null;
    for (const surface of this.surfaces) {
      surface.canvas.addEventListener('click', ({ offsetX, offsetY }) => {
        const parameter = this.parameterAt(offsetX / surface.unit, offsetY / surface.unit, surface.width, surface.height);
        if (parameter >= 0) acts.selectParameter(parameter);
      });
    }
  }

  /** @param {number} x @param {number} y @param {number} width @param {number} height */
  parameterAt(x, y, width, height) {
    if (!this.shown) return -1;
    const { cell, places } = lay(this.shown.moment.layout, width, height);
    return places.findIndex(({ left, top }) => x >= left && x < left + cell && y >= top && y < top + cell);
  }

  /** @param {Inside} inside @param {Palette} palette */
  paint(inside, palette) {
    this.shown = inside;
    const stand = standOf(inside);
    const told = describeMosaic(inside, stand);
    this.how.forEach((place, i) => write(place, told[i]));
    this.surfaces.forEach(({ canvas }, i) => set(canvas, 'aria-label', `${i ? 'Their gradients' : 'All numbers'}: ${told[i]}`));
    const isUpdate = inside.cursor > inside.moment.layout.starts[3];
    const { spoiled } = inside;
    const flags = isUpdate ? spoiled?.updated : spoiled?.gradient;
    const whole = isUpdate ? spoiled?.update.gradient ?? inside.moment.update.gradient : inside.walk.gradient;
    paintMosaic(this.surfaces[0], inside, stand.parameters, () => true, most(stand.parameters), palette, (i) => isUpdate && i < stand.updated && spoiled?.updated[i] === 1);
    paintMosaic(this.surfaces[1], inside, stand.gradient, (i) => stand.reached[i] > 0, most(whole), palette, (i) => flags?.[i] === 1);
  }
}

/** @param {Surface} surface @param {Inside} inside @param {Float32Array} values @param {(i: number) => boolean} isKnown @param {number} scale @param {Palette} palette @param {(i: number) => boolean} [isSpoiled]  by a fault */
export function paintMosaic(surface, inside, values, isKnown, scale, palette, isSpoiled = () => false) {
  const context = surface.begin();
  if (!context) return;
  const { layout } = inside.moment;
  const { cell, places, names } = lay(layout, surface.width, surface.height);
  const size = cell - (cell > 4 ? 1 : 0);
  places.forEach(({ left, top }, i) => paintCell(context, left, top, size, isKnown(i) ? values[i] : null, scale, palette));
  hatch(context, places.flatMap(({ left, top }, i) => (isKnown(i) && isSpoiled(i) ? [[left, top, size, size]] : [])));
  paintFrames(context, inside, places, cell, palette);
  paintNames(context, names, surface.width, palette, getComputedStyle(surface.canvas).fontFamily);
}

/** Around all that runs into the selected neuron, and around the selected number. @param {CanvasRenderingContext2D} context @param {Inside} inside @param {{left: number, top: number}[]} places @param {number} cell @param {Palette} palette */
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
export function paintCell(context, x, y, size, value, scale, palette) {
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

/** Where each number's cell is: of each layer a row a neuron, the biases beside them; the output's weights, one row, stand upright. @param {import('./layout.js').Layout} layout @param {number} width @param {number} height */
function lay({ layers }, width, height) {
  const isUpright = layers.map(({ count }) => count === 1);
  const rows = Math.max(...layers.map(({ count, inputs }) => (count === 1 ? inputs : count)));
  const across = layers.reduce((sum, { inputs }, i) => sum + (isUpright[i] ? 1 : inputs) + 1 + BESIDE + BETWEEN, -BETWEEN);
  const cell = Math.max(1, Math.min(LARGEST, (width - 2) / across, (height - FOOT) / rows));
  /** @type {{left: number, top: number}[]} */
  const places = [];
  const names = [];
  const base = Math.min(height - 3, rows * cell + 14);
  let left = 1;
  for (const [layer, { inputs, count }] of layers.entries()) {
    const wide = isUpright[layer] ? 1 : inputs;
    const beside = left + (wide + BESIDE) * cell;
    for (let neuron = 0; neuron < count; neuron++) {
      for (let input = 0; input < inputs; input++) places.push(isUpright[layer] ? { left, top: 1 + input * cell } : { left: left + input * cell, top: 1 + neuron * cell });
      places.push({ left: beside, top: 1 + neuron * cell });
    }
    names.push({ text: `W${SUBSCRIPTS[layer]}`, left, base }, { text: `b${SUBSCRIPTS[layer]}`, left: beside, base });
    left = beside + (1 + BETWEEN) * cell;
  }
  return { cell, places, names };
}

/** As many as there is room for. @param {CanvasRenderingContext2D} context @param {{text: string, left: number, base: number}[]} names @param {number} width @param {Palette} palette @param {string} sans */
function paintNames(context, names, width, palette, sans) {
  context.font = `11px ${sans}`;
  context.fillStyle = palette.ink2;
  context.textAlign = 'left';
  let free = 0;
  for (const { text, left, base } of names) {
    const wide = context.measureText(text).width;
    const from = Math.min(left, width - wide);
    if (from < free) continue;
    context.fillText(text, from, base);
    free = from + wide + 4;
  }
}
