// The loss: every training point on the curve of what its answer costs.

import { find, findAll } from '../../kit/find.js';
import { three } from '../../kit/format.js';
import { memo } from '../../kit/memo.js';
import { set, write } from '../../kit/text.js';
import { Surface } from '../../kit/surface.js';
import { paintBoundary } from '../../plot/lines.js';
import { paintMarkers } from '../../plot/markers.js';
import { tellLoss, tellPoint } from '../../words/talk/loss.js';
import { Hinge } from '../hinge.js';
import { Plane } from '../plane.js';
import { fill } from '../slots.js';

/**
 * @typedef {import('../run.js').Run} Run
 *
 * @typedef {object} Judged       a training point
 * @property {number} index
 * @property {number} x
 * @property {number} y
 * @property {number} label
 * @property {number} margin      its label times the answer there
 * @property {number} cost
 */

// The small plot's lattice: its nodes, the spacing and the limit of its lines.
const LATTICE = /** @type {const} */ ([81, 1, 1]);
// The points that the report's loss is taken over.
const MOST = 1000;
// So near a point must be to be meant, in px of the design.
const REACH = 24;
const TOUCH = 44;

/** Each point as the engine judges it, the worst first. @param {Run} run @returns {Judged[]} */
function judgeAll({ twin, train, step }) {
  twin.seek(step);
  const judged = Array.from({ length: Math.min(MOST, train.length / 3) }, (_, index) => {
    const [x, y, label] = train.subarray(3 * index, 3 * index + 3);
    const [f, cost] = twin.judge(x, y, label);
    return { index, x, y, label, margin: label * f, cost };
  });
  return judged.sort((a, b) => a.margin - b.margin);
}

export class Loss {
  /** @param {HTMLElement} section @param {import('../open.js').Acts} acts */
  constructor(section, acts) {
    this.section = section;
    this.acts = acts;
    this.reading = find(section, '.reading');
    this.surface = new Surface(find(section, '.hinge', HTMLCanvasElement));
    this.plane = new Plane(find(section, '.inset', HTMLCanvasElement));
    this.surfaces = [this.surface, this.plane.surface];
    this.hinge = new Hinge();
    this.judge = memo(judgeAll);
    this.scene = memo((/** @type {Run} */ { twin, step, view: { x0, x1, y0, y1 } }) => {
      twin.seek(step);
      return twin.scene(x0, x1, y0, y1, ...LATTICE);
    });
    /** @type {Judged[]} */
    this.points = [];
    /** Of them, the one that is pointed at. @type {number | null} */
    this.at = null;
    this.listen(this.surface.canvas);
  }

  /** @param {HTMLCanvasElement} canvas */
  listen(canvas) {
    const point = (/** @type {PointerEvent} */ { offsetX, offsetY, pointerType }) => {
      const { unit } = this.surface;
      this.go(this.hinge.nearest(offsetX / unit, offsetY / unit, pointerType === 'mouse' ? REACH : TOUCH));
    };
    canvas.addEventListener('pointermove', point);
    canvas.addEventListener('pointerdown', point);
    canvas.addEventListener('pointerleave', ({ pointerType }) => pointerType === 'mouse' && this.go(null));
    canvas.addEventListener('keydown', (event) => {
      const to = this.reach(event.key);
      if (to === null || !this.points.length) return;
      event.preventDefault();
      this.go(Math.min(this.points.length - 1, Math.max(0, to)));
    });
  }

  /** Where a key leads, from the worst to the best. @param {string} key */
  reach(key) {
    const at = this.at ?? -1;
    const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[key];
    if (by !== undefined) return at + by;
    return key === 'Home' ? 0 : key === 'End' ? this.points.length - 1 : null;
  }

  /** @param {number | null} at */
  go(at) {
    if (this.at === at) return;
    this.at = at;
    this.acts.repaint();
  }

  /** @param {Run} run @param {import('../../state/state.js').Page} page */
  paint(run, { palette }) {
    const { report, config, step, parameters, train } = run;
    const points = this.judge(run);
    if (points !== this.points) this.at = null;
    this.points = points;
    const [paying, wrong] = [points.filter(({ cost }) => cost > 0).length, points.filter(({ margin }) => margin <= 0).length];
    for (const part of findAll(this.section, '[data-only]')) part.hidden = part.dataset.only !== config.loss;
    fill(this.section, tellLoss({
      loss: config.loss, step, points: points.length, of: train.length / 3, isStream: config.feed === 'stream', paying, wrong,
      total: report.trainLoss, penalty: report.penalty, alpha: config.alpha, parameters,
    }));
    const one = this.at === null ? null : points[this.at];
    this.hinge.paint(this.surface, points, one, config.loss, palette);
    this.paintInset(run, one, palette);
    const told = one ? tellPoint(one, config.loss) : '';
    write(this.reading, told || 'Point at a point to read it.');
    const { canvas } = this.surface;
    set(canvas, 'aria-valuemax', points.length);
    set(canvas, 'aria-valuenow', this.at === null ? 0 : this.at + 1);
    set(canvas, 'aria-valuetext', told || `${points.length} points`);
  }

  /** @param {Run} run @param {Judged | null} one @param {import('../../kit/palette.js').Palette} palette */
  paintInset(run, one, palette) {
    const scene = this.scene(run);
    this.plane.paint(scene, run.view, palette, palette.smooth, (context, place) => {
      paintBoundary(context, scene.contours, place, palette, 1.6);
      paintMarkers(context, run.train.subarray(0, 3 * MOST), place, palette, 2.1);
      if (!one) return;
      paintMarkers(context, Float32Array.of(one.x, one.y, one.label), place, palette, 4, palette.raised, 1);
      context.strokeStyle = palette.ink;
      context.lineWidth = 2;
      context.beginPath();
      context.arc(place.x(one.x), place.y(one.y), 8, 0, 2 * Math.PI);
      context.stroke();
    });
    set(this.plane.surface.canvas, 'aria-label', one ? `It lies at ${three(one.x)}, ${three(one.y)}` : 'Where the points lie');
  }
}
