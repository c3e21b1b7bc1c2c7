// The network on one sample: value and gradient of each neuron, filling in as the cursor moves; the path of the selected
// weight to the loss.

import { Surface } from '../kit/surface.js';
import { find } from '../kit/find.js';
import { set, write } from '../kit/text.js';
import { describeChip, describeRemark } from '../words/inside.js';
import { hatch } from './hatch.js';
import { placeAt, stageAt } from './layout.js';
import { label } from './marks.js';
import { selectionOf, standOf } from './state.js';
import { strength } from './tint.js';
import { chipText } from './chips.js';
import { Pulses } from './pulses.js';

/**
 * @typedef {import('./state.js').Inside} Inside
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
    this.pulses = new Pulses(drawing, this.surface.canvas);
    const { canvas } = this.surface;
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
    this.chips = layChips(inside, this.surface.width, this.surface.height, phone);
    const { canvas } = this.surface;
    set(canvas, 'aria-label', describeChip(inside));
    this.sans = getComputedStyle(canvas).fontFamily;
    const at = new Map(this.chips.map((chip) => [`${chip.layer} ${chip.neuron}`, chip]));
    this.paintLines(context, inside, palette, at);
    this.paintHeads(context, inside, palette);
    for (const chip of this.chips) this.paintChip(context, inside, chip, palette);
  }

  /** Solid lines carry values to the right, dashed ones gradients to the left. @param {CanvasRenderingContext2D} context @param {Inside} inside @param {Palette} palette @param {Map<string, Chip>} at */
  paintLines(context, inside, palette, at) {
    const { layers } = inside.moment.layout;
    const stand = standOf(inside);
    // Most lines are alike: they are stroked together.
    const [faint, carrying] = [new Path2D(), new Path2D()];
    /** @type {{from: Chip, to: Chip, weight: number, isChosen: boolean, isBack: boolean}[]} */
    const way = [];
    /** @type {import('./pulses.js').Line[]} */
    const back = [];
    for (const line of linesOf(inside, at)) {
      const { from, to, layer, neuron, input } = line;
      const { sum, source, first, inputs } = layers[layer];
      const carries = stand.known[source + input] === 2 && stand.values[source + input] !== 0 && stand.known[sum + neuron] > 0;
      const isBack = stand.arrived[sum + neuron] > 0 && stand.adjoints[sum + neuron] !== 0;
      const weight = stand.parameters[first + neuron * (inputs + 1) + input];
      if (line.isChosen || line.isOnPath) {
        way.push({ from, to, isChosen: line.isChosen, weight, isBack });
        if (isBack) back.push({ key: `${layer} ${neuron} ${input}`, layer, from, to, sent: stand.adjoints[sum + neuron] * weight });
      } else curve(carries ? carrying : faint, from, to, 0);
    }
    context.strokeStyle = palette.ink;
    context.lineWidth = 0.6;
    for (const [path, opacity] of /** @type {[Path2D, number][]} */ ([[faint, 0.07], [carrying, 0.3]])) {
      context.globalAlpha = opacity;
      context.stroke(path);
    }
    context.globalAlpha = 1;
    for (const line of way) strokeWay(context, line, palette);
    this.pulses.show(back, inside.walk, inside.cursor, this.surface.unit);
    const [output, loss] = [at.get(`${layers.length - 1} 0`), at.get(`${layers.length} 0`)];
    if (output && loss && output.y === loss.y) arrows(context, output, loss, palette);
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
      if (width < 80) continue;
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
    context.fillText(told.texts[0], x + half - 4, base);
    if (told.isSpoiled) label(context, told.texts[1], x + width - 4, base, palette, 'right', told.isOff ? palette.ink2 : palette.ink);
    else context.fillText(told.texts[1], x + width - 4, base);
    if (layer < 0) paintInputName(context, neuron, x, y, palette);
  }
}

/** @param {CanvasRenderingContext2D} context @param {number} input @param {number} x @param {number} y @param {Palette} palette */
function paintInputName(context, input, x, y, palette) {
  context.font = `italic 15px ${getComputedStyle(document.documentElement).getPropertyValue('--serif')}`;
  context.textAlign = 'left';
  context.fillStyle = palette.ink;
  context.fillText('xy'[input], x, y - 6);
}

