// What is told of a part of the network: a sentence, its number with gradient and last change, and what can be
// done to it by hand.

import { Entry } from '../kit/entry.js';
import * as format from '../kit/format.js';
import { write } from '../kit/text.js';
import { nameOf } from './wiring.js';

const TREATMENTS = ['free', 'frozen', 'off'];
// How much a weight changes when it is dragged by one px; with shift, a tenth of it.
const PER_PX = 0.01;

/**
 * @typedef {object} Actions
 * @property {(parameter: number, value: number) => string} edit   returns why not, or ''
 * @property {(parameter: number, from: number) => void} edited    a drag is over
 * @property {(unit: number, treatment: string) => void} treat
 * @property {() => void} undo
 */

export class Inspector {
  /** @param {Document} root @param {Actions} actions @param {(sentence: string) => void} tell */
  constructor(root, actions, tell) {
    this.find = (id) => root.getElementById(id);
    this.actions = actions;
    this.facts = root.querySelector('.facts');
    const kind = { id: 'parameter', label: 'The number', allowed: 'a number within ±3e38', show: format.signed3 };
    this.entry = new Entry(root, kind, (value) => this.edit(value), tell);
    this.find('freeze').addEventListener('click', () => this.toggle('frozen'));
    this.find('switch-off').addEventListener('click', () => this.toggle('off'));
    this.find('undo').addEventListener('click', actions.undo);
    this.listenToDrags(this.entry.input);
  }

  edit(value) {
    const { parameter, value: from } = this;
    const why = this.actions.edit(parameter, value);
    if (why) return why;
    this.actions.edited(parameter, from);
    this.leave();
    return '';
  }

  /** A pinned number follows the pointer to the left and right. */
  listenToDrags(input) {
    let start = null;
    input.addEventListener('pointerdown', (event) => {
      if (event.button !== 0 || input.readOnly) return;
      start = { x: event.clientX, from: this.value, moved: false };
      input.setPointerCapture(event.pointerId);
    });
    input.addEventListener('pointermove', (event) => {
      if (!start || (!start.moved && Math.abs(event.clientX - start.x) < 4)) return;
      start.moved = true;
      this.entry.given = true;
      this.actions.edit(this.parameter, start.from + (event.clientX - start.x) * PER_PX * (event.shiftKey ? 0.1 : 1));
    });
    // The browser would drag the text that is selected.
    input.addEventListener('dragstart', (event) => event.preventDefault());
    for (const end of ['pointerup', 'pointercancel']) {
      input.addEventListener(end, () => {
        if (start?.moved) {
          this.actions.edited(this.parameter, start.from);
          this.leave();
        }
        start = null;
      });
    }
  }

  /** The keys belong to the page again. */
  leave() {
    this.entry.input.blur();
  }

  /** The number is being typed: until that is over, nothing else is told of. */
  get isTyping() {
    const { input } = this.entry;
    return document.activeElement === input && !input.readOnly;
  }

  toggle(treatment) {
    this.actions.treat(this.unit, this.treatment === treatment ? 'free' : treatment);
  }

  /**
   * @param {import('./wiring.js').Part | null} part
   * @param {object} state
   * @param {import('./network.js').Picture} state.picture
   * @param {number} state.count  of all units
   * @param {Float32Array} [state.gradient] @param {Float32Array} [state.change]
   * @param {boolean} state.pinned @param {boolean} state.share @param {boolean} state.undo
   */
  paint(part, state) {
    this.parameter = part?.edge?.parameter ?? part?.unit?.bias ?? null;
    this.unit = part?.unit && part.unit.column > 0 && part.unit.unit < state.count - 1 ? part.unit.unit : null;
    this.treatment = this.unit === null ? null : TREATMENTS[state.picture.treatments[this.unit - 2]];
    const silent = describeSilent(state.picture);
    const apart = this.facts.closest('[data-roomy]');
    write(this.find('silent'), silent);
    write(this.find('caption'), part ? describe(part, state) : `${describeAll(state.picture, state.share)}${silent && !apart ? ` ${silent}.` : ''}`);
    this.paintFacts(part, state);
    this.paintButtons(state);
    this.speak(part);
  }

