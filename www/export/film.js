// An animation in the making: its pictures are drawn and written one after the other, in a worker or on the page.

import { Gif, openOut } from '../engine/out.js';
import { contextOf, makeCanvas } from '../kit/pen.js';
import { layTicks } from '../plot/axes.js';
import { FieldImage } from '../plot/field.js';
import { paintPoints } from '../plot/markers.js';
import { paintPicture } from '../plot/picture.js';
import { placing } from '../plot/placing.js';
import { gifColours } from './gif-colours.js';
import { Video } from './video.js';

/**
 * @typedef {Pick<import('../state/state.js').Points, 'train' | 'test'>} Sets
 *
 * @typedef {object} Plan
 * @property {'gif' | 'webm'} form
 * @property {number} size       of a picture's edge, in px
 * @property {number} rate       pictures a second
 * @property {import('../kit/palette.js').Palette} palette
 * @property {'bands' | 'smooth'} look
 * @property {import('../state/plane.js').View} view
 * @property {import('../state/state.js').Axes} axes
 * @property {boolean} isOutput  of the network, not of a unit
 *
 * @typedef {object} Shot        one picture
 * @property {string} step       as it is written
 * @property {import('../../pkg/moongrad.js').Scene} scene
 * @property {Sets | null} points  null: as before
 *
 * @typedef {{plan: Plan} | {shot: Shot} | 'end'} Order
 * @typedef {{made: number} | {bytes: Uint8Array<ArrayBuffer>} | {fault: string}} Answer  made: pictures; the next one may come
 */

// A larger picture is one of this size enlarged: lines and letters grow with it.
const FULL = 480;
const FONT = '600 12.5px system-ui, sans-serif';
// So many pictures may be on their way, so that the page and the worker never wait for each other.
const AHEAD = 3;
/** @type {number[]} */
const NONE = [];

export class Film {
  /** @param {Plan} plan */
  constructor(plan) {
    this.plan = plan;
    this.canvas = makeCanvas(plan.size, plan.size);
    this.pen = contextOf(this.canvas, { willReadFrequently: true });
    this.width = Math.min(FULL, plan.size);
    this.scale = plan.size / this.width;
    this.image = new FieldImage();
    this.layer = makeCanvas(plan.size, plan.size);
    this.ticks = layTicks(this.pen, plan.view, plan.axes, this.width);
    /** @type {Sets} */
    this.points = { train: new Float32Array(), test: new Float32Array() };
    /** @type {{add: (pen: CanvasRenderingContext2D) => unknown, finish: () => Promise<Uint8Array<ArrayBuffer>>} | null} */
    this.writer = null;
  }

  async begin() {
    const { form, size, rate, palette, look, isOutput } = this.plan;
    if (form === 'webm') {
      this.writer = await Video.open(size, rate);
      return;
    }
    await openOut();
    const gif = new Gif(size, size, rate, gifColours(palette, isOutput ? look : 'smooth'));
    this.writer = {
      add: (pen) => gif.add(new Uint8Array(pen.getImageData(0, 0, size, size).data.buffer)),
      finish: async () => /** @type {Uint8Array<ArrayBuffer>} */ (gif.finish()),
    };
  }

  /** @param {Shot} shot */
  async add(shot) {
    this.draw(shot);
    await this.writer?.add(this.pen);
  }

  /** @param {Shot} shot */
  draw({ step, scene, points }) {
    const { plan: { palette, look, view, isOutput }, pen, width, scale } = this;
    if (points) this.fillLayer(points);
    this.image.fill(scene, palette[isOutput ? look : 'smooth']);
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    paintPicture(pen, { scene, points: { ...this.points, view }, isOutput }, palette, width, {
      field: () => this.image.paint(pen, width),
      points: () => pen.drawImage(this.layer, 0, 0, width, width),
      ticks: this.ticks,
      // Names on the lines would flicker.
      isNamed: false,
      isFramed: true,
    });
    this.writeStep(step);
  }

  /** @param {Sets} points */
  fillLayer({ train, test }) {
    const { plan: { palette, view, size }, layer, width, scale } = this;
    this.points = { train, test };
    // This clears it, too.
    layer.width = size;
    const pen = contextOf(layer);
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    paintPoints(pen, train, test, NONE, placing(view, width), palette);
  }

  /** @param {string} step */
  writeStep(step) {
    const { plan: { palette }, pen, width } = this;
    Object.assign(pen, { font: FONT, textAlign: 'right', textBaseline: 'middle', lineWidth: 4, lineJoin: 'round', strokeStyle: palette.fieldZero, fillStyle: palette.ink });
    pen.strokeText(`step ${step}`, width - 10, 16);
    pen.fillText(`step ${step}`, width - 10, 16);
  }

  /** The whole file. */
  async finish() {
    if (!this.writer) throw new Error('The animation was not begun.');
    return this.writer.finish();
  }
}

/** Who takes orders for one film, each after the one before. @param {(answer: Answer) => void} answer @returns {(order: Order) => void} */
export function openStudio(answer) {
  /** @type {Film | null} */
  let film = null;
  let made = 0;
  const follow = async (/** @type {Order} */ order) => {
    if (order === 'end') return film && answer({ bytes: await film.finish() });
    if ('shot' in order) {
      await film?.add(order.shot);
      return answer({ made: ++made });
    }
    film = new Film(order.plan);
    await film.begin();
    for (let i = 0; i < AHEAD; i++) answer({ made });
  };
  let last = Promise.resolve();
  return (order) => {
    last = last.then(async () => {
      await follow(order);
    }).catch((error) => answer({ fault: String(error?.message ?? error) }));
  };
}
