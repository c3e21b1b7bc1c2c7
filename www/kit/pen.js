// The pen that pictures are drawn with. On the page it is a canvas's own context; for a file of lines and letters it is
// export/svg-pen.js. What a painter may call is what is listed here, and no more.

/**
 * @typedef {Pick<CanvasRenderingContext2D,
 *   'fillStyle' | 'strokeStyle' | 'globalAlpha' | 'lineWidth' | 'lineJoin' | 'font' | 'textAlign' | 'textBaseline' |
 *   'beginPath' | 'closePath' | 'moveTo' | 'lineTo' | 'bezierCurveTo' | 'arc' | 'rect' | 'fill' | 'stroke' | 'clip' |
 *   'fillRect' | 'strokeRect' | 'fillText' | 'strokeText' | 'measureText' | 'setLineDash' | 'drawImage' |
 *   'save' | 'restore' | 'translate'>} Pen
 *
 * @typedef {HTMLCanvasElement | OffscreenCanvas} Canvas  a worker has only the other kind
 */

/** A canvas that is not on the page. @returns {Canvas} */
export function makeCanvas(width = 1, height = 1) {
  if (typeof document === 'undefined') return new OffscreenCanvas(width, height);
  return Object.assign(document.createElement('canvas'), { width, height });
}

/** @param {Canvas} canvas @param {CanvasRenderingContext2DSettings} [settings] */
export function contextOf(canvas, settings) {
  return /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d', settings));
}
