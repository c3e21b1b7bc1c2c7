// What the plot shows, asked from the engine: evaluate first, then paint.

/**
 * How finely the plane is evaluated: px between the lattice's nodes, the most nodes along an edge, and the
 * spacing and limit of the contours. In motion it costs every frame, so it is coarser then.
 * @typedef {{pixels: number, most: number, spacing: number, limit: number}} Fineness
 */
/** @type {Fineness} */
export const REST = { pixels: 2.5, most: 321, spacing: 0.5, limit: 8 };
/** @type {Fineness} */
export const MOTION = { pixels: 4, most: 161, spacing: 0.5, limit: 5 };
/** @type {Fineness} On a machine that cannot keep up. */
export const HURRY = { pixels: 5, most: 121, spacing: 1, limit: 1 };

const LEAST = 81;
const NONE = new Float32Array();

/**
 * @param {import('../../pkg/moongrad.js').Trainer} trainer
 * @param {import('../plot/plot.js').View} view
 * @param {{train: Float32Array, test: Float32Array, axes: import('../plot/plot.js').Axes}} data
 * @param {number} width  of the plot in px
 * @param {Fineness} fineness
 * @param {{unit: number, share: boolean, jumps: boolean} | null} of  the unit to show in place of the output; its picture
 *   jumps where later neurons fold, and has no contours then
 * @returns {import('../plot/plot.js').Scene}
 */
export function evaluate(trainer, view, { train, test, axes }, width, { pixels, most, spacing, limit }, of = null) {
  const columns = Math.min(most, Math.max(LEAST, Math.round(width / pixels) + 1));
  const boundary = of && outline(trainer, view, columns);
  return {
    view,
    columns,
    boundary,
    field: trainer.field(view.x0, view.x1, view.y0, view.y1, columns, columns, of?.unit, of?.share),
    unit: of?.unit ?? null,
    contours: of?.jumps ? NONE : trainer.contours(spacing, limit),
    train,
    test,
    axes,
    outputs: trainer.trainOutputs(),
  };
}

/** The line f = 0 alone. The contours are those of the last field. */
function outline(trainer, view, columns) {
  trainer.field(view.x0, view.x1, view.y0, view.y1, columns, columns);
  return trainer.contours(1, 0.5);
}

// Nodes along the edge of a square of the network's drawing.
const NODES = 28;

/**
 * What the network's drawing shows.
 * @param {import('../../pkg/moongrad.js').Trainer} trainer
 * @param {import('../plot/plot.js').View} view
 * @param {object} config @param {boolean} share
 * @param {Float32Array | null} activity  as it was, or null to ask for it
 * @returns {import('../network/network.js').Picture}
 */
export function portray(trainer, view, config, share, activity) {
  return {
    hidden: config.hidden,
    parameters: trainer.parameters(),
    squares: trainer.squares(share, view.x0, view.x1, view.y0, view.y1, NODES),
    size: NODES,
    activity: activity ?? trainer.activity(),
    treatments: trainer.treatments(),
    relu: config.activation === 'relu',
  };
}

/**
 * How many training points push the line, and how many of them from its wrong side.
 * @param {import('../plot/plot.js').Scene} scene
 */
export function pushing({ outputs, train }) {
  let pushes = 0;
  let wrong = 0;
  for (let i = 0; i < outputs.length; i++) {
    const margin = outputs[i] * train[3 * i + 2];
    if (margin < 1) pushes++;
    if (margin <= 0) wrong++;
  }
  return { pushes, wrong, points: outputs.length };
}
