// The charts below the plot: loss on a log axis, accuracy, rate, and the cursor that is dragged through history.

import { find } from '../kit/find.js';
import { memo } from '../kit/memo.js';
import { Surface } from '../kit/surface.js';
import { ASIDE, clamp, endsOf, FONT, layAxes, layCharts, paintBack, paintFront } from './charts.js';

/**
 * @typedef {import('./curve.js').Curve} Curve
 * @typedef {import('../actions/runs.js').Kept} Kept
 * @typedef {import('../kit/palette.js').Palette} Palette
 * @typedef {import('../state/state.js').Page} Page
 *
 * @typedef {object} Course
 * @property {Curve} curve
 * @property {{curve: Curve, from: number} | null} left  the branch that was left at a step, if any
 * @property {Kept[]} kept          runs to compare with
 * @property {number} step          the cursor
 * @property {number} end           last step of the axis
 * @property {number} loss          at the cursor
 * @property {number} accuracy      at the cursor
 *
 * @typedef {{left: number, right: number, width: number}} Margins  where the charts begin and end, in px
 */

export class Strip {
  /**
   * @param {HTMLElement} section
   * @param {Pick<import('../actions/actions.js').Actions, 'drag' | 'letGo' | 'read'>} actions
   */
  constructor(section, actions) {
    this.surface = new Surface(find(section, '.strip', HTMLCanvasElement));
    /** What changes seldom is kept as a picture. */
    this.back = document.createElement('canvas');
    this.keepBack = memo(this.paintBack.bind(this));
    this.layAxes = memo(layAxes);
    this.margins = { left: 0, right: 1, width: 1 };
    this.end = 1;
    this.listen(this.surface.canvas, actions);
  }

  /** The mouse reads the step that it points at; a finger, which covers it, only seeks. @param {HTMLCanvasElement} canvas @param {Pick<import('../actions/actions.js').Actions, 'drag' | 'letGo' | 'read'>} actions */
  listen(canvas, { drag, letGo, read }) {
    const at = (/** @type {PointerEvent} */ event) => this.stepAt(event.offsetX / this.surface.unit);
    let isHeld = false;
    canvas.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      canvas.setPointerCapture(event.pointerId);
      isHeld = true;
      // What was typed belongs to the step shown until now.
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      drag(at(event));
    });
    canvas.addEventListener('pointermove', (event) => {
      if (isHeld) drag(at(event));
      if (event.pointerType === 'mouse') read(at(event));
    });
    // WebKit does not tell that the capture has ended, and moves on for a while.
    for (const end of ['pointerup', 'pointercancel', 'lostpointercapture']) {
      canvas.addEventListener(end, () => {
        isHeld = false;
        letGo();
      });
    }
    canvas.addEventListener('pointerleave', () => read(null));
  }

  /** The margins that the labels need, in whatever font the system has. @param {number} gutter @returns {Margins} */
  measure(gutter) {
    const { context, width } = this.surface;
    context.font = FONT;
    return { left: Math.max(48, context.measureText('100 %').width + ASIDE), right: width - gutter, width };
  }

  /** @param {number} x */
  stepAt(x) {
    const { left, right } = this.margins;
    return Math.round(clamp((x - left) / (right - left), 0, 1) * this.end);
  }

  /** @param {Course} course @param {Page} page */
  paint(course, { palette, phone, strip }) {
    const context = this.surface.begin();
    if (!context) return;
    const { left, kept, end } = course;
    const { width, height, revision } = this.surface;
    Object.assign(this, { margins: strip, end });
    const axes = this.layAxes(height, phone, ...endsOf(course));
    this.keepBack(revision, palette, phone, axes, strip, end, left, ...kept);
    context.drawImage(this.back, 0, 0, width, height);
    paintFront(context, course, layCharts(axes, strip, end, height, phone), palette);
  }

  /**
   * @param {number} _ @param {Palette} palette @param {boolean} phone @param {import('./charts.js').Axes} axes
   * @param {Margins} margins @param {number} end @param {Course['left']} left @param {Kept[]} kept
   */
  paintBack(_, palette, phone, axes, margins, end, left, ...kept) {
    const { canvas, context, height } = this.surface;
    this.back.width = canvas.width;
    this.back.height = canvas.height;
    const back = /** @type {CanvasRenderingContext2D} */ (this.back.getContext('2d'));
    back.setTransform(context.getTransform());
    paintBack(back, { left, kept }, layCharts(axes, margins, end, height, phone), palette);
  }
}
