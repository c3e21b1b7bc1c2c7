// The run in batches: pictures of it on the way, the loss of all points and of each batch, and the rate.

import { find, findAll } from '../../kit/find.js';
import { set, write } from '../../kit/text.js';
import { Surface } from '../../kit/surface.js';
import { paintBoundary, paintMargins } from '../../plot/lines.js';
import { paintMarkers } from '../../plot/markers.js';
import { tellCourse, tellRow } from '../../words/talk/batches.js';
import { CourseChart } from '../course-chart.js';
import { Course } from '../course.js';
import { Plane } from '../plane.js';
import { fill } from '../slots.js';

/** @typedef {import('../run.js').Run} Run @typedef {import('../../kit/palette.js').Palette} Palette */

// The pictures' lattice: its nodes, the spacing and the limit of its lines.
const LATTICE = /** @type {const} */ ([81, 1, 1]);
// Milliseconds of a frame that may go into the course.
const TURN = 8;
// More points than these would hide the pictures.
const MOST = 400;

export class Batches {
  /** @param {HTMLElement} section @param {import('../open.js').Acts} acts */
  constructor(section, acts) {
    this.section = section;
    this.acts = acts;
    this.reading = find(section, '.reading');
    const pictures = find(section, '.pictures');
    this.planes = findAll(pictures, 'canvas').map((canvas) => new Plane(/** @type {HTMLCanvasElement} */ (canvas)));
    this.surface = new Surface(find(section, '.course', HTMLCanvasElement));
    this.surfaces = [this.surface, ...this.planes.map((plane) => plane.surface)];
    this.chart = new CourseChart();
    /** @type {Course | null} */
    this.course = null;
    /** The scenes of the pictures, once there are any. @type {import('../../../pkg/moongrad.js').Scene[]} */
    this.scenes = [];
    /** The row that is pointed at. @type {number | null} */
    this.at = null;
    this.listen(this.surface.canvas);
  }

  /** @param {HTMLCanvasElement} canvas */
  listen(canvas) {
    const point = (/** @type {PointerEvent} */ { offsetX }) => this.go(this.chart.rowAt(offsetX / this.surface.unit));
    canvas.addEventListener('pointermove', point);
    canvas.addEventListener('pointerdown', point);
    canvas.addEventListener('pointerleave', ({ pointerType }) => pointerType === 'mouse' && this.go(null));
    canvas.addEventListener('keydown', (event) => {
      const last = (this.course?.rows.length ?? 0) - 1;
      const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
      const to = by !== undefined ? (this.at ?? 0) + by : event.key === 'Home' ? 0 : event.key === 'End' ? last : null;
      if (to === null || last < 0) return;
      event.preventDefault();
      this.go(Math.min(last, Math.max(0, to)));
    });
  }

  /** @param {number | null} at */
  go(at) {
    if (this.at === at) return;
    this.at = at;
    this.acts.repaint();
  }

  /** @param {Run} run @param {import('../../state/state.js').Page} page @param {boolean} [isFinal]  nothing is painted after this */
  paint(run, { palette }, isFinal = false) {
    if (this.course?.run !== run) [this.course, this.scenes, this.at] = [new Course(run), [], null];
    const { course } = this;
    if (course.advance(isFinal ? Infinity : TURN)) this.acts.repaint();
    else if (!this.scenes.length) this.scenes = course.steps.map((step) => sceneAt(run, step));
    this.tell(run, course);
    this.paintPictures(run, course, palette);
    this.chart.paint(this.surface, course, run.step, this.at, palette);
    const row = this.at === null ? null : course.rows[this.at];
    const told = row ? tellRow(row) : '';
    write(this.reading, told || 'Point at a step to read it.');
    const { canvas } = this.surface;
    set(canvas, 'aria-valuemax', course.last);
    set(canvas, 'aria-valuenow', row?.step ?? 0);
    set(canvas, 'aria-valuetext', told || `${course.last} steps`);
    canvas.dataset.state = course.isWhole ? 'whole' : 'tracing';
  }

  /** @param {Run} run @param {Course} course */
  tell({ config, parameters, train, step, rates }, { rows, last, steps, isAhead }) {
    if (!rows.length) return;
    fill(this.section, tellCourse({
      config, parameters, points: train.length / 3, steps, last, isAhead, stands: step,
      rates, loss: rows[rows.length - 1].loss,
    }));
  }

  /** @param {Run} run @param {Course} course @param {Palette} palette */
  paintPictures(run, { steps }, palette) {
    this.planes.forEach((plane, i) => {
      const scene = this.scenes[i];
      const { canvas } = plane.surface;
      const frame = /** @type {HTMLElement} */ (canvas.parentElement);
      frame.hidden = this.scenes.length > 0 && !scene;
      write(find(frame, 'p'), scene ? `step ${steps[i]}` : '');
      set(canvas, 'aria-label', scene ? `The plane at step ${steps[i]}` : 'The plane on the way');
      if (!scene) return;
      plane.paint(scene, run.view, palette, palette.bands, (context, place) => {
        if (scene.pushes !== null) paintMargins(context, scene.contours, place, palette, 0.7);
        paintBoundary(context, scene.contours, place, palette, 1.6);
        paintMarkers(context, run.train.subarray(0, 3 * MOST), place, palette, 1.6, palette.raised, 0.5);
      });
    });
  }
}

/** @param {Run} run @param {number} step */
function sceneAt(run, step) {
  const { x0, x1, y0, y1 } = run.view;
  return run.at(step).scene(x0, x1, y0, y1, ...LATTICE);
}
