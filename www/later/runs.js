// The sheet of the kept runs.

import { find } from '../kit/find.js';
import { sheetOf } from '../kit/sheet.js';
import { loadStyles } from '../kit/style.js';
import { READ, runsOf } from '../lab.js';
import { MARKUP, RunsSheet } from '../timeline/runs.js';

/**
 * @typedef {import('../state/state.js').Lab} Lab
 * @typedef {import('../actions/actions.js').Actions} Actions
 * @typedef {import('../loop/loop.js').Loop} Loop
 */

/** Where the runs are kept, in words. @param {Lab} lab */
function storageOf({ state: { course, told } }) {
  return told.storage || (course.kept.length ? 'This browser keeps them, also when the page is closed.' : '');
}

/** The sheet of the kept runs: gives how it is opened. @param {Lab} lab @param {Actions} actions @param {Loop} loop @param {HTMLElement} page */
export async function open(lab, actions, loop, page) {
  await loadStyles('sheet', 'runs');
  page.insertAdjacentHTML('beforeend', MARKUP);
  const sheet = find(page, '.runs-sheet', HTMLDialogElement);
  const view = new RunsSheet(sheet, actions);
  loop.add({ name: 'runs sheet', of: ['run', 'setup', 'course', 'told', 'page'], every: READ, paint: () => {
    if (lab.state.page.runs) view.paint({ ...runsOf(lab), storage: storageOf(lab) });
  } });
  return sheetOf(sheet, (runs) => actions.measure({ runs }));
}
