// All operations of the step as bars: the four stages, where one stands, what one looks at.

import { memo } from '../kit/memo.js';
import { Surface } from '../kit/surface.js';
import { set, write } from '../kit/text.js';
import { Underlay } from '../kit/underlay.js';
import { grouped } from '../kit/format.js';
import { find } from '../kit/find.js';
import { describeStage } from '../words/inside.js';
import { bandsOf, hatch } from './hatch.js';
import { placeAt, stageAt, STAGES } from './layout.js';
import { most, tint } from './tint.js';

/**
 * @typedef {import('./state.js').Inside} Inside
 * @typedef {import('../kit/palette.js').Palette} Palette
 */

// Px of the design: the heads above the bars, the bars; between two stages; of the loss at least.
const [HEAD, BARS] = [24, 36];
// The line that the heads stand on; half of the triangle where one stands.
const BASE = 12;
const HALF = 5;
const GAP = 14;
const LEAST = 44;
// The height of the band over what a fault spoils.
const BAND = 6;

export class Strip {
  /** @param {HTMLElement} header @param {{go: (cursor: number) => void, look: (cursor: number | null) => void}} acts */
  constructor(header, acts) {
    this.surface = new Surface(find(header, '.strip', HTMLCanvasElement));
    this.position = find(header, '.position b');
    this.which = find(header, '.position span');
    /** @type {{from: number, width: number, count: number, start: number}[]} */
    this.stages = [];
    this.head = HEAD;
    /** The bars of each stage, which most moves of the cursor leave as they are. */
    this.bars = STAGES.map(() => new Underlay());
    this.brackets = memo(findBrackets);
    /** The page's type, known once its styles are there. */
    this.sans = '';
    this.serif = '';
    const { canvas } = this.surface;
    let dragging = false;
    canvas.addEventListener('pointerdown', (event) => {
      const heading = this.headingAt(event);
      if (heading) return acts.go(heading.start + 1);
      dragging = event.button === 0;
      if (!dragging) return;
      canvas.setPointerCapture(event.pointerId);
      acts.go(this.at(event));
    });
    canvas.addEventListener('pointermove', (event) => (dragging ? acts.go(this.at(event)) : event.pointerType === 'mouse' && acts.look(this.at(event))));
    for (const end of ['pointerup', 'pointercancel']) canvas.addEventListener(end, () => (dragging = false));
    canvas.addEventListener('pointerleave', () => acts.look(null));
  }

  /** The stage whose name is pressed. @param {PointerEvent} event */
  headingAt({ button, offsetX, offsetY }) {
    const { unit } = this.surface;
    return button || offsetY >= this.head * unit ? null : this.stageUnder(offsetX / unit);
  }

  /** @param {number} x  px of the design */
  stageUnder(x) {
    return this.stages.findLast(({ from }) => from - GAP / 2 <= x) ?? this.stages[0];
  }

  /** The position under the pointer. @param {PointerEvent} event */
  at({ offsetX }) {
    const x = offsetX / this.surface.unit;
    const stage = this.stageUnder(x);
    const part = Math.min(1, Math.max(0, (x - stage.from) / stage.width));
    return stage.start + Math.round(part * stage.count);
  }

  /** Where a position is. @param {number} cursor */
  placeOf(cursor) {
    const stage = this.stages.findLast(({ start }) => start < cursor) ?? this.stages[0];
    return stage.from + (stage.width * (cursor - stage.start)) / stage.count;
  }

  /** @param {Inside} inside @param {Palette} palette @param {boolean} phone */
  paint(inside, palette, phone) {
    const { moment: { layout }, cursor, preview } = inside;
    const { canvas } = this.surface;
    write(this.which, phone ? describeStage(layout, cursor, inside.moment.names) : 'operation');
    write(this.position, `${grouped(cursor)} of ${grouped(layout.total)}`);
    set(canvas, 'aria-valuemax', layout.total);
    set(canvas, 'aria-valuenow', cursor);
    set(canvas, 'aria-valuetext', `operation ${cursor} of ${layout.total}: ${describeStage(layout, cursor, inside.moment.names)}`);
    const context = this.surface.begin();
    if (!context) return;
    this.lay(layout);
    const top = (this.head = phone ? 0 : HEAD);
    this.sans ||= getComputedStyle(canvas).fontFamily;
    this.serif ||= getComputedStyle(canvas).getPropertyValue('--serif');
    const heads = phone ? [] : this.stages.map((_, i) => this.paintHead(context, inside, i, palette));
    this.stages.forEach((_, i) => this.putBars(inside, i, top, palette, phone));
    context.font = `12px ${this.sans}`;
    this.paintCursor(context, this.placeOf(cursor), top, palette, false);
    if (preview !== null && preview !== cursor) {
      this.paintCursor(context, this.placeOf(preview), top, palette, true);
      if (!phone) paintPreview(context, preview, this.placeOf(preview), this.surface.width, heads, palette);
    }
  }

