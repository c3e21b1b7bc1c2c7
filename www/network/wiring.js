// Where the network's parts lie in its drawing, and which of them is at a place. Pure geometry, in px.

/**
 * @typedef {object} Unit   an input, a hidden neuron, or last the sum that is the output
 * @property {number} unit      its number in the engine; the sum has the one after the last
 * @property {number} column    0 for the inputs
 * @property {number} row
 * @property {number} x         its middle
 * @property {number} y
 * @property {number} size      of its square, or across the sum's circle
 * @property {number | null} bias  the number of its bias among the parameters; inputs have none
 *
 * @typedef {object} Edge
 * @property {number} parameter  the number of its weight
 * @property {Unit} from
 * @property {Unit} to
 *
 * @typedef {{unit: Unit, edge?: undefined} | {edge: Edge, unit?: undefined}} Placed  a part where it lies
 *
 * @typedef {object} Room         for the drawing
 * @property {number} width
 * @property {number} height
 * @property {number} tall        the whole section, with what stands above and below
 * @property {boolean} coarse     fingers need more room between the layers
 * @property {boolean} beside     the plot is beside it, where the arrow leads
 * @property {boolean} wide       the gap to the plot can be used
 * @property {number} letter      the mean width of a letter of what is told of it
 */

const INPUT = 45;
const INPUT_GAP = 93;
const SUM = 22;
const SQUARE = 28;
const PITCH = 33;
// The two outer gaps are narrower than those between hidden layers.
const OUTER = 0.85;
// From an edge's end to the square: room for the bias.
const BIAS = 8;
// The narrowest gap between two layers: their buttons need it; a finger's need more.
const LEAST_GAP = 66;
const LEAST_FINGER_GAP = 104;
// From what is written to the wires: lines at the top left, a box at the bottom right.
const AWAY = 5;
const FREE = 16;
// From the sum's middle to the drawing's edge: the arrow goes on over the gap to the plot, where that is beside it.
const ARROW = 38;
const ARROW_BESIDE = 22;

/** The network in its room, or wider where that does not do. @param {number[]} hidden @param {Room} room */
export function layWiring(hidden, { width, height, coarse, beside }) {
  const needed = 60 + (coarse ? LEAST_FINGER_GAP : LEAST_GAP) * (hidden.length + 0.7);
  return new Wiring([2, ...hidden, 1], Math.max(width, needed), height, beside ? ARROW_BESIDE : ARROW);
}

export class Wiring {
  /**
   * @param {number[]} sizes  units a column, the inputs first, the output's 1 last
   * @param {number} width @param {number} height @param {number} end  from the sum's middle to the right edge
   */
  constructor(sizes, width, height, end) {
    this.sizes = sizes;
    this.width = width;
    this.height = height;
    this.end = end;
    this.square = squareFor(sizes, height);
    /** Wires of small squares are thinner. */
    this.fineness = Math.min(1, this.square.pitch / 26);
    /** @type {Unit[][]} */
    this.columns = [];
    let unit = 0;
    let parameter = 0;
    sizes.forEach((count, column) => {
      const inputs = sizes[column - 1];
      this.columns.push(Array.from({ length: count }, (_, row) => ({
        unit: unit + row, column, row, ...this.place(column, row),
        bias: column ? parameter + row * (inputs + 1) + inputs : null,
      })));
      unit += count;
      if (column) parameter += count * (inputs + 1);
    });
    this.units = this.columns.flat();
    this.edges = this.wire();
  }

  /** @param {number} column @param {number} row */
  place(column, row) {
    const last = this.sizes.length - 1;
    const between = Math.max(0, last - 2);
    const [inputPitch, input] = inputsIn(this.height);
    const gap = (this.width - input / 2 - this.end) / (last === 1 ? 1 : 2 * OUTER + between);
    const x = input / 2 + (column === 0 ? 0 : column === last ? this.width - input / 2 - this.end : gap * (OUTER + column - 1));
    const middle = this.height / 2;
    const count = this.sizes[column];
    if (column === last) return { x, y: middle, size: SUM };
    const [pitch, size] = column === 0 ? [inputPitch, input] : [this.square.pitch, this.square.size];
    return { x, y: middle + (row - (count - 1) / 2) * pitch, size };
  }

  /** In the order of the parameters, without the biases. */
  wire() {
    /** @type {Edge[]} */
    const edges = [];
    for (const to of this.units) {
      const sources = this.columns[to.column - 1] ?? [];
      sources.forEach((from, i) => edges.push({ parameter: Number(to.bias) - sources.length + i, from, to }));
    }
    return edges;
  }

  /** The two ends of an edge. @param {Edge} edge */
  ends({ from, to }) {
    return [from.x + from.size / 2, from.y, to.x - to.size / 2 - (to.size === SUM ? 0 : BIAS), to.y];
  }

  /** Traces an edge: a curve that leaves and arrives level. @param {Pick<CanvasPath, 'moveTo' | 'bezierCurveTo'>} path @param {Edge} edge */
  trace(path, edge) {
    const [x0, y0, x1, y1] = this.ends(edge);
    const middle = (x0 + x1) / 2;
    path.moveTo(x0, y0);
    path.bezierCurveTo(middle, y0, middle, y1, x1, y1);
  }

