// Boots the engine, builds the views, starts the loop: wiring only.

import { bindActions } from './actions/actions.js';
import { draw, load, rules, Trainer } from './engine/engine.js';
import { closest, find } from './kit/find.js';
import { grouped } from './kit/format.js';
import { listenForKeys, listenForUndo, takesText } from './kit/keys.js';
import { watchMedia } from './kit/media.js';
import { readPalette } from './kit/palette.js';
import { sheetOf } from './kit/sheet.js';
import { watchSizes } from './kit/surface.js';
import { watchTheme } from './kit/theme.js';
import { buildViews, listViews, runsOf } from './lab.js';
import { Loop } from './loop/loop.js';
import { Router } from './router.js';
import { OPENING, openLab } from './state/open.js';
import { viewOfShape } from './state/plane.js';

const root = document.documentElement;
const page = document.body;

await start();

async function start() {
  try {
    await load();
    open(openLab(new Trainer(OPENING), rules(), readPalette()));
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

/** @param {import('./state/state.js').Lab} lab */
function open(lab) {
  const actions = bindActions(lab, () => loop.paintNow(['messages']));
  const views = buildViews(lab, actions, page);
  const loop = new Loop(lab, listViews(lab, views));
  loop.add({ name: 'page', of: ['run', 'page'], every: 0, paint: () => (root.dataset.state = stateOf(lab.state)) });
  watchPage(lab, actions, views, loop);
  listen(lab, actions);
  new Router({ lab: { element: find(page, '.lab'), load: async () => () => {} } }, 'lab', actions.lose);
  // What the first picture can do without comes after it.
  (window.requestIdleCallback ?? setTimeout)(() => complete(lab, actions, loop).catch(() => actions.miss()));
}

/** @param {import('./state/state.js').State} state */
function stateOf({ run, page }) {
  return run.training ? 'training' : page.whole ? 'ready' : 'shown';
}

/**
 * What depends on the window is measured now and whenever it changes; canvases are empty then until they are painted.
 * @param {import('./state/state.js').Lab} lab @param {import('./actions/actions.js').Actions} actions
 * @param {ReturnType<typeof buildViews>} views @param {Loop} loop
 */
function watchPage(lab, { measure }, views, loop) {
  const { plot, mini, strip, wires, squares, network } = views;
  const changed = (/** @type {Partial<import('./state/state.js').Page>} */ page) => {
    measure(page);
    loop.paintNow();
  };
  const layOut = () => {
    const { phone, coarse, calm, beside, wide } = media();
    const { unit, height } = wires.surface;
    const { clientWidth, clientHeight } = network.section;
    const drawing = { width: clientWidth / unit, height, tall: clientHeight / unit, coarse, beside, wide };
    changed({ phone, coarse, calm, unit, drawing, plot: plot.surface.width, strip: strip.measure(phone) });
  };
  const media = watchMedia(layOut);
  watchSizes([plot, mini, strip, wires, squares].map((view) => view.surface), layOut);
  watchTheme(find(page, '.theme'), () => changed({ palette: readPalette() }));
  // On a phone a small copy of the plot stays on top once the plot has scrolled away.
  new IntersectionObserver(([{ isIntersecting, boundingClientRect }]) => {
    const scrolled = !isIntersecting && boundingClientRect.top < 0;
    root.dataset.scrolled = String(scrolled);
    changed({ scrolled });
  }).observe(plot.surface.canvas);
}

/** @param {import('./state/state.js').Lab} lab @param {import('./actions/actions.js').Actions} actions */
function listen({ state }, actions) {
  const [openKeys] = ['keys', 'runs-sheet', 'table-sheet'].map((name) => sheetOf(
    find(page, `.${name}`, HTMLDialogElement), find(page, `[data-opens=${name}]`),
    (open) => name === 'runs-sheet' && measure({ runs: open }),
  ));
  const { toggle, stepBack, stepOn, reset, pin, measure } = actions;
  listenForKeys(document, { ' ': () => toggle(), ArrowLeft: stepBack, ArrowRight: stepOn, r: reset, '?': openKeys });
  listenForUndo(document, actions);
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && state.sight.pinned && !takesText(event.target) && !closest(event, 'dialog')) pin(null);
  });
}

/**
 * The rest of the page: hints, pictures of the data sets, and the sheets.
 * @param {import('./state/state.js').Lab} lab @param {import('./actions/actions.js').Actions} actions @param {Loop} loop
 */
async function complete(lab, actions, loop) {
  const [{ Hints }, { fillPictures }, { TableSheet }, { RunsSheet }] = await Promise.all([
    import('./kit/hints.js'), import('./settings/shapes.js'), import('./settings/table.js'), import('./timeline/runs.js'),
  ]);
  const { state, rules: { extents } } = lab;
  new Hints(document);
  fillPictures(find(page, '.kinds'), draw, (data, noise) => {
    const extent = extents[data];
    return extent && viewOfShape(extent, noise);
  });
  const table = new TableSheet(root, find(page, '.table-sheet', HTMLDialogElement), actions);
  const runs = new RunsSheet(find(page, '.runs-sheet', HTMLDialogElement), actions);
  loop.add({ name: 'table', of: ['told'], every: 0, paint: () => {
    const { reading } = state.told;
    table.paint(reading && { share: reading.share, count: `${grouped(reading.points)} points` });
  } });
  loop.add({ name: 'runs sheet', of: ['run', 'setup', 'course', 'page'], every: 66, paint: () => state.page.runs && runs.paint(runsOf(lab)) });
  actions.measure({ whole: true });
}
