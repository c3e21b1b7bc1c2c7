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
 * @typedef {{unit: Unit} | {edge: Edge}} Part
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

export class Wiring {
  /**
   * @param {number[]} sizes  units a column, the inputs first, the output's 1 last
   * @param {number} width @param {number} height @param {number} end  from the sum's middle to the right edge
   */
  constructor(sizes, width, height, end) {
    Object.assign(this, { sizes, width, height, end });
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

  /** @returns {Edge[]} in the order of the parameters, without the biases */
  wire() {
    const edges = [];
    for (const to of this.units) {
      if (!to.column) continue;
      const sources = this.columns[to.column - 1];
      sources.forEach((from, i) => edges.push({ parameter: to.bias - sources.length + i, from, to }));
    }
    return edges;
  }

  /** The two ends of an edge. @param {Edge} edge */
  ends({ from, to }) {
    return [from.x + from.size / 2, from.y, to.x - to.size / 2 - (to.size === SUM ? 0 : BIAS), to.y];
  }

  /** Traces an edge: a curve that leaves and arrives level. @param {CanvasPath} path @param {Edge} edge */
  trace(path, edge) {
    const [x0, y0, x1, y1] = this.ends(edge);
    const middle = (x0 + x1) / 2;
    path.moveTo(x0, y0);
    path.bezierCurveTo(middle, y0, middle, y1, x1, y1);
  }

  /**
   * What is at a place: a unit, else the edge with the largest weight of those that are close.
   * @param {[number, number]} reach  how far around a unit, and an edge, still counts
   * @param {ArrayLike<number>} weights
   * @returns {Part | null}
   */
  at(x, y, [around, beside], weights) {
    const distance = (unit) => Math.max(Math.abs(unit.x - x), Math.abs(unit.y - y)) - unit.size / 2;
    const unit = this.units.reduce((best, other) => (distance(other) < distance(best) ? other : best));
    if (distance(unit) <= around) return { unit };
    const close = this.edges.filter((edge) => this.isOn(edge, x, y, beside));
    if (!close.length) return null;
    const weight = (edge) => Math.abs(weights[edge.parameter]);
    return { edge: close.reduce((best, other) => (weight(other) > weight(best) ? other : best)) };
  }

  isOn(edge, x, y, reach) {
    const [x0, y0, x1, y1] = this.ends(edge);
    const along = (x - x0) / (x1 - x0);
    if (!(along > 0.02 && along < 0.98) || y < Math.min(y0, y1) - reach || y > Math.max(y0, y1) + reach) return false;
    const t = parameterAt(along);
    const slope = ((y1 - y0) * 6 * t * (1 - t)) / ((x1 - x0) * (1.5 - 3 * t + 3 * t * t));
    const offset = y - (y0 + (y1 - y0) * t * t * (3 - 2 * t));
    return Math.abs(offset) / Math.hypot(1, slope) <= reach;
  }

  /** The unit that an arrow key leads to. @param {Unit} from */
  beside({ column, row }, key) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[key] ?? 0;
    const next = this.columns[Math.min(this.columns.length - 1, Math.max(0, column + step))];
    const share = step ? (row + 0.5) / this.columns[column].length : 0;
    const to = step ? Math.floor(share * next.length) : row + ({ ArrowUp: -1, ArrowDown: 1 }[key] ?? 0);
    return next[Math.min(next.length - 1, Math.max(0, to))];
  }
}

/** How far apart the squares of hidden layers are, and how large: as pictured, smaller where there is no room. */
function squareFor(sizes, height) {
  const most = Math.max(1, ...sizes.slice(1, -1));
  const pitch = Math.min(PITCH * Math.max(1, height / 528), height / most);
  return { pitch, size: Math.max(4, Math.min(SQUARE / PITCH, 0.87) * pitch) };
}

function inputsIn(height) {
  const scale = Math.min(1, height / 400);
  return [INPUT_GAP * scale, INPUT * Math.max(0.65, scale)];
}

/** Where along a level curve, from 0 to 1, it has come so far: solves x(t) = 1.5 t − 1.5 t² + t³. */
function parameterAt(along) {
  let t = along;
  for (let i = 0; i < 4; i++) t -= (1.5 * t - 1.5 * t * t + t ** 3 - along) / (1.5 - 3 * t + 3 * t * t);
  return t;
}

/** What a unit is called. @param {Unit} unit @param {number} count  of all units */
export function nameOf(unit, count) {
  if (unit.column === 0) return `input ${'xy'[unit.row]}`;
  return unit.unit === count - 1 ? 'the output' : `neuron ${unit.row + 1} of layer ${unit.column}`;
}
