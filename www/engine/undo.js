// What was done by hand, newest last, and how to take each of it back. It can be taken back at the step where it
// was done and after it, as long as the history leads through there.

// Older ones are forgotten.
const MOST = 200;

/**
 * @typedef {object} Deed
 * @property {string} label     what was done: "adding a point"
 * @property {() => void} back
 * @property {'points' | 'network'} of
 * @property {number} step      where it was done
 * @property {boolean} loose    at a step of the past, from which no step was taken yet
 */

export class Undo {
  /** @param {() => {step: number, lastStep: number}} where  the run stands */
  constructor(where) {
    this.where = where;
    /** @type {Deed[]} */
    this.deeds = [];
  }

  /** @param {string} label @param {() => void} back @param {'points' | 'network'} of */
  push(label, back, of = 'points') {
    const { step, lastStep } = this.where();
    this.deeds.push({ label, back, of, step, loose: step < lastStep });
    if (this.deeds.length > MOST) this.deeds.shift();
  }

  /** Takes the newest back, unless it was done at a later step. @returns {Deed | undefined} the newest */
  undo() {
    const deed = this.deeds.at(-1);
    if (!deed || deed.step > this.where().step) return deed;
    this.deeds.pop();
    deed.back();
    return deed;
  }

  /** A step is taken that leaves the history. */
  branch() {
    const { step } = this.where();
    this.deeds = this.deeds.filter((deed) => deed.step <= step);
    for (const deed of this.deeds) deed.loose = false;
  }

  /** The run goes to another step: what was changed without a step taken from there is gone. */
  leave() {
    this.deeds = this.deeds.filter((deed) => !deed.loose);
  }

  /** The run starts anew, with the points as they are. */
  restart() {
    this.branch();
    this.forget('network');
    for (const deed of this.deeds) Object.assign(deed, { step: 0, loose: false });
  }

  /** What was done to something that is no more cannot be taken back. @param {'points' | 'network'} of */
  forget(of) {
    this.deeds = this.deeds.filter((deed) => deed.of !== of);
  }
}
