// The network on one sample: value and gradient of each neuron, filling in as the cursor moves; the path of the selected
// weight to the loss.

import { Surface } from '../kit/surface.js';
import { find } from '../kit/find.js';
import { scientific } from '../kit/format.js';
import { memo } from '../kit/memo.js';
import { set, write } from '../kit/text.js';
import { describeChip, describeRemark } from '../words/inside.js';
import { hatch } from './hatch.js';
import { placeAt, placeOfParameter, stageAt } from './layout.js';
import { Lines } from './lines.js';
import { label } from './marks.js';
import { selectionOf, standOf } from './state.js';
import { strength } from './tint.js';
import { chipText } from './chips.js';
import { Pulses } from './pulses.js';

/**
 * @typedef {import('./state.js').Inside} Inside
 * @typedef {import('./layout.js').Layout} Layout
 * @typedef {import('../../pkg/inside.js').Walk} Walk
 * @typedef {import('../kit/palette.js').Palette} Palette
 * @typedef {{layer: number, neuron: number, x: number, y: number, width: number, height: number, off: number}} Chip
 *   layer: −1 are the inputs, the one after the last is the loss; off: how many it stands for, or 0
 */

// Px of the design: the heads; a chip at most; from one to the next.
const HEAD = 42;
const [WIDTH, HEIGHT] = [92, 19];
const PITCH = 24;
const LEAST = 15.5;
const TICK = 4;

export class Graph {
  /** @param {HTMLElement} drawing @param {{select: (layer: number, neuron: number, input?: number) => void}} acts */
  constructor(drawing, acts) {
    this.surface = new Surface(find(drawing, '.graph', HTMLCanvasElement));
    this.remark = find(drawing, '.remark');
    /** @type {Chip[]} */
    this.chips = [];
    this.acts = acts;
    /** The page's type, known once its styles are there. */
    this.sans = '';
    this.serif = '';
    this.lay = memo(layChips);
    this.lines = new Lines(this.surface);
    const { canvas } = this.surface;
    this.pulses = new Pulses(drawing, canvas);
    canvas.addEventListener('click', ({ offsetX, offsetY }) => this.pick(offsetX / this.surface.unit, offsetY / this.surface.unit));
  }

  /** The nearest neuron. @param {number} x @param {number} y */
  pick(x, y) {
    let least = Infinity;
    /** @type {Chip | null} */
    let nearest = null;
    for (const chip of this.chips) {
      const away = Math.hypot(Math.max(0, chip.x - x, x - chip.x - chip.width), Math.max(0, chip.y - y, y - chip.y - chip.height));
      if (away < least) [least, nearest] = [away, chip];
    }
    if (!nearest || nearest.off || nearest.layer < 0 || least > 30) return;
    this.acts.select(nearest.layer, nearest.neuron);
  }

  /** @param {Inside} inside @param {Palette} palette @param {boolean} phone */
  paint(inside, palette, phone) {
    write(this.remark, describeRemark(inside));
    const context = this.surface.begin();
    if (!context) return;
    const { moment: { layout }, walk, parameter, cursor } = inside;
    const near = placeAt(layout, cursor)?.layer ?? layout.layers.length - 1;
    this.chips = this.lay(layout, walk, parameter, near, this.surface.width, this.surface.height, phone);
    const { canvas } = this.surface;
    set(canvas, 'aria-label', describeChip(inside));
    this.sans ||= getComputedStyle(canvas).fontFamily;
    this.serif ||= getComputedStyle(canvas).getPropertyValue('--serif');
    this.lines.paint(inside, this.chips, palette);
    this.pulses.show(this.lines.back, inside, this.surface.unit);
    this.paintHeads(context, inside, palette);
    for (const chip of this.chips) this.paintChip(context, inside, chip, palette);
    // It stands below the output, as long as no wire comes there.
    const { offsetLeft } = this.remark;
    set(this.remark, 'data-crossed', this.chips[this.chips.length - 2].x * this.surface.unit > offsetLeft);
  }

