// What stands where in a step's strip and pictures: nothing lies over anything else.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { breakUp } from '../../www/inside/mosaic.js';
import { findGap } from '../../www/inside/strip.js';

const HEADS = [{ left: 0, right: 130 }, { left: 360, right: 410 }, { left: 420, right: 560 }, { left: 800, right: 900 }];
const WIDTH = 1100;

test('what one looks at is named where no head is, at every place', () => {
  const room = 100;
  for (let x = 0; x <= WIDTH; x++) {
    const left = findGap(x + 10, room, WIDTH, HEADS);
    assert.ok(left !== null && left >= 0 && left + room <= WIDTH);
    for (const head of HEADS) assert.ok(left >= head.right || left + room <= head.left, `at ${x} the name meets a head`);
  }
});

test('where there is no room nothing is named', () => {
  assert.equal(findGap(50, 300, 400, [{ left: 0, right: 200 }, { left: 210, right: 390 }]), null);
});

test('a deep network stands in several lines, and a shallow one in one', () => {
  const shallow = breakUp([4.3, 18.3, 3.3], [16, 16, 16], 260, 178);
  assert.deepEqual(shallow.lines, [0, 0, 0]);
  const deep = breakUp([4.3, ...Array(5).fill(34.3), 3.3], [...Array(6).fill(32), 32], 260, 178);
  assert.ok(deep.lines[6] > 0);
  const rows = 32 * (deep.lines[6] + 1);
  assert.ok(deep.cell * rows <= 178 && deep.cell > 260 / 185, 'larger than in one line, and within the height');
});
