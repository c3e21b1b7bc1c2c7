// The loss, large: of all steps, with the cursor that is dragged through them.

import { lossAxis, lossEnds, around, paintGrid } from '../timeline/axes.js';
import { stroke } from '../timeline/curve.js';
import { placeOf } from '../timeline/charts.js';
import { Strip } from '../timeline/strip.js';

/**
 * @typedef {import('../timeline/strip.js').Course} Course
 * @typedef {import('../timeline/curve.js').Curve} Curve
 * @typedef {import('../kit/palette.js').Palette} Palette
 */

const FONT = '11.5px system-ui, sans-serif';
// In px of the design.
const [LEFT, RIGHT, TOP, FOOT] = [28, 9, 20, 26];
const AHEAD = 0.3;
const BEFORE = 0.2;

export class Losses extends Strip {
  /** @param {Course & {name: string}} course @param {{palette: Palette}} page */
  paint({ curve, left, step, end, loss, name }, { palette }) {
    const context = this.surface.begin();
    if (!context) return;
    const { width, height } = this.surface;
    Object.assign(this, { margins: { left: LEFT, right: width - RIGHT, width }, end });
    const { margins } = this;
    const band = { top: TOP, bottom: height - FOOT };
    const curves = left ? [curve, left.curve] : [curve];
    const { y, lines } = lossAxis(lossEnds(around(curves.map((curve) => curve.extent(['trainLoss', 'testLoss'])))), band);
    const x = (/** @type {number} */ step) => placeOf(margins, end, step);
    context.font = FONT;
    context.textBaseline = 'middle';
    context.lineJoin = 'round';
    paintGrid(context, lines, LEFT, width - RIGHT, palette);
    context.fillStyle = palette.ink;
    context.textAlign = 'right';
    context.fillText(name, width - RIGHT, 7);
    context.strokeStyle = palette.ink;
    const at = x(step);
    if (left) within(context, x(left.from), width, height, BEFORE, () => draw(context, left.curve, x, y));
    within(context, 0, at, height, 1, () => draw(context, curve, x, y));
    if (curve.last !== step) within(context, at, width, height, AHEAD, () => draw(context, curve, x, y));
    context.lineWidth = 1.2;
    context.beginPath();
    context.moveTo(at, TOP - 6);
    context.lineTo(at, height);
    context.stroke();
    if (Number.isNaN(loss)) return;
    context.beginPath();
    context.arc(at, y(loss), 3.8, 0, 2 * Math.PI);
    context.fill();
  }
}

/** @param {CanvasRenderingContext2D} context @param {Curve} curve @param {(step: number) => number} x @param {(loss: number) => number} y */
function draw(context, curve, x, y) {
  stroke(context, curve, 'trainLoss', x, y, 1.9, []);
  stroke(context, curve, 'testLoss', x, y, 1.2, [2, 2.5]);
}

/** @param {CanvasRenderingContext2D} context @param {number} from @param {number} to @param {number} height @param {number} opacity @param {() => void} paint */
function within(context, from, to, height, opacity, paint) {
  context.save();
  context.beginPath();
  context.rect(from, 0, to - from, height);
  context.clip();
  context.globalAlpha = opacity;
  paint();
  context.restore();
}
