// The kinds of data: their pictures to choose from, and what their two classes are called.

import { figure } from '../plot/ruler.js';
import { write } from '../kit/text.js';
import { viewOfShape } from '../state/plane.js';

/** What −1 and +1 are in each shape. */
const CLASSES = {
  moons: ['upper', 'lower'],
  circles: ['outer', 'inner'],
  xor: ['unlike', 'alike'],
  gauss: ['left', 'right'],
  spiral: ['one arm', 'other'],
};
const SIGNS = ['−1', '+1'];
const PLANES = {
  moons: 'of the two moons',
  circles: 'of two circles, one in the other',
  xor: 'of four squares like a chessboard',
  gauss: 'of two clouds',
  spiral: 'of two spiral arms',
  own: 'of your own points',
};
// Of a picture: its size and a point's, in px; how its points are drawn.
const SIZE = 40;
const POINT = 1.7;
const SAMPLE = { feed: 'fixed', samples: 60, heldOut: 0, noise: 0.05, hidden: [], seed: 3 };

/**
 * Fills the pictures, each with points that the engine drew. Their colours are the page's, so that a change of
 * theme needs no painting.
 * @param {Document} root @param {(config: object) => Float32Array} draw  gives the points
 */
export function fillPictures(root, draw) {
  for (const data of Object.keys(CLASSES)) {
    const { x0, x1, y1 } = viewOfShape({ data, noise: SAMPLE.noise });
    const scale = (SIZE / (x1 - x0)) * 1.12;
    const middle = (SIZE - SIZE * 1.12) / 2;
    const points = draw({ ...SAMPLE, data });
    const outlines = ['', ''];
    for (let at = 0; at < points.length; at += 3) {
      const x = (middle + (points[at] - x0) * scale).toFixed(1);
      const y = (middle + (y1 - points[at + 1]) * scale).toFixed(1);
      if (points[at + 2] < 0) outlines[0] += `M${x} ${y}h.01`;
      else outlines[1] += `M${x} ${y}m0-${POINT}l${POINT} ${POINT}-${POINT} ${POINT}-${POINT}-${POINT}z`;
    }
    root.querySelectorAll(`input[value=${data}] + svg path`).forEach((path, i) => path.setAttribute('d', outlines[i]));
  }
}

/** What a point of the legend is called: "upper −1", "setosa −1", "0 as −1", or only "−1". */
export function describeClasses(data, names) {
  const called = data === 'own' ? names?.labels : CLASSES[data];
  return SIGNS.map((sign, i) => {
    const name = called?.[i] ?? '';
    if (name === '' || Number(name) === Number(sign.replace('−', '-'))) return sign;
    return Number.isFinite(Number(name)) ? `${name} as ${sign}` : `${name} ${sign}`;
  });
}

/** @param {number} adding  the label that points of one's own are added with */
export function paintLegend(root, data, names, adding) {
  describeClasses(data, names).forEach((text, i) => {
    const place = root.getElementById(i ? 'legend-pos' : 'legend-neg');
    write(place, text);
    if (data === 'own') place.parentElement.dataset.adds = String(adding === 2 * i - 1);
    else delete place.parentElement.dataset.adds;
  });
}

/** "The plane of the two moons" */
export function describePlane(data) {
  return `The plane ${PLANES[data]}`;
}

/** How one's own points were scaled, or ''. @param {import('../plot/plot.js').Axes} axes */
export function describeScale({ scale, names }) {
  if (!scale.standardised) return '';
  const part = (axis) => {
    // Three digits of the spread tell enough, and so do those of the mean.
    const step = 10 ** (Math.floor(Math.log10(scale.unit[axis])) - 2);
    const [mean, spread] = [scale.centre[axis], scale.unit[axis]].map((value) => figure(Math.round(value / step) * step, step));
    // A coordinate that is always the same has no spread.
    return `${names[axis] ?? 'xy'[axis]} by its mean ${mean}${scale.unit[axis] === 1 ? '' : ` and spread ${spread}`}`;
  };
  return `Standardised for training: ${part(0)}, ${part(1)}.`;
}
