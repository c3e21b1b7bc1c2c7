// A step: the boundary before it and after it, and the points of its batch.

import { find } from '../../kit/find.js';
import { memo } from '../../kit/memo.js';
import { set } from '../../kit/text.js';
import { paintBoundary } from '../../plot/lines.js';
import { paintPoints, paintRings } from '../../plot/markers.js';
import { tellStep } from '../../words/talk/step.js';
import { Plane } from '../plane.js';
import { fill } from '../slots.js';

/** @typedef {import('../run.js').Run} Run */

// The lattice: its nodes, the spacing and the limit of its lines.
const LATTICE = /** @type {const} */ ([161, 0.5, 4]);
const NONE = new Float32Array();

/** The step that leads to a number: what is known before it and after it. @param {Run} run @param {number} number */
function openStep({ twin, view: { x0, x1, y0, y1 } }, number) {
  const look = () => ({ report: twin.report(), scene: twin.scene(x0, x1, y0, y1, ...LATTICE) });
  twin.seek(number - 1);
  const { batch } = twin.moment();
  const pairs = new Float32Array(batch.length / 3 * 2).map((_, i) => batch[3 * (i >> 1) + (i & 1)]);
  // One after the other: each takes the engine's attention.
  const outputs = twin.predict(pairs);
  const costs = Array.from(outputs, (_, i) => twin.judge(batch[3 * i], batch[3 * i + 1], batch[3 * i + 2])[1]);
  const before = look();
  if (number > before.report.lastStep) twin.step();
  else twin.seek(number);
  return { number, batch, outputs, costs, before, after: look(), promise: twin.promise() };
}

export class Step {
  /** @param {HTMLElement} section @param {import('../open.js').Acts} acts */
  constructor(section, acts) {
    this.section = section;
    this.plane = new Plane(find(section, '.square', HTMLCanvasElement));
    this.surfaces = [this.plane.surface];
    this.open = memo(openStep);
    this.slider = find(section, 'input', HTMLInputElement);
    this.link = find(section, '.place a', HTMLAnchorElement);
    /** Looked at in place of the lab's. @type {{run: Run, number: number} | null} */
    this.chosen = null;
    /** @type {Run | null} */
    this.run = null;
    this.slider.addEventListener('input', () => {
      if (this.run) this.chosen = { run: this.run, number: Number(this.slider.value) };
      acts.repaint();
    });
  }

  /** @param {Run} run @param {import('../../state/state.js').Page} page */
  paint(run, { palette }) {
    this.run = run;
    const { step, report: { lastStep } } = run;
    const number = this.chosen?.run === run ? this.chosen.number : Math.max(1, step);
    const opened = this.open(run, number);
    this.paintChooser(number, lastStep);
    this.link.href = `#inside/${number}`;
    find(this.section, '.promise').hidden = !opened.promise;
    fill(this.section, tellStep(factsOf(run, opened)));
    const { before, after, batch, outputs } = opened;
    this.plane.paint(after.scene, run.view, palette, palette.bands, (context, place) => {
      context.setLineDash([5, 4]);
      paintBoundary(context, before.scene.contours, place, palette, 1.4);
      context.setLineDash([]);
      paintBoundary(context, after.scene.contours, place, palette, 2.4);
      paintPoints(context, batch, NONE, [], place, palette);
      if (run.config.loss === 'hinge') paintRings(context, batch, outputs, place, palette);
    });
    set(this.plane.surface.canvas, 'aria-label', `The plane after step ${number}, with the boundary before and after it, and the ${batch.length / 3} points of its batch`);
  }

  /** @param {number} number @param {number} last */
  paintChooser(number, last) {
    const { slider } = this;
    find(this.section, '.chooser').hidden = last < 2;
    slider.max = String(Math.max(1, last));
    slider.value = String(number);
    slider.style.setProperty('--to', ((number - 1) / Math.max(1, last - 1)).toFixed(4));
    set(slider, 'aria-valuetext', `step ${number} of ${last}`);
  }
}

/** @param {Run} run @param {ReturnType<typeof openStep>} opened @returns {import('../../words/talk/step.js').Taken} */
function factsOf({ config, parameters, step, labels, train }, { number, batch, costs, before, after, promise }) {
  const pushing = [-1, 1].map((label) => costs.filter((cost, i) => cost > 0 && batch[3 * i + 2] === label).length);
  return {
    number, isToCome: number > step && step === 0, isLast: number === step, isRefused: after.report.step !== number, parameters, data: config.data, labels,
    loss: config.loss, optimiser: config.optimiser, rate: before.report.rate, samples: batch.length / 3, points: Math.min(1000, train.length / 3),
    pushing: /** @type {[number, number]} */ (pushing), before: before.report, after: after.report,
    lines: [hasBoundary(before.scene.contours), hasBoundary(after.scene.contours)],
    promise: promise ? [promise[0], promise[1]] : null,
  };
}

/** @param {Float32Array} contours */
function hasBoundary(contours) {
  for (let at = 0; at < contours.length; at += 2 + 2 * contours[at + 1]) if (contours[at] === 0) return true;
  return false;
}
