// What is drawn between the squares: a wire for each weight, a bar for each bias, the sum, the arrow into the plot.

import { Surface } from '../kit/surface.js';

/**
 * @typedef {import('./wiring.js').Wiring} Wiring
 * @typedef {import('./wiring.js').Edge} Edge
 * @typedef {import('./wiring.js').Unit} Unit
 * @typedef {import('./wiring.js').Placed} Placed
 * @typedef {import('../kit/palette.js').Palette} Palette
 * @typedef {import('../kit/pen.js').Pen} Pen
 * @typedef {import('../../pkg/moongrad.js').Treatment} Treatment
 *
 * @typedef {object} Drawn          the network at one step
 * @property {Wiring} wiring
 * @property {import('../../pkg/moongrad.js').Portrait} portrait
 * @property {Treatment[]} treatments  one a unit
 * @property {boolean} folds        its neurons are off below 0
 * @property {Placed | null} lit    pointed at or pinned: it and what it feeds stand out
 * @property {Placed | null} pinned
 */

// A weight of this size, and any larger one, is drawn as wide as can be.
const FULL = 1.6;
// Weights are put in order, and drawn, in so many steps of their size.
const STEPS = 64;
// In motion, wires fainter than this are left out: they cost as much as the others.
const SEEN = 0.08;
// Of what is not lit.
const FADED = 0.16;
// At least this strong is what is lit.
const STRONG = 0.6;

/** @param {Unit} unit @param {Treatment[]} treatments */
export function isOff(unit, treatments) {
  return treatments[unit.unit] === 'off';
}

export class Wires {
  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.surface = new Surface(canvas);
  }

  /** The mean width of a letter of what is written beside the wires, in whatever font the system has. */
  measure() {
    const { context } = this.surface;
    context.font = 'italic 14px Charter, "Bitstream Charter", "Iowan Old Style", "Palatino Linotype", Palatino, Georgia, serif';
    return context.measureText('304 weights, 33 biases:').width / 23;
  }

  /** @param {Drawn} drawn @param {import('../state/state.js').Page} page */
  paint(drawn, { palette, fineness }) {
    const context = this.surface.begin();
    if (context) paintWiring(context, drawn, palette, this.surface.width, fineness !== 'rest');
  }
}

/** All of it. @param {Pen} context @param {Drawn} drawn @param {Palette} palette @param {number} reach  where the arrow ends @param {boolean} moving */
export function paintWiring(context, drawn, palette, reach, moving) {
  paintWires(context, drawn, palette, moving);
  paintBiases(context, drawn, palette);
  paintSum(context, drawn.wiring, palette, reach);
}

/** @param {Pen} context @param {Drawn} drawn @param {Palette} palette @param {boolean} moving */
function paintWires(context, { wiring, portrait: { parameters }, treatments, lit, pinned }, palette, moving) {
  const last = wiring.columns.length - 1;
  const order = sort(wiring.edges, parameters);
  for (const strong of lit ? [false, true] : [false]) {
    for (const edge of order) {
      if (lit && isLit(edge, lit, last) !== strong) continue;
      if (isOff(edge.from, treatments) || isOff(edge.to, treatments)) continue;
      const { width, opacity } = strokeOf(parameters[edge.parameter], edge.from.column > 0 && edge.to.column < last);
      const alpha = !lit ? opacity : strong ? Math.max(STRONG, opacity) : FADED * opacity;
      if (moving && alpha < (lit ? FADED : 1) * SEEN) continue;
      context.strokeStyle = parameters[edge.parameter] > 0 ? palette.pos : palette.neg;
      stroke(context, wiring, edge, Math.max(0.4, width * wiring.fineness), alpha);
    }
  }
  if (treatments.includes('off')) paintCut(context, wiring, treatments, palette);
  if (pinned?.edge) paintPinned(context, wiring, pinned.edge, parameters[pinned.edge.parameter], palette);
  context.globalAlpha = 1;
}

