// What the one file has in place of the browser's own: it holds all modules itself, packed, and asks for nothing.

import { find } from '../kit/find.js';

/** A module, in place of the answer to a request for it. @param {URL} url */
export async function fetch({ pathname }) {
  const file = pathname.slice(pathname.lastIndexOf('/') + 1);
  const packed = find(document, `[data-file="${file}"]`).textContent ?? '';
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(unpacked, { headers: { 'Content-Type': 'application/wasm' } });
}
