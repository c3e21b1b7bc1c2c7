// The module that makes what leaves the page and needs no engine, the sixth thing that Rust became.

import init, { codeCells, Gif } from '../../pkg/out.js';

export { codeCells, Gif };

/** Loads it; once it is there, that takes no time. */
export async function openOut() {
  await init();
  return codeCells;
}
