// A number that is typed, with the slider beside it. What is typed comes into force with Enter or on leaving;
// what cannot be read or is refused leaves the last good value in force, which Esc or leaving brings back.

// Steps of a slider's way; fine enough for every value, coarse enough for arrow keys.
const WAY = 200;
// More characters are marked as long.
const LONG = 4;

/**
 * @typedef {object} EntryKind
 * @property {string} id
 * @property {string} label
 * @property {string} allowed                       ends the sentence "…: give …"
 * @property {(value: number) => string} show       as the field shows it, readable by `readNumber`
 * @property {import('./scales.js').Scale} [scale]  of the slider, if there is one
 * @property {number} [unit]                        what one in the field stands for, 0.01 for percent
 * @property {(text: string) => any} [read]         what the text stands for, if that is no number; else null
 */

export class Entry {
  /**
   * @param {EntryKind} kind
   * @param {(value: number) => string} commit puts a value into force, or returns why not
   * @param {(sentence: string) => void} tell  shows what is allowed, or with '' takes that away
   */
  constructor(root, kind, commit, tell) {
    Object.assign(this, { kind, commit, tell });
    this.input = root.getElementById(kind.id);
    this.slider = root.getElementById(`${kind.id}-slider`);
    this.value = null;
    this.editing = false;
    /** While the field has the focus it stands still, but for what was just put into force. */
    this.given = false;
    /** Whether it was clicked on since it has the focus. */
    this.clicked = false;
    /** The ends of the slider's bar, as they were last written. */
    this.ends = {};
    this.listen();
    if (this.slider) this.listenToSlider();
  }

  listen() {
    const { input } = this;
    input.addEventListener('input', () => {
      this.editing = true;
      this.mark(false);
      this.tell('');
    });
    input.addEventListener('change', () => this.read());
    input.addEventListener('blur', () => this.restore());
    input.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') this.read();
      if (event.key === 'Escape') this.giveUp();
    });
    input.addEventListener('focus', () => {
      input.select();
      this.clicked = false;
    });
    // Some browsers put the cursor where the first click was, after the focus.
    input.addEventListener('click', () => {
      if (!this.clicked) input.select();
      this.clicked = true;
    });
  }

  listenToSlider() {
    this.slider.max = WAY;
    this.slider.addEventListener('input', () => {
      const value = this.valueAt(this.place());
      this.tell('');
      if (value !== this.value) this.give(value);
      this.at = Number(this.slider.value);
    });
  }

  /** Where the knob stands. A single step of a key goes on until it reaches a value of another place. */
  place() {
    let at = Number(this.slider.value);
    const by = at - this.at;
    if (Math.abs(by) === 1) while (at > 0 && at < WAY && this.placeOf(this.valueAt(at)) === this.at) at += by;
    this.slider.value = at;
    return at;
  }

  placeOf(value) {
    return Math.round(this.kind.scale.place(value) * WAY);
  }

  valueAt(at) {
    return this.kind.scale.value(at / WAY);
  }

  /** Takes what was typed, unless nothing was. */
  read() {
    if (!this.editing) return;
    const text = this.input.value.trim();
    const value = this.kind.read ? this.kind.read(text) : readNumber(text) * (this.kind.unit ?? 1);
    if (value === null || Number.isNaN(value) || !this.give(value)) this.refuse(text);
  }

  /** Whether it came into force. */
  give(value) {
    const why = this.commit(value);
    if (why) return false;
    this.given = true;
    this.restore();
    return true;
  }

  refuse(text) {
    this.mark(true);
    this.tell(`${this.kind.label} ${text ? `cannot be “${shorten(text)}”` : 'is empty'}: give ${this.kind.allowed}.`);
  }

  giveUp() {
    if (this.editing) this.tell('');
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

  mark(bad) {
    if (bad) this.input.setAttribute('aria-invalid', 'true');
    else this.input.removeAttribute('aria-invalid');
  }

  /** Shows the value in force, unless another is just being typed. @param {[number, number]} [bar] its ends, else from the left */
  paint(value, bar) {
    if (String(value) !== String(this.value)) {
      this.value = value;
      this.write();
    }
    if (this.slider) this.paintSlider(value, bar);
  }

  write() {
    const { input } = this;
    const focused = document.activeElement === input;
    if (this.editing || (focused && !this.given)) return;
    this.given = false;
    this.fill();
    if (focused) input.select();
  }

  paintSlider(value, bar) {
    const { scale } = this.kind;
    // A knob that already stands for the value stays where the hand put it.
    if (this.valueAt(Number(this.slider.value)) !== value) this.slider.value = this.placeOf(value);
    this.at = Number(this.slider.value);
    const from = bar ? scale.place(bar[0]) : 0;
    const to = bar ? scale.place(bar[1]) : this.slider.value / WAY;
    this.property('--from', from);
    this.property('--to', to);
    const text = this.kind.show(value);
    if (this.slider.getAttribute('aria-valuetext') !== text) this.slider.setAttribute('aria-valuetext', text);
  }

  property(name, value) {
    const text = value.toFixed(4);
    if (this.ends[name] === text) return;
    this.ends[name] = text;
    this.slider.style.setProperty(name, text);
  }

  disable(disabled) {
    if (disabled === this.input.disabled) return;
    this.input.disabled = disabled;
    if (this.slider) this.slider.disabled = disabled;
    this.input.closest('.row').classList.toggle('disabled', disabled);
  }
}

/** A number as people write it: a true minus, a decimal comma and a percent sign are understood. */
function readNumber(text) {
  const plain = text.replace('−', '-').replace(/\s*%$/, '').replace(/^([^.,]*),([^.,]*)$/, '$1.$2');
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : NaN;
}

function shorten(text) {
  return text.length > 24 ? `${text.slice(0, 23)}…` : text;
}
