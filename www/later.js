// What the first picture can do without: the pictures of the data sets come when the page has time, hints when somebody
// points at something, what only some need when they need it.

import { listenForDrops } from './kit/drops.js';
import { find, findAll } from './kit/find.js';
import { grouped, signed3, three } from './kit/format.js';
import { memo } from './kit/memo.js';
import { sheetOf } from './kit/sheet.js';
import { loadStyles } from './kit/style.js';
import { READ, runsOf } from './lab.js';
import { figure } from './plot/ruler.js';
import { sceneOf } from './state/derived.js';
import { viewOf } from './state/plane.js';
import { describeClasses } from './words/data.js';

/**
 * @typedef {import('./state/state.js').Lab} Lab
 * @typedef {import('./actions/actions.js').Actions} Actions
 * @typedef {import('./loop/loop.js').Loop} Loop
 */

/** @param {Lab} lab @param {Actions} actions @param {Loop} loop @param {HTMLElement} page */
export function loadLater(lab, actions, loop, page) {
  /** @template Loaded @param {(lab: Lab, actions: Actions, loop: Loop, page: HTMLElement) => Promise<Loaded>} load */
  const once = (load) => memo(() => load(lab, actions, loop, page).catch(() => actions.miss()));
  const own = once(openOwn);
  loop.add({ name: 'own', of: ['setup'], every: READ, paint: () => lab.state.setup.config.data === 'own' && own() });
  listenForDrops(page, async (file) => (await own())?.read(file, file.name));
  for (const [name, load] of Object.entries({ 'runs-sheet': openRuns, compare: openCompare, seeds: openSeeds, figures: openFigures, keys: openKeys })) {
    const open = once(load);
    for (const button of findAll(page, `[data-opens=${name}]`)) button.addEventListener('click', async () => (await open())?.());
  }
  /** @type {Promise<unknown> | null} */
  let hints = null;
  for (const type of ['pointerover', 'focusin', 'click']) page.addEventListener(type, (event) => (hints ??= openHints(event, lab, actions, loop, page).catch(() => actions.miss())), { once: true });
  (window.requestIdleCallback ?? setTimeout)(once(fillShapes));
}

/** The pictures of the data sets. @param {Lab} lab @param {Actions} actions @param {Loop} _ @param {HTMLElement} page */
async function fillShapes({ engine, rules: { extents } }, actions, _, page) {
  const { fillPictures } = await import('./settings/shapes.js');
  fillPictures(find(page, '.kinds'), engine.draw, (data, noise) => viewOf(extents[data], noise, [], null));
  actions.measure({ whole: true });
}

/** What everything is, the points of the plot, too. @param {Event} first  what somebody pointed at @param {Lab} lab @param {Actions} actions @param {Loop} loop @param {HTMLElement} page */
async function openHints(first, lab, actions, loop, page) {
  const [{ Hints }, { HINTS, OTHERS }, { PointReader }, { describePoint }] = await Promise.all([
    import('./kit/hints.js'), import('./words/hints.js'), import('./plot/point-reader.js'), import('./words/points.js'),
  ]);
  const reader = new PointReader(find(page, '.figure'), find(page, '.dock'), actions.readPoint, ({ test, index, x, y, label }) => {
    const isWalked = !test && sceneOf(lab).batch.includes(index);
    location.hash = `#inside/${Math.max(1, lab.state.run.report.step)}/0/${isWalked ? index : [x, y, label].join()}`;
  });
  loop.add({ name: 'point', of: ['run', 'setup', 'points', 'course', 'page'], every: READ, paint: () => {
    const told = pointOf(lab);
    reader.paint({ points: lab.state.points, width: lab.state.page.plot * lab.state.page.unit, point: told?.point ?? null, sentence: told ? describePoint(told) : '' });
  } });
  new Hints(document, HINTS, OTHERS, first);
}

