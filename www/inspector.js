// What is told of a part of the network: a sentence, its number with gradient and last change, and what can be
// done to it by hand.

import { Entry } from './entry.js';
import * as format from './format.js';
import { nameOf } from './network.js';
import { write } from './text.js';

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
    const kind = { id: 'parameter', label: 'The number', allowed: 'a number', show: format.signed3 };
    this.entry = new Entry(root, kind, (value) => this.edit(value), tell);
    this.find('freeze').addEventListener('click', () => this.toggle('frozen'));
    this.find('switch-off').addEventListener('click', () => this.toggle('off'));
    this.find('undo').addEventListener('click', actions.undo);
    this.listenToDrags(this.entry.input);
  }

  edit(value) {
    const { parameter, value: from } = this;
    const why = this.actions.edit(parameter, value);
    if (!why) this.actions.edited(parameter, from);
    return why;
  }

  /** A pinned number follows the pointer to the left and right. */
  listenToDrags(input) {
    let start = null;
    input.addEventListener('pointerdown', (event) => {
      if (event.button === 0 && !input.readOnly) start = { x: event.clientX, from: this.value, moved: false };
    });
    input.addEventListener('pointermove', (event) => {
      if (!start || (!start.moved && Math.abs(event.clientX - start.x) < 4)) return;
      if (!start.moved) input.setPointerCapture(event.pointerId);
      start.moved = true;
      this.actions.edit(this.parameter, start.from + (event.clientX - start.x) * PER_PX * (event.shiftKey ? 0.1 : 1));
    });
    for (const end of ['pointerup', 'pointercancel']) {
      input.addEventListener(end, () => {
        if (start?.moved) this.actions.edited(this.parameter, start.from);
        start = null;
      });
    }
  }

  toggle(treatment) {
    this.actions.treat(this.unit, this.treatment === treatment ? 'free' : treatment);
  }

  /**
   * @param {{unit: import('./wiring.js').Unit} | {edge: import('./wiring.js').Edge} | null} part
   * @param {{picture: import('./network.js').Picture, count: number, gradient?: Float32Array, change?: Float32Array, pinned: boolean, share: boolean, undo: boolean}} state
   */
  paint(part, state) {
    const { picture, pinned } = state;
    this.parameter = part?.edge?.parameter ?? part?.unit?.bias ?? null;
    this.unit = part?.unit && part.unit.column > 0 && part.unit.unit < state.count - 1 ? part.unit.unit : null;
    this.treatment = this.unit === null ? null : TREATMENTS[picture.treatments[this.unit - 2]];
    write(this.find('caption'), describe(part, state));
    this.facts.hidden = this.parameter === null && !state.undo;
    this.facts.toggleAttribute('data-bare', this.parameter === null);
    if (this.parameter !== null) this.paintNumber(part, state);
    this.find('freeze').parentElement.hidden = !pinned || this.unit === null;
    this.find('undo').hidden = !state.undo;
    for (const [id, treatment] of [['freeze', 'frozen'], ['switch-off', 'off']]) {
      this.find(id).setAttribute('aria-pressed', this.treatment === treatment);
    }
  }

  paintNumber(part, { picture, gradient, change, pinned }) {
    this.value = picture.parameters[this.parameter];
    write(this.entry.input.previousElementSibling, part.edge ? 'weight' : 'bias');
    this.entry.input.readOnly = !pinned;
    this.entry.paint(this.value);
    write(this.find('gradient'), gradient ? format.signed3(gradient[this.parameter]) : '–');
    write(this.find('last-change'), change ? format.signed3(change[this.parameter]) : '–');
  }
}

/** One sentence: what it is. */
function describe(part, { picture, count, share, pinned }) {
  if (!part) return describeAll(picture, share);
  const hint = pinned ? '' : ' Click to pin it.';
  if (part.edge) return `The weight of ${nameOf(part.edge.from, count)} in ${nameOf(part.edge.to, count)}.${pinned ? ' Drag or type its value.' : hint}`;
  const { unit } = part;
  if (unit.column === 0) return `Input ${'xy'[unit.row]}: a point’s coordinate, over the plane.${hint}`;
  if (unit.unit === count - 1) return `The output f: what the last neurons give, each times its weight, and this bias. Its picture is the plot.${hint}`;
  return capital(`${nameOf(unit, count)} ${describeNeuron(unit, picture)}${hint}`);
}

function describeNeuron({ unit }, { activity, treatments, relu }) {
  const treatment = treatments[unit - 2];
  if (treatment === 2) return 'is switched off: it gives 0.';
  const frozen = treatment === 1 ? 'is frozen: training leaves it alone. It ' : '';
  if (!relu) return `${frozen || ''}answers between −1 and 1, above 0 for ${percent(activity[unit - 2])} of the training points.`;
  if (activity[unit - 2] === 0) return `${frozen}is silent: off for every training point, so no gradient reaches it.`;
  if (activity[unit - 2] === 1) return `${frozen}is never silent: on for every training point, it only adds a slope.`;
  return `${frozen}fires for ${percent(activity[unit - 2])} of the training points; for the others it is off.`;
}

function describeAll({ hidden, activity, relu, treatments }, share) {
  const what = share && hidden.length
    ? `Each square is what one neuron adds to f over the plane; those of layer ${hidden.length} and a bias sum to the big picture.`
    : 'Each square is the output of one neuron over the plane.';
  const counts = [0, 1].map((all) => activity.filter((part, i) => relu && part === all && treatments[i] !== 2).length);
  const told = [counts[0] && `${counts[0]} silent on all the data (–)`, counts[1] && `${counts[1]} never silent (|)`].filter(Boolean);
  return `${what} Lines are weights: width |w|, colour its sign.${told.length ? ` ${told.join(', ')}.` : ''}`;
}

const percent = (share) => `${format.percent(share)} %`;
const capital = (text) => text[0].toUpperCase() + text.slice(1);