  /** The loss has few operations, but must be seen. @param {import('./layout.js').Layout} layout */
  lay({ counts, starts, total }) {
    const room = this.surface.width - GAP * (counts.length - 1);
    const share = counts.map((count) => Math.max(LEAST, (room * count) / total));
    const over = share.reduce((sum, width) => sum + width, 0) - room;
    const large = share.reduce((sum, width) => sum + (width > LEAST ? width : 0), 0);
    let from = 0;
    this.stages = counts.map((count, i) => {
      const width = share[i] > LEAST ? share[i] - (over * share[i]) / large : share[i];
      const stage = { from, width, count, start: starts[i] };
      from += width + GAP;
      return stage;
    });
  }

  /** @param {CanvasRenderingContext2D} context @param {Inside} inside @param {number} i @param {Palette} palette */
  paintHead(context, { moment: { layout }, cursor }, i, palette) {
    const { from, count } = this.stages[i];
    const { at, number } = stageAt(layout, cursor);
    const name = `${i + 1} ${STAGES[i][0].toUpperCase()}${STAGES[i].slice(1)}`;
    context.textAlign = 'left';
    context.fillStyle = palette.ink;
    context.font = `700 14px ${this.serif}`;
    context.fillText(name, from, BASE);
    const width = context.measureText(name).width;
    if (at === i) context.fillRect(from, BASE + 3, width, 2);
    context.font = `12px ${this.sans}`;
    context.fillStyle = palette.ink2;
    const end = (this.stages[i + 1]?.from ?? this.surface.width) - 8;
    const told = (at === i ? [`${grouped(number)} of ${grouped(count)}`, grouped(number)] : i === 1 ? [] : [grouped(count)])
      .find((text) => from + width + 7 + context.measureText(text).width <= end) ?? '';
    context.fillText(told, from + width + 7, BASE);
    return { left: from, right: from + width + (told ? 7 + context.measureText(told).width : 0) };
  }

  /** @param {Inside} inside @param {number} i @param {number} top @param {Palette} palette @param {boolean} phone */
  putBars({ moment, walk, cursor, spoiled }, i, top, palette, phone) {
    const { count, start } = this.stages[i];
    const done = Math.max(0, Math.min(count, cursor - start));
    this.bars[i].put(this.surface, [moment, walk, spoiled, done, palette, phone], (context) => {
      const update = spoiled?.update ?? moment.update;
      const values = i === 2 ? walk.adjoint : i === 3 ? update.gradient : walk.results.subarray(start, start + count);
      this.paintBars(context, values, done, i, top, palette);
      const flags = i === 2 ? spoiled?.sent : i === 3 ? spoiled?.updated : null;
      if (flags) this.paintBands(context, flags, done, i, top);
      if (!phone) this.paintBrackets(context, moment.layout, i, palette);
    });
  }

  /** Where bars are thinner than a pixel, the largest of those it stands for. @param {CanvasRenderingContext2D} context @param {Float32Array} values @param {number} done @param {number} i @param {number} top @param {Palette} palette */
  paintBars(context, values, done, i, top, palette) {
    const { from, width, count } = this.stages[i];
    const scale = most(values);
    const step = Math.max(1, count / (width * this.surface.density * this.surface.unit));
    const bar = width / count;
    context.fillStyle = palette.ink;
    context.globalAlpha = 0.055;
    context.fillRect(from + done * bar, top, width - done * bar, BARS);
    for (let at = 0; at < done; at += step) {
      const end = Math.min(done, Math.max(Math.floor(at) + 1, Math.floor(at + step)));
      let value = 0;
      for (let k = Math.floor(at); k < end; k++) if (!(Math.abs(values[k]) <= Math.abs(value))) value = values[k];
      tint(context, value, scale, palette);
      context.fillRect(from + Math.floor(at) * bar, top, Math.max(bar * (end - Math.floor(at)), 0.5), BARS);
    }
    context.globalAlpha = 1;
  }

  /** Over what a fault has spoiled. @param {CanvasRenderingContext2D} context @param {Uint8Array} flags @param {number} done @param {number} i @param {number} top */
  paintBands(context, flags, done, i, top) {
    const { from, width, count } = this.stages[i];
    const bar = width / count;
    hatch(context, bandsOf(flags, done).map(([start, end]) => [from + start * bar, top + BARS - BAND, Math.max(1, (end - start) * bar), BAND]));
  }

