// Gradients: a function that is typed, its gradient, and its tape, as a graph and as a table, played by operations.

import { vocabulary } from '../../engine/talk.js';
import { find, findAll } from '../../kit/find.js';
import { memo } from '../../kit/memo.js';
import { set, write } from '../../kit/text.js';
import { printGradient, tellMoment, tellPlace, tellUses, tellVocabulary } from '../../words/talk/gradients.js';
import { four } from '../../words/talk/numbers.js';
import { setItalics } from '../italics.js';
import { fill } from '../slots.js';
import { drawTape } from '../tape-drawing.js';
import { shownOf } from '../tape-layout.js';
import { lastMoment, momentOf } from '../tape-play.js';
import { fillTable } from '../tape-table.js';
import { typed } from '../typed.js';
import { Typing } from '../typing.js';

/**
 * @typedef {import('../../../pkg/talk.js').TypedTape} Tape
 * @typedef {import('../typed.js').Misreading} Misreading
 */

// Milliseconds an operation takes when it is played.
const TEMPO = 600;
// More nodes are told in the table only.
const MOST_NODES = 30;
// Of its size, at the least.
const SMALLEST = 0.8;

export class Gradients {
  /** @param {HTMLElement} section @param {import('../open.js').Acts} acts */
  constructor(section, acts) {
    this.section = section;
    this.acts = acts;
    /** @type {import('../../kit/surface.js').Surface[]} */
    this.surfaces = [];
    const [formula, point] = findAll(section, '.typing');
    this.formula = new Typing(formula, (text) => typed.type(text), (misreading) => this.tell(misreading));
    this.point = new Typing(point, (text) => typed.typePoint(text), (misreading) => this.tell(misreading));
    this.scroll = find(section, '.tape-scroll');
    this.graph = find(section, '.tape-graph', SVGSVGElement);
    this.sliders = findAll(section, '.axes label');
    this.body = find(section, '.operations tbody', HTMLTableSectionElement);
    this.tape = memo((/** @type {number} */ _) => typed.formula.tape(typed.point));
    /** The moment of the playing; null: all is done. @type {number | null} */
    this.at = null;
    this.playing = 0;
    this.listen();
    typed.watch(() => acts.repaint());
    fill(section, { vocabulary: tellVocabulary(vocabulary()) });
  }

