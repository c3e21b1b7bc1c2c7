// What is said of links, in words.

import * as format from '../kit/format.js';

/** "2d63 dffa b8f1 dc38" @param {string} digest */
export function groupDigest(digest) {
  return (digest.match(/.{4}/g) ?? []).join(' ');
}

/** @param {number} step @param {number} last */
export function describeProgress(step, last) {
  return `Making the run of the link again: step ${format.grouped(step)} of ${format.grouped(last)}. The run here stays until that is done.`;
}

/** @param {import('../../pkg/moongrad.js').Report} report @param {number} differs @param {string} digest */
export function describeOpened({ step, lastStep }, differs, digest) {
  const at = step === lastStep ? `step ${format.grouped(step)}` : `step ${format.grouped(step)} of ${format.grouped(lastStep)}`;
  if (differs < 0) return `The run of the link, reproduced bit for bit: ${at}, digest ${groupDigest(digest)}.`;
  return `The run of the link, but not to the bit: by step ${format.grouped(differs)} its numbers are others. It may be of another version of this page.`;
}

/** @param {string} why */
export function describeRefused(why) {
  return `The link was not opened: ${why}.`;
}

export function describeStopped() {
  return 'The link was not opened, since you cancelled it. This is the run that stood here.';
}

/** @param {number} differs */
export function describeProof(differs) {
  return differs < 0 ? 'reproduced by a replay' : `a replay differs by step ${format.grouped(differs)}`;
}

export function describeUncopied() {
  return 'The page may not copy by itself here. The link is selected: copy it with Ctrl C, or ⌘ C.';
}

/** @param {string} why */
export function describeUnlinked(why) {
  return `This run has no link: ${why}.`;
}

export const TOO_LONG = 'Too long for an address: save it as a file.';
