// What the one file has in place of the browser's own: it holds all that it may ask for, so that it asks for nothing.

/** What a worker was given of it. @typedef {typeof globalThis & {packed?: Record<string, string>}} Given */

/** A packed module, in place of the answer to a request for it. @param {URL} url */
export async function fetch(url) {
  const file = nameOf(url);
  const packed = /** @type {Given} */ (globalThis).packed?.[file] ?? read(file);
  const stream = new Blob([unpack(packed)]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream, { headers: { 'Content-Type': 'application/wasm' } });
}

/**
 * A worker whose script is packed, too, with the modules that it names: it has no page to read them from. It runs as no
 * module, which Chromium refuses to a page from a disk.
 * @param {string | URL} url
 */
export function Worker(url) {
  const script = unpack(read(nameOf(url)));
  const text = new TextDecoder().decode(script);
  const files = [...document.querySelectorAll('[data-file]')].map((block) => block.getAttribute('data-file') ?? '');
  const named = files.filter((file) => text.includes(file)).map((file) => [file, read(file)]);
  const given = `globalThis.packed = ${JSON.stringify(Object.fromEntries(named))};\n`;
  return new globalThis.Worker(URL.createObjectURL(new Blob([given, script], { type: 'text/javascript' })));
}

/** In a template, Chromium has no address to resolve another one by. @param {string | URL} url */
function nameOf(url) {
  const { pathname } = new URL(url, 'file:///');
  return pathname.slice(pathname.lastIndexOf('/') + 1);
}

/** @param {string} file */
function read(file) {
  const block = document.querySelector(`[data-file="${file}"]`);
  if (!block) throw new Error(`The page lacks its ${file}.`);
  return block.textContent ?? '';
}

/** @param {string} base64 */
function unpack(base64) {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}
