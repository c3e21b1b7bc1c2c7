// What the first picture can do without: hints and the pictures of the data sets come when the page has time, what
// only some need when they need it.

import { listenForDrops } from './kit/drops.js';
import { find } from './kit/find.js';
import { grouped } from './kit/format.js';
import { memo } from './kit/memo.js';
import { sheetOf } from './kit/sheet.js';
import { READ, runsOf } from './lab.js';
import { figure } from './plot/ruler.js';
import { viewOf } from './state/plane.js';

/**
 * @typedef {import('./state/state.js').Lab} Lab
 * @typedef {import('./actions/actions.js').Actions} Actions
 * @typedef {import('./loop/loop.js').Loop} Loop
 */

/** @param {Lab} lab @param {Actions} actions @param {Loop} loop @param {HTMLElement} page */
export function loadLater(lab, actions, loop, page) {
  /** @template Loaded @param {(lab: Lab, actions: Actions, loop: Loop, page: HTMLElement) => Promise<Loaded>} load */
  const once = (load) => memo(() => load(lab, actions, loop, page).catch(() => actions.miss()));
  const [own, runs] = [once(openOwn), once(openRuns)];
  loop.add({ name: 'own', of: ['setup'], every: READ, paint: () => lab.state.setup.config.data === 'own' && own() });
  listenForDrops(page, async (file) => (await own())?.read(file, file.name));
  find(page, '[data-opens=runs-sheet]').addEventListener('click', async () => (await runs())?.());
  (window.requestIdleCallback ?? setTimeout)(once(explain));
}

/** @param {Lab} lab @param {Actions} actions @param {Loop} _ @param {HTMLElement} page */
async function explain({ engine, rules: { extents } }, actions, _, page) {
  const [{ Hints }, { fillPictures }] = await Promise.all([import('./kit/hints.js'), import('./settings/shapes.js')]);
  new Hints(document);
  fillPictures(find(page, '.kinds'), engine.draw, (data, noise) => viewOf(extents[data], noise, [], null));
  actions.measure({ whole: true });
}

/** The tool that puts points down, and tables in and out. @param {Lab} lab @param {Actions} actions @param {Loop} loop @param {HTMLElement} page */
async function openOwn({ state, rules: { limits } }, actions, loop, page) {
  // With the JavaScript of tables there, only their module can be missing, and be asked for again.
  const [{ PointTool }, { markUp, TableSheet }] = await Promise.all([import('./plot/point-tool.js'), import('./settings/table.js'), import('./engine/tables.js')]);
  page.insertAdjacentHTML('beforeend', markUp(grouped(limits.points.most)));
  const sheet = find(page, '.table-sheet', HTMLDialogElement);
  const tool = new PointTool(find(page, '.figure'), actions, figure);
  const table = new TableSheet(page, sheet, actions);
  find(page, '[data-opens=table-sheet]').addEventListener('click', sheetOf(sheet));
  loop.add({ name: 'points', of: ['setup', 'points', 'page'], every: 0, paint: () => {
    tool.paint({ on: state.setup.config.data === 'own', points: state.points }, state.page);
  } });
  loop.add({ name: 'table', of: ['told'], every: 0, paint: () => {
    const { reading } = state.told;
    table.paint(reading && { share: reading.share, count: `${grouped(reading.points)} points` });
  } });
  return table;
}

/** The sheet of the kept runs: gives how it is opened. @param {Lab} lab @param {Actions} actions @param {Loop} loop @param {HTMLElement} page */
async function openRuns(lab, actions, loop, page) {
  const { MARKUP, RunsSheet } = await import('./timeline/runs.js');
  page.insertAdjacentHTML('beforeend', MARKUP);
  const sheet = find(page, '.runs-sheet', HTMLDialogElement);
  const view = new RunsSheet(sheet, actions);
  loop.add({ name: 'runs sheet', of: ['run', 'setup', 'course', 'page'], every: READ, paint: () => {
    if (lab.state.page.runs) view.paint(runsOf(lab));
  } });
  return sheetOf(sheet, (runs) => actions.measure({ runs }));
}
