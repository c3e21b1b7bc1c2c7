// What leaves the page: the pen that writes SVG beside one that records, colours, the container of films, frames.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeFrames, describeMaking, framesOf } from '../../www/export/animation.js';
import { wrap } from '../../www/export/figure.js';
import { gifColours } from '../../www/export/gif-colours.js';
import { thin } from '../../www/export/ground.js';
import { escape, SvgPen } from '../../www/export/svg-pen.js';
import { writeWebm } from '../../www/export/webm.js';
import { layWiring } from '../../www/network/wiring.js';
import { paintWiring } from '../../www/network/wires.js';
import { layTicks } from '../../www/plot/axes.js';
import { paintEach } from '../../www/plot/markers.js';
import { paintPicture } from '../../www/plot/picture.js';
import { placing } from '../../www/plot/placing.js';
import { Curve } from '../../www/timeline/curve.js';
import { endsOf, layAxes, layCharts, paintBack, paintFront } from '../../www/timeline/charts.js';

const measure = /** @type {any} */ ({ font: '', measureText: (/** @type {string} */ text) => ({ width: 6 * text.length }) });
const table = Uint32Array.from({ length: 1025 }, (_, i) => (i === 1024 ? 0xfff6f8f8 : i < 512 ? 0xffe7b887 : 0xff66a1f1));
const palette = /** @type {any} */ ({
  ink: '#1b212b', ink2: '#4a505a', paper: '#faf8f0', raised: '#fefdf9', neg: '#1d62a6', pos: '#b0450f', fieldZero: '#f8f6ee',
  grid: 'rgb(27 33 43 / .15)', contour: 0.2, bands: table, smooth: table, squares: table,
});
const view = { x0: -2, x1: 2, y0: -2, y1: 2 };
const points = { train: Float32Array.of(0, 0, -1, 1, 1, 1, -1.5, 0.5, 1), test: Float32Array.of(0.5, -1, 1, -1, -1, -1) };
const axes = { scale: { centre: /** @type {[number, number]} */ ([0, 0]), unit: /** @type {[number, number]} */ ([1, 1]), standardised: false }, names: ['a <b> & "c"', 'y\u0007'] };
const scene = /** @type {any} */ ({
  field: new Float32Array(16), columns: 4, boundary: null, outputs: Float32Array.of(-0.5, -2, 3), pushes: 2, wrong: 1, batch: Uint32Array.of(1),
  contours: Float32Array.of(0, 3, -2, 0, 0, 0.7, 2, 0.5, 1, 2, -2, -1, 2, -1, -1, 2, -2, 1, 2, 1, 2.5, 2, -2, -1.5, 2, -1.5),
});

/**
 * A pen that notes each path that it fills or strokes as the places that a canvas would come to. @typedef {{kind: string, places: number[][]}} Drawn
 */
class Recorder {
  constructor() {
    /** @type {Drawn[]} */
    this.drawn = [];
    /** @type {string[]} */
    this.texts = [];
    /** @type {number[][]} */
    this.places = [];
    Object.assign(this, { globalAlpha: 1, font: '', shift: [0, 0] });
    /** @type {any[]} */
    this.saved = [];
  }

  beginPath() { this.places = []; }
  closePath() {}
  moveTo(/** @type {number} */ x, /** @type {number} */ y) { this.places.push([x, y]); }
  lineTo(/** @type {number} */ x, /** @type {number} */ y) { this.places.push([x, y]); }
  bezierCurveTo(/** @type {number[]} */ ...at) { this.places.push(at.slice(0, 2), at.slice(2, 4), at.slice(4)); }
  arc(/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ r, /** @type {number} */ from, /** @type {number} */ to) {
    const turn = to - from >= 2 * Math.PI ? 2 * Math.PI : (to - from + 2 * Math.PI) % (2 * Math.PI);
    for (const share of [0, 0.5, 1]) this.places.push([x + r * Math.cos(from + share * turn), y + r * Math.sin(from + share * turn)]);
  }
  rect(/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ w, /** @type {number} */ h) { this.places.push([x, y], [x + w, y], [x + w, y + h], [x, y + h]); }
  fill() { this.note('fill', this.places); }
  stroke() { this.note('stroke', this.places); }
  fillRect(/** @type {[number, number, number, number]} */ ...box) { this.aside('fill', box); }
  strokeRect(/** @type {[number, number, number, number]} */ ...box) { this.aside('stroke', box); }
  aside(/** @type {string} */ kind, /** @type {[number, number, number, number]} */ box) {
    const before = this.places;
    this.places = [];
    this.rect(...box);
    this.note(kind, this.places);
    this.places = before;
  }
  note(/** @type {string} */ kind, /** @type {number[][]} */ places) {
    if (places.length) this.drawn.push({ kind, places: places.map((place) => [...place]) });
  }
  clip() {}
  setLineDash() {}
  save() {}
  restore() {}
  measureText(/** @type {string} */ text) { return measure.measureText(text); }
  fillText(/** @type {string} */ text) { this.texts.push(text); }
  strokeText(/** @type {string} */ text) { this.texts.push(text); }
}

