// What is looked at, and how. None of it asks the engine for anything at once.

import { isSame } from '../state/derived.js';
import { put } from '../state/state.js';
import { goTo, pause } from './run.js';
import { wish } from './wishes.js';

/**
 * @typedef {import('../state/state.js').Lab} Lab
 * @typedef {import('../state/state.js').Part} Part
 */

/** At a part of the network, or no longer. @param {Lab} lab @param {Part | null} part */
export function point(lab, part) {
  if (!isSame(part, lab.state.sight.part)) put(lab, 'sight', { part });
}

/** Pins a part of the network, or lets it go. @param {Lab} lab @param {Part | null} part */
export function pin(lab, part) {
  put(lab, 'sight', { pinned: isSame(part, lab.state.sight.pinned) ? null : part, part: null });
}

/** The field of a pinned number has the focus. @param {Lab} lab @param {boolean} typing */
export function type(lab, typing) {
  put(lab, 'sight', { typing });
}

/** How the plot ('look') or the squares of the network are painted. @param {Lab} lab @param {'look' | 'squares'} name @param {any} value */
export function paintAs(lab, name, value) {
  if (name === 'look') put(lab, 'page', { look: value });
  else put(lab, 'sight', { squares: value });
}

/** The charts are read at a step, or no longer. @param {Lab} lab @param {number | null} pointed */
export function read(lab, pointed) {
  put(lab, 'course', { pointed, sign: null });
}

/** At a point of the plot, or no longer. @param {Lab} lab @param {import('../plot/ground.js').Point | null} point */
export function readPoint(lab, point) {
  put(lab, 'course', { point });
}

/** What a sign on the charts says. @param {Lab} lab @param {import('../timeline/marks.js').Sign | null} sign */
export function readSign(lab, sign) {
  put(lab, 'course', { pointed: null, sign });
}

/** The label of the points to add. @param {Lab} lab @param {number} adding */
export function choose(lab, adding) {
  put(lab, 'points', { adding });
}

/** Why something is not in force. @param {Lab} lab @param {string} group @param {string} sentence  '': everything is */
export function tell(lab, group, sentence) {
  put(lab, 'message', { group, sentence });
}

/** An address led nowhere. @param {Lab} lab @param {string} address */
export function lose(lab, address) {
  put(lab, 'told', { last: 'lost', address });
}

/** The fault inside a step. @param {Lab} lab */
export function switchOff(lab) {
  put(lab, 'told', { fault: '' });
}

/** Parts of the page could not be loaded. @param {Lab} lab */
export function miss(lab) {
  put(lab, 'told', { last: 'missed' });
}

/** How the page is: measured. @param {Lab} lab @param {Partial<import('../state/state.js').Page>} page */
export function measure(lab, page) {
  put(lab, 'page', page);
}

/** The hand drags through the history. @param {Lab} lab @param {number} step */
export function drag(lab, step) {
  pause(lab);
  put(lab, 'run', { dragging: true });
  wish(lab, 'step', () => goTo(lab, step));
}

/** It has let go. @param {Lab} lab */
export function letGo(lab) {
  put(lab, 'run', { dragging: false });
}
