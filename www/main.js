// Boots the engine, builds the views, starts the loop: wiring only.

import { bindActions } from './actions/actions.js';
import { draw, freshSeed, load, loadTables, rules, Trainer } from './engine/engine.js';
import { closest, find } from './kit/find.js';
import { listenForKeys, listenForUndo, takesText } from './kit/keys.js';
import { watchMedia } from './kit/media.js';
import { memo } from './kit/memo.js';
import { readPalette } from './kit/palette.js';
import { watchSizes } from './kit/surface.js';
import { watchTheme } from './kit/theme.js';
import { buildViews, listViews } from './lab.js';
import { loadHints, loadLater } from './later.js';
import { Loop } from './loop/loop.js';
import { Router } from './router.js';
import { openLab } from './state/open.js';

/**
 * @typedef {import('./state/state.js').Lab} Lab
 * @typedef {import('./actions/actions.js').Actions} Actions
 */

const root = document.documentElement;
const page = document.body;
const isEmbedded = root.dataset.embed !== undefined;

// Nothing waits for it: what is loaded meanwhile needs this module.
start();

async function start() {
  try {
    const loading = load();
    // What needs no engine is done while that comes.
    const palette = readPalette();
    const embed = isEmbedded ? await import('./embed/open.js') : null;
    await embed?.prepare();
    await loading;
    open(openLab({ draw, freshSeed, loadTables, rules, Trainer }, palette), embed);
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error));
  }
}

/** @param {string} why */
function fail(why) {
  root.dataset.state = 'failed';
  const place = find(page, '.trouble[role=alert]');
  place.hidden = false;
  place.textContent = `moongrad could not start its engine: ${why}. Reload the page; if that does not help, try a newer browser.`;
}

/** @param {Lab} lab @param {typeof import('./embed/open.js') | null} embed */
function open(lab, embed) {
  const home = find(page, '.lab');
  const actions = bindActions(lab, () => loop.answer());
  const views = buildViews(lab, actions, page);
  const loop = new Loop(lab, listViews(lab, views, () => !home.hidden && root.dataset.away === undefined));
  loop.add({ name: 'page', of: ['run', 'page'], every: 0, paint: () => (root.dataset.state = stateOf(lab.state)) });
  watchPage(lab, actions, views, loop);
  listen(lab, actions);
  loadLater(lab, actions, loop, page);
  /** @type {Record<string, import('./router.js').Place>} */
  const places = { lab: { element: home, link: find(page, '[href="#lab"]'), load: async () => (rest) => {
    loop.paintNow();
    return goToPlace(rest[0]);
  } } };
  // An embed has no other view to go to.
  if (embed) embed.open(lab, actions, loop, page);
  else {
    loadHints(lab, actions, loop, page);
    Object.assign(places, {
      inside: { element: find(page, '.inside'), link: find(page, '[href="#inside"]'), load: memo(() => openPaused(lab, actions, async () => (await import('./inside/open.js')).open)) },
      talk: { element: find(page, '.talk'), link: find(page, '[href="#talk"]'), load: memo(() => openPaused(lab, actions, async () => (await import('./talk/open.js')).open)) },
      present: { element: find(page, '.present'), load: memo(async () => (await import('./present/open.js')).open(lab, actions, loop, page)) },
    });
  }
  new Router(places, 'lab', actions.lose, (run) => import('./address/restore.js').then(({ restore }) => restore(lab, run)).catch(() => actions.miss()));
}

/**
 * Another view shows the run where it stands, so it stands still meanwhile.
 * @param {Lab} lab @param {Actions} actions
 * @param {() => Promise<(lab: Lab, page: HTMLElement) => Promise<(rest: string[]) => unknown>>} load
 */
async function openPaused(lab, actions, load) {
  const enter = await (await load())(lab, page);
  return (/** @type {string[]} */ rest) => {
    if (lab.state.run.training) actions.toggle();
    return enter(rest);
  };
}

/** Places of the lab that have an address, such as #lab/data. @type {Record<string, string>} */
const PLACES = { data: '#kinds :checked', loss: '.loss button', network: '#network .units > *', train: '#train' };

/** Says whether there is such a place. @param {string | undefined} name */
function goToPlace(name) {
  const place = PLACES[name ?? ''];
  if (!place) return false;
  const element = find(page, place);
  element.scrollIntoView({ block: 'center' });
  element.focus({ preventScroll: true });
  return true;
}

/** @param {import('./state/state.js').State} state */
function stateOf({ run, page }) {
  return run.training ? 'training' : page.whole ? 'ready' : 'shown';
}

/**
 * What depends on the window is measured now and whenever it changes; canvases are empty then until they are painted.
 * @param {Lab} lab @param {Actions} actions
 * @param {ReturnType<typeof buildViews>} views @param {Loop} loop
 */
function watchPage(lab, { measure }, views, loop) {
  const { plot, mini, strip, wires, squares, network } = views;
  const surfaces = [plot, mini, strip, wires, squares].map((view) => view.surface);
  const changed = (/** @type {Partial<import('./state/state.js').Page>} */ page) => {
    measure(page);
    loop.paintNow();
  };
  const layOut = () => {
    // On paper no change of a size is told, but one of the media is.
    for (const surface of surfaces) surface.fit();
    const { phone, coarse, calm, beside, wide } = media();
    const { unit, height } = wires.surface;
    const { clientWidth, clientHeight } = network.section;
    // Out of sight it has no size.
    const drawing = clientWidth ? { width: clientWidth / unit, height, tall: clientHeight / unit, coarse, beside, wide, letter: wires.measure() } : lab.state.page.drawing;
    changed({ phone: phone && !isEmbedded, coarse, calm, unit, drawing, plot: plot.surface.width, strip: strip.measure(gutter) });
  };
  const gutter = Number(root.style.getPropertyValue('--gutter'));
  const media = watchMedia(layOut);
  watchSizes(surfaces, layOut);
  watchTheme(find(page, '.theme'), () => changed({ palette: readPalette() }));
  // On a phone a small copy of the plot stays on top once the plot has scrolled away.
  new IntersectionObserver(([{ isIntersecting, boundingClientRect }]) => {
    const scrolled = !isIntersecting && boundingClientRect.top < 0;
    root.dataset.scrolled = String(scrolled);
    changed({ scrolled });
  }).observe(plot.surface.canvas);
}

/** @param {Lab} lab @param {Actions} actions */
function listen({ state }, actions) {
  const { toggle, stepBack, stepOn, reset, switchOff, pin } = actions;
  const home = find(page, '.lab');
  listenForKeys(document, { ' ': () => toggle(), ArrowLeft: stepBack, ArrowRight: stepOn, r: reset, 0: switchOff }, () => !home.hidden);
  if (!isEmbedded) listenForKeys(document, { i: () => (location.hash = '#inside'), p: () => (location.hash = '#present') }, () => !home.hidden);
  listenForKeys(document, { '?': () => find(page, '.help').click() }, () => true);
  listenForUndo(document, actions);
  openMenu(find(page, '#menu'));
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && state.sight.pinned && !takesText(event.target) && !closest(event, 'dialog')) pin(null);
  });
}

/** On a phone, the pages and what else is done with the run. Any press closes it. @param {HTMLElement} button */
function openMenu(button) {
  const show = (/** @type {boolean} */ open) => {
    button.ariaExpanded = String(open);
    root.toggleAttribute('data-menu', open);
  };
  document.addEventListener('click', (event) => show(Boolean(closest(event, '#menu')) && button.ariaExpanded !== 'true'));
  button.addEventListener('keydown', (event) => event.key === 'Escape' && show(false));
}