/** Weakest first, by steps: no need to compare each with each. @param {Edge[]} edges @param {Float32Array} parameters */
function sort(edges, parameters) {
  const steps = edges.map((edge) => Math.min(STEPS, Math.floor((Math.abs(parameters[edge.parameter]) / FULL) * STEPS)));
  const starts = new Uint32Array(STEPS + 2);
  for (const step of steps) starts[step + 1]++;
  for (let step = 1; step <= STEPS; step++) starts[step] += starts[step - 1];
  /** @type {Edge[]} */
  const order = new Array(edges.length);
  edges.forEach((edge, i) => (order[starts[steps[i]]++] = edge));
  return order;
}

/** @param {Edge} edge @param {Placed} lit @param {number} last  column */
function isLit({ from, to, parameter }, lit, last) {
  if (lit.edge) return parameter === lit.edge.parameter || from === lit.edge.to;
  return from === lit.unit || (to === lit.unit && to.column === last);
}

/** Between hidden layers, where there are many, weak weights almost vanish. @param {number} weight @param {boolean} inner */
function strokeOf(weight, inner) {
  const size = Math.min(1, Math.abs(weight) / FULL);
  return { width: 0.5 + 2.7 * size, opacity: inner ? 0.05 + 0.9 * size ** 2.1 : 0.28 + 0.65 * size };
}

/** @param {Pen} context @param {Wiring} wiring @param {Edge} edge @param {number} width @param {number} alpha */
function stroke(context, wiring, edge, width, alpha) {
  context.lineWidth = width;
  context.globalAlpha = alpha;
  context.beginPath();
  wiring.trace(context, edge);
  context.stroke();
}

/** The wires of neurons that are switched off carry nothing. @param {Pen} context @param {Wiring} wiring @param {Treatment[]} treatments @param {Palette} palette */
function paintCut(context, wiring, treatments, palette) {
  context.strokeStyle = palette.ink;
  context.setLineDash([1.5, 5]);
  for (const edge of wiring.edges) {
    if (isOff(edge.from, treatments) || isOff(edge.to, treatments)) stroke(context, wiring, edge, 0.8, 0.25);
  }
  context.setLineDash([]);
}

/** @param {Pen} context @param {Wiring} wiring @param {Edge} edge @param {number} weight @param {Palette} palette */
function paintPinned(context, wiring, edge, weight, palette) {
  // Its sign's colour is seen on a thin wire, too.
  const width = Math.max(3, strokeOf(weight, false).width);
  for (const [more, colour] of /** @type {[number, string][]} */ ([[4, palette.ink], [1.6, palette.raised], [0, weight > 0 ? palette.pos : palette.neg]])) {
    context.strokeStyle = colour;
    stroke(context, wiring, edge, width + more, 1);
  }
}

/** A bar left of each square, up for + and down for −; the output's stands on its circle, or hangs from it. @param {Pen} context @param {Drawn} drawn @param {Palette} palette */
function paintBiases(context, { wiring: { units }, portrait: { parameters } }, palette) {
  for (const { x, y, size, bias, unit } of units) {
    if (bias === null) continue;
    const value = parameters[bias];
    const isSum = unit === units.length - 1;
    const length = Math.max(1.5, Math.min(1, Math.abs(value) / FULL) * (isSum ? 14 : size / 2));
    const up = value > 0;
    context.fillStyle = up ? palette.pos : palette.neg;
    if (isSum) context.fillRect(x - 1.5, up ? y - size / 2 - 2 - length : y + size / 2 + 2, 3, length);
    else context.fillRect(x - size / 2 - 5.5, up ? y - length : y, 3, length);
  }
}

/** @param {Pen} context @param {Wiring} wiring @param {Palette} palette @param {number} reach  where the arrow ends */
function paintSum(context, { units }, palette, reach) {
  const { x, y, size } = units[units.length - 1];
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
