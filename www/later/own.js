// Points of one's own.

// With the JavaScript of tables there, only their module can be missing, and be asked for again.
import '../engine/tables.js';
import { bindOwn } from '../actions/own.js';
import { find } from '../kit/find.js';
import { grouped } from '../kit/format.js';
import { sheetOf } from '../kit/sheet.js';
import { loadStyles } from '../kit/style.js';
import { PointTool } from '../plot/point-tool.js';
import { figure } from '../plot/ruler.js';
import { markUp, TableSheet } from '../settings/table.js';

/**
 * @typedef {import('../state/state.js').Lab} Lab
 * @typedef {import('../actions/actions.js').Actions} Actions
 * @typedef {import('../loop/loop.js').Loop} Loop
 */

/** The tool that puts points down, and tables in and out. @param {Lab} lab @param {Actions} actions @param {Loop} loop @param {HTMLElement} page */
export async function open(lab, actions, loop, page) {
  await loadStyles('sheet');
  const { state, rules: { limits } } = lab;
  const own = bindOwn(lab, () => loop.answer());
  page.insertAdjacentHTML('beforeend', markUp(grouped(limits.points.most)));
  const sheet = find(page, '.table-sheet', HTMLDialogElement);
  const tool = new PointTool(find(page, '.figure'), { ...actions, ...own }, figure);
  const table = new TableSheet(page, sheet, own);
  find(page, '[data-opens=table-sheet]').addEventListener('click', sheetOf(sheet));
  find(page, '.controls .clear').addEventListener('click', () => own.clearPoints());
  loop.add({ name: 'points', of: ['setup', 'points', 'page'], every: 0, paint: () => {
    tool.paint({ on: state.setup.config.data === 'own', points: state.points }, state.page);
  } });
  loop.add({ name: 'table', of: ['told'], every: 0, paint: () => {
    const { reading } = state.told;
    table.paint(reading && { share: reading.share, count: `${grouped(reading.points)} points` });
  } });
  return table;
}
