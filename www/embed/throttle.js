// What happens often is told seldom: the first at once, then the newest, never more often than so.

export class Throttle {
  /** @param {number} apart  milliseconds @param {() => void} tell @param {{now: () => number, wait: (act: () => void, milliseconds: number) => void}} [clock] */
  constructor(apart, tell, clock = { now: () => performance.now(), wait: (act, milliseconds) => void setTimeout(act, milliseconds) }) {
    this.apart = apart;
    this.tell = tell;
    this.clock = clock;
    this.last = -Infinity;
    this.isWaiting = false;
  }

  /** There is something to tell. */
  ask() {
    if (this.isWaiting) return;
    const left = this.last + this.apart - this.clock.now();
    if (left <= 0) return this.act();
    this.isWaiting = true;
    this.clock.wait(() => this.act(), left);
  }

  act() {
    this.isWaiting = false;
    this.last = this.clock.now();
    this.tell();
  }
}
