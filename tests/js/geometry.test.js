// Where things lie: the network's parts, the plane, the labels on its lines, the curve and its axes.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layWiring } from '../../www/network/wiring.js';
import { placeLabels } from '../../www/plot/line-labels.js';
import { placing } from '../../www/plot/placing.js';
import { Ground } from '../../www/plot/ground.js';
import { viewOf, viewOfPoints } from '../../www/state/plane.js';
import { accuracyAxis, accuracyEnd, around, LINE, lossAxis, lossEnds, rateAxis, rateEnds } from '../../www/timeline/axes.js';
import { Curve } from '../../www/timeline/curve.js';
import { layBands, placeNames, placeOf, shorten } from '../../www/timeline/charts.js';

const ROOM = { width: 800, height: 500, tall: 560, coarse: false, beside: true, wide: true, letter: 7 };
const NETWORKS = [[], [1], [16, 16], [32, 1, 32, 1, 32, 1], [32, 32, 32, 32, 32, 32]];

test('parameters are numbered neuron by neuron, weights and then the bias', () => {
  for (const hidden of NETWORKS) {
    const { units, edges } = layWiring(hidden, ROOM);
    const numbers = [...edges.map(({ parameter }) => parameter), ...units.flatMap(({ bias }) => (bias === null ? [] : [bias]))];
    assert.deepEqual(numbers.sort((a, b) => a - b), numbers.map((_, i) => i), hidden.join());
    for (const { parameter, from, to } of edges) {
      assert.equal(to.column, from.column + 1);
      const inputs = [2, ...hidden][from.column];
      assert.equal(Number(to.bias) - parameter, inputs - from.row);
    }
  }
});

test('units keep apart and stay inside the drawing', () => {
  for (const hidden of NETWORKS) {
    const { units, width, height } = layWiring(hidden, ROOM);
    units.forEach((unit, i) => {
      assert.ok(unit.x - unit.size / 2 >= -1e-9 && unit.x + unit.size / 2 <= width + 1e-9 && unit.y - unit.size / 2 >= -1e-9 && unit.y + unit.size / 2 <= height + 1e-9, `${hidden} ${i}`);
      for (const other of units.slice(i + 1)) {
        const apart = Math.max(Math.abs(unit.x - other.x), Math.abs(unit.y - other.y)) - (unit.size + other.size) / 2;
        assert.ok(apart > 0, `${hidden}: ${i} meets ${other.unit}`);
      }
    });
  }
});

test('a network that is too wide for its room gets more of it', () => {
  assert.equal(layWiring([16, 16], ROOM).width, 800);
  assert.ok(layWiring([4, 4, 4, 4, 4, 4], { ...ROOM, width: 300 }).width > 300);
  const [mouse, finger] = [false, true].map((coarse) => layWiring([4, 4, 4, 4, 4, 4], { ...ROOM, width: 300, coarse }).width);
  assert.ok(finger > mouse);
});

