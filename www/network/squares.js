// The squares of the network's drawing: each unit's picture, and by form what is unusual about its neuron.

import { shade } from '../kit/palette.js';
import { contextOf, makeCanvas } from '../kit/pen.js';
import { Surface } from '../kit/surface.js';
import { isOff } from './wires.js';

/**
 * @typedef {import('./wiring.js').Unit} Unit
 * @typedef {import('./wiring.js').Wiring} Wiring
 * @typedef {import('./wires.js').Drawn} Drawn
 * @typedef {import('../kit/palette.js').Palette} Palette
 * @typedef {import('../kit/pen.js').Pen} Pen
 */

// Of what is not lit.
const FADED = 0.35;
const FRAME = 0.55;
// Smaller squares have no room for a padlock.
const ROOM = 12;

export class Squares {
  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.surface = new Surface(canvas);
    this.atlas = new Atlas();
  }

  /** @param {Drawn} drawn @param {import('../state/state.js').Page} page */
  paint(drawn, { palette }) {
    const context = this.surface.begin();
    if (context) paintSquares(context, drawn, palette, this.atlas);
  }
}

/** The pictures of all units as one image, one above the other. */
export class Atlas {
  constructor() {
    this.canvas = makeCanvas();
    this.context = contextOf(this.canvas);
    this.image = new ImageData(1, 1);
    this.pixels = new Uint32Array(1);
  }

  /** @param {import('../../pkg/moongrad.js').Portrait} portrait @param {Uint32Array} table  of colours */
  fill({ squares, size }, table) {
    const height = squares.length / size;
    if (this.image.width !== size || this.image.height !== height) {
      this.canvas.width = size;
      this.canvas.height = height;
      this.image = new ImageData(size, height);
      this.pixels = new Uint32Array(this.image.data.buffer);
    }
    for (let i = 0; i < squares.length; i++) this.pixels[i] = table[shade(squares[i])];
    this.context.putImageData(this.image, 0, 0);
  }

  /** Half a node is cut off all around, so that the outermost ones lie on the square's edge. @param {Pen} context @param {Unit} unit */
  paint(context, { unit, x, y, size }) {
    const nodes = this.image.width;
    context.drawImage(this.canvas, 0.5, unit * nodes + 0.5, nodes - 1, nodes - 1, x - size / 2, y - size / 2, size, size);
  }
}

/** All of them. @param {Pen} context @param {Drawn} drawn @param {Palette} palette @param {Atlas} atlas */
export function paintSquares(context, drawn, palette, atlas) {
  const { wiring, lit, pinned } = drawn;
  atlas.fill(drawn.portrait, palette.squares);
  const units = wiring.units.slice(0, -1);
  const fed = lit ? feeding(wiring, lit) : units;
  context.strokeStyle = palette.ink;
  context.lineWidth = 1;
  paintUnits(context, units.filter((unit) => fed.includes(unit)), atlas, 1);
  paintUnits(context, units.filter((unit) => !fed.includes(unit)), atlas, FADED);
  context.globalAlpha = 1;
  for (const unit of units) if (unit.column) paintMarks(context, unit, drawn, palette);
  paintNames(context, wiring.columns[0], palette);
  if (pinned?.unit) paintPin(context, pinned.unit, wiring.square, palette);
}

/** @param {Pen} context @param {Unit[]} units @param {Atlas} atlas @param {number} opacity */
function paintUnits(context, units, atlas, opacity) {
  context.globalAlpha = opacity;
  for (const unit of units) atlas.paint(context, unit);
  context.globalAlpha *= FRAME;
  context.beginPath();
  for (const { x, y, size } of units) context.rect(x - size / 2, y - size / 2, size, size);
  context.stroke();
}

/** The units that stay lit: what is pointed at, and what it feeds. @param {Wiring} wiring @param {import('./wiring.js').Placed} lit @returns {Unit[]} */
function feeding({ edges }, { unit, edge }) {
  if (edge) return [edge.from, edge.to];
  return [unit, ...edges.filter(({ from }) => from === unit).map(({ to }) => to)];
}

/** A cross: off. A heavy frame and a padlock: frozen. A dash: silent on all the data. A bar at its right: never silent. @param {Pen} context @param {Unit} unit @param {Drawn} drawn @param {Palette} palette */
function paintMarks(context, unit, { treatments, portrait: { activity }, folds }, palette) {
  const { x, y, size } = unit;
  const half = size / 2;
  if (isOff(unit, treatments)) return paintCross(context, x, y, half, palette);
  const share = folds ? activity?.[unit.unit] : null;
  if (share === 0) mark(context, [x - half / 2, y, x + half / 2, y], palette);
  if (share === 1) mark(context, [x + half + 3.5, y - half, x + half + 3.5, y + half], palette);
  if (treatments[unit.unit] === 'frozen') paintFrozen(context, x, y, half, palette);
}

/** A line that is seen on any ground. @param {Pen} context @param {number[]} line @param {Palette} palette */
function mark(context, [x0, y0, x1, y1], palette) {
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
  for (const [width, colour] of /** @type {[number, string][]} */ ([[3.6, palette.paper], [1.5, palette.ink]])) {
    context.lineWidth = width;
    context.strokeStyle = colour;
    context.stroke();
  }
}

/** @param {Pen} context @param {number} x @param {number} y @param {number} half @param {Palette} palette */
function paintCross(context, x, y, half, palette) {
  context.fillStyle = palette.paper;
  context.fillRect(x - half, y - half, 2 * half, 2 * half);
  context.strokeStyle = palette.ink;
  context.lineWidth = 1;
  context.beginPath();
  context.rect(x - half, y - half, 2 * half, 2 * half);
  context.moveTo(x - half, y - half);
  context.lineTo(x + half, y + half);
  context.moveTo(x + half, y - half);
  context.lineTo(x - half, y + half);
  context.stroke();
}

/** @param {Pen} context @param {number} x @param {number} y @param {number} half @param {Palette} palette */
function paintFrozen(context, x, y, half, palette) {
  context.strokeStyle = palette.ink;
  context.lineWidth = 2.4;
  context.strokeRect(x - half, y - half, 2 * half, 2 * half);
  if (2 * half < ROOM) return;
  const [left, top] = [x + half - 9, y - half + 2];
  context.fillStyle = palette.raised;
  context.fillRect(left - 2, top - 1, 10, 11);
  context.fillStyle = palette.ink;
  context.fillRect(left, top + 4, 6, 4.5);
  context.lineWidth = 1.2;
  context.beginPath();
  context.arc(left + 3, top + 3.6, 2, Math.PI, 0);
  context.stroke();
}

/** @param {Pen} context @param {Unit[]} inputs @param {Palette} palette */
function paintNames(context, [x, y], palette) {
  context.font = 'italic 17px Charter, "Bitstream Charter", Georgia, serif';
  context.fillStyle = palette.ink;
  context.textAlign = 'center';
  context.textBaseline = 'alphabetic';
  context.fillText('x', x.x, x.y - x.size / 2 - 6);
  context.fillText('y', y.x, y.y + y.size / 2 + 16);
}

/** Closely around the square, where the next one is close. @param {Pen} context @param {Unit} unit @param {Wiring['square']} square @param {Palette} palette */
function paintPin(context, { x, y, size }, square, palette) {
  const half = Math.min(x - 1, size / 2 + Math.max(1, Math.min(3, (square.pitch - square.size) / 2)));
  context.strokeStyle = palette.ink;
  context.lineWidth = 2;
  context.strokeRect(x - half, y - half, 2 * half, 2 * half);
}
