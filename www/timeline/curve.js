// A run's curve: the figures of its steps, row by row, as the engine hands them out, and how they are drawn.

/**
 * @typedef {{step: number, rate: number, trainLoss: number, testLoss: number, trainAccuracy: number, testAccuracy: number, gradientNorm: number}} Figures
 *   of a step; NaN where there is none
 * @typedef {keyof Figures} Column
 * @typedef {(value: number) => number} Scale  from a value to px
 * @typedef {{x: Scale, loss: Scale, accuracy: Scale, rate: Scale | null}} Scales
 * @typedef {import('../kit/pen.js').Pen} Pen
 */

/** @type {number[]} */
const SOLID = [];
const DOTTED = [2, 2.5];

export class Curve {
  /** @param {Float64Array} values @param {string[]} columns @param {boolean} [isWhole]  no row is missing yet */
  constructor(values, columns, isWhole = true) {
    this.values = values;
    this.columns = columns;
    this.isWhole = isWhole;
  }

  get rows() {
    return this.values.length / this.columns.length;
  }

  /** The last step. */
  get last() {
    return this.value(this.rows - 1, 'step');
  }

  /** Where a column's values stand: the first, and how far apart they are. @param {Column} column */
  column(column) {
    return [this.columns.indexOf(column), this.columns.length];
  }

  /** @param {number} row @param {Column} column */
  value(row, column) {
    const [first, apart] = this.column(column);
    return this.values[first + row * apart];
  }

  /** The row nearest to a step. @param {number} step */
  nearest(step) {
    let low = 0;
    let high = this.rows - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.value(middle, 'step') < step) low = middle + 1;
      else high = middle;
    }
    const before = Math.max(0, low - 1);
    return step - this.value(before, 'step') < this.value(low, 'step') - step ? before : low;
  }

  /** The figures of a row, under the names of a report. @param {number} row @returns {Figures} */
  figures(row) {
    const from = row * this.columns.length;
    return /** @type {any} */ (Object.fromEntries(this.columns.map((name, i) => [name, this.values[from + i]])));
  }

  /** The largest and the least that an axis has to hold, of some columns. @param {Column[]} columns */
  extent(columns) {
    let most = 0;
    let least = Infinity;
    for (const column of columns) {
      const [first, apart] = this.column(column);
      for (let at = first; at < this.values.length; at += apart) {
        const value = this.values[at];
        if (value > most && value < Infinity) most = value;
        if (value > 0 && value < least) least = value;
      }
    }
    return { most, least };
  }
}

/** Train solid, test dotted, the rate as a thin line. @param {Pen} context @param {Curve} curve @param {Scales} to */
export function strokeRun(context, curve, to) {
  stroke(context, curve, 'trainLoss', to.x, to.loss, 1.7, SOLID);
  stroke(context, curve, 'testLoss', to.x, to.loss, 1.1, DOTTED);
  stroke(context, curve, 'trainAccuracy', to.x, to.accuracy, 1.7, SOLID);
  stroke(context, curve, 'testAccuracy', to.x, to.accuracy, 1.1, DOTTED);
  if (to.rate) stroke(context, curve, 'rate', to.x, to.rate, 1.1, SOLID);
}

/**
 * A run to compare with: its training loss and accuracy, thin, in its own dashes.
 * @param {Pen} context @param {Curve} curve @param {Scales} to @param {number[]} dash
 */
export function strokeKept(context, curve, to, dash) {
  stroke(context, curve, 'trainLoss', to.x, to.loss, 1.1, dash);
  stroke(context, curve, 'trainAccuracy', to.x, to.accuracy, 1.1, dash);
}

/**
 * @param {Pen} context @param {Curve} curve @param {Column} name
 * @param {Scale} x @param {Scale} y @param {number} width @param {number[]} dash
 */
export function stroke(context, curve, name, x, y, width, dash) {
  const [first, apart] = curve.column(name);
  const [steps] = curve.column('step');
  const { values } = curve;
  context.lineWidth = width;
  context.setLineDash(dash);
  context.beginPath();
  for (let at = first; at < values.length; at += apart) {
    if (!Number.isNaN(values[at])) context.lineTo(x(values[at - first + steps]), y(values[at]));
  }
  context.stroke();
  context.setLineDash(SOLID);
}
