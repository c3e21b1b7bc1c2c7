// The words of the talk, without a page.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withSlots } from '../../www/talk/slots.js';
import { tellLoss } from '../../www/words/talk/loss.js';
import { countParameters } from '../../www/words/talk/network.js';

test('what a network learns is counted layer by layer', () => {
  assert.deepEqual(countParameters([16, 16]).map(([, count]) => count), ['48', '272', '17', '337']);
  assert.deepEqual(countParameters([]), [['2 · 1 + 1 =', '3'], ['altogether', '3']]);
});

test('the parts of the loss add up as they are written', () => {
  for (let i = 0; i < 200; i++) {
    const [total, penalty] = [1 + Math.sin(7 * i), 0.01 + 0.005 * Math.cos(3 * i)];
    const told = tellLoss({ loss: 'hinge', step: 3, points: 150, of: 150, isStream: false, paying: 30, wrong: 8, total, penalty, alpha: 1e-4, parameters: 337 });
    assert.ok(Math.abs(Number(told.data) + Number(told.penalty) - Number(told.total)) < 1e-9);
    assert.ok(Math.abs(Number(told.data) - (total - penalty)) <= 1.01e-4);
  }
});

test('slots are places for what a run gives', () => {
  assert.equal(withSlots('step {step} of {last}'), 'step <span data-slot="step"></span> of <span data-slot="last"></span>');
});
