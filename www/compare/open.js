// Puts the comparison into the page, and says what it shows.

import { changeAnother, closeCompare, curveOfKept, drawKept, follow, openCompare } from '../actions/compare.js';
import { find } from '../kit/find.js';
import { memo } from '../kit/memo.js';
import { loadStyles } from '../kit/style.js';
import { watchSizes } from '../kit/surface.js';
import { plotOf, READ } from '../lab.js';
import { Plot } from '../plot/plot.js';
import { compareRuns, configsOf, firstAt, lastShared, stateOf } from '../state/compare.js';
import { curveOf } from '../state/derived.js';
import { describeAgreed, describeBoth, describeFirst, describeHeading, describePair, nameColumns, nameKept, nameNow, nameTag } from '../words/compare.js';
import { Comparison, MARKUP } from './compare.js';

/**
 * @typedef {import('../state/state.js').Lab} Lab
 * @typedef {import('../state/compare.js').Kept} Kept
 * @typedef {import('../state/state.js').Report} Report
 */

// What is told of one run is told of both, after these; other words are about what was done.
const TOLD = ['compared', 'sought', 'trained', 'stepped', 'changed', 'rebuilt', 'reset', 'opened', 'kept'];
/** The accuracy of which the table tells when it was first there. */
const HIGH = 0.9;

/**
 * Gives how it is opened.
 * @param {Lab} lab @param {import('../actions/actions.js').Actions} _ @param {import('../loop/loop.js').Loop} loop @param {HTMLElement} page
 */
export async function open(lab, _, loop, page) {
  await loadStyles('compare');
  find(page, '.network').insertAdjacentHTML('beforebegin', MARKUP);
  const section = find(page, '.compare');
  const close = () => {
    closeCompare(lab);
    find(page, '[data-opens=compare]').focus();
  };
  const view = new Comparison(section, find(page, '.controls'), find(page, '.run .figure'), { another: () => changeAnother(lab), close });
  const plot = new Plot(find(section, '.figure'));
  const paintPlot = () => lab.state.compare.kept && plot.paint(plotOfKept(lab, lab.state.compare.kept), lab.state.page);
  const paintTable = () => {
    drawKept(lab);
    view.paint(lab.state.compare.kept && tableOf(lab, lab.state.compare.kept));
  };
  loop.add({ name: 'follow', of: ['run', 'compare'], every: 0, paint: () => follow(lab) });
  loop.add({ name: 'kept plot', of: ['run', 'setup', 'compare', 'points', 'page'], every: 0, paint: paintPlot });
  loop.add({ name: 'compare', of: ['run', 'setup', 'compare', 'points', 'course'], every: READ, paint: paintTable });
  watchSizes([plot.surface], paintPlot);
  return () => openCompare(lab, (status) => tell(lab, status));
}

/** @param {Lab} lab @param {Kept} kept @returns {import('../words/compare.js').Pair} */
function pairOf({ state }, kept) {
  return { sign: kept.sign, changed: compareRuns(kept, state), ...configsOf(kept, state) };
}

/** @param {Lab} lab @param {import('../words/status.js').Status} status */
function tell(lab, status) {
  const { compare: { kept }, told, run: { report, training } } = lab.state;
  const isOther = !TOLD.includes(told.last) || ['problem', 'goal'].includes(status.kind) || !report.trainPoints;
  if (!kept || isOther) return status;
  return { ...status, text: training ? 'Training both runs, a step of each at a time.' : describeBoth(pairOf(lab, kept), kept.report, report) };
}

/** The kept run as a lab's plot would show it. @param {Lab} lab @param {Kept} kept */
function plotOfKept(lab, kept) {
  const shown = plotOf({ ...kept, state: stateOf(kept, lab.state) });
  return { ...shown, label: shown.label && `Kept run ${kept.sign}. ${shown.label}` };
}

/** @param {Lab} lab @param {Kept} kept @returns {import('./compare.js').Shown} */
function tableOf(lab, kept) {
  const { run: { report }, points } = lab.state;
  const pair = pairOf(lab, kept);
  const curves = [curveOfKept(lab, kept), curveOf(lab)];
  const last = lastShared(curves[0], curves[1]);
  const names = [nameKept(pair), nameNow(pair)];
  const agreed = kept.report.step === report.step ? countAgreed(lab, report, kept.trainer, kept.report, points.test) : null;
  const at = [kept.report.step === report.step ? kept.report : null, report];
  return {
    heading: describeHeading(pair), sentence: describePair(pair, kept.isMarked), names: nameColumns(names, kept.sign),
    tags: names.map((name, i) => nameTag(name, at[i], kept.report)), step: report.step, at,
    last, end: curves.map((curve) => curve.figures(curve.nearest(last))),
    first: curves.map((curve) => describeFirst(firstAt(curve, HIGH), report.testPoints)),
    agreed: describeAgreed(agreed, report.testPoints), changed: pair.changed,
  };
}

/** At how many test points both give the same answer, which is the side of 0. */
const countAgreed = memo(
  /** @param {Lab} lab @param {Report} _ @param {import('../../pkg/moongrad.js').Trainer} kept @param {Report} __ @param {Float32Array} test */
  ({ trainer }, _, kept, __, test) => {
    const places = test.filter((_, i) => i % 3 < 2);
    const [ours, theirs] = [trainer, kept].map((run) => run.predict(places));
    return ours.filter((answer, i) => answer > 0 === theirs[i] > 0).length;
  },
);
