// The page's views and their addresses, such as #lab: back and forward lead through them and through the runs that the
// addresses tell. Each view is loaded when it is first opened.

import { address, entryRun, place, split, takeLeft, write } from './address/address.js';

/**
 * @typedef {object} Place
 * @property {HTMLElement} element             of the view; it is the only one shown while it is open
 * @property {HTMLElement} [link]             that leads there
 * @property {number} [scrolled]              how far, when it was left
 * @property {() => Promise<(rest: string[]) => unknown>} load  gives how it is opened, with the rest of its address; what
 *   is opened tells with true that it has scrolled to a place of its own, and put the focus there
 */

/** "#talk/5", with or without a run before it, is the view talk with the rest 5. @param {string} hash */
export function readAddress(hash) {
  const [name, ...rest] = split(hash).place.split('/');
  return { name, rest };
}

export class Router {
  /**
   * @param {Record<string, Place>} places
   * @param {string} home  the place where the page begins, and where unknown addresses lead
   * @param {(address: string) => void} lose  is told of an address that leads nowhere
   * @param {(run: string) => Promise<unknown>} restore  puts the run of an address in the place of the one in force; gives false where that cannot be
   */
  constructor(places, home, lose, restore) {
    this.places = new Map(Object.entries(places));
    this.home = home;
    this.lose = lose;
    this.restore = restore;
    this.open = home;
    addEventListener('hashchange', () => this.follow());
    // Where the address stays the same, as with runs that are too long for it, nothing else tells.
    addEventListener('popstate', () => location.hash === address.hash && this.follow());
    takeLeft();
    if (location.hash || entryRun()) this.follow();
  }

  /** Goes where the address leads. */
  async follow() {
    address.hash = location.hash;
    const run = entryRun() ?? address.run;
    const asked = place();
    const isRefused = run !== address.run && (await this.restore(run)) === false;
    if (!isRefused && entryRun() === null && run) write(asked);
    // Another one was asked for meanwhile.
    if (place() !== asked) return;
    const { name, rest } = readAddress(asked);
    const known = name || this.home;
    // Why a run is refused is told at home.
    const isLost = !this.places.has(known);
    if (!isLost && (!isRefused || known === this.home)) return this.show(known, rest);
    write(`#${this.home}`);
    if (isLost && !isRefused) this.lose(asked);
    return this.show(this.home, []);
  }

  /** @param {string} name @param {string[]} rest */
  async show(name, rest) {
    const from = this.open;
    this.open = name;
    const place = /** @type {Place} */ (this.places.get(name));
    const enter = await place.load();
    // Another one was asked for while this one was loading.
    if (this.open !== name) return;
    const left = this.places.get(from);
    if (left && from !== name) left.scrolled = scrollY;
    for (const { element } of this.places.values()) element.hidden = element !== place.element;
    for (const { link } of this.places.values()) if (link) link.ariaCurrent = link === place.link ? 'page' : null;
    if (enter(rest) === true || from === name) return;
    scrollTo(0, place.scrolled ?? 0);
    focus(place.element);
  }
}

/** A screen reader goes on where the view begins. @param {HTMLElement} element */
function focus(element) {
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
  element.addEventListener('blur', () => element.removeAttribute('tabindex'), { once: true });
}