  paintFacts(part, { picture, gradient, change, pinned }) {
    this.facts.toggleAttribute('data-bare', this.parameter === null);
    if (this.parameter === null) return;
    this.value = picture.parameters[this.parameter];
    this.entry.kind.label = part.edge ? 'The weight' : 'The bias';
    write(this.entry.input.previousElementSibling, part.edge ? 'weight' : 'bias');
    this.entry.input.readOnly = !pinned;
    this.entry.paint(this.value);
    write(this.find('gradient'), gradient ? format.signed3(gradient[this.parameter]) : '–');
    write(this.find('last-change'), change ? format.signed3(change[this.parameter]) : '–');
  }

  paintButtons({ pinned, undo }) {
    this.find('freeze').parentElement.hidden = !pinned || this.unit === null;
    write(this.find('freeze'), this.treatment === 'frozen' ? 'unfreeze' : 'freeze');
    write(this.find('switch-off'), this.treatment === 'off' ? 'switch on' : 'switch off');
    if (!undo && document.activeElement === this.find('undo')) this.entry.input.focus();
    this.find('undo').hidden = !undo;
  }

  /** Once for each part that the keyboard comes to; live numbers would never end. */
  speak(part) {
    const key = part && document.activeElement?.closest('.units') ? [part.edge?.parameter, part.unit?.unit].join() : '';
    if (key === this.spokenOf) return;
    this.spokenOf = key;
    const figures = this.parameter === null ? '' : `${this.facts.querySelector('label').textContent} ${this.entry.input.value}, gradient ${this.find('gradient').textContent}, last change ${this.find('last-change').textContent}. `;
    write(this.find('told-part'), key && figures + this.find('caption').textContent);
  }
}

/** One sentence: what it is. */
function describe(part, { picture, count }) {
  if (part.edge) return `${capital(nameOf(part.edge.from, count))} counts this much in the sum of ${nameOf(part.edge.to, count)}.`;
  const { unit } = part;
  if (unit.column === 0) return `Input ${'xy'[unit.row]}: a point’s coordinate, over the plane.`;
  if (unit.unit === count - 1) return `The output f: the sum of what runs in here, and a bias. Its picture is the plot.`;
  return `${capital(nameOf(unit, count))} ${describeNeuron(unit, picture)}`;
}

function describeNeuron({ unit }, { activity, treatments, relu }) {
  const treatment = treatments[unit - 2];
  if (treatment === 2) return 'is switched off: it gives 0 to all that it feeds.';
  const frozen = treatment === 1 ? 'is frozen: it does not learn. It ' : '';
  const share = activity[unit - 2];
  if (!relu) return `${frozen}answers above 0 for ${percent(share)} of the training points, else below.`;
  if (share === 0) return `${frozen}is silent (–): off for every training point, so nothing can teach it.`;
  if (share === 1) return `${frozen}is never silent (|): on for every training point, it folds nothing.`;
  return `${frozen}fires for ${percent(share)} of the training points; for the others it is off.`;
}

function describeAll({ hidden }, share) {
  const lines = 'Lines are weights: width |w|, colour its sign.';
  if (!hidden.length) return `${lines} Without neurons in between, f is a plane, and the line straight.`;
  if (!share) return `Each square is the output of one neuron over the plane. ${lines}`;
  return `Each square is what one neuron adds to f over the plane; those of layer ${hidden.length} and a bias sum to the big picture. ${lines}`;
}

/** "28 silent (–)," and on a line of its own "3 never silent (|)" */
function describeSilent({ activity, relu, treatments }) {
  const count = (share) => activity.filter((part, i) => relu && part === share && treatments[i] !== 2).length;
  const [silent, never] = [count(0), count(1)];
  return [silent && `${silent} silent (–)`, never && `${never} never silent (|)`].filter(Boolean).join(',\n');
}

const percent = (share) => `${format.percent(share)} %`;
const capital = (text) => text[0].toUpperCase() + text.slice(1);
