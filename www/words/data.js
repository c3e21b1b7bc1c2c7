// The kinds of data in words: what each is, what its two classes are called, how its points were scaled.

import { figure } from '../plot/ruler.js';
import * as format from '../kit/format.js';

/**
 * Their names, what −1 and +1 are, and the plane that they lie in.
 * @type {Record<string, {name: string, classes: [string, string], plane: string}>}
 */
export const SHAPES = {
  moons: { name: 'moons', classes: ['upper', 'lower'], plane: 'of the two moons' },
  circles: { name: 'circles', classes: ['outer', 'inner'], plane: 'of two circles, one in the other' },
  xor: { name: 'xor', classes: ['unlike', 'alike'], plane: 'of four squares like a chessboard' },
  gauss: { name: 'gauss', classes: ['left', 'right'], plane: 'of two clouds' },
  spiral: { name: 'spiral', classes: ['one arm', 'other'], plane: 'of two spiral arms' },
  pinwheel: { name: 'wheel', classes: ['one blade', 'other'], plane: 'of the blades of a pinwheel' },
};
const SIGNS = ['−1', '+1'];

/** What a point of the legend is called: "upper −1", "setosa −1", "0 as −1", or only "−1". @param {string} data @param {string[] | null} labels */
export function describeClasses(data, labels) {
  const called = data === 'own' ? labels : SHAPES[data].classes;
  return SIGNS.map((sign, i) => {
    const name = called?.[i] ?? '';
    if (name === '' || Number(name) === Number(sign.replace('−', '-'))) return sign;
    return Number.isFinite(Number(name)) ? `${name} as ${sign}` : `${name} ${sign}`;
  });
}

/** "The plane of the two moons" @param {string} data */
export function describePlane(data) {
  return `The plane ${SHAPES[data]?.plane ?? 'of your own points'}`;
}

/** How one's own points were scaled, or ''. @param {import('../state/state.js').Axes} axes */
export function describeScale({ scale, names }) {
  if (!scale.standardised) return '';
  const part = (/** @type {number} */ axis) => {
    // Three digits of the spread tell enough, and so do those of the mean.
    const step = 10 ** (Math.floor(Math.log10(scale.unit[axis])) - 2);
    const [mean, spread] = [scale.centre[axis], scale.unit[axis]].map((value) => figure(Math.round(value / step) * step, step));
    // A coordinate that is always the same has no spread.
    return `${names[axis] ?? 'xy'[axis]} by its mean ${mean}${scale.unit[axis] === 1 ? '' : ` and spread ${spread}`}`;
  };
  return `Standardised for training: ${part(0)}, ${part(1)}.`;
}

/** "150 to train, 50 to test", and shorter for more @param {{feed: string, batch: number}} config @param {number} train @param {number} test */
export function describeSplit({ feed, batch }, train, test) {
  if (feed === 'stream') return `${format.grouped(batch)} new a step, ${format.grouped(test)} to test`;
  return `${format.grouped(train)} to train, ${format.grouped(test)} to test`;
}
