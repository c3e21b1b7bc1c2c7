// What was done by hand, newest last, and how to take each of it back.

// Older ones are forgotten.
const MOST = 200;

export class Undo {
  constructor() {
    /** @type {{label: string, back: () => void}[]} */
    this.deeds = [];
  }

  /** @param {string} label  what was done: "adding a point" @param {() => void} back */
  push(label, back) {
    this.deeds.push({ label, back });
    if (this.deeds.length > MOST) this.deeds.shift();
  }

  /** Takes the newest back. @returns {string | undefined} what it was */
  undo() {
    const deed = this.deeds.pop();
    deed?.back();
    return deed?.label;
  }

  clear() {
    this.deeds.length = 0;
  }
}
