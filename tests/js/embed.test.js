// Embeds: what their address asks for, and what other pages may ask of them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bindActions } from '../../www/actions/actions.js';
import { follow, tellSettings, tellStep } from '../../www/embed/protocol.js';
import { Throttle } from '../../www/embed/throttle.js';
import { PARTS, readEmbed, SHOWN, writeEmbed } from '../../www/embed/words.js';
import { openLab } from '../../www/state/open.js';
import { engine } from './engine.js';

test('an address names the parts, in any order and case', () => {
  assert.deepEqual(readEmbed('?embed'), { parts: SHOWN, theme: '', refusal: '' });
  assert.deepEqual(readEmbed('?embed='), { parts: SHOWN, theme: '', refusal: '' });
  assert.deepEqual(readEmbed('?embed=charts,plot'), { parts: ['plot', 'charts'], theme: '', refusal: '' });
  assert.deepEqual(readEmbed('?theme=dark&embed=Settings,%20NETWORK'), { parts: ['network', 'settings'], theme: 'dark', refusal: '' });
});

test('what an address cannot ask for is told, and the rest is shown', () => {
  const { parts, refusal } = readEmbed('?embed=plots,charts,<b>');
  assert.deepEqual(parts, ['charts']);
  assert.equal(refusal, 'embed cannot show “plots”, “<b>”: give some of plot, train, charts, network, settings.');
  const { theme, refusal: other } = readEmbed('?embed&theme=blue');
  assert.equal(theme, '');
  assert.equal(other, 'theme cannot be “blue”: give light or dark, or leave it out for the system’s.');
});

test('what is written is what is read', () => {
  for (let some = 1; some < 2 ** PARTS.length; some++) {
    const parts = PARTS.filter((_, i) => some & (1 << i));
    for (const theme of ['', 'light', 'dark']) {
      const address = new URL(writeEmbed('https://example.org/', parts, theme, '#1.AfIG'));
      assert.deepEqual(readEmbed(address.search), { parts, theme, refusal: '' });
      assert.equal(address.hash, '#1.AfIG');
    }
  }
});

/** An embed's lab: gives what it answers to a message. */
function open() {
  const lab = openLab(engine, /** @type {any} */ ({}));
  const actions = bindActions(lab, () => {});
  /** @type {string[]} */
  const themes = [];
  return { lab, themes, send: (/** @type {unknown} */ message) => follow(message, lab, actions, (theme) => themes.push(theme)) };
}

test('another page drives the run', () => {
  const { lab, themes, send } = open();
  const step = () => lab.state.run.report.step;
  assert.equal(send({ moongrad: 1, do: 'step' }), '');
  assert.equal(send({ moongrad: 1, do: 'step', by: 1 }), '');
  assert.equal(step(), 2);
  assert.equal(send({ moongrad: 1, do: 'step', by: -1 }), '');
  assert.equal(step(), 1);
  assert.equal(send({ moongrad: 1, do: 'seek', to: 2 }), '');
  assert.equal(step(), 2);
  for (const isTraining of [true, true]) {
    assert.equal(send({ moongrad: 1, do: 'train' }), '');
    assert.equal(lab.state.run.training, isTraining);
  }
  for (let i = 0; i < 2; i++) assert.equal(send({ moongrad: 1, do: 'pause' }), '');
  assert.equal(lab.state.run.training, false);
  assert.equal(send({ moongrad: 1, do: 'set', settings: { batch: 2, speed: 10 } }), '');
  assert.equal(lab.state.setup.config.batch, 2);
  assert.deepEqual(tellSettings(lab).settings.speed, '10');
  assert.equal(send({ moongrad: 1, do: 'reset' }), '');
  assert.deepEqual({ step: tellStep(lab).step, testLoss: tellStep(lab).testLoss }, { step: 0, testLoss: null });
  assert.equal(send({ moongrad: 1, do: 'theme', theme: 'dark' }), '');
  assert.deepEqual(themes, ['dark']);
});

test('messages of others are left alone', () => {
  const { send } = open();
  for (const message of [null, undefined, 'moongrad', 7, [], {}, { do: 'train' }]) assert.equal(send(message), null);
});

test('a bad message gets a sentence, and changes nothing', () => {
  const { lab, send } = open();
  const before = lab.state.run;
  for (const [message, sentence] of /** @type {[object, RegExp][]} */ ([
    [{ moongrad: 2, do: 'train' }, /^moongrad cannot be 2: this page speaks version 1\.$/],
    [{ moongrad: 1 }, /^do cannot be left out: give train, pause, reset, step, seek, set, theme or get\.$/],
    [{ moongrad: 1, do: 'constructor' }, /^do cannot be “constructor”/],
    [{ moongrad: 1, do: '__proto__' }, /^do cannot be/],
    [{ moongrad: 1, do: 'step', by: -5 }, /^by cannot be −5: give 1/],
    [{ moongrad: 1, do: 'seek' }, /^to cannot be left out: give a step of the run so far, 0 to 0\.$/],
    [{ moongrad: 1, do: 'seek', to: 1e9 }, /^to cannot be 1000000000/],
    [{ moongrad: 1, do: 'seek', to: {} }, /^to cannot be an object/],
    [{ moongrad: 1, do: 'set' }, /^settings cannot be left out/],
    [{ moongrad: 1, do: 'set', settings: ['rate'] }, /^settings cannot be an object: give an object such as/],
    [{ moongrad: 1, do: 'set', settings: { toString: 1 } }, /^settings cannot be “toString”/],
    [{ moongrad: 1, do: 'set', settings: { speed: 'warp' } }, /^speed cannot be “warp”: give 1, 10, 60 or max\.$/],
    [{ moongrad: 1, do: 'theme', theme: 'x'.repeat(1e6) }, /^theme cannot be “x{59}…: give light, dark or system\.$/],
  ])) assert.match(String(send(message)), sentence);
  assert.equal(lab.state.run, before);
});

test('what happens often is told at once, then at its pace, and the last of it always', () => {
  let now = 0;
  /** @type {{act: () => void, at: number}[]} */
  const waiting = [];
  /** @type {number[]} */
  const told = [];
  const throttle = new Throttle(100, () => told.push(now), { now: () => now, wait: (act, milliseconds) => waiting.push({ act, at: now + milliseconds }) });
  for (now = 0; now <= 1000; now += 5) {
    for (const { act } of waiting.splice(0, waiting[0]?.at <= now ? 1 : 0)) act();
    if (now <= 905) throttle.ask();
  }
  assert.deepEqual(told, [0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000]);
});
