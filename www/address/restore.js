// Puts the run of an address in the place of the one in force, which stays until that is whole.

import { pause } from '../actions/run.js';
import { startAnew, take } from '../actions/take.js';
import { find } from '../kit/find.js';
import { put } from '../state/state.js';
import { describeOpened, describeProgress, describeRefused, describeStopped } from '../words/link.js';
import { address, place, write } from './address.js';
import { replay } from './run.js';

/** @typedef {import('../state/state.js').Lab} Lab */

// Milliseconds of a turn, and between two sentences on how far it is.
const TURN = 14;
const SOON = 1000;

/** The newest one that is made again. @type {object | null} */
let newest = null;

/** Gives false where it cannot be. @param {Lab} lab @param {string} text  '' is the run that the page opens with */
export async function restore(lab, text) {
  const own = (newest = {});
  /** When it is told next how far it is. */
  let next = performance.now() + SOON;
  const stop = makeStop();
  address.isBusy = true;
  const goOn = async (/** @type {number} */ step, /** @type {number} */ last) => {
    await new Promise(requestAnimationFrame);
    if (newest !== own || stop.isPressed) return false;
    if (performance.now() > next) {
      stop.show();
      next += SOON;
      put(lab, 'told', { replay: describeProgress(step, last) });
    }
    return true;
  };
  let sentence = '';
  try {
    const made = await replay(lab, text, TURN, goOn);
    stop.remove();
    if (newest !== own) return made?.trainer.free();
    if (made) adopt(lab, text, made);
    else sentence = describeStopped();
  } catch (error) {
    stop.remove();
    if (newest !== own) return;
    sentence = describeRefused(error instanceof Error ? error.message : String(error));
  }
  put(lab, 'told', { replay: '' });
  address.isBusy = false;
  if (!sentence) return;
  // The run that stands there keeps its address.
  write(place());
  put(lab, 'told', { sentence });
  take(lab, 'other');
  return false;
}

/** A button after the sentence, once it is shown and until it is taken away. */
function makeStop() {
  const button = document.createElement('button');
  const stop = { isPressed: false, show: () => button.isConnected || find(document, '#status').append(button), remove: () => button.remove() };
  Object.assign(button, { type: 'button', id: 'replay-stop', className: 'text', textContent: 'Cancel' });
  Object.assign(button.style, { display: 'inline', height: 'auto', marginLeft: '.5em', fontSize: 'inherit', textDecoration: 'underline' });
  button.addEventListener('click', () => (stop.isPressed = true));
  return stop;
}

/** @param {Lab} lab @param {string} text @param {NonNullable<Awaited<ReturnType<typeof replay>>>} made */
function adopt(lab, text, { trainer: made, differs, goal }) {
  pause(lab);
  const { trainer, state } = lab;
  trainer.open(made);
  put(lab, 'run', { goal });
  startAnew(lab, 'other', true);
  put(lab, 'points', { touched: state.setup.config.data === 'own' });
  put(lab, 'told', { sentence: text ? describeOpened(state.run.report, differs, trainer.digest()) : '', last: text ? 'other' : 'opened' });
  Object.assign(address, { run: text, begun: lab.begun });
}
