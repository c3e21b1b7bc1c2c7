// A number that is typed, with the slider beside it. What is typed comes into force with Enter or on leaving;
// what cannot be read or is refused leaves the last good value in force, which Esc or leaving brings back.

import { find } from './find.js';
import { readNumber, refuse } from './number.js';
import { set } from './text.js';

// Steps of a slider's way; fine enough for every value, coarse enough for arrow keys.
const WAY = 200;
// More characters are marked as long.
const LONG = 4;

/**
 * @typedef {object} Kind
 * @property {string} label
 * @property {string} allowed                       ends the sentence "…: give …"
 * @property {(value: any) => string} show          as the field shows it, readable by `read`
 * @property {import('./scales.js').Scale} [scale]  of the slider, if there is one
 * @property {(text: string) => any} [read] what the text stands for, if that is no plain number; null or NaN: nothing
 *
 * @typedef {object} Actions
 * @property {(value: any) => string} give  puts a value into force, or returns why not
 * @property {() => void} settle            the hand has let go
 * @property {(sentence: string) => void} tell  shows what is allowed, or with '' takes that away
 */

export class Entry {
  /** @param {HTMLElement} place  holds the field, and the slider @param {Kind} kind @param {Actions} actions */
  constructor(place, kind, actions) {
    this.kind = kind;
    this.actions = actions;
    this.input = find(place, '.value', HTMLInputElement);
    this.slider = kind.scale ? find(place, '[type=range]', HTMLInputElement) : null;
    /** @type {any} */
    this.value = null;
    this.editing = false;
    /** While the field has the focus it stands still, but for what was just put into force. */
    this.given = false;
    this.listen();
    if (this.slider) this.listenToSlider(this.slider);
  }

  listen() {
    const { input } = this;
    // Whether it was clicked on since it has the focus.
    let clicked = false;
    input.addEventListener('input', () => {
      this.editing = true;
      this.mark(false);
      this.actions.tell('');
    });
    input.addEventListener('change', () => this.take());
    input.addEventListener('blur', () => this.restore());
    input.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') this.enter();
      if (event.key === 'Escape') this.giveUp();
    });
    input.addEventListener('focus', () => {
      input.select();
      clicked = false;
    });
    // Some browsers put the cursor where the first click was, after the focus; WebKit when the button is let go.
    input.addEventListener('mouseup', (event) => {
      if (!clicked) event.preventDefault();
    });
    input.addEventListener('click', () => {
      if (!clicked) input.select();
      clicked = true;
    });
  }

  /** @param {HTMLInputElement} slider */
  listenToSlider(slider) {
    slider.max = String(WAY);
    slider.addEventListener('input', () => {
      const value = this.valueAt(this.place(slider));
      this.actions.tell('');
      if (value !== this.value) this.give(value);
      slider.dataset.at = slider.value;
    });
    slider.addEventListener('change', () => this.actions.settle());
  }

  /** Where the knob stands. A single step of a key goes on until it reaches a value of another place. @param {HTMLInputElement} slider */
  place(slider) {
    const from = Number(slider.dataset.at);
    let at = Number(slider.value);
    const by = at - from;
    if (Math.abs(by) === 1) while (at > 0 && at < WAY && this.placeOf(this.valueAt(at)) === from) at += by;
    slider.value = String(at);
    return at;
  }

  /** @param {number} value */
  placeOf(value) {
    return Math.round((this.kind.scale?.place(value) ?? 0) * WAY);
  }

  /** @param {number} at */
  valueAt(at) {
    return this.kind.scale?.value(at / WAY) ?? 0;
  }

  /** What was typed comes into force, and the keys belong to the page again; what does not stays in the field. */
  enter() {
    this.take();
    if (!this.editing) this.input.blur();
  }

  /** Takes what was typed, unless nothing was. */
  take() {
    if (!this.editing) return;
    const { read = readNumber, label, allowed } = this.kind;
    const text = this.input.value.trim();
    const value = read(text);
    if (value !== null && !Number.isNaN(value) && this.give(value)) return this.actions.settle();
    this.mark(true);
    this.actions.tell(refuse(label, text, allowed));
  }

  /** Whether it came into force. @param {any} value */
  give(value) {
    if (this.actions.give(value)) return false;
    this.given = true;
    this.restore();
    return true;
  }

  giveUp() {
    if (this.editing) this.actions.tell('');
    this.restore();
  }

  restore() {
    this.editing = false;
    this.mark(false);
    if (this.value !== null) this.fill();
  }

  fill() {
    const text = this.kind.show(this.value);
    this.input.value = text;
    this.input.toggleAttribute('data-long', text.length > LONG);
  }

  /** @param {boolean} bad */
  mark(bad) {
    if (bad) this.input.setAttribute('aria-invalid', 'true');
    else this.input.removeAttribute('aria-invalid');
  }

  /** Shows the value in force, unless another is just being typed. @param {any} value @param {number[]} [bar] its ends, else from the left */
  paint(value, bar) {
    if (String(value) !== String(this.value)) {
      this.value = value;
      this.write();
    }
    if (this.slider) this.paintSlider(this.slider, value, bar);
  }

  write() {
    const { input } = this;
    const focused = document.activeElement === input;
    if (this.editing || (focused && !this.given)) return;
    this.given = false;
    this.fill();
    if (focused) input.select();
  }

  /** @param {HTMLInputElement} slider @param {number} value @param {number[]} [bar] */
  paintSlider(slider, value, bar) {
    // A knob that already stands for the value stays where the hand put it.
    if (this.valueAt(Number(slider.value)) !== value) slider.value = String(this.placeOf(value));
    slider.dataset.at = slider.value;
    const [from, to] = bar?.map((end) => this.kind.scale?.place(end) ?? 0) ?? [0, Number(slider.value) / WAY];
    slider.style.setProperty('--from', from.toFixed(4));
    slider.style.setProperty('--to', to.toFixed(4));
    set(slider, 'aria-valuetext', this.kind.show(value));
  }

  /** @param {boolean} disabled */
  disable(disabled) {
    if (disabled === this.input.disabled) return;
    this.input.disabled = disabled;
    if (this.slider) this.slider.disabled = disabled;
    this.input.closest('.row')?.classList.toggle('disabled', disabled);
  }
}
