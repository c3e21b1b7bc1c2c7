// The address: a run and a place.

import assert from 'node:assert/strict';
import test from 'node:test';
import { split } from '../../www/address/address.js';
import { LINK_BEGINS } from '../../www/address/file.js';

test('an address is a run, a place, both or neither', () => {
  assert.deepEqual(split('#1.Af-_G/inside/42/640/3'), { run: '1.Af-_G', place: 'inside/42/640/3' });
  assert.deepEqual(split('#1.AfIG'), { run: '1.AfIG', place: '' });
  assert.deepEqual(split('#1.AfIG/'), { run: '1.AfIG', place: '' });
  assert.deepEqual(split('#talk/5'), { run: '', place: 'talk/5' });
  assert.deepEqual(split('#2.new/lab'), { run: '2.new', place: 'lab' });
  assert.deepEqual(split('#1.AfIG).'), { run: '1.AfIG', place: '' });
  assert.deepEqual(split('#1.AfIG/talk/5,'), { run: '1.AfIG', place: 'talk/5' });
  assert.deepEqual(split(''), { run: '', place: '' });
});

test('a file with a link is told from a table by how it begins', () => {
  for (const link of ['1.AfIGAMgBGQ4gAWQA', 'https://moongrad.example/#1.AfIGAMgBGQ4gAWQA/inside']) assert.match(link, LINK_BEGINS);
  for (const table of ['x,y,label', '1.25,0.5,1\n2,3,-1', '1.123456789012345,2,1', '1.5']) assert.doesNotMatch(table, LINK_BEGINS);
});
