// <moongrad-lab>: an embed as an element of another page, in a file of its own.
//
//   <script type="module" src="…/www/embed/element.js"></script>
//   <moongrad-lab shows="plot,train,charts" theme="dark" run="#1.AfIG…" style="height: 640px"></moongrad-lab>
//
// Its methods are the commands of the protocol (protocol.js), its events those that it tells, as `detail`.

const VERSION = 1;
// The page, from where this file is.
const PAGE = new URL('../../', import.meta.url);

/** A number for each question. */
let asked = 0;

export class MoongradLab extends HTMLElement {
  static observedAttributes = ['shows', 'run', 'theme'];

  constructor() {
    super();
    this.frame = document.createElement('iframe');
    this.frame.title = 'moongrad';
    Object.assign(this.frame.style, { width: '100%', height: '100%', border: '0' });
    /** Until it is ready, what it was told waits. @type {object[] | null} */
    this.waiting = [];
    /** Who waits for an answer. @type {Map<number, (answer: any) => void>} */
    this.asking = new Map();
    this.hear = this.hear.bind(this);
    this.attachShadow({ mode: 'open' }).append(this.frame);
  }

  connectedCallback() {
    if (!this.style.display) this.style.display = 'block';
    addEventListener('message', this.hear);
    this.load();
  }

  disconnectedCallback() {
    removeEventListener('message', this.hear);
  }

  /** @param {string} name @param {string | null} before @param {string | null} now */
  attributeChangedCallback(name, before, now) {
    if (!this.isConnected || before === now) return;
    if (name === 'theme') this.theme(now || 'system');
    else this.load();
  }

  load() {
    this.waiting = [];
    const page = new URL(PAGE);
    page.search = `?embed=${this.getAttribute('shows') ?? ''}${this.getAttribute('theme') ? `&theme=${this.getAttribute('theme')}` : ''}`;
    page.hash = this.getAttribute('run') ?? '';
    this.frame.src = page.href;
  }

  /** @param {MessageEvent} event */
  hear({ source, data }) {
    if (source !== this.frame.contentWindow || data?.moongrad !== VERSION) return;
    const { event, id, ...detail } = data;
    const answer = this.asking.get(id);
    this.asking.delete(id);
    if (event === 'ready') this.release();
    if (answer && event === 'state') answer(detail);
    else this.dispatchEvent(new CustomEvent(event, { detail }));
  }

  release() {
    const waiting = this.waiting ?? [];
    this.waiting = null;
    for (const message of waiting) this.send(message);
  }

  /** @param {object} message */
  send(message) {
    if (this.waiting) this.waiting.push(message);
    else this.frame.contentWindow?.postMessage({ moongrad: VERSION, ...message }, '*');
  }

  train() {
    this.send({ do: 'train' });
  }

  pause() {
    this.send({ do: 'pause' });
  }

  /** @param {1 | -1} [by] */
  step(by = 1) {
    this.send({ do: 'step', by });
  }

  reset() {
    this.send({ do: 'reset' });
  }

  /** @param {number} to */
  seek(to) {
    this.send({ do: 'seek', to });
  }

  /** @param {Record<string, unknown>} settings */
  set(settings) {
    this.send({ do: 'set', settings });
  }

  /** @param {string} theme  'light', 'dark' or 'system' */
  theme(theme) {
    this.send({ do: 'theme', theme });
  }

  /** Where it stands, and its set-up. @returns {Promise<Record<string, any>>} */
  get() {
    const id = ++asked;
    return new Promise((answer) => {
      this.asking.set(id, answer);
      this.send({ do: 'get', id });
    });
  }
}

customElements.define('moongrad-lab', MoongradLab);
