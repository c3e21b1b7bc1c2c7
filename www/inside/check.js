// Is the gradient right? By the tape against by nudging; what it promised and what the step got; and wrong on purpose.

import { FAULTY } from '../../pkg/faulty.js';
import { errors, faults, FaultyRun, Step } from '../engine/inside.js';
import { find, findAll } from '../kit/find.js';
import { plain, three } from '../kit/format.js';
import { set, write, writeRich } from '../kit/text.js';
import { Surface, watchSizes } from '../kit/surface.js';
import { describeCounts, describeChosen, describeErrors, describeFault, describeScatter, explainCounts, NO_FAULT, TOO_LARGE, WHY } from '../words/check.js';
import { ErrorPlot } from './errors.js';
import { FaultTable, markUpFaults } from './faults.js';
import { Found } from './found.js';
import { Honesty, markUpHonesty } from './honesty.js';
import { Mosaic } from './mosaic.js';
import { EPSILONS, FIRST, WRONG } from './nudges.js';
import { Past } from './past.js';
import { Scatter } from './scatter.js';
import { most } from './tint.js';
import { Work } from './work.js';

/**
 * @typedef {import('./state.js').Inside} Inside
 * @typedef {import('../kit/palette.js').Palette} Palette
 * @typedef {import('../../pkg/inside.js').Fault} Fault
 */

// Milliseconds of a frame that go into what takes longer.
const TURN = 8;
const SIGNS = ['●', '△', '×'];

const QUESTION = '<h2 class="question"><b>Is the gradient right?</b> <span></span></h2>';

const markUp = () => `<section aria-labelledby="check-heading"><h2 id="check-heading"><b>Gradient check</b> <span>tape against nudging</span></h2>
    <canvas class="scatter" role="img"></canvas>
    <p class="counts">${SIGNS.map((sign) => `<span><i aria-hidden="true">${sign}</i> <span></span></span>`).join('')}</p>
    <p class="caption"></p><p class="chosen"></p><button type="button" class="text digits" aria-pressed="false">all digits</button>
    <h3>Error against <i>ε</i></h3><canvas class="errors" role="img"></canvas>
    <input type="range" class="epsilon" aria-label="By how much each number is nudged, ε" min="0" max="${EPSILONS.length - 1}" step="1" value="${FIRST}">
    <p class="under"><span>10⁻¹²</span><output></output><span>0.1</span></p><p class="caption why">${WHY}</p></section>
  ${markUpHonesty()}
  <section aria-labelledby="faults-heading"><h2 id="faults-heading"><b>Break it on purpose</b></h2>${markUpFaults(faults())}
    <div class="seen"><div><h3>What one sees</h3><p></p></div><div><h3>Their gradients <span></span></h3><canvas role="img"></canvas></div></div>
    <div class="lines" hidden>${['engine', 'fault'].map((whose) => `<p><span>${whose}</span> <code></code> <span class="where"></span></p>`).join('')}</div></section>`;

export class Check {
  /** @param {HTMLElement} panel @param {import('./open.js').Acts} acts */
  constructor(panel, acts) {
    panel.innerHTML = markUp();
    // It stands beside the tabs.
    panel.insertAdjacentHTML('beforebegin', QUESTION);
    this.question = find(/** @type {HTMLElement} */ (panel.parentElement), '.question span');
    this.panel = panel;
    this.acts = acts;
    this.scatter = new Scatter(find(panel, '.scatter', HTMLCanvasElement), acts.selectParameter);
    this.errors = new ErrorPlot(find(panel, '.errors', HTMLCanvasElement));
    this.honesty = new Honesty(panel, () => acts.refresh());
    this.table = new FaultTable(find(panel, '.faults'), acts.spoil);
    this.seen = new Mosaic(new Surface(find(panel, '.seen canvas', HTMLCanvasElement)));
    this.slider = find(panel, '.epsilon', HTMLInputElement);
    this.slider.addEventListener('input', () => this.look(Number(this.slider.value)));
    find(panel, '.digits').addEventListener('click', acts.digits);
    this.work = new Work();
    /** @type {Found | null} */
    this.found = null;
    /** @type {Past | null} */
    this.past = null;
    watchSizes([this.scatter.surface, this.errors.surface, ...this.honesty.surfaces, this.seen.surface], () => acts.refresh());
  }

  /** @param {number} at  of the values of ε */
  look(at) {
    if (this.found) this.found.nudges.at = at;
    this.acts.refresh();
  }

  /** Another step, or another run: what was found of it no longer holds. @param {Inside} inside */
  begin({ moment: { engine, update, batch, layout } }) {
    if (this.found?.engine !== engine) {
      this.found?.drop(this.work);
      this.found = new Found(engine, update, batch.length / 3, layout.operations.kind.length, faults(), errors);
      this.found.nudges.at = Number(this.slider.value);
      this.found.start(this.work);
    }
    const { revision } = this.acts.report();
    if (this.past?.revision === revision) return;
    this.past?.drop(this.work);
    this.past = new Past(revision, this.acts.twin(), Step, faults(), FaultyRun);
    this.past.start(this.work);
  }

