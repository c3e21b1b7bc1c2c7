// The lines of the network on one sample: solid ones carry values to the right, dashed ones gradients to the left. Most
// moves of the cursor leave all of them as they are.

import { memo } from '../kit/memo.js';
import { Underlay } from '../kit/underlay.js';
import { selectionOf, standOf } from './state.js';

/**
 * @typedef {import('./graph.js').Chip} Chip
 * @typedef {import('./state.js').Inside} Inside
 * @typedef {import('./layout.js').Layout} Layout
 * @typedef {import('../kit/palette.js').Palette} Palette
 * @typedef {{from: Chip, to: Chip, layer: number, neuron: number, input: number}} Line
 */

// What a line is, as bits: it carries a value; it is the selected weight's, or on a way from there to the loss; of
// these, whether a gradient has come back, and the sign of the weight.
const [CARRIES, CHOSEN, ON_WAY, BACK, NEGATIVE] = [1, 2, 4, 8, 16];

export class Lines {
  /** @param {import('../kit/surface.js').Surface} surface */
  constructor(surface) {
    this.surface = surface;
    this.underlay = new Underlay();
    this.list = memo(listLines);
    this.states = new Uint8Array();
    /** Those over which a gradient has come back. @type {Line[]} */
    this.back = [];
  }

  /** @param {Inside} inside @param {Chip[]} chips @param {Palette} palette */
  paint(inside, chips, palette) {
    const lines = this.list(inside.moment.layout, chips);
    const states = statesOf(lines, inside);
    const isSame = states.length === this.states.length && states.every((state, i) => state === this.states[i]);
    if (!isSame) this.states = states;
    this.back = lines.filter((_, i) => states[i] & BACK);
    this.underlay.put(this.surface, [lines, this.states, palette], (context) => strokeAll(context, lines, states, chips, palette));
  }
}

/** All lines between chips that are shown. @param {Layout} layout @param {Chip[]} chips @returns {Line[]} */
function listLines({ layers }, chips) {
  const at = new Map(chips.map((chip) => [`${chip.layer} ${chip.neuron}`, chip]));
  const lines = [];
  for (const [layer, { count, inputs }] of layers.entries()) {
    for (let neuron = 0; neuron < count; neuron++) {
      const to = at.get(`${layer} ${neuron}`);
      for (let input = 0; to && input < inputs; input++) {
        const from = at.get(`${layer - 1} ${input}`);
        if (from) lines.push({ from, to, layer, neuron, input });
      }
    }
  }
  return lines;
}

/** @param {Line[]} lines @param {Inside} inside */
function statesOf(lines, inside) {
  const { layers } = inside.moment.layout;
  const stand = standOf(inside);
  const chosen = selectionOf(inside);
  return Uint8Array.from(lines, ({ layer, neuron, input }) => {
    const { sum, source, first, inputs } = layers[layer];
    const isChosen = chosen.layer === layer && chosen.neuron === neuron && chosen.input === input;
    if (!isChosen && !isOnPathOf(chosen, layer, neuron, input, stand, layers)) {
      return stand.known[source + input] === 2 && stand.values[source + input] !== 0 && stand.known[sum + neuron] > 0 ? CARRIES : 0;
    }
    const isBack = stand.arrived[sum + neuron] > 0 && stand.adjoints[sum + neuron] !== 0;
    const isNegative = stand.parameters[first + neuron * (inputs + 1) + input] < 0;
    return (isChosen ? CHOSEN : ON_WAY) | (isBack ? BACK : 0) | (isNegative ? NEGATIVE : 0);
  });
}

/** Whether a weight lies on a way from the selected one to the loss that carries a gradient. @param {ReturnType<typeof selectionOf>} chosen @param {number} layer @param {number} neuron @param {number} input @param {import('./stand.js').Stand} stand @param {import('./layout.js').Layer[]} layers */
function isOnPathOf(chosen, layer, neuron, input, stand, layers) {
  if (layer <= chosen.layer) return false;
  if (layer === chosen.layer + 1 && input !== chosen.neuron) return false;
  const { sum, source } = layers[layer];
  return stand.known[sum + neuron] === 2 && stand.values[source + input] !== 0 && (layer === layers.length - 1 || stand.values[layers[layer].output + neuron] !== 0);
}

/** @param {CanvasRenderingContext2D} context @param {Line[]} lines @param {Uint8Array} states @param {Chip[]} chips @param {Palette} palette */
function strokeAll(context, lines, states, chips, palette) {
  context.strokeStyle = palette.ink;
  context.lineWidth = 0.6;
  // Most lines are alike: they are stroked together.
  for (const [state, opacity] of [[0, 0.07], [CARRIES, 0.3]]) {
    const path = new Path2D();
    lines.forEach(({ from, to }, i) => states[i] === state && curve(path, from, to, 0));
    context.globalAlpha = opacity;
    context.stroke(path);
  }
  context.globalAlpha = 1;
  lines.forEach((line, i) => states[i] > CARRIES && strokeWay(context, line, states[i], palette));
  const [output, loss] = chips.slice(-2);
  if (output.y === loss.y) arrows(context, output, loss, palette);
}

/** @param {CanvasRenderingContext2D} context @param {Line} line @param {number} state @param {Palette} palette */
function strokeWay(context, { from, to }, state, palette) {
  context.strokeStyle = state & NEGATIVE ? palette.neg : palette.pos;
  context.lineWidth = state & CHOSEN ? 2.8 : 2;
  context.beginPath();
  curve(context, from, to, 0);
  context.stroke();
  if (!(state & BACK)) return;
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
