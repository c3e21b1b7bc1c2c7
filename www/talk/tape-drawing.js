// The tape as a graph: chips of value and gradient, values on solid arrows to the right, gradients on dashed ones back.

import { shade } from '../kit/palette.js';
import { arrivalsAt, tellSlope, titleOf } from '../words/talk/gradients.js';
import { short, signed, four } from '../words/talk/numbers.js';
import { placeLabel } from './labels.js';
import { layTape, shownOf } from './tape-layout.js';

/**
 * @typedef {import('../../pkg/talk.js').TypedTape} Tape
 * @typedef {import('./tape-layout.js').Point} Point
 * @typedef {import('./tape-play.js').Moment} Moment
 * @typedef {import('../kit/palette.js').Palette} Palette
 */

const WIDE = { width: 124, height: 26, gap: 84, pitch: 88 };
const NARROW = { width: 118, height: 26, gap: 60, pitch: 88 };
// Few nodes stand further apart.
const [FEW, AIRY] = [6, 118];
// Room around the chips: for arrows, names and sums.
const [LEFT, TOP, FOOT] = [1, 34, 34];
// A solid line and the dashed one beside it are so far from the middle.
const APART = 5;
const [LETTER, LINE] = [6.4, 15];
const ARROWS = `<defs><marker id="tape-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 .8 8 4 0 7.2z"/></marker></defs>`;

/** As markup, with its size. @param {Tape} tape @param {Moment} moment @param {Palette} palette @param {boolean} phone */
export function drawTape(tape, moment, palette, phone) {
  const { pitch, ...chip } = phone ? NARROW : WIDE;
  const sizes = { ...chip, pitch: shownOf(tape).length > FEW ? pitch : AIRY };
  const laid = layTape(tape, sizes);
  const [width, height] = [laid.width + 2 * LEFT, TOP + sizes.height + laid.height + FOOT];
  const top = TOP + sizes.height / 2;
  const chips = laid.chips.map(({ node, x, y }) => ({ node, x: x + LEFT, y: y + top }));
  const edges = laid.edges.map((edge) => ({ ...edge, ways: bothWays(tape, laid, edge, top) }));
  const taken = chips.flatMap(({ node, x, y }) => boxesOf(tape, node, x, y, sizes));
  const drawn = [
    ...edges.map(({ reader, k, ways }) => drawEdge(tape, moment, reader, k, ways)),
    ...chips.map(({ node, x, y }) => drawChip(tape, moment, node, x, y, sizes, palette)),
    ...edges.map((edge) => drawSlope(tape, moment, edge, edges, taken, width)),
  ];
  return { width, height, markup: ARROWS + drawn.join('') };
}

/** @param {Tape} tape @param {number} node @param {number} x @param {number} y @param {{width: number, height: number}} sizes */
function boxesOf(tape, node, x, y, { width, height }) {
  const title = { x, y: y - height / 2 - 20, width: 8 * titleOf(tape, node).length + 4, height: 20 };
  const sum = sumOf(tape, node);
  const chip = { x: x - 2, y: y - height / 2, width: width + 4, height };
  return [chip, title, ...(sum ? [{ x, y: y + height / 2, width: LETTER * sum.length, height: 18 }] : [])];
}

/** What the several amounts that come home add up to. @param {Tape} tape @param {number} node */
function sumOf(tape, node) {
  const amounts = arrivalsAt(tape, node).map(({ amount }) => short(amount));
  const text = `${amounts.join(' + ').replaceAll('+ −', '− ')} = ${short(tape.nodes[node].adjoint)}`;
  return amounts.length < 2 ? '' : text.length < 30 ? text : `${amounts.length} gradients add up`;
}

/**
 * The way of the values and the way back of the gradients, as points close together.
 * @param {Tape} tape @param {ReturnType<typeof layTape>} laid @param {import('./tape-layout.js').Edge} edge @param {number} top
 */
function bothWays({ nodes }, laid, { reader, k, from, way }, top) {
  const yOf = (/** @type {number} */ node) => laid.chips.find((chip) => chip.node === node)?.y ?? 0;
  const others = nodes[reader].reads.map((read, i) => ({ read, i })).filter(({ read }) => laid.chips.some(({ node }) => node === read));
  const other = others.find(({ i }) => i !== k);
  // Of two that come in, the one from above comes in above.
  const isAbove = other && (yOf(from) - yOf(other.read) || k - other.i) < 0;
  const entry = other ? (isAbove ? -6 : 6) : 0;
  // The same node read twice: its two lines bow apart.
  const bow = other && other.read === from ? 14 * Math.sign(entry) : 0;
  return [-1, 1].map((side) => sample(way.map(([x, y], i) => {
    const isEnd = i === way.length - 1;
    return [x + LEFT, y + top + (isEnd ? entry + (side * APART) / 2 : side * APART)];
  }), bow));
}