  /** The layers of a stage. @param {CanvasRenderingContext2D} context @param {import('./layout.js').Layout} layout @param {number} i @param {Palette} palette */
  paintBrackets(context, layout, i, palette) {
    if (i === 1) return;
    const { from, width, count } = this.stages[i];
    const top = HEAD + BARS + 6;
    const last = layout.layers.length - 1;
    context.font = `12px ${this.sans}`;
    context.strokeStyle = context.fillStyle = palette.ink2;
    context.lineWidth = 1;
    context.textAlign = 'center';
    /** @type {[number, number][]} */
    const named = [];
    // The output's is the shortest, and where the order of the layers is read: it has its place first.
    for (const { layer, begin, end } of [...this.brackets(layout)[i]].sort((a, b) => Number(b.layer === last) - Number(a.layer === last))) {
      const [left, right] = [begin, end].map((n) => from + (width * n) / count);
      context.beginPath();
      context.moveTo(left, top - 4);
      context.lineTo(left, top + 0.5);
      context.lineTo(right, top + 0.5);
      context.lineTo(right, top - 4);
      context.globalAlpha = 0.5;
      context.stroke();
      context.globalAlpha = 1;
      const name = layer === last ? 'out' : `layer ${layer + 1}`;
      const room = context.measureText(name).width;
      const middle = Math.min(Math.max((left + right) / 2, from + room / 2), from + width - room / 2);
      const isFree = named.every(([a, b]) => middle + room / 2 + 6 < a || middle - room / 2 - 6 > b);
      if (!isFree || (right - left <= room + 4 && layer !== last)) continue;
      named.push([middle - room / 2, middle + room / 2]);
      context.fillText(name, middle, top + 14);
    }
  }

  /** Solid where one stands, hollow where one looks. @param {CanvasRenderingContext2D} context @param {number} x @param {number} top @param {Palette} palette @param {boolean} isPreview */
  paintCursor(context, x, top, palette, isPreview) {
    // Below the heads, and a little into the bars; at either end it leans on the edge.
    const tip = Math.max(0, top - 6);
    const { width } = this.surface;
    const base = Math.max(HALF + 1, Math.min(width - HALF - 1, x));
    x = Math.max(1, Math.min(width - 1, x));
    context.strokeStyle = context.fillStyle = palette.ink;
    context.lineWidth = isPreview ? 1 : 2;
    context.beginPath();
    context.moveTo(x, tip + 8);
    context.lineTo(x, top + BARS + 4);
    context.stroke();
    context.beginPath();
    context.moveTo(base - HALF, tip);
    context.lineTo(base + HALF, tip);
    context.lineTo(x, tip + 9);
    context.closePath();
    if (isPreview) {
      context.fillStyle = palette.paper;
      context.lineWidth = 1.3;
      context.fill();
      context.stroke();
    } else context.fill();
  }
}

/** Where no head is. @param {CanvasRenderingContext2D} context @param {number} preview @param {number} x @param {number} width @param {{left: number, right: number}[]} heads @param {Palette} palette */
function paintPreview(context, preview, x, width, heads, palette) {
  const text = `you look at ${preview}`;
  context.font = `italic ${context.font}`;
  const room = context.measureText(text).width;
  const left = findGap(x + 10, room, width, heads);
  if (left === null) return;
  context.fillStyle = palette.ink2;
  context.textAlign = 'left';
  context.fillText(text, left, BASE);
}

/** Where so much room is free, as near to a place as can be; null: nowhere. @param {number} wanted @param {number} room @param {number} width @param {{left: number, right: number}[]} heads */
export function findGap(wanted, room, width, heads) {
  const spare = 10;
  const ends = [...heads.map(({ left }) => left - spare), width];
  const places = [-spare, ...heads.map(({ right }) => right)].map((end, i) => [end + spare, (ends[i] ?? width) - room]);
  const free = places.filter(([least, most]) => least <= most).map(([least, most]) => Math.max(least, Math.min(most, wanted)));
  return free.length ? free.reduce((best, at) => (Math.abs(at - wanted) < Math.abs(best - wanted) ? at : best)) : null;
}

/** Of each stage, how many of its operations are done before those of a layer begin, and when they end. @param {import('./layout.js').Layout} layout */
function findBrackets(layout) {
  return layout.counts.map((count, i) => {
    const found = [];
    let begin = 0;
    for (let end = 1; end <= count; end++) {
      const layer = placeAt(layout, layout.starts[i] + end)?.layer ?? -1;
      const next = end < count ? placeAt(layout, layout.starts[i] + end + 1)?.layer ?? -1 : -2;
      if (layer === next) continue;
      if (layer >= 0) found.push({ layer, begin, end });
      begin = end;
    }
    return found;
  });
}