test('what is at a place is the unit there, else the strongest of the wires through it', () => {
  const wiring = layWiring([2], ROOM);
  const weights = Float32Array.from({ length: 9 }, (_, i) => i);
  for (const unit of wiring.units) assert.deepEqual(wiring.at(unit.x, unit.y, [1, 5], weights), { unit: unit.unit });
  for (const edge of wiring.edges) {
    /** @type {number[][]} */
    const points = [];
    const path = /** @type {any} */ ({
      moveTo: (/** @type {number} */ x, /** @type {number} */ y) => points.push([x, y]),
      bezierCurveTo: (/** @type {number[]} */ ...to) => points.push(to),
    });
    wiring.trace(path, edge);
    const [[x0, y0], [x1, y1, x2, y2, x3, y3]] = points;
    const t = 0.35;
    const along = (/** @type {number[]} */ [a, b, c, d]) => (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t * t * c + t ** 3 * d;
    const found = wiring.at(along([x0, x1, x2, x3]), along([y0, y1, y2, y3]), [1, 1], weights);
    assert.ok(found && 'parameter' in found, 'a point on a wire is on none');
    assert.ok(weights[found.parameter] >= weights[edge.parameter]);
  }
  assert.equal(wiring.at(5, 5, [1, 5], weights), null);
});

test('arrow keys reach every unit and never leave the network', () => {
  const wiring = layWiring([5, 1, 4], ROOM);
  const reached = new Set([wiring.units[0]]);
  for (const unit of reached) for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']) reached.add(wiring.beside(unit, key));
  assert.equal(reached.size, wiring.units.length);
});

test('a shape is seen whole, whatever its noise', () => {
  for (const noise of [0, 0.14, 1]) {
    const view = viewOf({ x: 0.5, y: 0.25, reach: 1.4 }, noise, [], null);
    assert.ok(view.x0 <= 0.5 - 1.4 - 2.5 * noise + 1e-9 && view.y1 >= 0.25 + 1.4 + 2.5 * noise - 1e-9);
    assert.ok(Math.abs(view.x1 - view.x0 - (view.y1 - view.y0)) < 1e-9, 'it is no square');
  }
});

test('the plane stays while it holds one’s points, and grows where it does not', () => {
  const points = Float32Array.of(0, 0, -1, 1, 1, 1);
  const view = viewOfPoints([points], null);
  assert.equal(viewOfPoints([Float32Array.of(0.5, 0.5, 1)], view), view);
  assert.equal(viewOfPoints([], view), view);
  const far = viewOfPoints([Float32Array.of(50, -3, 1)], view);
  assert.ok(far.x0 <= view.x0 && far.x1 > 50 && far.y0 < -3);
  const same = viewOfPoints([Float32Array.of(7, 7, 1)], null);
  assert.ok(same.x0 < 7 && same.x1 > 7);
});

test('a place on the plot and its place on the plane lead to each other', () => {
  const view = { x0: -2, x1: 3, y0: -1, y1: 4 };
  const points = /** @type {any} */ ({ train: Float32Array.of(0, 0, -1, 1, 1, 1), test: Float32Array.of(0.1, 0, 1), view });
  const ground = new Ground(points, 500);
  const place = placing(view, 500);
  for (const [x, y] of [[-2, 4], [0.3, 0.7], [3, -1]]) {
    const at = ground.toPlot({ x, y });
    assert.ok(Math.abs(at.x - place.x(x)) < 1e-9 && Math.abs(at.y - place.y(y)) < 1e-9);
    const back = ground.toPlane(at);
    assert.ok(Math.abs(back.x - x) < 1e-9 && Math.abs(back.y - y) < 1e-9);
  }
  assert.deepEqual(ground.near(ground.toPlot({ x: 0.09, y: 0 }), 9), { test: true, index: 0, x: Math.fround(0.1), y: 0, label: 1 });
  assert.equal(ground.near({ x: 0, y: 0 }, 9), null);
  const { x, y } = ground.inside({ x: 99, y: -99 });
  assert.ok(x < 3 && y > -1);
});

test('the lines are named on one level, with room between the names and the edge', () => {
  // Three lines straight down, at −1, 0 and 1.
  const contours = Float32Array.from([-1, 0, 1].flatMap((level) => [level, 2, level, -2, level, 2]));
  const labels = placeLabels(contours, [new Float32Array()], placing({ x0: -2, x1: 2, y0: -2, y1: 2 }, 400), 400, true);
  assert.deepEqual(labels.map(({ text }) => text), ['−1', 'f = 0', '+1']);
  assert.equal(new Set(labels.map(({ y }) => y)).size, 1);
  assert.deepEqual(labels.map(({ x }) => Math.round(x)), [100, 200, 300]);
  assert.deepEqual(placeLabels(contours, [], placing({ x0: -2, x1: 2, y0: -2, y1: 2 }, 400), 400, false).map(({ level }) => level), [0]);
  assert.deepEqual(placeLabels(new Float32Array(), [], placing({ x0: -2, x1: 2, y0: -2, y1: 2 }, 400), 400, true), []);
});

const COLUMNS = ['step', 'rate', 'trainLoss', 'testLoss', 'trainAccuracy', 'testAccuracy', 'gradientNorm'];

test('of a curve, the row nearest to a step is found', () => {
  const steps = [0, 1, 5, 6, 40, 100];
  const curve = new Curve(Float64Array.from(steps.flatMap((step) => [step, 1, 2 / (1 + step), NaN, 0.5, NaN, 1])), COLUMNS);
  for (let step = 0; step <= 110; step++) {
    const distance = Math.min(...steps.map((other) => Math.abs(other - step)));
    assert.equal(Math.abs(curve.value(curve.nearest(step), 'step') - step), distance, String(step));
  }
  assert.equal(curve.last, 100);
  assert.equal(curve.figures(2).trainLoss, 2 / 6);
  assert.deepEqual(curve.extent(['trainLoss', 'testLoss']), { most: 2, least: 2 / 101 });
});

test('axes hold all of their curves, and only leap', () => {
  for (const most of [0.5, 1.7, 9, 11, 1e6]) {
    for (const least of [1e-9, 0.001, 0.3]) {
      const [low, high] = lossEnds({ most, least });
      assert.ok(10 ** high >= most * 0.999 && 10 ** low <= Math.max(least, 0.015) * 1.001, `${most} ${least}`);
      const { y } = lossAxis([low, high], { top: 10, bottom: 100 });
      assert.ok(y(most) >= 10 - 1e-9 && y(least) <= 100 + 1e-9 && y(most) < y(least));
    }
  }
  assert.equal(accuracyEnd({ most: 1, least: 0.6 }), 0.5);
  assert.equal(accuracyEnd({ most: 1, least: 0.4 }), 0);
  assert.ok(rateEnds({ most: 1, least: 1 })[0] <= -1, 'at least one power of ten');
  assert.deepEqual(around([{ most: 1, least: 0.5 }, { most: 3, least: 2 }]), { most: 3, least: 0.5 });
});

test('the axis of steps begins and ends where the charts do', () => {
  const margins = { left: 30, right: 430, width: 500 };
  assert.equal(placeOf(margins, 150, 0), 30);
  assert.equal(placeOf(margins, 150, 150), 430);
});

// Of the strip at 1440 × 900, 1280 × 720, 720 × 450, 640 × 360 and on a phone.
const STRIPS = [[223, false], [180, false], [221, false], [131, false], [144, true]];

test('every axis has two labels at least, and none touches another, from 10⁻⁵ to 10²⁵', () => {
  for (const [height, phone] of /** @type {[number, boolean][]} */ (STRIPS)) {
    const bands = layBands(height, phone);
    for (let low = -5; low < 25; low += 0.7) {
      for (let high = low + 0.3; high <= 25; high += 0.7) {
        const extent = { most: 10 ** high, least: 10 ** low };
        const axes = [lossAxis(lossEnds(extent), bands.loss), accuracyAxis(0, bands.accuracy), ...(bands.rate ? [rateAxis(rateEnds(extent), bands.rate)] : [])];
        const labels = axes.map(({ lines }) => lines.filter(({ text }) => text));
        const what = `${extent.least} to ${extent.most} in ${height}`;
        labels.forEach((lines, axis) => assert.ok(lines.length > 1, `axis ${axis} of ${what}`));
        const heights = labels.flat().map(({ y }) => y).sort((a, b) => a - b);
        heights.slice(1).forEach((y, i) => assert.ok(y - heights[i] >= LINE - 1, `${heights} of ${what}`));
        assert.ok(labels.flat().every(({ text }) => text.length < 6), what);
      }
    }
  }
});

test('where curves end, the names stand apart inside their band, the larger above', () => {
  const band = { top: 24, bottom: 104 };
  const { y } = lossAxis([-2, 25], band);
  for (const [train, test] of [[1, 1], [1e25, 1e24], [0.01, 0.011], [Infinity, Infinity], [0.5, 30], [1, NaN], [NaN, 1]]) {
    const names = placeNames(train, test, y, band);
    assert.equal(names.length, Number.isNaN(train + test) ? 1 : 2);
    for (const { at } of names) assert.ok(at >= band.top && at <= band.bottom, `${train} ${test}`);
    if (names.length === 1) continue;
    assert.ok(names[0].value >= names[1].value && names[1].at - names[0].at >= LINE - 1e-9, `${train} ${test}`);
  }
});

test('a loss is as short as its place', () => {
  const upTo = (/** @type {number} */ most) => (/** @type {string} */ text) => text.length <= most;
  assert.equal(shorten(0.0231, upTo(4)), '0.02');
  assert.equal(shorten(3.4e24, upTo(9)), '3.4×10²⁴');
  assert.equal(shorten(3.4e24, upTo(6)), '3×10²⁴');
  assert.equal(shorten(3.4e24, upTo(4)), '10²⁵');
  assert.equal(shorten(Infinity, upTo(4)), '∞');
});

test('what is written beside the wires meets none of them', () => {
  const wiring = layWiring([16, 16], ROOM);
  const lines = wiring.clearLines([180, 160, 100, 130], 19);
  assert.ok(lines > 1);
  assert.equal(wiring.clearLines([400, 160], 19), 0);
  assert.ok(wiring.isClear(ROOM.width - 130, 76));
  assert.ok(!wiring.isClear(ROOM.width - 130, 300));
});
