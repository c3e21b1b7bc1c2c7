// When the next step is due, and how many steps a second are really taken.

// After a stall (a hidden tab, a debugger) the clock goes on from here, without a burst to catch up.
const LONGEST = 100;
// A step that is due a little after this frame is taken in it, so that 60 a second on a 60 Hz screen is one a frame.
const EARLY = 0.15;
const WINDOW = 500;

export class Pace {
  constructor() {
    this.last = null;
    this.due = 0;
    this.reset();
  }

  /** Forgets what was measured. */
  reset() {
    /** Steps a second over the last half second, or null before the first measurement. */
    this.reached = null;
    this.began = null;
    this.count = 0;
  }

  start() {
    this.last = null;
    this.due = 1 - EARLY;
    this.began = null;
    this.count = 0;
  }

  /** How many steps are due at `now` ms. @param {number} perSecond */
  steps(now, perSecond) {
    const elapsed = this.last === null ? 0 : Math.min(LONGEST, now - this.last);
    this.last = now;
    this.due += (elapsed * perSecond) / 1000;
    const steps = Math.max(0, Math.floor(this.due + EARLY));
    this.due -= steps;
    return steps;
  }

  taken(now, steps) {
    if (this.began === null) {
      // The first frame's steps are where counting begins.
      this.began = now;
      return;
    }
    this.count += steps;
    if (now - this.began >= WINDOW && this.count) this.measure(now);
  }

  /** Ends a measurement early, for runs shorter than the window. */
  stop(now) {
    if (this.began !== null && this.reached === null && this.count && now > this.began) this.measure(now);
  }

  measure(now) {
    this.reached = (1000 * this.count) / (now - this.began);
    this.began = now;
    this.count = 0;
  }
}
