// What the first picture can do without: the pictures of the data sets come when the page has time, hints when somebody
// points at something, what only some need when they need it.

import { listenForDrops } from './kit/drops.js';
import { findAll } from './kit/find.js';
import { memo } from './kit/memo.js';
import { READ } from './lab.js';

/**
 * @typedef {import('./state/state.js').Lab} Lab
 * @typedef {import('./actions/actions.js').Actions} Actions
 * @typedef {import('./loop/loop.js').Loop} Loop
 */

// What is opened by buttons, by the name that these have for it.
const OPENED = {
  'runs-sheet': () => import('./later/runs.js'), compare: () => import('./compare/open.js'), seeds: () => import('./seeds/open.js'),
  share: () => import('./share/open.js'), export: () => import('./export/open.js'),
  'network-table': () => import('./tables/network.js'), 'data-table': () => import('./tables/data.js'),
  figures: () => import('./figures/open.js'), promise: () => import('./promise/open.js'), keys: () => import('./later/keys.js'),
};

// How somebody turns to the page; tools that use it for a person may only change a field.
const TURNS = ['pointerover', 'focusin', 'click', 'change'];

/** @param {Lab} lab @param {Actions} actions @param {Loop} loop @param {HTMLElement} page */
export function loadLater(lab, actions, loop, page) {
  /** @template Opened @param {() => Promise<{open: (lab: Lab, actions: Actions, loop: Loop, page: HTMLElement) => Promise<Opened>}>} load */
  const once = (load) => memo(() => load().then(({ open }) => open(lab, actions, loop, page)).catch(() => actions.miss()));
  const own = once(() => import('./later/own.js'));
  loop.add({ name: 'own', of: ['setup'], every: READ, paint: () => lab.state.setup.config.data === 'own' && own() });
  const kept = once(() => import('./later/kept.js'));
  loop.add({ name: 'kept runs', of: ['course'], every: READ, paint: () => (lab.state.course.kept.length || has('localStorage', 'moongrad-kept')) && kept() });
  const goal = once(() => import('./later/goal.js'));
  const look = once(() => import('./later/look.js'));
  if (has('sessionStorage', 'moongrad-look')) look();
  for (const type of TURNS) page.addEventListener(type, () => (goal(), look()), { once: true });
  loop.add({ name: 'aim', of: ['run'], every: READ, paint: () => lab.state.run.goal.kind !== 'none' && goal() });
  const inspector = once(() => import('./later/inspector.js'));
  loop.add({ name: 'part', of: ['sight'], every: 0, paint: () => (lab.state.sight.part ?? lab.state.sight.pinned) && inspector() });
  const marks = once(() => import('./later/marks.js'));
  loop.add({ name: 'signs', of: ['setup', 'course'], every: READ, paint: () => hasSigns(lab.state) && marks() });
  listenForDrops(page, async (file) => (await import('./later/files.js')).readFile(lab, file, async (file) => (await own())?.read(file, file.name)));
  for (const [name, load] of Object.entries(OPENED)) {
    const open = once(load);
    for (const button of findAll(page, `[data-opens=${name}]`)) button.addEventListener('click', async () => (await open())?.());
  }
  const keep = once(() => import('./address/keep.js'));
  // The untouched run that the page opens with has nothing to tell in the address.
  loop.add({ name: 'address', of: ['run', 'setup'], every: READ, paint: async () => {
    const { lastStep, revision } = lab.state.run.report;
    if (lastStep || revision > 1) (await keep())?.();
  } });
  (window.requestIdleCallback ?? setTimeout)(once(() => import('./later/shapes.js')));
}

/** When somebody points at something. @param {Lab} lab @param {Actions} actions @param {Loop} loop @param {HTMLElement} page */
export function loadHints(lab, actions, loop, page) {
  /** @type {Promise<unknown> | null} */
  let hints = null;
  for (const type of TURNS) page.addEventListener(type, (event) => {
    hints ??= import('./later/hints.js').then(({ open }) => open(lab, actions, loop, page, event)).catch(() => actions.miss());
  }, { once: true });
}

/** @param {import('./state/state.js').State} state */
function hasSigns({ setup, course }) {
  return setup.marks.length > 0 || (course.problem ?? course.left?.problem);
}

/** Whether something is kept. Where a browser keeps nothing for a page, even asking can fail. @param {'localStorage' | 'sessionStorage'} storage @param {string} name */
function has(storage, name) {
  try {
    return name in window[storage];
  } catch {
    return false;
  }
}