  /** @param {CanvasRenderingContext2D} context @param {Inside} inside @param {Palette} palette */
  paintHeads(context, inside, palette) {
    const { layers } = inside.moment.layout;
    const seen = new Set();
    for (const { layer, x, width, y } of this.chips) {
      if (seen.has(layer) || width <= TICK) continue;
      seen.add(layer);
      // On a phone the loss stands below the output.
      const isBelow = layer === layers.length && this.chips.some((chip) => chip.layer < layer && chip.x === x);
      const name = layer < 0 ? 'inputs' : layer === layers.length ? 'loss' : layer === layers.length - 1 ? 'output' : `layer ${layer + 1}`;
      context.font = `600 12.5px ${this.sans}`;
      context.fillStyle = palette.ink;
      context.textAlign = 'left';
      context.fillText(name, x, isBelow ? y - 6 : 12);
      if (layer < 0 || layer >= layers.length - 1) continue;
      context.font = `11px ${this.sans}`;
      context.fillStyle = palette.ink2;
      context.textAlign = 'right';
      if (width < 88) continue;
      context.fillText('value', x + width / 2 - 4, 28);
      context.fillText(isSoFar(inside, layer) ? 'so far' : 'gradient', x + width, 28);
    }
  }

  /** @param {CanvasRenderingContext2D} context @param {Inside} inside @param {Chip} chip @param {Palette} palette */
  paintChip(context, inside, chip, palette) {
    const { x, y, width, height, layer, neuron, off } = chip;
    const told = chipText(inside, layer, neuron, off);
    const half = width / 2;
    context.fillStyle = palette.paper;
    context.fillRect(x, y, width, height);
    if (width > TICK) {
      for (const [i, value] of [told.value, told.gradient].entries()) {
        if (value === null || !value) continue;
        context.fillStyle = value < 0 ? palette.neg : palette.pos;
        context.globalAlpha = 0.55 * strength(value, told.scale[i]);
        context.fillRect(x + i * half, y, half, height);
      }
    }
    if (told.isSpoiled) hatch(context, [[x + half, y, half, height]]);
    const place = placeAt(inside.moment.layout, inside.cursor);
    if (place?.layer === layer && place.neuron === neuron) paintPointer(context, x - 2, y + height / 2, palette);
    const chosen = selectionOf(inside);
    const isChosen = chosen.layer === layer && chosen.neuron === neuron;
    context.globalAlpha = isChosen ? 1 : 0.42;
    context.strokeStyle = palette.ink;
    context.lineWidth = isChosen ? 2 : 1;
    context.strokeRect(x + 0.5, y + 0.5, width - 1, height - 1);
    context.globalAlpha = 1;
    if (width <= TICK) return;
    if (!off) {
      context.globalAlpha = 0.42;
      context.fillStyle = palette.ink;
      context.fillRect(x + half, y, 1, height);
      context.globalAlpha = 1;
    }
    context.font = `${Math.min(12, height - 4, half / 3.5)}px ${this.sans}`;
    context.textAlign = 'right';
    context.fillStyle = told.isOff ? palette.ink2 : palette.ink;
    const base = y + height / 2 + 4;
    if (off) return context.fillText(told.texts[0], x + width - 5, base);
    context.fillText(fitChip(context, told.texts[0], told.value, half - 7, this.sans), x + half - 4, base);
    const gradient = fitChip(context, told.texts[1], told.gradient, half - 6, this.sans);
    if (told.isSpoiled) label(context, gradient, x + width - 4, base, palette, 'right', told.isOff ? palette.ink2 : palette.ink);
    else context.fillText(gradient, x + width - 4, base);
    if (layer < 0) paintInputName(context, neuron, x, y, palette, this.serif);
  }
}

/** The cursor stands in this neuron. @param {CanvasRenderingContext2D} context @param {number} x @param {number} y @param {Palette} palette */
function paintPointer(context, x, y, palette) {
  context.globalAlpha = 1;
  context.fillStyle = palette.ink;
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x - 7, y - 4.5);
  context.lineTo(x - 7, y + 4.5);
  context.fill();
}

