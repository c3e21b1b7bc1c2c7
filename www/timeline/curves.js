// The curves of a run: rows of seven numbers, as the engine's `curve` hands them out, and how they are drawn.

export const ROW = 7;
/** Where in a row a figure stands. */
export const COLUMN = { step: 0, rate: 1, trainLoss: 2, testLoss: 3, trainAccuracy: 4, testAccuracy: 5, gradientNorm: 6 };

const SOLID = [];
const DOTTED = [2, 2.5];

/** The last step of a curve. @param {Float64Array} curve */
export function lastOf(curve) {
  return curve[curve.length - ROW];
}

/** Where the row nearest to a step begins. @param {Float64Array} curve */
export function nearest(curve, step) {
  let low = 0;
  let high = curve.length / ROW - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (curve[middle * ROW] < step) low = middle + 1;
    else high = middle;
  }
  const before = Math.max(0, low - 1);
  return ROW * (step - curve[before * ROW] < curve[low * ROW] - step ? before : low);
}

/** The figures of the row at `at` under the names of a report. */
export function figuresAt(curve, at) {
  return Object.fromEntries(Object.entries(COLUMN).map(([name, column]) => [name, curve[at + column]]));
}

/**
 * Train solid, test dotted, the rate as a thin line.
 * @param {{x: Function, loss: Function, accuracy: Function, rate: Function}} to
 */
export function strokeRun(context, curve, to) {
  stroke(context, curve, 'trainLoss', to.x, to.loss, 1.7, SOLID);
  stroke(context, curve, 'testLoss', to.x, to.loss, 1.1, DOTTED);
  stroke(context, curve, 'trainAccuracy', to.x, to.accuracy, 1.7, SOLID);
  stroke(context, curve, 'testAccuracy', to.x, to.accuracy, 1.1, DOTTED);
  stroke(context, curve, 'rate', to.x, to.rate, 1.1, SOLID);
}

/** A run to compare with: its training loss and accuracy, thin, in its own dashes. */
export function strokeKept(context, curve, to, dash) {
  stroke(context, curve, 'trainLoss', to.x, to.loss, 1.1, dash);
  stroke(context, curve, 'trainAccuracy', to.x, to.accuracy, 1.1, dash);
}

function stroke(context, curve, name, x, y, width, dash) {
  const column = COLUMN[name];
  context.lineWidth = width;
  context.setLineDash(dash);
  context.beginPath();
  for (let at = 0; at < curve.length; at += ROW) {
    const value = curve[at + column];
    if (!Number.isNaN(value)) context.lineTo(x(curve[at]), y(value));
  }
  context.stroke();
  context.setLineDash(SOLID);
}
