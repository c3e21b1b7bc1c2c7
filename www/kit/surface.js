// A canvas that keeps as many device pixels as its place on the page has.

export class Surface {
  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    this.context = canvas.getContext('2d');
    /** Size in px of the design. */
    this.width = 0;
    this.height = 0;
    /** CSS px in one px of the design; device pixels in one CSS px. */
    this.unit = 1;
    this.density = 1;
    /** Counts the changes of size. */
    this.revision = 0;
  }

  fit(width, height) {
    this.density = devicePixelRatio;
    this.unit = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
    this.width = width / this.unit;
    this.height = height / this.unit;
    this.canvas.width = Math.round(width * this.density);
    this.canvas.height = Math.round(height * this.density);
    this.revision++;
  }

  /** The context, cleared and scaled to px of the design; null where nothing can be seen. */
  begin() {
    if (!this.width || !this.height) return null;
    const scale = this.density * this.unit;
    this.context.setTransform(scale, 0, 0, scale, 0, 0);
    this.context.clearRect(0, 0, this.width, this.height);
    return this.context;
  }
}

/**
 * Fits the surfaces to their places now and whenever these change, then calls `changed`, once for all of them:
 * a canvas that was resized is empty until it is painted again.
 * @param {Surface[]} surfaces
 */
export function watchSizes(surfaces, changed) {
  const of = new Map(surfaces.map((surface) => [surface.canvas, surface]));
  const observer = new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) of.get(target).fit(contentRect.width, contentRect.height);
    changed();
  });
  for (const canvas of of.keys()) observer.observe(canvas);
  // Zoom, or another monitor, can leave the size in CSS px as it was: then no resize is observed.
  addEventListener('resize', () => {
    const stale = surfaces.filter((surface) => surface.density !== devicePixelRatio);
    for (const surface of stale) surface.fit(surface.canvas.clientWidth, surface.canvas.clientHeight);
    if (stale.length) changed();
  });
}
