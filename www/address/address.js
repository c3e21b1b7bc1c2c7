// The page's address: the run, as a link tells it, and the place where it is looked at, such as #1.AfIG…/inside/42. Here
// alone it is written.

/**
 * What an entry of the browser's history keeps.
 * @typedef {object} Entry
 * @property {string} run         the link's text; '' for the run that the page opens with
 * @property {number} [scrolled]  where the place was left
 */

// A browser takes longer addresses, but what they are sent with does not: then only the entry has the run.
export const LONGEST = 8000;

/** The run in force, as it was written last, and how many runs there had been by then; what the address was then; whether another run is on its way. */
export const address = { run: '', begun: 0, hash: '', isBusy: false };

/** "#1.AfIG/talk/5" is a run and the place talk/5; the run alone may stand there, too. A full stop after it is not its own. @param {string} hash */
export function split(hash) {
  const [, run = '', place = ''] = /^#?(\d+\.[^/]*)?\/?(.*)$/.exec(hash.replace(/[^\w-]+$/, '')) ?? [];
  return { run, place };
}

/** Where one is, as the page's own links have it: "#talk/5". */
export function place() {
  return `#${split(location.hash).place}`;
}

/** The run that the entry has; null where a link of the page led to it, which names none. @returns {string | null} */
export function entryRun() {
  return split(location.hash).run || (history.state?.run ?? null);
}

const LEFT = 'moongrad-left';

/** Leaves the run for the page that is loaded in the place of this one: what is written now, a browser forgets. */
export function leave() {
  try {
    if (parent === window) sessionStorage[LEFT] = address.run;
  } catch {
    // Nothing is kept here.
  }
}

/** Where the page was loaded again, the run that was left is the entry's. */
export function takeLeft() {
  try {
    const run = sessionStorage[LEFT];
    delete sessionStorage[LEFT];
    const [how] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType('navigation'));
    if (run === undefined || how?.type !== 'reload') return;
    address.run = run;
    write(place());
    // It is not in force yet.
    address.run = '';
  } catch {
    // Nothing is kept here.
  }
}

/**
 * Writes the run in force and a place.
 * @param {string} place  "#talk/5" @param {Partial<Entry>} [state]  for the entry to keep @param {boolean} [isNew]  another entry
 */
export function write(place, state, isNew = false) {
  const { run } = address;
  const hash = [run.length > LONGEST ? '' : run, place.slice(1)].filter(Boolean).join('/');
  /** @type {Entry} */
  const entry = { ...(isNew ? {} : history.state), ...state, run };
  history[isNew ? 'pushState' : 'replaceState'](entry, '', hash ? `#${hash}` : location.pathname + location.search);
  address.hash = location.hash;
}