  /** @param {Inside} inside @param {Palette} palette */
  paint(inside, palette) {
    this.begin(inside);
    const isMore = this.work.advance(performance.now() + TURN);
    const [found, past] = [/** @type {Found} */ (this.found), /** @type {Past} */ (this.past)];
    const { moment, spoiled } = inside;
    const count = moment.update.before.length;
    write(this.question, `step ${String(moment.number).padStart(3, '0')}, batch of ${moment.batch.length / 3}, all ${count} numbers at once`);
    this.paintCheck(inside, found, palette);
    this.paintErrors(found, palette);
    this.honesty.paint(inside, found, past, palette);
    this.paintFaults(inside, found, past, palette);
    this.panel.toggleAttribute('data-faulty', spoiled !== null);
    set(this.panel, 'data-state', isMore ? 'working' : 'done');
    if (isMore) this.acts.refresh();
  }

  /** @param {Inside} inside @param {Found} found @param {Palette} palette */
  paintCheck({ moment, parameter, spoiled, digits }, found, palette) {
    const { nudges } = found;
    const nudged = nudges.by[nudges.at];
    const fault = spoiled?.fault ?? null;
    const tape = found.slopes(fault);
    const tally = found.tally(fault, nudges.at);
    this.scatter.paint({ tape, nudged: nudged.slopes, tally, parameter, isFaulty: fault !== null }, palette);
    set(this.scatter.surface.canvas, 'aria-label', describeScatter(tally, nudges.at));
    const counts = describeCounts(tally, fault === null && nudges.at !== FIRST);
    [...find(this.panel, '.counts').children].forEach((place, i) => write(place.children[1], counts[i]));
    find(this.panel, '.counts').toggleAttribute('data-wrong', tally.wrong > 0);
    write(find(this.panel, '.caption'), explainCounts(tally, nudges.at, nudged.done, nudges.count));
    const name = moment.engine.parameterName(parameter);
    writeRich(find(this.panel, '.chosen'), describeChosen(name, tape[parameter], nudged.slopes[parameter], tally.errors[parameter], digits, nudged.seen[parameter] > 0));
    set(find(this.panel, '.digits'), 'aria-pressed', digits);
  }

  /** @param {Found} found @param {Palette} palette */
  paintErrors({ nudges, extremes }, palette) {
    const { at } = nudges;
    this.errors.paint(extremes, at, palette);
    const told = describeErrors(at, extremes[at], nudges.by[at].done);
    set(this.errors.surface.canvas, 'aria-label', told);
    set(this.slider, 'aria-valuetext', told);
    this.slider.style.setProperty('--to', String(at / (EPSILONS.length - 1)));
    write(find(this.panel, '.under output'), `ε = ${plain(EPSILONS[at])}`);
  }

  /** @param {Inside} inside @param {Found} found @param {Past} past @param {Palette} palette */
  paintFaults(inside, found, past, palette) {
    const { history: { end, again }, runs: { results } } = past;
    const fault = inside.spoiled?.fault ?? null;
    const { count } = found.nudges;
    const tally = found.tally(fault, FIRST);
    if (fault && found.nudges.by[FIRST].done === count) found.wrong.set(fault, tally.wrong);
    this.table.paint({ on: fault, wrong: found.wrong, isLarge: found.isLarge, runs: results, losses: past.losses(), end: Number.isNaN(end) ? '…' : three(end), steps: again, parameters: count });
    write(find(this.panel, '.seen p'), this.tell(inside, tally, past));
    this.paintLines(fault);
    write(find(this.panel, '.seen h3 span'), `${tally.wrong || 'none'} wrong`);
    const slopes = Float32Array.from(found.slopes(fault));
    set(this.seen.surface.canvas, 'aria-label', `Their gradients over the batch: ${tally.wrong} of ${count} found wrong`);
    this.seen.paint(inside, slopes, () => true, most(slopes), palette, (i) => tally.found[i] === WRONG);
  }

  /** The engine's line, and the one that does it wrong. @param {Fault | null} fault */
  paintLines(fault) {
    const place = find(this.panel, '.lines');
    place.hidden = fault === null;
    const lines = fault && FAULTY[fault];
    for (const [i, line] of [lines?.engine, lines?.fault].entries()) {
      write(findAll(place, 'code')[i], line?.line ?? '');
      write(findAll(place, '.where')[i], line?.where ?? '');
    }
  }

  /** What one sees. @param {Inside} inside @param {import('./nudges.js').Tally} tally @param {Past} past */
  tell({ moment: { layout: { layers } }, spoiled }, { found, wrong }, { history, runs }) {
    if (!spoiled) return runs.isTooLarge ? TOO_LARGE : NO_FAULT;
    const parts = layers.map(({ first }, i) => {
      const part = found.subarray(first, layers[i + 1]?.first);
      return /** @type {[number, number]} */ ([part.filter((is) => is === WRONG).length, part.length]);
    });
    return describeFault(spoiled.fault, { wrong, seen: found.filter(Boolean).length, count: found.length, layers: parts }, runs.results.get(spoiled.fault), history.end, history.train.length / 3, history.again);
  }

  goTo() {}
}
