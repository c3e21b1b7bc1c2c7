// A film in the container WebM: https://www.webmproject.org/docs/container/. One track, every picture a block.

/**
 * @typedef {{bytes: Uint8Array, time: number, isKey: boolean}} Block  time: in ms
 * @typedef {number | string | Uint8Array | Element[]} Content
 * @typedef {[id: number, content: Content]} Element
 */

const EBML = 0x1a45dfa3;
const SEGMENT = 0x18538067;
const CLUSTER = 0x1f43b675;
const SIMPLE_BLOCK = 0xa3;
const TIMECODE = 0xe7;

/**
 * @param {Block[]} blocks  in the order of their times @param {'V_VP8' | 'V_VP9'} codec
 * @param {number} width @param {number} height @param {number} duration  in ms
 */
export function writeWebm(blocks, codec, width, height, duration) {
  const head = element([EBML, [[0x4286, 1], [0x42f7, 1], [0x42f2, 4], [0x42f3, 8], [0x4282, 'webm'], [0x4287, 4], [0x4285, 2]]]);
  /** @type {Element} */
  const info = [0x1549a966, [[0x2ad7b1, 1_000_000], [0x4489, float(duration)], [0x4d80, 'moongrad'], [0x5741, 'moongrad']]];
  /** @type {Element} */
  const track = [0xae, [[0xd7, 1], [0x73c5, 1], [0x9c, 0], [0x83, 1], [0x86, codec], [0xe0, [[0xb0, width], [0xba, height]]]]];
  return join([head, element([SEGMENT, [info, [0x1654ae6b, [track]], ...clusters(blocks)]])]);
}

/** One for each picture that needs none before it. @param {Block[]} blocks @returns {Element[]} */
function clusters(blocks) {
  /** @type {Block[][]} */
  const groups = [];
  for (const block of blocks) {
    if (block.isKey || !groups.length) groups.push([]);
    groups[groups.length - 1].push(block);
  }
  return groups.map((group) => {
    const start = Math.round(group[0].time);
    return [CLUSTER, [[TIMECODE, start], ...group.map((block) => /** @type {Element} */ ([SIMPLE_BLOCK, blockOf(block, start)]))]];
  });
}

/** Of track 1: its time in the cluster, whether it stands alone, the picture. @param {Block} block @param {number} start */
function blockOf({ bytes, time, isKey }, start) {
  const after = Math.round(time) - start;
  return join([Uint8Array.of(0x81, after >> 8, after & 255, isKey ? 0x80 : 0), bytes]);
}

/** @param {Element} element @returns {Uint8Array} */
function element([id, content]) {
  const bytes = bytesOf(content);
  // A size of eight bytes, of which the first only says so.
  const size = new Uint8Array(8);
  new DataView(size.buffer).setBigUint64(0, BigInt(bytes.length) | 0x01n << 56n);
  return join([whole(id), size, bytes]);
}

/** @param {Content} content @returns {Uint8Array} */
function bytesOf(content) {
  if (typeof content === 'number') return whole(content);
  if (typeof content === 'string') return new TextEncoder().encode(content);
  return content instanceof Uint8Array ? content : join(content.map(element));
}

/** In as few bytes as it takes. @param {number} value */
function whole(value) {
  const bytes = [];
  for (let rest = value; rest > 0 || !bytes.length; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Uint8Array.from(bytes);
}

/** @param {number} value */
function float(value) {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value);
  return bytes;
}

/** @param {Uint8Array[]} parts */
function join(parts) {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