const SAMPLES = 16;

/** Gently from pair to pair of points. @param {Point[]} way @param {number} bow @returns {Point[]} */
function sample(way, bow) {
  return way.slice(1).flatMap(([x1, y1], i) => {
    const [x0, y0] = way[i];
    return Array.from({ length: SAMPLES + 1 }, (_, j) => {
      const t = j / SAMPLES;
      return /** @type {Point} */ ([x0 + (x1 - x0) * bezier(t), y0 + (y1 - y0) * t * t * (3 - 2 * t) + 4 * bow * t * (1 - t)]);
    });
  });
}

/** How far along between control points in the middle. @param {number} t */
function bezier(t) {
  return 1.5 * t * (1 - t) + t * t * t;
}

/** @param {Tape} tape @param {Moment} moment @param {number} reader @param {number} k @param {Point[][]} ways */
function drawEdge({ nodes }, { known, sent, node, way }, reader, k, [forward, back]) {
  const isNow = node === reader;
  const values = `<path class="values${known[reader] ? '' : ' later'}${isNow && way === 'forward' ? ' now' : ''}" d="${pathOf(forward)}" marker-end="url(#tape-arrow)"/>`;
  if (nodes[reader].sends[k] === null) return values;
  return `${values}<path class="gradients${sent[reader] ? '' : ' later'}${isNow && way === 'back' ? ' now' : ''}" data-edge="${reader}.${k}" d="${pathOf([...back].reverse())}" marker-end="url(#tape-arrow)"/>`;
}

/** @param {Point[]} points */
function pathOf(points) {
  return points.map(([x, y], i) => `${i ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
}

/** @param {Tape} tape @param {Moment} moment @param {number} node @param {number} x @param {number} y @param {{width: number, height: number}} sizes @param {Palette} palette */
function drawChip(tape, { known, gradients, node: now, way }, node, x, y, { width, height }, palette) {
  const { kind, symbol, value, active } = tape.nodes[node];
  const [top, half] = [y - height / 2, width / 2];
  const gradient = gradients[node];
  const cell = (/** @type {number} */ left, /** @type {number | null} */ number, /** @type {string} */ text) => `<rect class="${number === null || !Number.isFinite(number) ? 'unknown' : 'cell'}" x="${left}" y="${top}" width="${half}" height="${height}"${number !== null && Number.isFinite(number) ? ` fill="${colourOf(number, palette)}"` : ''}/><text class="number" x="${left + half / 2}" y="${y + 4.2}">${text}</text>`;
  const title = kind === 'variable' ? `<tspan class="variable">${symbol}</tspan>` : titleOf(tape, node);
  const sum = way === 'done' ? sumOf(tape, node) : '';
  const isOutput = node === tape.output;
  return `<g${now === node ? ' class="now"' : ''}><text class="title" x="${x}" y="${top - 7}">${title}</text>`
    + cell(x, known[node] ? value : null, known[node] ? four(value) : '·')
    + cell(x + half, active ? gradient : null, gradient === null ? (active ? '·' : '–') : signed(gradient))
    + `<rect class="frame" x="${x}" y="${top}" width="${width}" height="${height}"/>`
    + (sum ? `<text class="sum" x="${x}" y="${y + height / 2 + 15}">${sum}</text>` : isOutput ? `<text class="names" x="${x}" y="${y + height / 2 + 15}">value</text><text class="names end" x="${x + width}" y="${y + height / 2 + 15}">gradient</text>` : '') + '</g>';
}

/** The ramp of the field. @param {number} value @param {Palette} palette */
function colourOf(value, { smooth }) {
  const pixel = smooth[shade(value)];
  return `rgb(${pixel & 255} ${(pixel >> 8) & 255} ${(pixel >> 16) & 255})`;
}

/** The local slope at the way back. @param {Tape} tape @param {Moment} moment @param {{reader: number, k: number, ways: Point[][]}} edge @param {{ways: Point[][]}[]} edges @param {import('./labels.js').Box[]} taken @param {number} width */
function drawSlope(tape, { node, way }, { reader, k, ways: [, back] }, edges, taken, width) {
  if (tape.nodes[reader].sends[k] === null) return '';
  const full = tellSlope(tape, reader, k);
  const brief = `× ${short(tape.nodes[reader].slopes[k])}`;
  const others = edges.flatMap(({ ways }) => ways.flat()).filter((_, i) => i % 2 === 0);
  const placed = [full, brief].map((text) => ({ text, ...placeLabel(back, { width: LETTER * text.length, height: LINE }, taken, others, width) }));
  const { text, box } = placed.find(({ isFree }) => isFree) ?? placed[1];
  taken.push(box);
  return `<text class="slope${node === reader && way === 'back' ? ' now' : ''}" x="${box.x + box.width / 2}" y="${box.y + 11.5}">${text}</text>`;
}