/** What can be drawn, with a pen. @type {Record<string, (pen: any) => void>} */
const DRAWINGS = {
  plot: (pen) => paintPicture(pen, { scene, points: { ...points, view }, isOutput: true }, palette, 400, {
    field: () => {}, points: () => paintEach(pen, points.train, points.test, scene.batch, placing(view, 400), palette),
    ticks: layTicks(pen, view, axes, 400), isNamed: true, isFramed: true,
  }),
  network: (pen) => {
    const wiring = layWiring([3, 2], { width: 400, height: 300, tall: 300, coarse: false, beside: false, wide: false, letter: 7 });
    const parameters = Float32Array.from({ length: 20 }, (_, i) => Math.sin(i));
    const treatments = /** @type {any} */ (['free', 'free', 'free', 'off', 'free', 'frozen', 'free', 'free']);
    paintWiring(pen, { wiring, portrait: /** @type {any} */ ({ parameters }), treatments, folds: true, lit: null, pinned: null }, palette, 420, false);
  },
  charts: (pen) => {
    const columns = ['step', 'rate', 'trainLoss', 'testLoss', 'trainAccuracy', 'testAccuracy', 'gradientNorm'];
    const curve = new Curve(Float64Array.from({ length: 70 }, (_, i) => (i % 7 ? 1 / (1 + i) : i / 7)), columns);
    const course = { curve, left: { curve, from: 3 }, kept: /** @type {any} */ ([{ number: 1, sign: '①', curve }]), end: 9, step: 4, loss: 0.1, accuracy: 0.5 };
    const charts = layCharts(layAxes(200, false, ...endsOf(course)), { left: 48, right: 300, width: 364 }, 9, 200, false);
    paintBack(pen, course, charts, palette);
    paintFront(pen, course, charts, palette);
  },
};

/** The places that a path of SVG comes to, by a reader of its own. @param {string} path */
function placesOf(path) {
  const places = [];
  let [x, y] = [0, 0];
  for (const [, letter, rest] of path.matchAll(/([MLCAhvZ])([^MLCAhvZ]*)/g)) {
    const numbers = rest.trim().split(/[ ,]+/).filter(Boolean).map(Number);
    assert.ok(numbers.every(Number.isFinite), path);
    if (letter === 'h') x += numbers[0];
    else if (letter === 'v') y += numbers[0];
    else if (letter !== 'Z') [x, y] = numbers.slice(-2);
    if (letter === 'C') places.push(numbers.slice(0, 2), numbers.slice(2, 4));
    if (letter !== 'Z') places.push([x, y]);
  }
  // A rectangle's way back to its first side is no place of its own.
  return places;
}

