// The making of a film: the page takes the pictures from the history, one whenever it is asked for the next; a worker
// draws and writes them, or where there is none, the page.

import { find } from '../kit/find.js';
import { step as padded } from '../kit/format.js';
import { shownUnit } from '../state/derived.js';

/**
 * @typedef {import('../state/state.js').Lab} Lab
 * @typedef {import('./film.js').Answer} Answer
 * @typedef {import('./film.js').Order} Order
 * @typedef {import('./film.js').Plan} Plan
 * @typedef {import('./film.js').Shot} Shot
 * @typedef {{send: (order: Order, transfer?: Transferable[]) => void, close: () => void}} Studio
 */

// px between the lattice's nodes, the most of these; contours.
const PIXELS = 2.5;
const MOST = 289;
const SPACING = 0.5;
const LIMIT = 5;

/**
 * The run at each of the steps, by a twin of it: nothing that is done with the run meanwhile matters.
 * @param {Lab} lab @param {number[]} steps @param {number} size @returns {Generator<Shot, void>}
 */
export function* takeShots({ trainer, state }, steps, size) {
  const { points: { view: { x0, x1, y0, y1 } }, sight } = state;
  const [unit, share] = [shownUnit(state), sight.squares === 'share'];
  const nodes = Math.min(MOST, Math.round(size / PIXELS) + 1);
  const twin = trainer.twin();
  try {
    let known = NaN;
    for (const step of steps) {
      twin.seek(step);
      const { pointsRevision } = twin.report();
      const scene = twin.scene(x0, x1, y0, y1, nodes, SPACING, LIMIT, unit, share);
      yield { step: padded(step), scene, points: pointsRevision === known ? null : setsOf(twin.points()) };
      known = pointsRevision;
    }
  } finally {
    twin.free();
  }
}

/** @param {import('../../pkg/moongrad.js').PointSet} points */
function setsOf(points) {
  const { train, test } = points;
  points.free();
  return { train, test };
}

/**
 * Gives the bytes of the file.
 * @param {Plan} plan @param {Generator<Shot, void>} shots
 * @param {(made: number) => void} tell  how many pictures are made @param {AbortSignal} signal
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export function makeFilm(plan, shots, tell, signal) {
  return new Promise((resolve, reject) => {
    let isOver = false;
    let isWhole = false;
    const end = (/** @type {() => void} */ then) => {
      if (isOver) return;
      isOver = true;
      shots.return();
      studio.close();
      then();
    };
    const sendNext = () => {
      if (isWhole) return;
      const { value: shot } = shots.next();
      isWhole = !shot;
      if (shot) studio.send({ shot }, buffersOf(shot));
      else studio.send('end');
    };
    const studio = openStudio(plan, (answer) => {
      if (isOver) return;
      try {
        if ('fault' in answer) throw new Error(answer.fault);
        if ('bytes' in answer) return end(() => resolve(answer.bytes));
        tell(answer.made);
        sendNext();
      } catch (error) {
        end(() => reject(error));
      }
    });
    signal.addEventListener('abort', () => end(() => reject(signal.reason)));
  });
}

/** Handed over rather than copied. @param {Shot} shot */
function buffersOf({ scene: { field, contours, boundary, outputs, batch } }) {
  return [field, contours, boundary, outputs, batch].flatMap((values) => (values ? [values.buffer] : []));
}

/** In a worker; where that does not start, on the page. @param {Plan} plan @param {(answer: Answer) => void} answer @returns {Studio} */
function openStudio(plan, answer) {
  /** @type {Studio} */
  let studio;
  const begin = (/** @type {Studio} */ opened) => {
    studio = opened;
    studio.send({ plan });
  };
  try {
    begin(openWorker(answer, () => begin(openHere(answer))));
  } catch {
    begin(openHere(answer));
  }
  return { send: (order, transfer) => studio.send(order, transfer), close: () => studio.close() };
}

/** @param {(answer: Answer) => void} answer @param {() => void} fail @returns {Studio} */
function openWorker(answer, fail) {
  if (typeof OffscreenCanvas === 'undefined') throw new Error('A worker could not draw.');
  const { content } = find(document, '[data-worker=film]', HTMLTemplateElement);
  const worker = new Worker(find(content, 'link', HTMLLinkElement).href, { type: 'module' });
  let hasBegun = false;
  const stop = (/** @type {string} */ fault) => {
    worker.terminate();
    // What a worker cannot do, the page may.
    if (hasBegun) answer({ fault });
    else fail();
  };
  worker.onmessage = ({ data }) => {
    if ('fault' in data) return stop(data.fault);
    hasBegun = true;
    answer(data);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    stop('The part of moongrad that draws films stopped.');
  };
  return { send: (order, transfer = []) => worker.postMessage(order, transfer), close: () => worker.terminate() };
}

/** On the page, a picture at a time: between two of them the page has its turn. @param {(answer: Answer) => void} answer @returns {Studio} */
function openHere(answer) {
  let isOver = false;
  const studio = import('./film.js').then((film) => film.openStudio((told) => setTimeout(() => isOver || answer(told))));
  studio.catch(() => answer({ fault: 'The part of moongrad that draws films did not load. Check the connection and try again.' }));
  return { send: (order) => void studio.then((follow) => isOver || follow(order), () => {}), close: () => (isOver = true) };
}
