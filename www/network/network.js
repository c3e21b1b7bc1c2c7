// The network's drawing but for what is painted: the buttons above it, those of its parts for the keyboard, and
// what is pointed at and pinned.

import { find, findAll } from '../kit/find.js';
import { memo } from '../kit/memo.js';
import { set, write } from '../kit/text.js';
import { nameEdge } from './wiring.js';

/**
 * @typedef {import('./wiring.js').Wiring} Wiring
 * @typedef {import('./wiring.js').Room} Room
 * @typedef {import('../../pkg/moongrad.js').Limits} Limits
 * @typedef {Pick<import('../actions/actions.js').Actions, 'point' | 'pin' | 'change' | 'settle' | 'tell'>} Actions
 *
 * @typedef {object} Shown
 * @property {Wiring} wiring
 * @property {number[]} hidden      neurons of each layer
 * @property {string[]} names       of the units
 * @property {Float32Array} parameters
 * @property {number | null} pinned  unit
 * @property {Limits} layers        how many there can be, and how many neurons in each
 * @property {Limits} neurons
 */

// How far around a unit and a wire they are hit, in px.
const REACH = [1, 5];
const TOUCH = [22, 14];
// What is told of the network finds room below the wires to the sum, in one of these widths, if all is so high.
const SLOTS = [150, 180, 210];
const HIGH = 440;
// Its letters, and those of the lines of the notes at the top left, at most.
const TOLD = 88;
const NOTES = [25, 22, 15, 19];
// The height of a line.
const LINE = 19;
// On a wide page, it reaches so far into the gap to the plot.
const OVER = 20;
// Between two groups of buttons, in CSS px.
const APART = 8;
// A new layer, where there is none to be like.
const LAYER = 16;

export class Network {
  /** @param {HTMLElement} section @param {Actions} actions */
  constructor(section, actions) {
    this.section = section;
    this.actions = actions;
    this.drawing = find(section, '.drawing');
    this.heads = find(section, '.heads');
    this.layers = find(section, '.layers');
    this.units = find(section, '.units');
    /** @type {Shown | null} */
    this.shown = null;
    this.layOut = memo(this.build.bind(this));
    this.listen();
  }

  listen() {
    const { drawing, units, actions } = this;
    drawing.addEventListener('pointermove', (event) => {
      if (event.pointerType === 'mouse') actions.point(this.partAt(event));
    });
    drawing.addEventListener('pointerleave', () => actions.point(null));
    drawing.addEventListener('click', (event) => {
      if (event.detail) actions.pin(this.partAt(/** @type {PointerEvent} */ (event)));
    });
    units.addEventListener('focusin', ({ target }) => {
      const button = /** @type {HTMLElement} */ (target);
      delete button.dataset.weight;
      if (button.matches(':focus-visible')) actions.point({ unit: Number(button.dataset.unit) });
    });
    units.addEventListener('focusout', () => actions.point(null));
    units.addEventListener('click', ({ detail, target }) => {
      if (!detail) actions.pin(this.partOf(/** @type {HTMLElement} */ (target)));
    });
    units.addEventListener('keydown', (event) => this.key(event));
    this.heads.addEventListener('click', ({ target }) => this.resize(/** @type {Element} */ (target).closest('button')));
  }

  /** What an event happened on. @param {PointerEvent} event */
  partAt({ clientX, clientY, pointerType }) {
    if (!this.shown) return null;
    const { wiring, parameters } = this.shown;
    const box = this.drawing.getBoundingClientRect();
    const unit = box.height / wiring.height;
    return wiring.at((clientX - box.left) / unit, (clientY - box.top) / unit, pointerType === 'touch' ? TOUCH : REACH, parameters);
  }

  /** What a button stands for: a unit, or the weight into it that the keyboard has come to. @param {HTMLElement} button */
  partOf({ dataset }) {
    const into = this.weightsInto(Number(dataset.unit));
    return dataset.weight === undefined ? { unit: Number(dataset.unit) } : nameEdge(into[Number(dataset.weight)]);
  }

  /** @param {number} unit */
  weightsInto(unit) {
    return this.shown ? this.shown.wiring.into(this.shown.wiring.units[unit]) : [];
  }

