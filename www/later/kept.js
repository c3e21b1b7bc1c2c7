// The kept runs outlast the page: the browser stores them, where it lets it.

import { memo } from '../kit/memo.js';
import { READ } from '../lab.js';
import { PLACE, readKept, writeKept } from '../state/kept.js';
import { put } from '../state/state.js';
import { signOf } from '../words/run.js';

/**
 * @typedef {import('../state/state.js').Lab} Lab
 * @typedef {import('../actions/actions.js').Actions} Actions
 * @typedef {import('../loop/loop.js').Loop} Loop
 * @typedef {import('../actions/runs.js').Kept} Kept
 */

/** Brings those back that are stored, and stores them from now on. @param {Lab} lab @param {Actions} _ @param {Loop} loop */
export async function open(lab, _, loop) {
  const dropped = bringBack(lab);
  const store = memo((/** @type {Kept[]} */ kept) => put(lab, 'told', { storage: storeRuns(kept) }));
  loop.add({ name: 'storage', of: ['course'], every: READ, paint: () => store(lab.state.course.kept) });
  store(lab.state.course.kept);
  if (dropped) put(lab, 'told', { storage: dropped, sentence: dropped, last: 'other' });
}

/** Returns why they had to be dropped, or ''. @param {Lab} lab */
function bringBack(lab) {
  const { kept } = lab.state.course;
  try {
    const text = localStorage.getItem(PLACE);
    if (!text) return '';
    const stored = readKept(text, lab.rules.curve);
    // Those that are new already come after them.
    const before = Math.max(0, ...stored.map(({ number }) => number));
    const renumbered = kept.map((run) => ({ ...run, number: run.number + before, sign: signOf(run.number + before) }));
    put(lab, 'course', { kept: [...stored, ...renumbered] });
    return '';
  } catch (error) {
    return `The runs that this browser had kept were dropped: ${error instanceof Error ? error.message : error}.`;
  }
}

/** Returns what to know of it, or ''. @param {Kept[]} kept */
function storeRuns(kept) {
  try {
    if (!kept.length) {
      localStorage.removeItem(PLACE);
      return '';
    }
    const { text, count } = writeKept(kept);
    localStorage.setItem(PLACE, text);
    return count < kept.length ? `This browser keeps the newest ${count} of them; the others last only as long as this page is open.` : '';
  } catch {
    return 'This browser has no room to keep them: they last only as long as this page is open.';
  }
}
