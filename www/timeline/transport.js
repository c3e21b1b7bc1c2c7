// The buttons under the plot, their keys, and the speed.

import { listenForKeys } from '../kit/keys.js';
import { describeFigures } from './reading.js';
import { write } from '../kit/text.js';

const SPEEDS = ['1', '10', '60', 'max'];

/**
 * @typedef {object} Actions
 * @property {(wasTraining?: boolean) => void} toggle
 * @property {() => void} back
 * @property {() => void} on
 * @property {() => void} reset
 * @property {(speed: string) => void} speed
 */

export class Transport {
  /** @param {Document} root @param {Actions} actions */
  constructor(root, actions) {
    this.train = root.getElementById('train');
    this.word = root.getElementById('train-word');
    this.back = root.getElementById('step-back');
    this.scrubber = root.getElementById('scrubber');
    this.cycle = root.getElementById('speed-cycle');
    this.radios = [...root.querySelectorAll('input[name=speed]')];

    this.train.addEventListener('pointerdown', () => (this.wasTraining = this.train.dataset.running === 'true'));
    this.train.addEventListener('click', ({ detail }) => actions.toggle(detail > 0 && this.wasTraining));
    this.back.addEventListener('click', actions.back);
    root.getElementById('step-on').addEventListener('click', actions.on);
    root.getElementById('reset').addEventListener('click', actions.reset);
    this.cycle.addEventListener('click', () => {
      actions.speed(SPEEDS[(SPEEDS.indexOf(this.cycle.dataset.speed) + 1) % SPEEDS.length]);
    });
    for (const radio of this.radios) radio.addEventListener('change', () => actions.speed(radio.value));
    listenForKeys(root, { ' ': () => actions.toggle(), ArrowLeft: actions.back, ArrowRight: actions.on, r: actions.reset });
  }

  /** @param {{training: boolean, speed: string, report: object, steps: number, end: number}} state */
  paint({ training, speed, report, steps, end }) {
    write(this.word, training ? 'Pause' : 'Train');
    set(this.train, 'data-running', training);
    set(this.back, 'aria-disabled', report.step === 0);
    this.paintSpeed(speed);
    this.paintScrubber(report, steps, end, training);
  }

  paintSpeed(speed) {
    for (const radio of this.radios) radio.checked = radio.value === speed;
    if (!set(this.cycle, 'data-speed', speed)) return;
    write(this.cycle.firstElementChild, speed);
    write(this.cycle.lastElementChild, speed === 'max' ? 'speed' : 'per s');
    set(this.cycle, 'aria-label', speed === 'max' ? 'max speed' : `Speed: ${speed} per s`);
  }

  /** The figures are told at rest only: while it trains, nobody could listen that fast. */
  paintScrubber(report, steps, end, training) {
    const { step } = report;
    if (this.scrubber.max !== String(end)) this.scrubber.max = end;
    if (this.scrubber.value !== String(step)) this.scrubber.value = step;
    const figures = training ? '' : `: ${describeFigures(report)}`;
    if (!set(this.scrubber, 'aria-valuetext', `step ${step} of ${steps}${figures}`) && this.end === end) return;
    this.end = end;
    this.scrubber.style.setProperty('--to', String(step / end));
  }
}

function set(element, attribute, value) {
  if (element.getAttribute(attribute) === String(value)) return false;
  element.setAttribute(attribute, value);
  return true;
}
