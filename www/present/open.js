// Opens the view for a room, with its addresses: #present is the run itself, live; #present/1 to #present/9 are the
// sections of the talk as scenes, each its own figure, lent by the talk, with a sentence or two; N shows its own words.

import { find } from '../kit/find.js';
import { listenForKeys, takesText } from '../kit/keys.js';
import { loadStyles } from '../kit/style.js';
import { write } from '../kit/text.js';
import { build } from '../talk/open.js';
import { SECTIONS } from '../talk/sections.js';
import { withSlots } from '../talk/slots.js';
import { KEYS, nameLive, SCENES } from '../words/present.js';
import { Live } from './live.js';
import { MARKUP } from './markup.js';

/**
 * @typedef {import('../state/state.js').Lab} Lab
 * @typedef {import('../actions/actions.js').Actions} Actions
 * @typedef {import('../loop/loop.js').Loop} Loop
 */

// What is told of the run without being asked.
const URGENT = ['problem', 'fault', 'goal'];

/** Gives how it is opened at an address. @param {Lab} lab @param {Actions} actions @param {Loop} loop @param {HTMLElement} page */
export async function open(lab, actions, loop, page) {
  await loadStyles('present');
  const place = find(page, '.present');
  place.innerHTML = MARKUP;
  const room = new Room(place, lab, actions, loop, page);
  return (/** @type {string[]} */ rest) => room.enter(rest);
}

class Room {
  /** @param {HTMLElement} place @param {Lab} lab @param {Actions} actions @param {Loop} loop @param {HTMLElement} page */
  constructor(place, lab, actions, loop, page) {
    this.place = place;
    this.lab = lab;
    this.actions = actions;
    this.loop = loop;
    this.page = page;
    this.scene = 0;
    this.hasNotes = false;
    this.name = find(place, '.name');
    this.where = find(place, '.where');
    this.line = find(place, '.footing');
    this.dark = find(place, '.dark');
    this.stage = find(place, '.stage');
    this.status = { kind: '', text: '' };
    this.live = new Live(find(place, '.live'), lab, actions, page);
    const entries = this.live.entries(() => this.isLive, (status) => this.tell(status));
    for (const entry of entries) loop.add(entry);
    this.live.watch(() => loop.paintAgain(entries.map(({ name }) => name)));
    this.listen();
  }

  get isLive() {
    return !this.place.hidden && this.scene === 0;
  }

  listen() {
    const { place, actions: { toggle, stepBack, stepOn, reset } } = this;
    listenForKeys(document, { ' ': () => toggle(), ArrowLeft: stepBack, ArrowRight: stepOn, r: reset }, () => this.isLive);
    // Before anything in a scene: a clicker's keys work wherever the focus is.
    addEventListener('keydown', (event) => place.hidden || this.press(event), true);
    find(place, '.before').addEventListener('click', () => this.go(this.scene - 1));
    find(place, '.after').addEventListener('click', () => this.go(this.scene + 1));
    find(place, '.leave').addEventListener('click', () => this.leave());
    this.dark.addEventListener('click', () => this.darken(false));
    // Esc ends full screen without telling the page of the key.
    document.addEventListener('fullscreenchange', () => document.fullscreenElement || place.hidden || this.leave());
    new MutationObserver(() => place.hidden && this.end()).observe(place, { attributeFilter: ['hidden'] });
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = this.dark.hidden ? this.actOf(event) : () => this.darken(false);
    if (!act) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    act();
  }

  /** @param {KeyboardEvent} event */
  actOf({ key, target }) {
    if (key === 'PageDown') return () => this.go(this.scene + 1);
    if (key === 'PageUp') return () => this.go(this.scene - 1);
    if (takesText(target)) return null;
    if (key === 'Escape') return () => this.leave();
    // Clickers send one or the other.
    if (key === 'b' || key === 'B' || key === '.') return () => this.darken(true);
    if (key === 'n' || key === 'N') return () => this.show(!this.hasNotes);
    return null;
  }

  /** Another scene, in the place of this one in the history. @param {number} scene */
  go(scene) {
    if (scene < 0 || scene > SECTIONS.length) return;
    location.replace(scene ? `#present/${scene}` : '#present');
  }

  leave() {
    location.hash = '#lab';
  }

  /** @param {boolean} isDark */
  darken(isDark) {
    this.dark.hidden = !isDark;
  }

  /** The notes, or no longer. @param {boolean} hasNotes */
  show(hasNotes) {
    this.hasNotes = hasNotes;
    this.place.toggleAttribute('data-notes', hasNotes);
    this.tell(this.status);
  }

  /** @param {string[]} rest  of the address: the scene's number */
  enter([number = '0']) {
    const section = SECTIONS[Number(number) - 1];
    if (this.place.dataset.entered === undefined) this.begin();
    this.scene = section ? Number(number) : 0;
    this.place.dataset.scene = String(this.scene);
    find(this.place, '.live').hidden = this.scene > 0;
    this.stage.hidden = this.scene === 0;
    write(this.where, this.scene ? `${this.scene} of ${SECTIONS.length}` : 'demo');
    write(this.name, section ? section.words.title : nameLive(this.lab.state.setup.config.data));
    for (const [name, last] of /** @type {const} */ ([['.before', 0], ['.after', SECTIONS.length]])) find(this.place, name, HTMLButtonElement).disabled = this.scene === last;
    scrollTo(0, 0);
    this.name.focus({ preventScroll: true });
    if (section) this.stand().catch(() => this.actions.miss());
    else this.loop.paintNow();
    return true;
  }

  /** The section of the talk comes onto the stage. */
  async stand() {
    const { lab, actions, page, stage, scene } = this;
    if (lab.state.run.training) actions.toggle();
    this.tell({ kind: '', text: '' });
    const talk = await build(lab, page);
    if (this.scene !== scene) return;
    const part = talk.lend(scene - 1, stage);
    if (!part.querySelector('.scene')) part.insertAdjacentHTML('afterbegin', `<div class="scene">${withSlots(SCENES[SECTIONS[scene - 1].name])}</div>`);
  }

  /** A full screen is asked for where a press led here. */
  begin() {
    this.place.dataset.entered = '';
    this.actions.read(null);
    if (navigator.userActivation?.isActive) document.documentElement.requestFullscreen?.().catch(() => {});
  }

  end() {
    delete this.place.dataset.entered;
    this.darken(false);
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
  }

  /** What went wrong with the run is told in any case, what it does and which keys there are in the notes. @param {import('../words/status.js').Status} status */
  tell(status) {
    this.status = status;
    const { kind, text } = status;
    write(this.line, URGENT.includes(kind) ? text : this.hasNotes && this.scene === 0 ? `${text} ${KEYS}` : '');
  }
}
