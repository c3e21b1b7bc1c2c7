// The link: where and how it opens, copied, sent, saved, as a code for a camera, and proved by a replay.

import { LONGEST } from '../address/address.js';
import { replay, textOf } from '../address/run.js';
import { codeCells } from '../engine/out.js';
import { find, findAll } from '../kit/find.js';
import { grouped, step as padded } from '../kit/format.js';
import { copy, save, say } from '../kit/give.js';
import { set, write } from '../kit/text.js';
import { describeProof, describeUncopied, describeUnlinked, groupDigest, TOO_LONG } from '../words/link.js';
import { drawCode } from './code.js';

/**
 * @typedef {import('../state/state.js').Lab} Lab
 * @typedef {'shown' | 'end' | 'start'} At
 *
 * @typedef {object} Shared
 * @property {string} run    the link's text
 * @property {string} url
 * @property {number} step   where it opens
 * @property {string} digest
 */

// So many characters a code has room for in the sheet, and a camera can read at all.
const SMALL = 300;
const LARGE = 1024;
// Milliseconds of a frame that go into the replay.
const TURN = 8;

const radio = (/** @type {string} */ name, /** @type {string} */ value, /** @type {string} */ word) => `<label><input type="radio" name="${name}" value="${value}"><span>${word}</span></label>`;

/** What it is made of. */
export const LINK = `
  <p class="lead">The link holds the whole run: set-up, every change, the step shown. Whoever opens it gets the same numbers, bit for bit.</p>
  <p class="address"><input id="share-link" class="address-field" type="text" readonly spellcheck="false" aria-label="Link to this run"><button id="share-copy" class="copy" type="button">Copy</button></p>
  <p class="proof"><span class="length"></span><span class="digest">digest at <span class="at"></span> <b></b></span><span class="proved" role="status"></span></p>
  <div class="ways">
    <div class="qr" role="img" aria-label="Code of the link, for a camera"></div>
    <p id="share-at">Opens at</p><span class="segments" role="radiogroup" aria-labelledby="share-at">${radio('opens-at', 'shown', '')}${radio('opens-at', 'end', '')}${radio('opens-at', 'start', 'the start')}</span>
    <p id="share-as">Opens as</p><span class="segments" role="radiogroup" aria-labelledby="share-as">${radio('opens-as', 'lab', 'Lab')}${radio('opens-as', 'inside', 'Inside')}${radio('opens-as', 'present', 'Present')}</span>
    <p>Or</p><span class="buttons"><button class="small send" type="button">Send to…</button><button id="share-save" class="small" type="button">Save as a file</button><button id="share-enlarge" class="small" type="button">Enlarge</button></span>
    <p class="said" role="status"></p>
  </div>
  <dialog class="enlarged" aria-label="Code of the link, for a camera"><button class="icon close" type="button" aria-label="Close"><svg viewBox="0 0 16 16" aria-hidden="true"><path class="line" d="M3 3l10 10M13 3 3 13"/></svg></button><div class="qr"></div><p></p></dialog>`;

export class LinkSection {
  /** @param {HTMLElement} section @param {Lab} lab */
  constructor(section, lab) {
    this.section = section;
    this.lab = lab;
    this.field = find(section, '.address-field', HTMLInputElement);
    this.said = find(section, '.said');
    this.enlarged = find(section, '.enlarged', HTMLDialogElement);
    /** @type {At} */
    this.at = 'shown';
    this.as = 'lab';
    /** @type {Shared | null} */
    this.shared = null;
    /** Is told that the link is another. */
    this.changed = () => {};
    /** The text that is proved, or was. */
    this.proved = '';
    this.listen();
  }

  listen() {
    const { section, field } = this;
    for (const input of findAll(section, 'input[type=radio]', HTMLInputElement)) input.addEventListener('change', () => {
      if (input.name === 'opens-at') this.at = /** @type {At} */ (input.value);
      else this.as = input.value;
      this.refresh();
    });
    field.addEventListener('focus', () => field.select());
    const copyButton = find(section, '#share-copy');
    copyButton.addEventListener('click', () => this.copy(copyButton));
    const send = find(section, '.send');
    send.hidden = !('share' in navigator);
    send.addEventListener('click', () => navigator.share({ title: 'moongrad', url: this.shared?.url }).catch(() => {}));
    find(section, '#share-save').addEventListener('click', () => this.save());
    find(section, '#share-enlarge').addEventListener('click', () => this.enlarge());
    find(this.enlarged, '.close').addEventListener('click', () => this.enlarged.close());
    this.enlarged.addEventListener('click', () => this.enlarged.close());
  }

  /** The run may be another, or how it is shared. */
  refresh() {
    try {
      this.shared = this.tell();
    } catch (error) {
      this.shared = null;
      write(this.said, describeUnlinked(error instanceof Error ? error.message : String(error)));
    }
    this.paint();
    this.changed();
    this.prove();
  }

