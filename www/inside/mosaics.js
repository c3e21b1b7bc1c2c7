// All numbers of the network, and all their gradients, as two pictures: a layer's matrix after the other, a row a neuron,
// its bias beside it.

import { Surface } from '../kit/surface.js';
import { set, write } from '../kit/text.js';
import { describeMosaic } from '../words/inside.js';
import { parameterOf } from './layout.js';
import { selectionOf, standOf } from './state.js';
import { most, tint } from './tint.js';

/** @typedef {import('./state.js').Inside} Inside @typedef {import('../kit/palette.js').Palette} Palette */

// In cells: from a matrix to its biases, and from a layer to the next; the room below for names, in px of the design.
const [BESIDE, BETWEEN] = [0.5, 0.8];
const FOOT = 16;
const LARGEST = 10;

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
        if (parameter !== null) acts.selectParameter(parameter);
      });
    }
  }

  /** @param {number} x @param {number} y @param {number} width @param {number} height */
  parameterAt(x, y, width, height) {
    if (!this.shown) return null;
    const { layout } = this.shown.moment;
    const { cell, columns } = lay(layout, width, height);
    for (const { layer, input, left } of columns) {
      const neuron = Math.floor(y / cell);
      if (x >= left && x < left + cell && neuron < layout.layers[layer].count && neuron >= 0) return parameterOf(layout, { layer, neuron, input });
    }
    return null;
  }

  /** @param {Inside} inside @param {Palette} palette */
  paint(inside, palette) {
    this.shown = inside;
    const stand = standOf(inside);
    const told = describeMosaic(inside, stand);
    this.how.forEach((place, i) => write(place, told[i]));
    this.surfaces.forEach(({ canvas }, i) => set(canvas, 'aria-label', `${i ? 'Their gradients' : 'All numbers'}: ${told[i]}`));
    const whole = inside.cursor > inside.moment.layout.starts[3] ? inside.moment.update.gradient : inside.walk.gradient;
    this.paintOne(this.surfaces[0], inside, stand.parameters, () => true, most(stand.parameters), palette);
    this.paintOne(this.surfaces[1], inside, stand.gradient, (i) => stand.reached[i] > 0, most(whole), palette);
  }

  /** @param {Surface} surface @param {Inside} inside @param {Float32Array} values @param {(i: number) => boolean} isKnown @param {number} scale @param {Palette} palette */
  paintOne(surface, inside, values, isKnown, scale, palette) {
    const context = surface.begin();
    if (!context) return;
    const { layout } = inside.moment;
    const { cell, columns } = lay(layout, surface.width, surface.height);
    const gap = cell > 4 ? 1 : 0;
    for (const { layer, input, left } of columns) {
      for (let neuron = 0; neuron < layout.layers[layer].count; neuron++) {
        const parameter = parameterOf(layout, { layer, neuron, input });
        paintCell(context, left, neuron * cell, cell - gap, isKnown(parameter) ? values[parameter] : null, scale, palette);
      }
    }
    const chosen = selectionOf(inside);
    const row = columns.filter(({ layer }) => layer === chosen.layer);
    const at = row[chosen.input];
    context.strokeStyle = palette.ink;
    context.lineWidth = 1;
    context.globalAlpha = 0.6;
    context.strokeRect(row[0].left - 1, chosen.neuron * cell - 1, row[row.length - 1].left - row[0].left + cell + 1, cell + 1);
    context.globalAlpha = 1;
    context.lineWidth = 2;
    context.strokeRect(at.left - 1, chosen.neuron * cell - 1, cell + 1, cell + 1);
    paintNames(context, columns, layout, cell, surface.height, palette, getComputedStyle(surface.canvas).fontFamily);
  }
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

/** Where each column of cells is: of each layer its inputs, then the biases. @param {import('./layout.js').Layout} layout @param {number} width @param {number} height */
function lay({ layers }, width, height) {
  const rows = Math.max(...layers.map(({ count }) => count));
  const across = layers.reduce((sum, { inputs }) => sum + inputs + 1 + BESIDE + BETWEEN, -BETWEEN);
  const cell = Math.max(1, Math.min(LARGEST, (width - 2) / across, (height - FOOT) / rows));
  const columns = [];
  let left = 1;
  for (const [layer, { inputs }] of layers.entries()) {
    for (let input = 0; input <= inputs; input++) {
      if (input === inputs) left += BESIDE * cell;
      columns.push({ layer, input, left });
      left += cell;
    }
    left += BETWEEN * cell;
  }
  return { cell, columns };
}

/** @param {CanvasRenderingContext2D} context @param {{layer: number, input: number, left: number}[]} columns @param {import('./layout.js').Layout} layout @param {number} cell @param {number} height @param {Palette} palette @param {string} sans */
function paintNames(context, columns, { layers }, cell, height, palette, sans) {
  context.font = `11px ${sans}`;
  context.fillStyle = palette.ink2;
  context.textAlign = 'left';
  const rows = Math.max(...layers.map(({ count }) => count));
  const base = Math.min(height - 3, rows * cell + 13);
  let free = 0;
  for (const { layer, input, left } of columns) {
    if (input !== 0 && input !== layers[layer].inputs) continue;
    const name = `${input ? 'b' : 'W'}${'₁₂₃₄₅₆₇'[layer]}`;
    const room = context.measureText(name).width;
    if (left < free) continue;
    context.fillText(name, left, base);
    free = left + room + 4;
  }
}
