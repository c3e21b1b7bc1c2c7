// The function that is typed in the section on gradients, and the point that it is asked at: that section shows its
// tape, the next one climbs it. What cannot be read leaves the last good one in force.

import { Formula } from '../engine/talk.js';

/**
 * @typedef {{at: number, length: number, message: string}} Misreading  where in the text, and what was expected there
 */

export class Typed {
  constructor() {
    this.text = 'x * y + sin x';
    /** The coordinates x, y and z, as they are typed and as they are: those that the function takes are asked for. */
    this.entries = ['1', '2', '3'];
    this.at = [1, 2, 3];
    /** Counts its changes. */
    this.revision = 0;
    /** @type {Set<() => void>} */
    this.watchers = new Set();
    /** @type {Formula | null} */
    this.read = null;
  }

  get formula() {
    return (this.read ??= new Formula(this.text));
  }

  /** The coordinates that the function takes. */
  get point() {
    return this.at.slice(0, this.formula.variables.length);
  }

  /** These as they were typed. */
  get pointText() {
    return this.entries.slice(0, this.formula.variables.length).join(',');
  }

  /** Puts a function into force, or says why not. @param {string} text @returns {Misreading | null} */
  type(text) {
    try {
      const formula = new Formula(text);
      this.read?.free();
      this.read = formula;
      this.text = text;
    } catch (error) {
      return /** @type {Misreading} */ (error);
    }
    this.change();
    return null;
  }

  /** The same for the point. @param {string} text @returns {Misreading | null} */
  typePoint(text) {
    const entries = text.trim() ? text.split(',') : [];
    const names = this.formula.variables;
    if (entries.length !== names.length) return misfit(text, entries, names);
    /** @type {number[]} */
    const values = [];
    let start = 0;
    for (const entry of entries) {
      try {
        values.push(evaluate(entry));
      } catch (error) {
        const { at, length, message } = /** @type {Misreading} */ (error);
        return { at: start + at, length, message };
      }
      start += entry.length + 1;
    }
    this.entries.splice(0, entries.length, ...entries.map((entry) => entry.trim()));
    this.at.splice(0, values.length, ...values);
    this.change();
    return null;
  }

  /** @param {number} axis @param {number} value */
  move(axis, value) {
    this.at[axis] = value;
    this.entries[axis] = String(value);
    this.change();
  }

  /** @param {() => void} watcher */
  watch(watcher) {
    this.watchers.add(watcher);
  }

  change() {
    this.revision++;
    for (const watcher of this.watchers) watcher();
  }
}

/** @param {string} text @param {string[]} entries @param {string[]} names @returns {Misreading} */
function misfit(text, entries, names) {
  const { length } = names;
  const expected = length ? `${length === 1 ? 'One number is' : `${length} numbers are`} expected here, for ${names.join(', ')}` : 'No number is expected here';
  // Underlined are those that are too many.
  const at = entries.length > length ? entries.slice(0, length).join(',').length : text.length;
  return { at, length: text.length - at, message: `${expected}; there ${entries.length === 1 ? 'is' : 'are'} ${entries.length}.` };
}

/** What a text without variables comes to, such as -3*pi. @param {string} text */
function evaluate(text) {
  const formula = new Formula(text);
  try {
    const value = formula.variables.length ? NaN : formula.call([]);
    if (Number.isFinite(value)) return value;
    throw { at: 0, length: text.length, message: formula.variables.length ? 'A number is expected here, without x, y and z.' : 'A finite number is expected here.' };
  } finally {
    formula.free();
  }
}

/** The one of this page. */
export const typed = new Typed();
