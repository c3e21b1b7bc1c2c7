// A neuron with two weights and a bias that can be dragged: over the plane, and along its arrow.

import { lineWithin, neuronAlong, neuronPlane } from '../../engine/talk.js';
import { label, line, sans } from '../../inside/marks.js';
import { Entry } from '../../kit/entry.js';
import { find, findAll } from '../../kit/find.js';
import { linear } from '../../kit/scales.js';
import { Surface } from '../../kit/surface.js';
import { set, write } from '../../kit/text.js';
import { paintContours } from '../../plot/lines.js';
import { tellNeuron, writeNumber } from '../../words/talk/neuron.js';
import { Handle } from '../handle.js';
import { Held } from '../held.js';
import { Plane } from '../plane.js';
import { Profile } from '../profile.js';
import { fill } from '../slots.js';

/** @typedef {'w1' | 'w2' | 'b'} Name @typedef {Record<Name, number>} Numbers */

const VIEW = { x0: -2, x1: 2, y0: -2, y1: 2 };
/** @type {Numbers} */
const START = { w1: 0.9, w2: 1.2, b: -0.4 };
const [LEAST, MOST] = [-3, 3];
// Nodes along the edge of the picture, and about so many lines in it.
const [NODES, LINES] = [121, 14];
// The arrow is so many times as long as the weights.
const LENGTH = 0.62;
// Shorter ones have no direction left.
const SHORTEST = 0.1;
// The arrow's head is so many px of the design beyond the handle.
const TIP = 13;

export class Neuron {
  /** @param {HTMLElement} section @param {import('../open.js').Acts} acts */
  constructor(section, acts) {
    this.section = section;
    this.acts = acts;
    this.numbers = { ...START };
    this.plane = new Plane(find(section, '.square', HTMLCanvasElement));
    this.profile = new Profile(new Surface(find(section, '.profile', HTMLCanvasElement)));
    this.surfaces = [this.plane.surface, this.profile.surface];
    this.reading = find(section, '.reading');
    const names = /** @type {Name[]} */ (Object.keys(START));
    this.held = names.map((name) => new Held(find(section, `[data-number=${name}]`), NAMES[name], [LEAST, MOST], (value) => this.give({ [name]: value })));
    this.entries = names.map((name, i) => this.buildEntry(findAll(section, '.slide')[i], name));
    const [fold, tip] = findAll(section, '.handle');
    this.fold = new Handle(fold, this.plane.surface, (spot) => this.moveFold(this.toPlane(spot)));
    this.tip = new Handle(tip, this.plane.surface, (spot) => this.moveTip(this.toPlane(spot)));
  }

  /** @param {HTMLElement} place @param {Name} name */
  buildEntry(place, name) {
    return new Entry(place, { label: NAMES[name], allowed: `a number from ${LEAST} to ${MOST}`.replace('-', '−'), show: writeNumber, scale: linear(LEAST, MOST, 0.05) }, {
      give: (value) => (value >= LEAST && value <= MOST ? this.give({ [name]: value }) : 'refused'),
      settle: () => {},
      tell: (sentence) => write(this.reading, sentence),
    });
  }

  /** @param {Partial<Numbers>} numbers @returns {''} */
  give(numbers) {
    Object.assign(this.numbers, numbers);
    this.acts.repaint();
    return '';
  }

  /** @param {import('../handle.js').Spot} spot */
  toPlane({ x, y }) {
    const { unit } = this.plane.surface;
    const at = this.plane.placeOf({ offsetX: x * unit, offsetY: y * unit });
    const clamp = (/** @type {number} */ value) => Math.min(1.97, Math.max(-1.97, value));
    return { x: clamp(at.x), y: clamp(at.y) };
  }

  /** The fold goes through there, in the direction that it has. @param {{x: number, y: number}} to */
  moveFold({ x, y }) {
    const { w1, w2 } = this.numbers;
    this.give({ b: within(-(w1 * x + w2 * y)) });
  }

  /** The arrow points there, from the place of the fold where it stands. @param {{x: number, y: number}} to */
  moveTip({ x, y }) {
    const { x: fromX, y: fromY } = this.foot();
    let [w1, w2] = [(x - fromX) / LENGTH, (y - fromY) / LENGTH];
    const length = Math.hypot(w1, w2);
    if (length < SHORTEST) return;
    [w1, w2] = [within(w1), within(w2)];
    this.give({ w1, w2, b: within(-(w1 * fromX + w2 * fromY)) });
  }

  /** Where the arrow crosses the fold: as near to the middle as can be; NaN where the fold is not in the picture. */
  foot() {
    const { w1, w2, b } = this.numbers;
    const square = w1 * w1 + w2 * w2;
    const [x, y] = [(-b * w1) / square, (-b * w2) / square];
    if (Math.max(Math.abs(x), Math.abs(y)) < 1.9) return { x, y };
    const segment = lineWithin(w1, w2, b, VIEW);
    return segment ? { x: (segment[0] + segment[2]) / 2, y: (segment[1] + segment[3]) / 2 } : { x: NaN, y: NaN };
  }