/** Throws where marks do not nest. @param {string} xml @returns {{name: string, attributes: Record<string, string>, text: string}[]} */
function parse(xml) {
  const open = [];
  const all = [];
  let at = 0;
  for (const match of xml.matchAll(/<(\/?)([a-zA-Z]+)((?:\s[a-zA-Z:-]+="[^"<]*")*)\s*(\/?)>/g)) {
    const between = xml.slice(at, match.index);
    assert.ok(!/[<>]/.test(between) && !/&(?!amp;|lt;|gt;|quot;)/.test(between), between);
    if (open.length) open[open.length - 1].text += between;
    at = match.index + match[0].length;
    const [, closes, name, told, isEmpty] = match;
    if (closes) {
      assert.equal(open.pop()?.name, name);
      continue;
    }
    const attributes = Object.fromEntries([...told.matchAll(/([a-zA-Z:-]+)="([^"]*)"/g)].map(([, key, value]) => [key, value]));
    const element = { name, attributes, text: '' };
    all.push(element);
    if (!isEmpty) open.push(element);
  }
  assert.equal(open.length, 0);
  assert.equal(xml.slice(at).trim(), '');
  return all;
}

const close = (/** @type {number[][]} */ a, /** @type {number[][]} */ b) => a.length === b.length && a.every((place, i) => place.every((value, j) => Math.abs(value - b[i][j]) <= 0.0051));

test('the pen of lines and letters draws the paths that a canvas is asked for, in their order', () => {
  for (const [name, draw] of Object.entries(DRAWINGS)) {
    const recorder = new Recorder();
    draw(recorder);
    const pen = new SvgPen(400, 400, measure);
    draw(pen);
    const paths = parse(pen.finish()).filter(({ name, attributes }) => name === 'path' && (attributes.fill || attributes.stroke));
    assert.equal(paths.length, recorder.drawn.length, name);
    paths.forEach(({ attributes: { d, fill } }, i) => {
      const { kind, places } = recorder.drawn[i];
      assert.equal(fill === 'none' ? 'stroke' : 'fill', kind);
      const isBox = /^(M[^hvLCA]*h[^hv]*v[^hv]*h[^hvZ]*Z)+$/.test(d);
      const found = placesOf(d);
      // Where an arc follows a move to its beginning, both say so.
      assert.ok(isBox || close(found, places) || close(unlike(found), unlike(places)), `${name} ${i}: ${d}\n${JSON.stringify(places)}`);
      if (isBox) assert.ok(close(found, places), `${name} ${i}: ${d}`);
    });
    assert.equal(parse(pen.finish()).filter(({ name }) => name === 'text').length, recorder.texts.length);
  }
});

/** Without places that repeat the one before. @param {number[][]} places */
const unlike = (places) => places.filter((place, i) => !i || !close([place], [places[i - 1]]));

test('what it writes is whole, needs nothing from elsewhere, and says what a name says', () => {
  const pen = new SvgPen(400, 400, measure);
  const canvas = { width: 4, height: 4, toDataURL: () => 'data:image/png;base64,AAAA' };
  pen.drawImage(canvas, 0.5, 0.5, 3, 3, 0, 0, 400, 400);
  pen.drawImage(canvas, 0.5, 0.5, 3, 3, 10, 0, 40, 40);
  for (const draw of Object.values(DRAWINGS)) draw(pen);
  const xml = pen.finish('a < b', 'x & y');
  const elements = parse(xml);
  const ids = elements.flatMap(({ attributes }) => attributes.id ?? []);
  assert.equal(new Set(ids).size, ids.length);
  for (const { attributes } of elements) {
    const link = attributes.href ?? attributes['clip-path']?.slice(4, -1);
    if (link) assert.ok(link.startsWith('data:image/png;base64,') || ids.includes(link.slice(1)), link);
    for (const value of Object.values(attributes)) assert.ok(!/NaN|undefined|Infinity/.test(value), value);
  }
  assert.equal(xml.match(/data:/g)?.length, 1, 'one picture stands in it once');
  assert.equal(xml.replace('http://www.w3.org/2000/svg', '').includes('://'), false);
  assert.ok(elements.some(({ text }) => text.startsWith('a &lt;b&gt;')), 'a column has such a name');
  assert.equal(escape('y\u0007\ud800<'), 'y&lt;');
});

test('colours that let something through are written in the way that every program knows', () => {
  const pen = new SvgPen(10, 10, measure);
  pen.fillStyle = 'rgb(27 33 43 / .15)';
  pen.globalAlpha = 0.5;
  pen.fillRect(0, 0, 1, 1);
  assert.match(pen.finish(), /fill="#1b212b" fill-opacity="0.075"/);
});

test('what is saved is restored, and every group is closed', () => {
  const pen = new SvgPen(10, 10, measure);
  pen.lineWidth = 3;
  pen.save();
  pen.translate(1, 2);
  pen.beginPath();
  pen.rect(0, 0, 5, 5);
  pen.clip();
  pen.lineWidth = 7;
  pen.restore();
  assert.equal(pen.lineWidth, 3);
  assert.deepEqual(parse(pen.finish()).map(({ name }) => name), ['svg', 'g', 'clipPath', 'path', 'g']);
});

test('an animation has few enough colours, among them those that matter', () => {
  for (const look of /** @type {const} */ (['bands', 'smooth'])) {
    const colours = gifColours(palette, look);
    assert.ok(colours.length % 3 === 0 && colours.length <= 3 * 255);
    const all = Array.from({ length: colours.length / 3 }, (_, i) => [...colours.subarray(3 * i, 3 * i + 3)].join());
    assert.equal(new Set(all).size, all.length);
    for (const colour of ['27,33,43', '254,253,249', '29,98,166', '176,69,15', '135,184,231', '241,161,102']) assert.ok(all.includes(colour), colour);
  }
});

test('on no ground the ramp is its ends, clear at 0 and whole far from it', () => {
  const ramp = Uint32Array.of(0xff0000ff, 0xff8080ff, 0xff80ff80, 0xff00ff00, 0xffffffff);
  const [neg, half, , pos, none] = thin(ramp);
  assert.deepEqual([neg, pos], [0xff0000ff, 0xff00ff00]);
  assert.equal(half & 0xffffff, 0x0000ff);
  assert.ok(Math.abs((half >>> 24) - 128) < 2);
  assert.equal(none >>> 24, 0);
});

test('frames are those of each step, and of a long way evenly fewer with both ends', () => {
  assert.deepEqual(framesOf(3, 6), { steps: [3, 4, 5, 6], every: 1 });
  assert.equal(describeFrames(framesOf(0, 150), 25), '151 frames, 6.0 s');
  assert.equal(describeFrames(framesOf(7, 7), 12), '1 frame, 0.1 s');
  for (const [first, last] of [[0, 599], [0, 600], [17, 100_000], [5, 1_234_567]]) {
    const { steps, every } = framesOf(first, last);
    assert.ok(steps.length <= 601);
    assert.deepEqual([steps[0], steps.at(-1)], [first, last]);
    steps.slice(1, -1).forEach((step, i) => assert.equal(step - steps[i], every));
  }
  assert.match(describeFrames(framesOf(0, 1200), 25), /every 3rd step/);
  assert.equal(describeMaking(88, 151, 4000), 'frame 088 of 151, 3 s left');
});

test('a film is told piece by piece, and all pieces are whole', () => {
  const blocks = [0, 40, 80, 120].map((time) => ({ bytes: Uint8Array.of(time, 1, 2), time, isKey: time % 80 === 0 }));
  const bytes = writeWebm(blocks, 'V_VP9', 480, 360, 160);
  const view = new DataView(bytes.buffer);
  /** @type {[number, Uint8Array][]} */
  const leaves = [];
  const masters = [0x1a45dfa3, 0x18538067, 0x1549a966, 0x1654ae6b, 0xae, 0xe0, 0x1f43b675];
  const walk = (/** @type {number} */ at, /** @type {number} */ end) => {
    while (at < end) {
      const length = Math.clz32(bytes[at]) - 23;
      let id = 0;
      for (let i = 0; i < length; i++) id = id * 256 + bytes[at + i];
      assert.equal(bytes[at + length], 1, 'its size takes eight bytes');
      const size = Number(view.getBigUint64(at + length) & 0xffffffffffffffn);
      const from = at + length + 8;
      assert.ok(from + size <= end);
      if (masters.includes(id)) walk(from, from + size);
      else leaves.push([id, bytes.subarray(from, from + size)]);
      at = from + size;
    }
    assert.equal(at, end);
  };
  walk(0, bytes.length);
  const of = (/** @type {number} */ id) => leaves.filter(([other]) => other === id).map(([, content]) => content);
  assert.equal(new TextDecoder().decode(of(0x86)[0]), 'V_VP9');
  assert.deepEqual([of(0xb0), of(0xba)].map(([content]) => content[0] * 256 + content[1]), [480, 360]);
  const [duration] = of(0x4489);
  assert.equal(new DataView(duration.buffer, duration.byteOffset).getFloat64(0), 160);
  const told = of(0xa3).map((block) => ({ after: block[1] * 256 + block[2], isKey: block[3] === 0x80, bytes: [...block.subarray(4)] }));
  assert.deepEqual(told, [[0, true, 0], [40, false, 40], [0, true, 80], [40, false, 120]].map(([after, isKey, first]) => ({ after, isKey, bytes: [first, 1, 2] })));
});

test('words are broken where they allow it', () => {
  assert.deepEqual(wrap('one two three', (line) => line.length <= 7), ['one two', 'three']);
  assert.deepEqual(wrap('far-too-long x', (line) => line.length <= 4), ['far-too-long', 'x']);
});
