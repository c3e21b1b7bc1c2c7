// What was done by hand, newest last, and how to take each of it back.

// Older ones are forgotten.
const MOST = 200;

export class Undo {
  constructor() {
    /** @type {{label: string, back: () => void, of: 'points' | 'network'}[]} */
    this.deeds = [];
  }

  /** @param {string} label  what was done: "adding a point" @param {() => void} back @param {'points' | 'network'} of */
  push(label, back, of = 'points') {
    this.deeds.push({ label, back, of });
    if (this.deeds.length > MOST) this.deeds.shift();
  }

  /** Takes the newest back. @returns {string | undefined} what it was */
  undo() {
    const deed = this.deeds.pop();
    deed?.back();
    return deed?.label;
  }

  /** What was done to something that is no more cannot be taken back. @param {'points' | 'network'} of */
  forget(of) {
    this.deeds = this.deeds.filter((deed) => deed.of !== of);
  }
}