  /** @param {import('../run.js').Run} run @param {import('../../state/state.js').Page} page */
  paint({ config: { activation } }, { palette }) {
    const { numbers } = this;
    const { w1, w2, b } = numbers;
    fill(this.section, tellNeuron(activation));
    Object.values(numbers).forEach((value, i) => {
      this.held[i].paint(value, writeNumber(value));
      this.entries[i].paint(value);
    });
    const shown = neuronPlane(w1, w2, b, activation, VIEW, NODES, LINES);
    const foot = this.foot();
    this.plane.paint(shown, VIEW, palette, palette.smooth, (context, place) => {
      paintContours(context, shown.contours, place, palette, false, false);
      this.paintFold(context, place, foot, palette);
    });
    set(this.plane.surface.canvas, 'aria-label', `One neuron over the plane, with weights ${writeNumber(w1)} and ${writeNumber(w2)} and bias ${writeNumber(b)}`);
    this.putHandles(foot);
    const size = Math.hypot(w1, w2);
    const along = (/** @type {number} */ from, /** @type {number} */ to, /** @type {number} */ count) => (Number.isNaN(foot.x) || !size ? new Float64Array() : neuronAlong(
      w1, w2, b, activation, foot.x + (from * w1) / size, foot.y + (from * w2) / size, foot.x + (to * w1) / size, foot.y + (to * w2) / size, count));
    this.profile.paint(along, activation, palette);
  }

  /** @param {{x: number, y: number}} foot */
  putHandles(foot) {
    const { w1, w2, b } = this.numbers;
    const isOut = Number.isNaN(foot.x);
    this.fold.element.hidden = this.tip.element.hidden = isOut;
    if (isOut) return;
    const scale = this.plane.surface.width / 4;
    const spot = (/** @type {number} */ x, /** @type {number} */ y) => ({ x: (x + 2) * scale, y: (2 - y) * scale });
    this.fold.put(spot(foot.x, foot.y), `bias ${writeNumber(b)}`);
    this.tip.put(spot(foot.x + LENGTH * w1, foot.y + LENGTH * w2), `weights ${writeNumber(w1)} and ${writeNumber(w2)}`);
  }

  /** @param {CanvasRenderingContext2D} context @param {import('../../plot/placing.js').Placing} place @param {{x: number, y: number}} foot @param {import('../../kit/palette.js').Palette} palette */
  paintFold(context, place, foot, palette) {
    const { w1, w2, b } = this.numbers;
    const segment = lineWithin(w1, w2, b, VIEW);
    context.font = sans(context.canvas);
    if (!segment) return label(context, 'the fold is outside of this picture', place.x(0), place.y(0), palette, 'center', palette.ink);
    context.strokeStyle = context.fillStyle = palette.ink;
    context.lineWidth = 1.9;
    context.setLineDash([5, 4]);
    line(context, place.x(segment[0]), place.y(segment[1]), place.x(segment[2]), place.y(segment[3]));
    context.setLineDash([]);
    paintArrow(context, [foot.x - 0.5 * LENGTH * w1, foot.y - 0.5 * LENGTH * w2], [foot.x + LENGTH * w1, foot.y + LENGTH * w2], place);
  }
}

/** @type {Record<Name, string>} */
const NAMES = { w1: 'Weight w1', w2: 'Weight w2', b: 'Bias b' };

/** In steps that are told. @param {number} value */
function within(value) {
  return Number(Math.min(MOST, Math.max(LEAST, value)).toFixed(2));
}

/** @param {CanvasRenderingContext2D} context @param {[number, number]} from @param {[number, number]} to @param {import('../../plot/placing.js').Placing} place */
function paintArrow(context, from, to, place) {
  const [x0, y0] = [place.x(from[0]), place.y(from[1])];
  const turn = Math.atan2(place.y(to[1]) - y0, place.x(to[0]) - x0);
  // Its tip is seen beyond what it is held by.
  const [x1, y1] = [place.x(to[0]) + TIP * Math.cos(turn), place.y(to[1]) + TIP * Math.sin(turn)];
  context.lineWidth = 1.5;
  line(context, x0, y0, x1, y1);
  context.beginPath();
  context.moveTo(x1 + 9 * Math.cos(turn), y1 + 9 * Math.sin(turn));
  for (const side of [-1, 1]) context.lineTo(x1 + 5 * Math.cos(turn + (side * Math.PI) / 2), y1 + 5 * Math.sin(turn + (side * Math.PI) / 2));
  context.fill();
}
