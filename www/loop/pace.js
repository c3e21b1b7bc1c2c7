// When the next step is due, and how many steps a second are really taken.

// After a longer stall than this, in milliseconds (a hidden tab), the clock goes on without a burst to catch up.
const STALL = 250;
// A step that is due a little after this frame is taken in it, so that 60 a second on a 60 Hz screen is one a frame.
const EARLY = 0.15;
// What is reached is measured over this many milliseconds.
const WINDOW = 1000;

export class Pace {
  constructor() {
    /** When steps were last asked for. @type {number | null} */
    this.last = null;
    this.due = 0;
    /** Steps that were due in this frame and may not all have been taken. */
    this.asked = 0;
    /** Steps a second over the last second, or null before the first measurement. @type {number | null} */
    this.reached = null;
    /** When those that are counted began. @type {number | null} */
    this.began = null;
    this.count = 0;
  }

  /** Forgets what was measured. */
  reset() {
    Object.assign(this, { reached: null, began: null, count: 0 });
  }

  start() {
    Object.assign(this, { last: null, due: 1, began: null, count: 0 });
  }

  /** How many steps are due at `now` ms. @param {number} now @param {number} perSecond */
  steps(now, perSecond) {
    const since = this.last === null ? 0 : now - this.last;
    const elapsed = since > STALL ? 0 : since;
    this.last = now;
    this.due += (elapsed * perSecond) / 1000;
    const steps = Math.max(0, Math.floor(this.due + EARLY));
    this.due -= steps;
    this.asked = steps;
    return steps;
  }

  /** Counts `steps` that were taken between two moments. The first one only starts the clock. @param {number} from @param {number} to @param {number} steps */
  taken(from, to, steps) {
    // A step that takes longer than a frame goes on in the next one.
    if (steps < this.asked) this.due = Math.min(1, this.due + this.asked - steps);
    this.asked = 0;
    if (this.began === null) {
      this.began = steps > 1 ? from : to;
      this.count = steps > 1 ? steps : 0;
      return;
    }
    this.count += steps;
    if (to - this.began >= WINDOW && this.count) this.measure(to);
  }

  /** Ends a measurement early, for runs that are over before the window is. @param {number} now */
  stop(now) {
    if (this.reached === null && this.count >= 10) this.measure(now);
  }

  /** @param {number} now */
  measure(now) {
    this.reached = (1000 * this.count) / Math.max(1, now - (this.began ?? now));
    this.began = now;
    this.count = 0;
  }
}
