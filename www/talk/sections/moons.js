// The points, the best straight line between them, and one's own, with what each gets right.

import { bestLine, lineWithin, scoreLine } from '../../engine/talk.js';
import { line } from '../../inside/marks.js';
import { find, findAll } from '../../kit/find.js';
import { memo } from '../../kit/memo.js';
import { set } from '../../kit/text.js';
import { paintMarkers } from '../../plot/markers.js';
import { tellMine, tellTask } from '../../words/talk/moons.js';
import { Handle } from '../handle.js';
import { Plane } from '../plane.js';
import { fill } from '../slots.js';

/**
 * @typedef {import('../run.js').Run} Run
 * @typedef {import('../../../pkg/talk.js').Line} Line
 * @typedef {{x: number, y: number}} Spot
 */

// The ends stand so far from those of the line in the picture, as shares of its length.
const ENDS = [0.1, 0.9];
// An end is kept so far from the edge, in px of the design.
const RIM = 8;
// So many points are ringed where they are wrong.
const MOST = 1000;

export class Moons {
  /** @param {HTMLElement} section @param {import('../open.js').Acts} acts */
  constructor(section, acts) {
    this.section = section;
    this.acts = acts;
    this.plane = new Plane(find(section, '.square', HTMLCanvasElement));
    this.surfaces = [this.plane.surface];
    this.best = memo((/** @type {Float32Array} */ points) => bestLine(points));
    /** The ends of one's own line, on the plane; null: it lies on the best. @type {[Spot, Spot] | null} */
    this.ends = null;
    /** The points for which it was drawn. */
    this.points = /** @type {Float32Array} */ (new Float32Array());
    const [from, middle, to] = findAll(section, '.handle');
    this.handles = [
      new Handle(from, this.plane.surface, (spot) => this.moveEnd(0, spot)),
      new Handle(to, this.plane.surface, (spot) => this.moveEnd(1, spot)),
      new Handle(middle, this.plane.surface, (spot) => this.moveAll(spot)),
    ];
    find(section, '.again').addEventListener('click', () => {
      this.ends = null;
      acts.repaint();
    });
  }

  /** @param {import('../handle.js').Spot} spot @returns {Spot} */
  toPlane({ x, y }) {
    const { unit, width } = this.plane.surface;
    const clamp = (/** @type {number} */ at) => Math.min(width - RIM, Math.max(RIM, at)) * unit;
    return this.plane.placeOf({ offsetX: clamp(x), offsetY: clamp(y) });
  }

  /** @param {0 | 1} which @param {import('../handle.js').Spot} spot */
  moveEnd(which, spot) {
    const to = this.toPlane(spot);
    const other = this.shown[1 - which];
    // Two ends at one place make no line.
    if (Math.hypot(to.x - other.x, to.y - other.y) < 0.05) return;
    this.ends = which ? [other, to] : [to, other];
    this.acts.repaint();
  }

  /** @param {import('../handle.js').Spot} spot */
  moveAll(spot) {
    const [p, q] = this.shown;
    const to = this.toPlane(spot);
    const [dx, dy] = [to.x - (p.x + q.x) / 2, to.y - (p.y + q.y) / 2];
    this.ends = [{ x: p.x + dx, y: p.y + dy }, { x: q.x + dx, y: q.y + dy }];
    this.acts.repaint();
  }

  /** The ends as they are shown. @returns {[Spot, Spot]} */
  get shown() {
    if (this.ends) return this.ends;
    const { view } = this.plane;
    const best = this.best(this.points);
    const segment = best && lineWithin(best.a, best.b, best.c, view);
    const [x0, y0, x1, y1] = segment ?? [view.x0, (view.y0 + view.y1) / 2, view.x1, (view.y0 + view.y1) / 2];
    const at = (/** @type {number} */ share) => ({ x: x0 + share * (x1 - x0), y: y0 + share * (y1 - y0) });
    return [at(ENDS[0]), at(ENDS[1])];
  }

  /** One's own line, the way round that gets more right; the best itself as long as it was not left. @param {Float32Array} points @param {Line | null} best @returns {Line} */
  lineOf(points, best) {
    if (!this.ends && best) return best;
    const [p, q] = this.shown;
    const [a, b] = [p.y - q.y, q.x - p.x];
    const c = -(a * p.x + b * p.y);
    const back = { a: -a, b: -b, c: -c };
    return scoreLine(points, a, b, c).right >= scoreLine(points, back.a, back.b, back.c).right ? { a, b, c } : back;
  }

  /** @param {Run} run @param {import('../../state/state.js').Page} page */
  paint(run, { palette }) {
    const { train, view, config: { data }, labels } = run;
    if (train !== this.points) [this.points, this.ends] = [train, null];
    this.plane.view = view;
    const best = this.best(train);
    const mine = this.lineOf(train, best);
    const score = scoreLine(train, mine.a, mine.b, mine.c);
    fill(this.section, { ...tellTask({ data, labels }, best), mine: best ? tellMine(score, best) : 'there are no points.' });
    find(this.section, '.again').hidden = !this.ends;
    this.plane.paint(null, view, palette, palette.smooth, (context, place) => {
      context.strokeStyle = palette.ink;
      if (best && this.ends) {
        context.lineWidth = 1.2;
        context.setLineDash([5, 4]);
        stroke(context, best, view, place);
        context.setLineDash([]);
      }
      context.lineWidth = 2.4;
      stroke(context, mine, view, place);
      paintMarkers(context, train, place, palette, 4.1);
      paintWrong(context, train, mine, place, palette);
    });
    this.putHandles(score);
  }

  /** @param {import('../../../pkg/talk.js').Score} score */
  putHandles({ right, total }) {
    const { view, surface: { width, canvas } } = this.plane;
    const scale = width / (view.x1 - view.x0);
    const [p, q] = this.shown;
    const text = `${right} of ${total} right`;
    [p, q, { x: (p.x + q.x) / 2, y: (p.y + q.y) / 2 }].forEach(({ x, y }, i) => this.handles[i].put({ x: (x - view.x0) * scale, y: (view.y1 - y) * scale }, text));
    set(canvas, 'aria-label', `${total} points, and a straight line that has ${text}`);
  }
}

/** @param {CanvasRenderingContext2D} context @param {Line} of @param {import('../../state/plane.js').View} view @param {import('../../plot/placing.js').Placing} place */
function stroke(context, { a, b, c }, view, place) {
  const segment = lineWithin(a, b, c, view);
  if (segment) line(context, place.x(segment[0]), place.y(segment[1]), place.x(segment[2]), place.y(segment[3]));
}

/** Rings around the points that the engine counts as wrong. @param {CanvasRenderingContext2D} context @param {Float32Array} points @param {Line} mine @param {import('../../plot/placing.js').Placing} place @param {import('../../kit/palette.js').Palette} palette */
function paintWrong(context, points, { a, b, c }, place, palette) {
  context.strokeStyle = palette.ink;
  context.lineWidth = 1.5;
  context.beginPath();
  for (let at = 0; at < Math.min(points.length, 3 * MOST); at += 3) {
    if (scoreLine(points.subarray(at, at + 3), a, b, c).right) continue;
    const [x, y] = [place.x(points[at]), place.y(points[at + 1])];
    context.moveTo(x + 7.6, y);
    context.arc(x, y, 7.6, 0, 2 * Math.PI);
  }
  context.stroke();
}
