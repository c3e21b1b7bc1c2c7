// How many milliseconds of a frame may go into training at speed max, and whether the machine keeps up.

// Milliseconds of a frame that training and drawing may take together, of the 16.7 there are.
const FRAME = 12;
// What training takes at least, and what it begins with.
const LEAST = 2;
const FIRST = 6;
// Frames further apart than this, in milliseconds, are late; longer ones count as LONGEST.
const LATE = 20;
const LONGEST = 100;
// A frame counts as much in what is smoothed.
const WEIGHT = 0.1;

export class Budget {
  constructor() {
    /** Milliseconds that a picture takes, smoothed. */
    this.cost = 4;
    this.training = FIRST;
    /** It cannot keep up even if training takes next to nothing. */
    this.isSlow = false;
    /** When the last frame began, and the milliseconds between two of them, smoothed. @type {number | null} */
    this.last = null;
    this.interval = 0;
  }

  /** Training begins. */
  start() {
    Object.assign(this, { training: FIRST, isSlow: false, last: null, interval: 0 });
  }

  /** A frame of training begins. Where frames come late, training gets less of them; where that is not enough, the machine is slow. @param {number} now */
  begin(now) {
    if (this.last !== null) this.interval += WEIGHT * (Math.min(LONGEST, now - this.last) - this.interval);
    this.last = now;
    const late = this.interval > LATE;
    const most = Math.max(LEAST, FRAME - this.cost);
    this.training = Math.min(most, Math.max(LEAST, this.training + (late ? -0.5 : 0.1)));
    if (late && this.training === LEAST) this.isSlow = true;
  }

  /** A picture was made. @param {number} milliseconds  that it took */
  painted(milliseconds) {
    this.cost += 2 * WEIGHT * (milliseconds - this.cost);
  }
}
