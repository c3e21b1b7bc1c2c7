// What is told of a part of the network that is pointed at: its number with gradient and last change, and what can be
// done to it by hand. Loaded when one is first pointed at.

import { Entry } from '../kit/entry.js';
import { find } from '../kit/find.js';
import * as format from '../kit/format.js';
import { write } from '../kit/text.js';
import { describePart } from '../words/parts.js';

/**
 * @typedef {import('../../pkg/moongrad.js').Rules} Rules
 * @typedef {import('../words/network.js').Told} Told
 * @typedef {Pick<import('../actions/actions.js').Actions, 'editNumber' | 'pin' | 'settle' | 'treat' | 'type' | 'tell'>} Actions
 *
 * @typedef {Told & {part: import('./wiring.js').Placed | null, pinned: boolean, numbers: string}} Shown
 */

// How much a weight changes when it is dragged by one px; with shift, a tenth of it.
const PER_PX = 0.01;
// So far a finger may tremble, in px.
const TREMBLE = 4;

export class Inspector {
  /** @param {HTMLElement} section @param {Actions} actions @param {Rules} rules */
  constructor(section, actions, { limits }) {
    this.actions = actions;
    this.facts = find(section, '.facts');
    this.caption = find(section, '.caption');
    this.name = find(this.facts, 'label');
    this.gradient = find(section, '.gradient');
    this.change = find(section, '.change');
    this.pins = find(section, '.pins');
    this.pinned = find(section, '.pinned');
    this.treatments = find(section, '.treatments');
    this.freeze = find(section, '.freeze');
    this.switch = find(section, '.switch');
    this.spoken = find(section, '.spoken');
    /** What its number and its neuron are; which unit of how many it is, or leads to. @type {{parameter: number | null, unit: number | null, treatment: string, at: number, units: number}} */
    this.part = { parameter: null, unit: null, treatment: '', at: 0, units: 0 };
    this.entry = new Entry(this.facts, { label: '', allowed: format.rewrite(limits.parameter.allowed), show: format.signed3 }, {
      give: (value) => actions.editNumber(Number(this.part.parameter), value),
      settle: () => this.leave(),
      tell: (sentence) => actions.tell('network', sentence),
    });
    this.freeze.addEventListener('click', () => this.toggle('frozen'));
    this.switch.addEventListener('click', () => this.toggle('off'));
    find(section, '.let-go').addEventListener('click', () => actions.pin(null));
    for (const [name, by] of /** @type {[string, number][]} */ ([['.before', -1], ['.after', 1]])) {
      find(section, name).addEventListener('click', () => this.goOn(by));
    }
    this.listenToDrags(this.entry.input);
  }

  /** A pinned number follows the pointer to the left and right. @param {HTMLInputElement} input */
  listenToDrags(input) {
    /** @type {{x: number, from: number, moved: boolean} | null} */
    let start = null;
    input.addEventListener('pointerdown', (event) => {
      if (event.button !== 0 || input.readOnly) return;
      start = { x: event.clientX, from: this.entry.value, moved: false };
      input.setPointerCapture(event.pointerId);
    });
    input.addEventListener('pointermove', ({ clientX, shiftKey }) => {
      if (!start || (!start.moved && Math.abs(clientX - start.x) < TREMBLE)) return;
      start.moved = true;
      this.entry.given = true;
      this.actions.editNumber(Number(this.part.parameter), start.from + (clientX - start.x) * PER_PX * (shiftKey ? 0.1 : 1));
    });
    // The browser would drag the text that is selected.
    input.addEventListener('dragstart', (event) => event.preventDefault());
    for (const end of ['pointerup', 'pointercancel']) {
      input.addEventListener(end, () => {
        if (start?.moved) this.leave();
        start = null;
      });
    }
    for (const event of ['focus', 'blur']) input.addEventListener(event, () => this.actions.type(event === 'focus'));
  }

  /** The number is as it should be, and the keys belong to the page again. */
  leave() {
    this.actions.settle();
    this.entry.input.blur();
  }

  /** To another unit, round and round. @param {number} by */
  goOn(by) {
    const { at, units } = this.part;
    this.actions.pin({ unit: (at + by + units) % units });
  }

  /** @param {'frozen' | 'off'} treatment */
  toggle(treatment) {
    const { unit } = this.part;
    if (unit !== null) this.actions.treat(unit, this.part.treatment === treatment ? 'free' : treatment);
  }

  /** @param {Shown} shown */
  paint(shown) {
    const { part, treatments, names } = shown;
    const isNeuron = part?.unit && part.unit.column > 0 && part.unit.unit < names.length - 1;
    const unit = isNeuron ? part.unit.unit : null;
    this.part = {
      parameter: part?.edge?.parameter ?? part?.unit?.bias ?? null, unit, treatment: unit === null ? '' : treatments[unit],
      at: (part?.unit ?? part?.edge.to)?.unit ?? 0, units: names.length,
    };
    if (part) write(this.caption, describePart(shown, part));
    this.paintFacts(shown);
    this.paintButtons(shown);
    this.speak(part ? JSON.stringify(this.part) : '');
  }

  /** @param {Shown} shown */
  paintFacts({ part, portrait: { parameters, gradient, change }, pinned }) {
    const { parameter } = this.part;
    this.facts.toggleAttribute('data-bare', parameter === null && !pinned);
    this.facts.toggleAttribute('data-numberless', parameter === null);
    if (parameter === null) return;
    this.entry.kind.label = part?.edge ? 'The weight' : 'The bias';
    write(this.name, part?.edge ? 'weight' : 'bias');
    this.entry.input.readOnly = !pinned;
    this.entry.paint(parameters[parameter]);
    write(this.gradient, format.signed3(gradient?.[parameter] ?? null));
    write(this.change, format.signed3(change?.[parameter] ?? null));
  }

  /** @param {Shown} shown */
  paintButtons({ part, pinned, names }) {
    const { unit, treatment, at } = this.part;
    this.pins.hidden = !pinned;
    write(this.pinned, `${part?.edge ? 'weight into ' : ''}${names[at]}`);
    this.treatments.hidden = !pinned || unit === null;
    write(this.freeze, treatment === 'frozen' ? 'unfreeze' : 'freeze');
    write(this.switch, treatment === 'off' ? 'switch on' : 'switch off');
  }

  /** Once for each part that the keyboard comes to; live numbers would never end. @param {string} key */
  speak(key) {
    const heard = document.activeElement?.closest('.units') ? key : '';
    if (heard === this.spoken.dataset.of) return;
    this.spoken.dataset.of = heard;
    const figures = this.part.parameter === null ? '' : `${this.name.textContent} ${this.entry.input.value}, gradient ${this.gradient.textContent}, last change ${this.change.textContent}. `;
    write(this.spoken, heard && figures + this.caption.textContent);
  }
}