/** Whether a weight lies on a way from the selected one to the loss that carries a gradient. @param {ReturnType<typeof selectionOf>} chosen @param {number} layer @param {number} neuron @param {number} input @param {import('./stand.js').Stand} stand @param {import('./layout.js').Layer[]} layers */
function isOnPathOf(chosen, layer, neuron, input, stand, layers) {
  if (layer <= chosen.layer) return false;
  if (layer === chosen.layer + 1 && input !== chosen.neuron) return false;
  const { sum, source } = layers[layer];
  return stand.known[sum + neuron] === 2 && stand.values[source + input] !== 0 && (layer === layers.length - 1 || stand.values[layers[layer].output + neuron] !== 0);
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

/** All lines between chips that are shown. @param {Inside} inside @param {Map<string, Chip>} at */
function* linesOf(inside, at) {
  const { layers } = inside.moment.layout;
  const stand = standOf(inside);
  const chosen = selectionOf(inside);
  for (const [layer, { count, inputs }] of layers.entries()) {
    for (let neuron = 0; neuron < count; neuron++) {
      const to = at.get(`${layer} ${neuron}`);
      for (let input = 0; to && input < inputs; input++) {
        const from = at.get(`${layer - 1} ${input}`);
        if (!from) continue;
        const isChosen = chosen.layer === layer && chosen.neuron === neuron && chosen.input === input;
        yield { from, to, layer, neuron, input, isChosen, isOnPath: isOnPathOf(chosen, layer, neuron, input, stand, layers) };
      }
    }
  }
}

/** @param {CanvasRenderingContext2D} context @param {{from: Chip, to: Chip, weight: number, isChosen: boolean, isBack: boolean}} line @param {Palette} palette */
function strokeWay(context, { from, to, weight, isChosen, isBack }, palette) {
  context.strokeStyle = weight < 0 ? palette.neg : palette.pos;
  context.lineWidth = isChosen ? 2.8 : 2;
  context.beginPath();
  curve(context, from, to, 0);
  context.stroke();
  if (!isBack) return;
  context.strokeStyle = palette.ink;
  context.lineWidth = 1.2;
  context.setLineDash([4, 3]);
  context.beginPath();
  curve(context, from, to, 6);
  context.stroke();
  context.setLineDash([]);
}

/** @param {CanvasRenderingContext2D | Path2D} path @param {Chip} from @param {Chip} to @param {number} down */
function curve(path, from, to, down) {
  const [x0, y0, x1, y1] = [from.x + from.width, from.y + from.height / 2 + down, to.x, to.y + to.height / 2 + down];
  const bend = 0.5 * (x1 - x0);
  path.moveTo(x0, y0);
  path.bezierCurveTo(x0 + bend, y0, x1 - bend, y1, x1, y1);
}

/** Values go on, gradients come back. @param {CanvasRenderingContext2D} context @param {Chip} from @param {Chip} to @param {Palette} palette */
function arrows(context, from, to, palette) {
  context.strokeStyle = context.fillStyle = palette.ink;
  context.lineWidth = 1.4;
  for (const [dy, back] of /** @type {[number, boolean][]} */ ([[-4, false], [4, true]])) {
    const y = from.y + from.height / 2 + dy;
    const [x0, x1] = [from.x + from.width + 2, to.x - 2];
    context.setLineDash(back ? [4, 3] : []);
    context.beginPath();
    context.moveTo(x0, y);
    context.lineTo(x1, y);
    context.stroke();
    context.setLineDash([]);
    const [tip, by] = back ? [x0, 6] : [x1, -6];
    context.beginPath();
    context.moveTo(tip, y);
    context.lineTo(tip + by, y - 3);
    context.lineTo(tip + by, y + 3);
    context.fill();
  }
}

/** Where the chips are. @param {Inside} inside @param {number} width @param {number} height @param {boolean} phone @returns {Chip[]} */
export function layChips(inside, width, height, phone) {
  const { layers } = inside.moment.layout;
  const counts = [2, ...layers.map(({ count }) => count)];
  const columns = counts.length + (phone ? 0 : 1);
  const near = Math.min(layers.length - 1, Math.max(0, placeAt(inside.moment.layout, inside.cursor)?.layer ?? layers.length - 1));
  const isTick = (/** @type {number} */ column) => layers.length > 4 && column > 0 && column < layers.length && Math.abs(column - 1 - near) > 1;
  const ticks = counts.filter((_, column) => isTick(column)).length;
  const chip = Math.min(WIDTH, (width - 26 * (columns - 1) - ticks * TICK) / (columns - ticks));
  const gap = (width - chip * (columns - ticks) - ticks * TICK) / (columns - 1);
  const chips = [];
  let x = 0;
  for (let column = 0; column < counts.length; column++) {
    const wide = isTick(column) ? TICK : chip;
    chips.push(...layColumn(inside, column - 1, x, wide, height));
    x += wide + gap;
  }
  const output = chips[chips.length - 1];
  const loss = { ...output, layer: layers.length, neuron: 0, off: 0 };
  chips.push(phone ? { ...loss, y: output.y + 58 } : { ...loss, x: width - chip });
  return chips;
}

/** Neurons that are off stand together where there is no room for all. @param {Inside} inside @param {number} layer @param {number} x @param {number} width @param {number} height @returns {Chip[]} */
function layColumn(inside, layer, x, width, height) {
  const { layers } = inside.moment.layout;
  const count = layer < 0 ? 2 : layers[layer].count;
  const room = Math.floor((height - HEAD) / LEAST);
  let neurons = Array.from({ length: count }, (_, i) => i);
  let off = 0;
  if (count > room) {
    const { output } = layers[layer];
    const on = neurons.filter((neuron) => inside.walk.values[output + neuron] !== 0 || (selectionOf(inside).layer === layer && selectionOf(inside).neuron === neuron));
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