  /** Arrow keys go from unit to unit, only one of which is a stop of the tab key; W goes through the weights into it. @param {KeyboardEvent} event */
  key(event) {
    const button = /** @type {HTMLElement} */ (event.target);
    const wanted = event.key.toLowerCase() === 'w' && !event.ctrlKey && !event.metaKey;
    if (event.key.startsWith('Arrow')) this.walk(button, event.key);
    else if (wanted && this.weightsInto(Number(button.dataset.unit)).length) this.walkWeights(button, event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {HTMLElement} from @param {string} key */
  walk(from, key) {
    const wiring = /** @type {Shown} */ (this.shown).wiring;
    const { unit } = wiring.beside(wiring.units[Number(from.dataset.unit)], key);
    const buttons = /** @type {HTMLElement[]} */ ([...this.units.children]);
    buttons.forEach((button, i) => (button.tabIndex = i === unit ? 0 : -1));
    buttons[unit].focus();
  }

  /** From weight to weight into a neuron, round and round. @param {HTMLElement} button @param {number} by */
  walkWeights(button, by) {
    const count = this.weightsInto(Number(button.dataset.unit)).length;
    const from = Number(button.dataset.weight ?? (by > 0 ? -1 : 0));
    button.dataset.weight = String((from + by + count) % count);
    this.actions.point(this.partOf(button));
  }

  /** A button above the drawing was pressed: one neuron, or one layer, more or fewer. @param {HTMLElement | null} button */
  resize(button) {
    if (!this.shown || !button || button.getAttribute('aria-disabled') === 'true') return;
    const hidden = [...this.shown.hidden];
    const by = button.textContent === '+' ? 1 : -1;
    const layer = Number(button.parentElement?.dataset.layer ?? -1);
    if (layer >= 0) hidden[layer] += by;
    else if (by > 0) hidden.push(hidden.at(-1) ?? LAYER);
    else hidden.pop();
    this.actions.tell('network', this.actions.change('hidden', hidden));
    this.actions.settle();
  }

  /** @param {Shown} shown @param {import('../state/state.js').Page} page */
  paint(shown, { drawing }) {
    this.shown = shown;
    this.layOut(shown.wiring, drawing);
    [...this.units.children].forEach((button, unit) => set(button, 'aria-pressed', unit === shown.pinned));
  }

  /** Widths, places, buttons: only after another network or another size of the window. @param {Wiring} wiring @param {Room} room */
  build(wiring, room) {
    const { section } = this;
    const { hidden } = /** @type {Shown} */ (this.shown);
    const isWide = wiring.width > room.width;
    section.toggleAttribute('data-wide', isWide);
    section.style.setProperty('--wide', isWide ? `${Math.ceil(wiring.width)}` : '0');
    section.toggleAttribute('data-packed', hidden.length > 4);
    section.toggleAttribute('data-crowded', hidden.length > 3 || wiring.width / (hidden.length + 1) < 150);
    this.placeWords(wiring, room);
    this.buildHeads(wiring);
    this.placeHeads();
    this.buildUnits(wiring);
  }

  /** What is told, and the notes, are put into the drawing where they meet no wire; what is told else goes below. @param {Wiring} wiring @param {Room} room */
  placeWords(wiring, { beside, wide, tall, letter }) {
    const { section } = this;
    const end = wiring.width + (wide ? OVER : 0);
    const slot = SLOTS.find((width) => wiring.isClear(end - width, LINE * Math.ceil((TOLD * letter) / (0.88 * width))));
    const isRoomy = beside && tall >= HIGH && slot !== undefined;
    section.toggleAttribute('data-roomy', isRoomy);
    section.style.setProperty('--slot', String(slot));
    const line = isRoomy ? LINE : LINE - 2;
    const clear = wiring.clearLines(NOTES.map((letters) => (letters * letter * line) / LINE), line);
    section.style.setProperty('--note', String(line));
    section.toggleAttribute('data-noted', clear > 1);
    section.toggleAttribute('data-listed', isRoomy && clear === NOTES.length);
  }

  /** @param {Wiring} wiring */
  buildHeads(wiring) {
    const { hidden, layers, neurons } = /** @type {Shown} */ (this.shown);
    this.layers.dataset.hint = `How many hidden layers there are, ${layers.least} to ${layers.most}. More or fewer make a new, untrained network.`;
    limit(this.layers, hidden.length, layers);
    const old = findAll(this.heads, '[data-layer]');
    hidden.forEach((count, layer) => {
      const head = old[layer] ?? this.buildHead(layer, neurons);
      head.style.setProperty('--x', wiring.columns[layer + 1][0].x.toFixed(1));
      limit(head, count, neurons);
    });
    old.slice(hidden.length).forEach((head) => head.remove());
  }

  /** Where the buttons of the last layer would meet those of all layers, they stand below them. */
  placeHeads() {
    const [inputs, first] = [...this.heads.children].map((head) => head.getBoundingClientRect());
    this.section.toggleAttribute('data-tight', inputs.right > first.left - APART);
    const end = this.layers.previousElementSibling?.getBoundingClientRect().right ?? 0;
    this.section.toggleAttribute('data-stacked', this.section.matches('[data-wide]') || end > this.layers.getBoundingClientRect().left - APART);
  }

  /** @param {number} layer @param {Limits} neurons */
  buildHead(layer, { least, most }) {
    const head = /** @type {HTMLElement} */ (this.layers.cloneNode(true));
    const name = `layer ${layer + 1}`;
    head.classList.remove('layers');
    head.dataset.layer = String(layer);
    head.setAttribute('aria-label', `Neurons in ${name}`);
    head.dataset.hint = `How many neurons ${name} has, ${least} to ${most}. More or fewer make a new, untrained network.`;
    write(find(head, '.word'), name);
    find(head, 'b').removeAttribute('id');
    const [fewer, more] = findAll(head, 'button');
    fewer.setAttribute('aria-label', `One neuron fewer in ${name}`);
    more.setAttribute('aria-label', `One neuron more in ${name}`);
    this.layers.before(head);
    return head;
  }

  /** A button for each unit: for the keyboard, and for those who hear the page. @param {Wiring} wiring */
  buildUnits({ units }) {
    const { names } = /** @type {Shown} */ (this.shown);
    while (this.units.children.length > units.length) this.units.lastChild?.remove();
    units.forEach((unit, i) => {
      const button = /** @type {HTMLButtonElement} */ (this.units.children[i] ?? this.units.appendChild(document.createElement('button')));
      button.type = 'button';
      button.dataset.unit = String(i);
      button.tabIndex = i ? -1 : 0;
      button.setAttribute('aria-label', names[i]);
      for (const place of /** @type {const} */ (['x', 'y', 'size'])) button.style.setProperty(`--${place}`, unit[place].toFixed(1));
    });
  }
}

/** @param {HTMLElement} head @param {number} count @param {Limits} limits */
function limit(head, count, { least, most }) {
  const [fewer, more] = findAll(head, 'button');
  write(find(head, 'b'), String(count));
  set(fewer, 'aria-disabled', count <= least);
  set(more, 'aria-disabled', count >= most);
}
