// The buttons under the plot, their keys, and the speed.

import { write } from './text.js';

const SPEEDS = ['1', '10', '60', 'max'];

/**
 * @typedef {object} Actions
 * @property {() => void} toggle
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

    this.train.addEventListener('click', actions.toggle);
    this.back.addEventListener('click', actions.back);
    root.getElementById('step-on').addEventListener('click', actions.on);
    root.getElementById('reset').addEventListener('click', actions.reset);
    this.cycle.addEventListener('click', () => {
      actions.speed(SPEEDS[(SPEEDS.indexOf(this.cycle.dataset.speed) + 1) % SPEEDS.length]);
    });
    for (const radio of this.radios) radio.addEventListener('change', () => actions.speed(radio.value));
    listenForKeys(root, { ' ': actions.toggle, ArrowLeft: actions.back, ArrowRight: actions.on, r: actions.reset });
  }

  /** @param {{training: boolean, speed: string, report: object, steps: number, end: number}} state */
  paint({ training, speed, report, steps, end }) {
    write(this.word, training ? 'Pause' : 'Train');
    set(this.train, 'data-running', training);
    set(this.back, 'aria-disabled', report.step === 0);
    this.paintSpeed(speed);
    this.paintScrubber(report.step, steps, end);
  }

  paintSpeed(speed) {
    for (const radio of this.radios) radio.checked = radio.value === speed;
    if (!set(this.cycle, 'data-speed', speed)) return;
    write(this.cycle.firstElementChild, speed);
    write(this.cycle.lastElementChild, speed === 'max' ? 'speed' : 'per s');
    set(this.cycle, 'aria-label', speed === 'max' ? 'Speed: as fast as it goes' : `Speed: ${speed} steps a second`);
  }

  paintScrubber(step, steps, end) {
    if (this.scrubber.max !== String(end)) this.scrubber.max = end;
    if (this.scrubber.value !== String(step)) this.scrubber.value = step;
    if (!set(this.scrubber, 'aria-valuetext', `step ${step} of ${steps}`) && this.end === end) return;
    this.end = end;
    this.scrubber.style.setProperty('--to', String(step / end));
  }
}

function set(element, attribute, value) {
  if (element.getAttribute(attribute) === String(value)) return false;
  element.setAttribute(attribute, value);
  return true;
}

/** Keys work wherever the focus does not need them itself. */
function listenForKeys(root, actions) {
  root.addEventListener('keydown', (event) => {
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const action = actions[key];
    if (!action || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (needs(event.target, key) || (event.repeat && !key.startsWith('Arrow'))) return;
    event.preventDefault();
    action();
  });
  // After a click with the mouse the keys belong to the page again, not to what was clicked.
  root.addEventListener('click', (event) => {
    const byMouse = event.detail > 0 && event.pointerType !== 'touch';
    if (byMouse) event.target.closest('button, input[type=radio]')?.blur();
  });
}

function needs(target, key) {
  if (!(target instanceof Element)) return false;
  if (target.matches('button')) return key === ' ';
  if (target.matches('input[type=radio], input[type=range]')) return key.startsWith('Arrow');
  return target.matches('input, textarea, select, [contenteditable]');
}
