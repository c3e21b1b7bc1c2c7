// A film as WebM, by the browser's own encoder.

import { writeWebm } from './webm.js';

/** @typedef {import('./webm.js').Block} Block */

// What browsers can write, the better first.
const CODECS = /** @type {const} */ ([['vp09.00.31.08', 'V_VP9'], ['vp8', 'V_VP8']]);
// Bits a pixel: lines and points stay sharp. A picture that needs none before it comes every so many seconds.
const BITS = 0.16;
const KEY = 2;
// Pictures that wait for the encoder.
const QUEUE = 4;

// WebKit on Linux ends the page when it is asked what its encoder can do.
const ENDS = /Linux.*AppleWebKit(?!.*Chrome)/;

/** The encoder's set-up, or null where there is none. @param {number} size @param {number} rate */
async function choose(size, rate) {
  if (typeof VideoEncoder === 'undefined' || typeof VideoFrame === 'undefined' || ENDS.test(navigator.userAgent)) return null;
  for (const [codec, name] of CODECS) {
    const config = { codec, width: size, height: size, framerate: rate, bitrate: Math.round(BITS * size * size * rate) };
    const isSupported = await VideoEncoder.isConfigSupported(config).then(({ supported }) => supported, () => false);
    if (isSupported) return { config, name };
  }
  return null;
}

/** Whether this browser can write films. */
export async function canFilm() {
  return (await choose(480, 25)) !== null;
}

export class Video {
  /** @param {number} size @param {number} rate */
  static async open(size, rate) {
    const chosen = await choose(size, rate);
    if (!chosen) throw new Error('This browser cannot write WebM.');
    return new Video(size, rate, chosen.config, chosen.name);
  }

  /** @param {number} size @param {number} rate @param {VideoEncoderConfig} config @param {'V_VP8' | 'V_VP9'} name */
  constructor(size, rate, config, name) {
    this.size = size;
    this.rate = rate;
    this.name = name;
    this.count = 0;
    /** @type {Block[]} */
    this.blocks = [];
    /** @type {Error | null} */
    this.fault = null;
    /** Goes on where something waits for the encoder. */
    this.wake = () => {};
    this.encoder = new VideoEncoder({
      output: (chunk) => this.take(chunk),
      error: (fault) => {
        this.fault = fault;
        this.wake();
      },
    });
    this.encoder.addEventListener('dequeue', () => this.wake());
    this.encoder.configure(config);
  }

  /** @param {EncodedVideoChunk} chunk */
  take(chunk) {
    const bytes = new Uint8Array(chunk.byteLength);
    chunk.copyTo(bytes);
    this.blocks.push({ bytes, time: chunk.timestamp / 1000, isKey: chunk.type === 'key' });
  }

  /** @param {CanvasRenderingContext2D} pen */
  async add({ canvas }) {
    const { encoder, rate } = this;
    const frame = new VideoFrame(canvas, { timestamp: Math.round((1e6 * this.count) / rate), duration: Math.round(1e6 / rate) });
    encoder.encode(frame, { keyFrame: this.count % (KEY * rate) === 0 });
    frame.close();
    this.count++;
    while (encoder.encodeQueueSize > QUEUE && !this.fault) await new Promise((/** @type {(_?: unknown) => void} */ resolve) => (this.wake = resolve));
    if (this.fault) throw this.fault;
  }

  /** @returns {Promise<Uint8Array<ArrayBuffer>>} */
  async finish() {
    await this.encoder.flush();
    this.encoder.close();
    if (this.fault) throw this.fault;
    return writeWebm(this.blocks, this.name, this.size, this.size, (1000 * this.count) / this.rate);
  }
}
