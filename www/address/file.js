// A link in a file, opened as the link is.

import { LONGEST, split } from './address.js';

// More than any link has, in bytes.
const MOST = 4 << 20;

/** By its first characters: a link's text, or a whole address with one. */
export const LINK_BEGINS = /^(\S*#)?1\.[\w-]{12,}(\/\S*)?$/;

/** @param {File} file */
export async function openLinkFile(file) {
  const text = (await file.slice(0, MOST).text()).trim();
  const { run } = split(text.slice(text.indexOf('#') + 1));
  open(run);
}

/** Opens a run as an entry of its own. @param {string} run */
function open(run) {
  history.pushState({ run }, '', run.length > LONGEST ? '#lab' : `#${run}`);
  dispatchEvent(new PopStateEvent('popstate'));
}
