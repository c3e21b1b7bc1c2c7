// Gradients on their way: a pulse runs from right to left along each line over which one has just come back.

import { standOf } from './state.js';

/** @typedef {import('./graph.js').Chip} Chip @typedef {import('./lines.js').Line} Line @typedef {import('./state.js').Inside} Inside */

// Milliseconds for a layer; places along a line.
const LAYER = 240;
const PLACES = 16;

export class Pulses {
  /** @param {HTMLElement} drawing @param {HTMLCanvasElement} canvas  that the lines are on */
  constructor(drawing, canvas) {
    this.drawing = drawing;
    this.canvas = canvas;
    this.calm = matchMedia('(prefers-reduced-motion: reduce)');
    /** The lines that carried a gradient when they were last seen, and where the cursor stood then. @type {Line[]} */
    this.seen = [];
    this.cursor = 0;
    /** What was walked then. @type {unknown} */
    this.walk = null;
  }

  /** On the way forward only; a jump sends them layer after layer. @param {Line[]} lines @param {Inside} inside @param {number} unit */
  show(lines, inside, unit) {
    const { walk, cursor } = inside;
    const isOn = walk === this.walk && cursor > this.cursor;
    const fresh = isOn && !this.calm.matches ? lines.filter((line) => !this.seen.includes(line)) : [];
    Object.assign(this, { walk, cursor, seen: lines });
    const last = Math.max(...fresh.map(({ layer }) => layer));
    for (const line of fresh) this.run(line, sentOver(inside, line), (last - line.layer) * LAYER, unit);
  }

  /** @param {Line} line @param {number} sent @param {number} delay @param {number} unit */
  run({ from, to }, sent, delay, unit) {
    const pulse = document.createElement('i');
    pulse.className = `pulse ${sent < 0 ? 'minus' : 'plus'}`;
    this.drawing.append(pulse);
    const places = Array.from({ length: PLACES + 1 }, (_, i) => placeOn(from, to, 1 - i / PLACES));
    const { offsetLeft, offsetTop } = this.canvas;
    const frames = places.map(([x, y]) => ({ transform: `translate(${offsetLeft + x * unit}px, ${offsetTop + y * unit}px)` }));
    const end = () => pulse.remove();
    pulse.animate(frames, { duration: LAYER, delay, easing: 'ease-out', fill: 'both' }).finished.then(end, end);
  }
}

/** What the engine sent back over it. @param {Inside} inside @param {Line} line */
function sentOver(inside, { layer, neuron, input }) {
  const { sum, first, inputs } = inside.moment.layout.layers[layer];
  const { adjoints, parameters } = standOf(inside);
  return adjoints[sum + neuron] * parameters[first + neuron * (inputs + 1) + input];
}

/** A place on the dashed line, 0 at its left end. @param {Chip} from @param {Chip} to @param {number} at */
function placeOn(from, to, at) {
  const [x0, x1] = [from.x + from.width, to.x];
  const [y0, y1] = [from, to].map(({ y, height }) => y + height / 2 + 6);
  const [a, b] = [3 * at * (1 - at), at * at * (3 - 2 * at)];
  // Both handles lie in the middle between the ends, at the heights of these.
  return [(1 - at) ** 3 * x0 + a * (x0 + x1) / 2 + at ** 3 * x1, y0 + b * (y1 - y0)];
}
