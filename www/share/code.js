// The code of a text for a camera, as a drawing.

// Cells of the light frame that it needs.
const FRAME = 4;

/** Dark on light in every theme, as cameras want it. @param {HTMLElement} place @param {Uint8Array | undefined} cells */
export function drawCode(place, cells) {
  if (!cells) return place.replaceChildren();
  const edge = Math.sqrt(cells.length);
  let path = '';
  for (let y = 0; y < edge; y++) {
    // Dark cells side by side are one bar.
    for (let x = 0; x < edge; x++) {
      const from = x;
      while (x < edge && cells[y * edge + x]) x++;
      if (x > from) path += `M${from} ${y}h${x - from}v1H${from}z`;
    }
  }
  const size = edge + 2 * FRAME;
  place.innerHTML = `<svg viewBox="${-FRAME} ${-FRAME} ${size} ${size}" shape-rendering="crispEdges" aria-hidden="true"><path fill="#fff" d="M${-FRAME} ${-FRAME}h${size}v${size}h${-size}z"/><path fill="#161b26" d="${path}"/></svg>`;
}