  listen() {
    const { section } = this;
    for (const button of findAll(section, '.asides button', HTMLButtonElement)) button.addEventListener('click', () => this.show(button));
    this.sliders.forEach((label, axis) => {
      const slider = find(label, 'input', HTMLInputElement);
      slider.addEventListener('input', () => this.move(axis, Number(slider.value)));
    });
    find(section, '.play-first').addEventListener('click', () => this.go(0));
    find(section, '.play-on').addEventListener('click', () => this.play(!this.playing));
    find(section, '.play-last').addEventListener('click', () => this.go(Infinity));
    find(section, '.tape-player').addEventListener('keydown', (event) => this.press(event));
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const { key, target } = event;
    const by = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity }[key];
    const isButton = target instanceof HTMLButtonElement;
    if (event.ctrlKey || event.metaKey || event.altKey || (by === undefined && (key !== ' ' || isButton))) return;
    event.preventDefault();
    event.stopPropagation();
    if (by === undefined) this.play(!this.playing);
    else this.go((this.at ?? lastMoment(this.tape(typed.revision))) + by);
  }

  /** @param {HTMLButtonElement} example */
  show({ dataset: { text = '', point = '' } }) {
    typed.type(text);
    typed.typePoint(point);
    this.formula.replace(text);
    this.point.replace(point);
    this.tell(null);
  }

  /** @param {number} axis @param {number} value */
  move(axis, value) {
    typed.move(axis, value);
    this.point.replace(typed.pointText);
    this.tell(this.formula.misreading);
  }

  /** @param {Misreading | null} misreading */
  tell(misreading) {
    // What is still wrong in the other one stays told.
    const { message = '' } = misreading ?? this.formula.misreading ?? this.point.misreading ?? {};
    write(find(this.section, '.misread'), message && `${message} Until then the last one stays.`);
  }

  /** To a moment; then it no longer plays by itself. @param {number} at */
  go(at) {
    this.stop();
    this.seek(at);
  }

  /** @param {number} at */
  seek(at) {
    const last = lastMoment(this.tape(typed.revision));
    this.at = at >= last ? null : Math.max(0, at);
    this.acts.repaint();
  }

  /** @param {boolean} isPlaying */
  play(isPlaying) {
    this.stop();
    if (!isPlaying) return this.acts.repaint();
    this.playing = setInterval(() => this.beat(), TEMPO);
    this.seek(this.at === null ? 0 : this.at + 1);
  }

  beat() {
    // What is out of sight does not go on.
    if (this.at === null || !this.section.checkVisibility()) this.stop();
    else this.seek(this.at + 1);
    if (this.at === null) this.stop();
  }

  stop() {
    clearInterval(this.playing);
    this.playing = 0;
    this.acts.repaint();
  }

  /** @param {import('../run.js').Run} run @param {import('../../state/state.js').Page} page */
  paint(run, { palette, phone }) {
    const tape = this.tape(typed.revision);
    // Another function may have fewer operations.
    const last = lastMoment(tape);
    const at = Math.min(this.at ?? last, last);
    const moment = momentOf(tape, at);
    const { formula, point } = typed;
    this.formula.write(typed.text);
    this.point.write(typed.pointText);
    write(find(this.section, '#answer'), printGradient(tape, point));
    fill(this.section, { parameters: run.parameters, names: formula.variables.join(','), written: formula.written, place: tellPlace(point) });
    this.paintGraph(tape, moment, palette, phone);
    fillTable(this.body, tape, moment);
    this.paintPlayer(tape, moment, at, last);
    this.paintSliders();
    this.paintUses(tape, run.parameters);
  }

  /** @param {Tape} tape @param {import('../tape-play.js').Moment} moment @param {import('../../kit/palette.js').Palette} palette @param {boolean} phone */
  paintGraph(tape, moment, palette, phone) {
    const count = shownOf(tape).length;
    const isDrawn = count <= MOST_NODES;
    this.scroll.hidden = !isDrawn;
    write(find(this.section, '.too-many'), isDrawn ? '' : `The graph would have ${count} nodes, too many to read: the table below has them all.`);
    if (!isDrawn) return;
    const { width, height, markup } = drawTape(tape, moment, palette, phone);
    const { graph } = this;
    graph.innerHTML = markup;
    set(graph, 'viewBox', `0 0 ${width} ${height.toFixed(1)}`);
    graph.style.width = `calc(${width} * var(--u))`;
    // Where a little room is missing it is drawn smaller; where much is, it scrolls.
    graph.style.maxWidth = `max(100%, calc(${(SMALLEST * width).toFixed(1)} * var(--u)))`;
    this.follow();
  }

  /** What is played is kept in sight, within the figure only. */
  follow() {
    const now = this.at === null ? null : this.graph.querySelector('g.now');
    if (!now) return;
    const [box, chip] = [this.scroll, now].map((element) => element.getBoundingClientRect());
    if (chip.left < box.left || chip.right > box.right) this.scroll.scrollLeft += chip.left + chip.width / 2 - box.left - box.width / 2;
  }

  /** @param {Tape} tape @param {import('../tape-play.js').Moment} moment @param {number} at @param {number} last */
  paintPlayer(tape, moment, at, last) {
    const told = this.at === null ? '' : `${at} of ${last}. `;
    setItalics(find(this.section, '.said'), told + tellMoment(tape, moment));
    const play = find(this.section, '.play-on');
    set(play, 'aria-label', this.playing ? 'Pause' : 'Play the tape');
    play.toggleAttribute('data-playing', this.playing > 0);
  }

  paintSliders() {
    const { variables } = typed.formula;
    this.sliders.forEach((label, axis) => {
      label.hidden = axis >= variables.length;
      const slider = find(label, 'input', HTMLInputElement);
      const value = typed.at[axis];
      if (Number(slider.value) !== value) slider.value = String(value);
      const [least, most] = [Number(slider.min), Number(slider.max)];
      slider.style.setProperty('--to', ((Number(slider.value) - least) / (most - least)).toFixed(4));
      set(slider, 'aria-valuetext', four(value));
      write(find(label, 'output'), Number.isInteger(100 * value) || Math.abs(value) >= 100 ? value.toFixed(2).replace('-', '−') : four(value));
    });
  }

  /** @param {Tape} tape @param {number} parameters */
  paintUses(tape, parameters) {
    const parts = tellUses(tape, parameters).map((part) => {
      if (typeof part === 'string') return part;
      if ('name' in part) return Object.assign(document.createElement('i'), { textContent: part.name });
      const amount = Object.assign(document.createElement('span'), { className: 'amount', textContent: part.amount });
      const mark = (/** @type {boolean} */ isOn) => this.graph.querySelector(`[data-edge="${part.reader}.${part.k}"]`)?.classList.toggle('now', isOn);
      amount.addEventListener('pointerenter', () => mark(true));
      amount.addEventListener('pointerleave', () => mark(false));
      return amount;
    });
    find(this.section, '.homecoming').replaceChildren(...parts);
  }
}
