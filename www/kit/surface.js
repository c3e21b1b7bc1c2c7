// A canvas that keeps as many device pixels as its place on the page has.

export class Surface {
  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    this.context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    /** Size in px of the design. */
    this.width = 0;
    this.height = 0;
    /** CSS px in one px of the design; device pixels in one CSS px. */
    this.unit = 1;
    this.density = 1;
    /** Counts the changes of size. */
    this.revision = 0;
  }

  /** Takes the size of its place; says whether that was another. While its view is not shown, it stays as it was. */
  fit() {
    const { width, height } = this.canvas.getBoundingClientRect();
    if (!width && !height) return false;
    const unit = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
    const same = this.width === width / unit && this.height === height / unit && this.density === devicePixelRatio && this.unit === unit;
    if (same) return false;
    this.density = devicePixelRatio;
    this.unit = unit;
    this.width = width / unit;
    this.height = height / unit;
    this.canvas.width = Math.round(width * this.density);
    this.canvas.height = Math.round(height * this.density);
    this.revision++;
    return true;
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
 * Fits the surfaces to their places now and whenever these change, and then calls `changed`, once for all of them:
 * a canvas that was resized is empty until it is painted again.
 * @param {Surface[]} surfaces @param {() => void} changed
 */
export function watchSizes(surfaces, changed) {
  const fit = () => {
    if (surfaces.filter((surface) => surface.fit()).length) changed();
  };
  fit();
  const observer = new ResizeObserver(fit);
  for (const { canvas } of surfaces) observer.observe(canvas);
  // Zoom, or another monitor, can leave the size in CSS px as it was: then no resize is observed.
  addEventListener('resize', fit);
}
