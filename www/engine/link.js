// The module that writes and reads links, the fifth thing that Rust became.

import init, { readLink, writeLink } from '../../pkg/link.js';

export { readLink, writeLink };

/** Loads it; once it is there, that takes no time. */
export async function openLinks() {
  await init();
  return { readLink, writeLink };
}