/** A number that leaves no cell: in fewer digits where it must be, and then in smaller type. @param {CanvasRenderingContext2D} context @param {string} text @param {number | null} value @param {number} room @param {string} sans */
function fitChip(context, text, value, room, sans) {
  const measure = (/** @type {string} */ one) => context.measureText(one).width;
  if (measure(text) <= room || value === null || !Number.isFinite(value)) return text;
  const short = text.includes('10') && text.includes('×') ? `${text[0] === '+' ? '+' : ''}${scientific(value, 0)}` : text;
  const wide = measure(short);
  if (wide > room) context.font = `${(parseFloat(context.font) * room) / wide}px ${sans}`;
  return short;
}

/** @param {CanvasRenderingContext2D} context @param {number} input @param {number} x @param {number} y @param {Palette} palette @param {string} serif */
function paintInputName(context, input, x, y, palette, serif) {
  context.font = `italic 15px ${serif}`;
  context.textAlign = 'left';
  context.fillStyle = palette.ink;
  context.fillText('xy'[input], x, y - 6);
}

/** Whether the adjoints of a layer's outputs are being added up. @param {Inside} inside @param {number} layer */
function isSoFar(inside, layer) {
  const { layout } = inside.moment;
  const { output, count } = layout.layers[layer];
  if (stageAt(layout, inside.cursor).name !== 'backward') return false;
  const { arrived } = standOf(inside);
  const isOwn = placeAt(layout, inside.cursor)?.layer === layer;
  return !isOwn && arrived.subarray(output, output + count).some((state) => state === 1);
}

/** Where the chips are. @param {Layout} layout @param {Walk} walk @param {number} parameter @param {number} near  the layer where one stands @param {number} width @param {number} height @param {boolean} phone @returns {Chip[]} */
function layChips(layout, walk, parameter, near, width, height, phone) {
  const { layers } = layout;
  const counts = [2, ...layers.map(({ count }) => count)];
  const columns = counts.length + (phone ? 0 : 1);
  const isTick = (/** @type {number} */ column) => layers.length > 4 && column > 0 && column < layers.length && Math.abs(column - 1 - near) > 1;
  const ticks = counts.filter((_, column) => isTick(column)).length;
  const chip = Math.min(WIDTH, (width - 26 * (columns - 1) - ticks * TICK) / (columns - ticks));
  const gap = (width - chip * (columns - ticks) - ticks * TICK) / (columns - 1);
  const chips = [];
  let x = 0;
  for (let column = 0; column < counts.length; column++) {
    const wide = isTick(column) ? TICK : chip;
    chips.push(...layColumn(layout, walk, parameter, column - 1, x, wide, height));
    x += wide + gap;
  }
  const output = chips[chips.length - 1];
  const loss = { ...output, layer: layers.length, neuron: 0, off: 0 };
  chips.push(phone ? { ...loss, y: output.y + 58 } : { ...loss, x: width - chip });
  return chips;
}

/** Neurons that are off stand together where there is no room for all. @param {Layout} layout @param {Walk} walk @param {number} parameter @param {number} layer @param {number} x @param {number} width @param {number} height @returns {Chip[]} */
function layColumn(layout, walk, parameter, layer, x, width, height) {
  const { layers } = layout;
  const count = layer < 0 ? 2 : layers[layer].count;
  const room = Math.floor((height - HEAD) / LEAST);
  let neurons = Array.from({ length: count }, (_, i) => i);
  let off = 0;
  if (count > room) {
    const { output } = layers[layer];
    const chosen = placeOfParameter(layout, parameter);
    const on = neurons.filter((neuron) => walk.values[output + neuron] !== 0 || (chosen.layer === layer && chosen.neuron === neuron));
    neurons = on.slice(0, room - 1);
    off = count - neurons.length;
  }
  const rows = neurons.length + (off ? 1 : 0);
  const pitch = layer < 0 ? 2 * PITCH : Math.min(PITCH, (height - HEAD) / rows);
  const tall = Math.min(HEIGHT, pitch - 1.5);
  const middle = HEAD + (height - HEAD) / 2;
  const top = middle - (rows * pitch) / 2;
  const chips = neurons.map((neuron, i) => ({ layer, neuron, x, y: top + i * pitch, width, height: tall, off: 0 }));
  if (off) chips.push({ layer, neuron: -1, x, y: top + neurons.length * pitch, width, height: tall, off });
  return chips;
}
