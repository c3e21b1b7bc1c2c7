// What waits for the next frame, and is done once in it: a hand that drags asks more often than can be answered.

/** @typedef {import('../state/state.js').Lab} Lab */

/** @param {Lab} lab @param {string} name  a newer wish takes the place of an older one of its name @param {() => void} act */
export function wish({ wishes, changed }, name, act) {
  wishes.set(name, act);
  changed();
}

/** Does what was wished for since the last frame. @param {Lab} lab */
export function fulfil({ wishes }) {
  const acts = [...wishes.values()];
  wishes.clear();
  for (const act of acts) act();
}