/** What is known of the point that is pointed at, as long as it is there. @param {Lab} lab @returns {import('./words/points.js').Told | null} */
function pointOf(lab) {
  const { trainer, state: { course: { point }, points, run, setup: { config } } } = lab;
  const at = point && 3 * point.index;
  const set = point?.test ? points.test : points.train;
  if (!point || at === null || set[at] !== point.x || set[at + 1] !== point.y) return null;
  const [output, loss] = trainer.judge(point.x, point.y, point.label);
  const scene = sceneOf(lab);
  const taken = config.feed === 'stream' || run.report.step === 0 ? null : scene.batch.includes(point.index);
  const name = describeClasses(config.data, points.labels)[point.label < 0 ? 0 : 1];
  return { point, name, figures: `f ${signed3(output)}, loss ${three(loss)}`, isRight: output * point.label > 0, pushes: scene.pushes === null ? null : loss > 0, taken };
}

/** The tool that puts points down, and tables in and out. @param {Lab} lab @param {Actions} actions @param {Loop} loop @param {HTMLElement} page */
async function openOwn({ state, rules: { limits } }, actions, loop, page) {
  // With the JavaScript of tables there, only their module can be missing, and be asked for again.
  const [{ PointTool }, { markUp, TableSheet }] = await Promise.all([import('./plot/point-tool.js'), import('./settings/table.js'), import('./engine/tables.js'), loadStyles('sheet')]);
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
  const [{ MARKUP, RunsSheet }] = await Promise.all([import('./timeline/runs.js'), loadStyles('sheet', 'runs')]);
  page.insertAdjacentHTML('beforeend', MARKUP);
  const sheet = find(page, '.runs-sheet', HTMLDialogElement);
  const view = new RunsSheet(sheet, actions);
  loop.add({ name: 'runs sheet', of: ['run', 'setup', 'course', 'page'], every: READ, paint: () => {
    if (lab.state.page.runs) view.paint(runsOf(lab));
  } });
  return sheetOf(sheet, (runs) => actions.measure({ runs }));
}

/** Twenty seeds: gives how they are begun. @param {Lab} lab @param {Actions} _ @param {Loop} loop @param {HTMLElement} page */
async function openSeeds(lab, _, loop, page) {
  const [{ MARKUP, SeedsView }, { beginSeeds, cancelSeeds, closeSeeds, openSeed, writeSeeds }] = await Promise.all([
    import('./seeds/seeds.js'), import('./actions/seeds.js'), loadStyles('seeds'),
  ]);
  find(page, '.network').insertAdjacentHTML('beforebegin', MARKUP);
  const begin = (/** @type {import('./state/seeds.js').Vary} */ vary) => beginSeeds(lab, vary);
  const view = new SeedsView(find(page, '.seeds'), {
    begin, cancel: () => cancelSeeds(lab), open: (index) => openSeed(lab, index), close: () => closeSeeds(lab), write: () => writeSeeds(lab),
  });
  loop.add({ name: 'seeds', of: ['course', 'page'], every: READ, paint: () => view.paint(lab.state.course.seeds, lab.state.page, lab.state.points.view) });
  return () => begin(lab.state.course.seeds?.vary ?? 'both');
}

/** Loss and accuracy taken apart: gives how they are opened and closed. @param {Parameters<typeof import('./figures/open.js').open>} given */
async function openFigures(...given) {
  return (await import('./figures/open.js')).open(...given);
}

/** A kept run beside the run now: gives how that is opened. @param {Parameters<typeof import('./compare/open.js').open>} given */
async function openCompare(...given) {
  return (await import('./compare/open.js')).open(...given);
}

/** The list of keys: gives how it is opened. @param {Lab} _ @param {Actions} __ @param {Loop} ___ @param {HTMLElement} page */
async function openKeys(_, __, ___, page) {
  const [{ MARKUP }] = await Promise.all([import('./kit/key-list.js'), loadStyles('sheet')]);
  page.insertAdjacentHTML('beforeend', MARKUP);
  return sheetOf(find(page, '.keys', HTMLDialogElement));
}