  /** The part of a name. @param {import('../state/state.js').Part | null} part @returns {Placed | null} */
  part(part) {
    if (!part) return null;
    if ('unit' in part) return { unit: this.units[part.unit] };
    const edge = this.edges.find((edge) => edge.parameter === part.parameter);
    return edge ? { edge } : null;
  }

  /**
   * What is at a place: a unit, else the edge with the largest weight of those that are close.
   * @param {number} x @param {number} y @param {number[]} reach  how far around a unit, and an edge, still counts
   * @param {ArrayLike<number>} weights
   * @returns {import('../state/state.js').Part | null}
   */
  at(x, y, [around, beside], weights) {
    const distance = (/** @type {Unit} */ unit) => Math.max(Math.abs(unit.x - x), Math.abs(unit.y - y)) - unit.size / 2;
    const unit = this.units.reduce((best, other) => (distance(other) < distance(best) ? other : best));
    if (distance(unit) <= around) return { unit: unit.unit };
    const close = this.edges.filter((edge) => this.isOn(edge, x, y, beside));
    if (!close.length) return null;
    const weight = (/** @type {Edge} */ edge) => Math.abs(weights[edge.parameter]);
    return nameEdge(close.reduce((best, other) => (weight(other) > weight(best) ? other : best)));
  }

  /** How high an edge is at a place along its way. @param {Edge} edge @param {number} x */
  heightAt(edge, x) {
    const [x0, y0, x1, y1] = this.ends(edge);
    const t = parameterAt((x - x0) / (x1 - x0));
    return y0 + (y1 - y0) * t * t * (3 - 2 * t);
  }

  /** How many lines at the top left meet no wire. @param {number[]} widths @param {number} height  of a line */
  clearLines(widths, height) {
    const [first] = this.into(this.columns[1][0]);
    const [from, , to] = this.ends(first);
    const isClear = (/** @type {number} */ width, /** @type {number} */ line) => {
      const x = Math.max(width + AWAY, from);
      return x < to && this.heightAt(first, x) > (line + 1) * height + AWAY;
    };
    const met = widths.findIndex((width, line) => !isClear(width, line));
    return met < 0 ? widths.length : met;
  }

  /** Whether a box at the bottom right is clear of the wires. @param {number} left @param {number} height */
  isClear(left, height) {
    const lowest = /** @type {Edge} */ (this.edges.at(-1));
    const [from, , to] = this.ends(lowest);
    return left > from && left < to && this.heightAt(lowest, left) < this.height - height - FREE;
  }

  /** @param {Edge} edge @param {number} x @param {number} y @param {number} reach */
  isOn(edge, x, y, reach) {
    const [x0, y0, x1, y1] = this.ends(edge);
    const along = (x - x0) / (x1 - x0);
    if (!(along > 0.02 && along < 0.98) || y < Math.min(y0, y1) - reach || y > Math.max(y0, y1) + reach) return false;
    const t = parameterAt(along);
    const slope = ((y1 - y0) * 6 * t * (1 - t)) / ((x1 - x0) * (1.5 - 3 * t + 3 * t * t));
    const offset = y - this.heightAt(edge, x);
    return Math.abs(offset) / Math.hypot(1, slope) <= reach;
  }

  /** The unit that an arrow key leads to. @param {Unit} from @param {string} key */
  beside({ column, row }, key) {
    const [across, down] = ARROWS[key];
    const next = this.columns[Math.min(this.columns.length - 1, Math.max(0, column + across))];
    const to = across ? Math.floor(((row + 0.5) / this.columns[column].length) * next.length) : row + down;
    return next[Math.min(next.length - 1, Math.max(0, to))];
  }

  /** The weights into a unit, in their order. @param {Unit} unit */
  into(unit) {
    return this.edges.filter((edge) => edge.to === unit);
  }
}

/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** What is known of an edge outside of the drawing. @param {Edge} edge */
export function nameEdge({ parameter, from, to }) {
  return { parameter, from: from.unit, to: to.unit };
}

/** How far apart the squares of hidden layers are, and how large: as pictured, smaller where there is no room. @param {number[]} sizes @param {number} height */
function squareFor(sizes, height) {
  const most = Math.max(1, ...sizes.slice(1, -1));
  const pitch = Math.min(PITCH * Math.max(1, height / 528), height / most);
  return { pitch, size: Math.max(4, Math.min(SQUARE / PITCH, 0.87) * pitch) };
}

/** How far apart the inputs are, and how large. @param {number} height */
function inputsIn(height) {
  const scale = Math.min(1, height / 400);
  return [INPUT_GAP * scale, INPUT * Math.max(0.65, scale)];
}

/** Where along a level curve, from 0 to 1, it has come so far: solves x(t) = 1.5 t − 1.5 t² + t³. @param {number} along */
function parameterAt(along) {
  let t = along;
  for (let i = 0; i < 4; i++) t -= (1.5 * t - 1.5 * t * t + t ** 3 - along) / (1.5 - 3 * t + 3 * t * t);
  return t;
}
