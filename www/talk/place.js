// The place that one has gone to: while what stands above it is still being written, it stays where it is on the
// screen, until one scrolls oneself.

const OWN = ['wheel', 'touchmove', 'pointerdown', 'keydown'];

export class Place {
  /** @param {HTMLElement} parts  that grow */
  constructor(parts) {
    /** @type {(() => void) | null} */
    this.go = null;
    new ResizeObserver(() => this.go?.()).observe(parts);
    for (const event of OWN) addEventListener(event, () => (this.go = null), { passive: true, capture: true });
  }

  /** @param {() => void} go  there */
  hold(go) {
    go();
    this.go = go;
  }
}
