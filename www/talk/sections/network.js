// The network that stands in the lab, drawn as there; a part that is pointed at is told of.

import { find } from '../../kit/find.js';
import { set, write } from '../../kit/text.js';
import { label, sans } from '../../inside/marks.js';
import { Squares } from '../../network/squares.js';
import { Wiring } from '../../network/wiring.js';
import { Wires } from '../../network/wires.js';
import { memo } from '../../kit/memo.js';
import { signed3 } from '../../kit/format.js';
import { describePart } from '../../words/parts.js';
import { countParameters, tellNetwork } from '../../words/talk/network.js';
import { fill } from '../slots.js';

/** @typedef {import('../run.js').Run} Run @typedef {import('../../state/state.js').Part} Part */

// Below the drawing stand two lines that count it.
const FOOT = 44;
// Nodes along the edge of a neuron's picture.
const NODES = 28;
// From the output's middle to the right edge.
const END = 26;
const REACH = [3, 3];

const lay = memo((/** @type {string} */ sizes, /** @type {number} */ width, /** @type {number} */ height) => new Wiring(sizes.split(',').map(Number), width, height - FOOT, END));

export class Network {
  /** @param {HTMLElement} section @param {import('../open.js').Acts} acts */
  constructor(section, acts) {
    this.section = section;
    this.acts = acts;
    this.sums = find(section, '.sums');
    this.reading = find(section, '.reading');
    this.wires = new Wires(find(section, '.wires', HTMLCanvasElement));
    this.squares = new Squares(find(section, '.squares', HTMLCanvasElement));
    this.surfaces = [this.wires.surface, this.squares.surface];
    /** Pointed at. @type {Part | null} */
    this.part = null;
    /** @type {Wiring | null} */
    this.wiring = null;
    /** @type {ArrayLike<number>} */
    this.weights = [];
    this.portrait = memo((/** @type {Run} */ { twin, step, view: { x0, x1, y0, y1 } }) => {
      twin.seek(step);
      return twin.portrait(x0, x1, y0, y1, NODES, false);
    });
    this.listen(this.wires.surface.canvas);
  }

  /** @param {HTMLCanvasElement} canvas */
  listen(canvas) {
    const point = (/** @type {PointerEvent} */ { offsetX, offsetY }) => {
      const { unit } = this.wires.surface;
      this.light(this.wiring?.at(offsetX / unit, offsetY / unit, REACH, this.weights) ?? null);
    };
    canvas.addEventListener('pointermove', point);
    canvas.addEventListener('pointerdown', point);
    canvas.addEventListener('pointerleave', ({ pointerType }) => pointerType === 'mouse' && this.light(null));
    canvas.addEventListener('blur', () => this.light(null));
    canvas.addEventListener('focus', () => canvas.matches(':focus-visible') && this.light({ unit: 0 }));
    canvas.addEventListener('keydown', (event) => {
      if (!this.wiring || !event.key.startsWith('Arrow')) return;
      event.preventDefault();
      this.walk(this.wiring, event.key);
    });
  }

  /** From unit to unit. @param {Wiring} wiring @param {string} key */
  walk(wiring, key) {
    const from = this.part && 'unit' in this.part ? this.part.unit : 0;
    this.light({ unit: wiring.beside(wiring.units[from], key).unit });
  }

  /** @param {Part | null} part */
  light(part) {
    if (JSON.stringify(part) === JSON.stringify(this.part)) return;
    this.part = part;
    this.acts.repaint();
  }

  /** @param {Run} run @param {import('../../state/state.js').Page} page */
  paint(run, page) {
    const { config: { hidden, activation }, treatments, names, step } = run;
    const portrait = this.portrait(run);
    fill(this.section, tellNetwork({ hidden, activation, step }));
    this.count(hidden);
    const { surface } = this.wires;
    const wiring = lay([2, ...hidden, 1].join(), surface.width, surface.height);
    if (wiring !== this.wiring) this.part = null;
    this.wiring = wiring;
    this.weights = portrait.parameters;
    const lit = wiring.part(this.part);
    const drawn = { wiring, portrait, treatments, folds: activation === 'relu', lit, pinned: null };
    this.wires.paint(drawn, { ...page, fineness: 'rest' });
    this.squares.paint(drawn, page);
    paintCounts(this.wires.surface, wiring, page.palette);
    const told = lit && describePart({ names, treatments, portrait, activation, share: false, layers: hidden.length }, lit);
    const value = lit?.edge ? ` ${signed3(portrait.parameters[lit.edge.parameter])}` : '';
    write(this.reading, lit ? `${told}${value}` : 'Point at a neuron or a line to read it.');
    set(surface.canvas, 'aria-label', `${names.length} units in ${hidden.length + 2} columns, and the lines between them. Arrow keys go from unit to unit.`);
  }

  /** @param {number[]} hidden */
  count(hidden) {
    const rows = countParameters(hidden).map(([what, count]) => `<tr><th scope="row">${what}</th><td>${count}</td></tr>`);
    const html = `<tbody>${rows.join('')}</tbody>`;
    if (this.sums.dataset.hidden === hidden.join()) return;
    this.sums.dataset.hidden = hidden.join();
    this.sums.innerHTML = html;
  }
}

/** Below each column how many there are, and between two of them how many numbers. @param {import('../../kit/surface.js').Surface} surface @param {Wiring} wiring @param {import('../../kit/palette.js').Palette} palette */
function paintCounts({ context, canvas, width, height }, { columns, sizes }, palette) {
  const last = columns.length - 1;
  const isTight = width < 100 * columns.length;
  columns.forEach((column, i) => {
    const { x } = column[0];
    const [word, words] = i === 0 ? ['input', 'inputs'] : i === last ? ['output', 'outputs'] : isTight ? ['', ''] : ['neuron', 'neurons'];
    const align = i === last ? 'right' : i ? 'center' : 'left';
    const at = i === last ? width : i ? x : 0;
    context.font = sans(canvas, 600);
    label(context, String(sizes[i]), at, height - 20, palette, align, palette.ink);
    context.font = sans(canvas);
    label(context, sizes[i] === 1 ? word : words, at, height - 5, palette, align);
    if (i && !isTight) label(context, String(sizes[i] * sizes[i - 1] + sizes[i]), (columns[i - 1][0].x + x) / 2, height - 5, palette, 'center');
  });
}
