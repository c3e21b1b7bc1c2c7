// Keeps the address: once the run rests, it is written there. Another set-up, once the hand has let go, is another entry
// of the browser's history.

import { openLinks } from '../engine/link.js';
import { address, leave, place, write } from './address.js';
import { shortTextOf } from './run.js';

/** @typedef {import('../state/state.js').Lab} Lab */

// Milliseconds without a change after which the run rests: browsers take a hundred notes in half a minute.
const REST = 400;
// Milliseconds after which a hand that has not let go is taken to have.
const HELD = 1500;

/** Gives what is called whenever the run may be another. @param {Lab} lab */
export async function open(lab) {
  await openLinks();
  let resting = 0;
  /** Until then something is being typed, or a slider dragged. */
  let held = 0;
  const rest = () => {
    const { training, dragging } = lab.state.run;
    if (training || dragging || address.isBusy) return;
    if (performance.now() < held) soon();
    else note(lab);
  };
  const soon = () => {
    clearTimeout(resting);
    resting = setTimeout(rest, REST);
  };
  document.addEventListener('input', () => (held = performance.now() + HELD), true);
  document.addEventListener('change', () => {
    held = 0;
    soon();
  }, true);
  addEventListener('pagehide', () => address.isBusy || (note(lab), leave()));
  return soon;
}

/** @param {Lab} lab */
function note(lab) {
  try {
    const run = shortTextOf(lab);
    if (run === address.run) return;
    const isNew = lab.begun !== address.begun;
    // The entry before knows its run, even where its address does not tell it.
    if (isNew) write(place());
    Object.assign(address, { run, begun: lab.begun });
    write(place(), {}, isNew);
  } catch {
    // What a link cannot hold, or a browser will not keep, is only lost with the page; sharing it tells why.
  }
}