  /** The sheet is closed. */
  rest() {
    this.proved = '';
  }

  /** @returns {Shared} */
  tell() {
    const { lab, at, as } = this;
    const { step: stands, lastStep } = lab.state.run.report;
    const step = at === 'end' ? lastStep : at === 'start' ? 0 : stands;
    const trainer = step === stands ? lab.trainer : lab.trainer.twin();
    try {
      if (trainer !== lab.trainer) trainer.seek(step);
      const run = textOf(lab, trainer);
      const page = location.href.replace(/[?#].*/, '');
      return { run, url: `${page}#${run}${as === 'lab' ? '' : `/${as}`}`, step, digest: trainer.digest() };
    } finally {
      if (trainer !== lab.trainer) trainer.free();
    }
  }

  paint() {
    const { section, shared, field } = this;
    const { step, lastStep } = this.lab.state.run.report;
    const length = shared?.url.length ?? 0;
    const isLong = length > LONGEST;
    field.value = shared && !isLong ? shared.url : '';
    field.placeholder = isLong ? TOO_LONG : '';
    for (const button of findAll(section, '#share-copy, .send', HTMLButtonElement)) button.disabled = !shared || isLong;
    find(section, '#share-save', HTMLButtonElement).disabled = !shared;
    find(section, '#share-enlarge', HTMLButtonElement).disabled = !shared || length > LARGE;
    write(find(section, '.length'), `${grouped(length)} characters`);
    write(find(section, '.digest .at'), padded(shared?.step ?? 0));
    write(find(section, '.digest b'), groupDigest(shared?.digest ?? ''));
    this.paintWays(step, lastStep);
    const code = find(section, '.ways .qr');
    set(code, 'data-none', length > SMALL);
    if (!shared) return;
    if (length <= SMALL) drawCode(code, codeCells(shared.url));
    else code.replaceChildren();
    write(this.said, describeCode(length));
  }

  /** @param {number} step @param {number} last */
  paintWays(step, last) {
    const { section } = this;
    const words = { shown: `step ${padded(step)}`, end: `the end, ${grouped(last)}`, start: 'the start' };
    const hidden = { shown: step === 0 || step === last, end: last === 0, start: false };
    // What is hidden is what another one says.
    const at = this.at === 'shown' && hidden.shown ? (step === last && last ? 'end' : 'start') : this.at === 'end' && hidden.end ? 'start' : this.at;
    for (const input of findAll(section, '[name=opens-at]', HTMLInputElement)) {
      const value = /** @type {At} */ (input.value);
      const label = /** @type {HTMLElement} */ (input.parentElement);
      label.hidden = hidden[value];
      write(/** @type {HTMLElement} */ (input.nextElementSibling), words[value]);
      input.checked = value === at;
    }
    for (const input of findAll(section, '[name=opens-as]', HTMLInputElement)) input.checked = input.value === this.as;
  }

  /** Made again from its text by another engine, while the page goes on. */
  async prove() {
    const { lab, shared } = this;
    const run = shared?.run ?? '';
    if (!run || run === this.proved) return;
    this.proved = run;
    const place = find(this.section, '.proved');
    const tell = (/** @type {string} */ kind, /** @type {string} */ sentence) => {
      set(place, 'data-kind', kind);
      write(place, sentence);
    };
    tell('', '');
    const goOn = async (/** @type {number} */ step, /** @type {number} */ last) => {
      await new Promise(requestAnimationFrame);
      if (this.proved === run) tell('', `replaying, step ${grouped(step)} of ${grouped(last)}`);
      return this.proved === run;
    };
    const made = await replay(lab, run, TURN, goOn).catch(() => null);
    made?.trainer.free();
    if (made && this.proved === run) tell(made.differs < 0 ? 'same' : 'other', describeProof(made.differs));
  }

  /** @param {HTMLElement} button */
  async copy(button) {
    if (!this.shared) return;
    try {
      await copy(this.shared.url);
      say(button, 'Copied');
    } catch {
      this.field.focus();
      this.field.select();
      write(this.said, describeUncopied());
    }
  }

  save() {
    if (!this.shared) return;
    const { run, step } = this.shared;
    save(new Blob([run, '\n'], { type: 'text/plain' }), `run-at-${padded(step)}.moongrad`);
  }

  enlarge() {
    if (!this.shared) return;
    drawCode(find(this.enlarged, '.qr'), codeCells(this.shared.url));
    write(find(this.enlarged, 'p'), this.shared.url.replace(/^https?:\/\//, ''));
    this.enlarged.showModal();
  }
}

/** @param {number} length */
function describeCode(length) {
  if (length > LARGE) return 'The link is too long for a code: save it as a file, which opens the same way when it is dropped on the page.';
  if (length > SMALL) return 'The code has many cells: enlarge it, and point a phone’s camera at it.';
  return 'The code opens the same link: point a phone’s camera at it.';
}
