// The buttons under the plot, and the speed.

import { find, findAll } from '../kit/find.js';
import { set, write } from '../kit/text.js';
import { describeTrain } from '../words/run.js';

/**
 * @typedef {import('../state/state.js').Speed} Speed
 * @typedef {Pick<import('../actions/actions.js').Actions, 'toggle' | 'isTraining' | 'stepBack' | 'stepOn' | 'reset' | 'setSpeed'>} Actions
 */

/** @type {Speed[]} */
const SPEEDS = ['1', '10', '60', 'max'];

export class Transport {
  /** @param {HTMLElement} group @param {Actions} actions */
  constructor(group, actions) {
    this.train = find(group, '.primary');
    this.word = find(group, '.primary span');
    this.back = find(group, '[data-act=stepBack]');
    this.cycle = find(group, '.cycle');
    this.radios = findAll(group, 'input', HTMLInputElement);
    this.speed = SPEEDS[0];
    this.listen(group, actions);
  }

  /** @param {HTMLElement} group @param {Actions} actions */
  listen(group, actions) {
    let wasTraining = false;
    this.train.addEventListener('pointerdown', () => (wasTraining = actions.isTraining()));
    // What the press itself put into force may have ended the training.
    this.train.addEventListener('click', ({ detail }) => actions.toggle(detail > 0 && wasTraining));
    for (const act of /** @type {const} */ (['stepBack', 'stepOn', 'reset'])) find(group, `[data-act=${act}]`).addEventListener('click', () => actions[act]());
    this.cycle.addEventListener('click', () => actions.setSpeed(SPEEDS[(SPEEDS.indexOf(this.speed) + 1) % SPEEDS.length]));
    for (const radio of this.radios) radio.addEventListener('change', () => actions.setSpeed(/** @type {Speed} */ (radio.value)));
  }

  /** @param {{training: boolean, speed: Speed, report: import('../state/state.js').Report}} model */
  paint({ training, speed, report }) {
    write(this.word, training ? 'Pause' : describeTrain(report));
    set(this.train, 'data-running', training);
    set(this.train, 'data-way', report.problem ? 'back' : report.finished && report.trainOn !== null && !training ? 'on' : '');
    set(this.back, 'aria-disabled', report.step === 0);
    this.speed = speed;
    for (const radio of this.radios) radio.checked = radio.value === speed;
    if (!set(this.cycle, 'data-speed', speed)) return;
    const [number, unit] = findAll(this.cycle, '*');
    write(number, speed);
    write(unit, speed === 'max' ? 'speed' : 'per s');
    set(this.cycle, 'aria-label', speed === 'max' ? 'max speed' : `Speed: ${speed} per s`);
  }
}
