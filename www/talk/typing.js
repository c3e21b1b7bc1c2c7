// A text that is typed within a text: as wide as what it says, and underlined where that was not understood.

import { find } from '../kit/find.js';

/** @typedef {import('./typed.js').Misreading} Misreading */

export class Typing {
  /** @param {HTMLElement} place @param {(text: string) => Misreading | null} give @param {(told: Misreading | null) => void} tell */
  constructor(place, give, tell) {
    this.input = find(place, 'textarea', HTMLTextAreaElement);
    this.beneath = find(place, '.beneath');
    this.give = give;
    this.tell = tell;
    /** The text before one began to type, which Esc brings back. */
    this.before = '';
    /** @type {Misreading | null} */
    this.misreading = null;
    this.input.addEventListener('input', () => this.take());
    this.input.addEventListener('focus', () => this.misreading || (this.before = this.input.value));
    this.input.addEventListener('keydown', (event) => this.press(event));
  }

  take() {
    const { input } = this;
    // It is one line, wherever it wraps.
    if (input.value.includes('\n')) input.value = input.value.replace(/\s*\n\s*/g, ' ');
    this.misreading = this.give(input.value);
    this.show();
    this.tell(this.misreading);
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    if (event.key === 'Enter') event.preventDefault();
    if (event.key !== 'Escape' || this.input.value === this.before) return;
    this.input.value = this.before;
    this.take();
  }

  /** What is in force, unless something else is just being typed. @param {string} text */
  write(text) {
    const { input } = this;
    const isTyped = document.activeElement === input;
    if (this.misreading || isTyped || input.value === text) return;
    input.value = text;
    this.show();
  }

  /** The same at all events, such as when another was chosen. @param {string} text */
  replace(text) {
    this.before = text;
    this.misreading = null;
    this.input.value = text;
    this.show();
  }

  show() {
    const { input, beneath, misreading } = this;
    const { value } = input;
    if (misreading) input.setAttribute('aria-invalid', 'true');
    else input.removeAttribute('aria-invalid');
    if (!misreading) return beneath.replaceChildren(value || ' ');
    const { at, length } = misreading;
    const wrong = Object.assign(document.createElement('u'), { textContent: value.slice(at, at + length) || ' ' });
    beneath.replaceChildren(value.slice(0, at), wrong, value.slice(at + length));
  }
}
