// Opens a step to be looked into: wiring of its views, its keys and its address.

import { place, write as writePlace } from '../address/address.js';
import { openInside } from '../engine/inside.js';
import { find, findAll } from '../kit/find.js';
import { step } from '../kit/format.js';
import { listenForKeys } from '../kit/keys.js';
import { loadStyles } from '../kit/style.js';
import { watchSizes } from '../kit/surface.js';
import { set, write, writeRich } from '../kit/text.js';
import { put } from '../state/state.js';
import { warn, warnOutside } from '../words/faults.js';
import { narrate } from '../words/inside.js';
import { readAddress, writeAddress } from './address.js';
import { Graph } from './graph.js';
import { isSingle } from './ledger.js';
import { nextNeuron, nextStage } from './layout.js';
import { MARKUP } from './markup.js';
import { Mosaics } from './mosaics.js';
import { SamplePlot } from './sample.js';
import { hardest, openMoment, parameterIn, sampleOf, strongest } from './state.js';
import { spoil } from './spoiled.js';
import { Strip } from './strip.js';
import { buildTabs } from './tabs.js';

/**
 * @typedef {import('../state/state.js').Lab} Lab
 * @typedef {import('./state.js').Inside} Inside
 * @typedef {import('./state.js').Sample} Sample
 * @typedef {import('./state.js').Tab} Tab
 * @typedef {ReturnType<typeof bindActs>} Acts
 */

// The cursor rests when it was not moved for so long, in ms.
const REST = 200;

/** Gives how it is opened at an address. @param {Lab} lab @param {HTMLElement} page */
export async function open(lab, page) {
  const [Step] = await Promise.all([openInside(), loadStyles('sheet', 'inside')]);
  const section = find(page, '.inside');
  section.innerHTML = MARKUP;
  const view = new InsideView(section, lab, Step);
  return (/** @type {string[]} */ rest) => view.enter(rest);
}

class InsideView {
  /** @param {HTMLElement} section @param {Lab} lab @param {import('./state.js').StepClass} Step */
  constructor(section, lab, Step) {
    this.section = section;
    this.lab = lab;
    this.Step = Step;
    /** @type {Inside | null} */
    this.state = null;
    this.isRequested = false;
    /** As it was asked for, or written last; and when it is written next. */
    this.address = '';
    this.noting = 0;
    const acts = bindActs(this);
    this.acts = acts;
    this.views = [
      new Strip(find(section, '.walker'), acts), new Graph(find(section, '.network-drawing'), acts), new Mosaics(find(section, '.minor'), acts),
    ];
    this.sample = new SamplePlot(find(section, '.minor section'), acts);
    this.narration = find(section, '.narration');
    this.tabs = buildTabs(section, acts);
    this.listen(acts);
    const surfaces = [...this.views.flatMap((view) => ('surfaces' in view ? view.surfaces : [view.surface])), this.sample.surface];
    watchSizes(surfaces, () => this.request());
    new MutationObserver(() => this.request()).observe(document.documentElement, { attributeFilter: ['data-theme'] });
  }

  /** @param {Acts} acts */
  listen(acts) {
    const { section } = this;
    for (const button of findAll(section, '[data-go]')) button.addEventListener('click', () => acts[/** @type {'next'} */ (button.dataset.go)]());
    find(section, '.switch-off').addEventListener('click', () => acts.spoil(null));
    find(section, '.hardest').addEventListener('click', () => acts.hardest());
    find(section, '.flip').addEventListener('click', () => acts.flip());
    const field = find(section, 'input.sample', HTMLInputElement);
    field.addEventListener('change', () => set(field, 'aria-invalid', !acts.walkNumber(field.value)));
    field.addEventListener('input', () => set(field, 'aria-invalid', false));
    const keys = {
      ArrowRight: acts.next, ArrowLeft: acts.back, '.': acts.neuronOn, ',': acts.neuronBack, ']': acts.stageOn, '[': acts.stageBack,
      Home: acts.start, End: acts.end, p: acts.hardest, g: acts.goTo, 1: () => acts.tab('neuron'), 2: () => acts.tab('receipt'), 3: () => acts.tab('tape'), 4: () => acts.tab('check'), 0: () => acts.spoil(null), Escape: () => this.leave(),
    };
    listenForKeys(document, Object.fromEntries(Object.entries(keys).map(([key, act]) => [key, act])), () => !section.hidden);
  }

  /** What leads back here leads to where one was. */
  leave() {
    this.note();
    location.hash = '#lab';
  }

  /** @param {string[]} rest  of the address: step, operation, sample */
  enter(rest) {
    this.address = place();
    // It was switched off in the lab.
    if (this.state?.spoiled && !this.lab.state.told.fault) this.acts.spoil(null);
    const { report } = this.lab.state.run;
    const asked = readAddress(rest, report);
    const { trainPoints } = report;
    if (!trainPoints) return void (location.hash = '#lab');
    const isSame = this.state?.moment.number === asked.step && this.revision === report.revision;
    if (!isSame) {
      this.state?.moment.engine.free();
      this.revision = report.revision;
      const moment = openMoment(this.lab, this.Step, asked.step);
      const fault = this.state?.spoiled?.fault;
      this.state = begin(moment, this.state?.tab ?? (isSingle() ? 'network' : 'neuron'));
      if (fault) this.acts.spoil(fault);
    }
    const state = /** @type {Inside} */ (this.state);
    const { sample } = state;
    if (asked.sample) this.acts.walk(asked.sample);
    else if (asked.number !== null) this.acts.walkNumber(String(asked.number));
    // Of a sample, the check shows nothing.
    if (this.state?.tab === 'check' && this.state.sample !== sample) this.put({ tab: 'neuron' });
    this.put({ cursor: Math.min(state.moment.layout.total, asked.cursor ?? (isSame ? state.cursor : 0)), notice: asked.notice });
    this.request();
  }

  /** @param {Partial<Inside>} changes */
  put(changes) {
    if (!this.state) return;
    this.state = { ...this.state, ...changes };
    this.request();
  }

  request() {
    if (this.isRequested) return;
    this.isRequested = true;
    requestAnimationFrame(() => {
      this.isRequested = false;
      this.paint();
    });
  }

  /** Once the cursor rests: browsers take long for it, and some refuse it when it comes often. */
  noteSoon() {
    clearTimeout(this.noting);
    this.noting = setTimeout(() => this.note(), REST);
  }

  /** Another address that was asked for meanwhile is not written over. */
  note() {
    clearTimeout(this.noting);
    const address = this.state ? writeAddress(this.state) : this.address;
    if (address === this.address || place() !== this.address) return;
    writePlace(address);
    this.address = address;
  }

  paint() {
    const { state, section, lab } = this;
    if (!state || section.hidden) return;
    const { palette, phone } = lab.state.page;
    for (const view of this.views) view.paint(state, palette, phone);
    this.sample.paint(state, palette, lab.state.points.view);
    find(section, '.flip').hidden = state.sample.number !== null;
    write(find(section, '.place .at-step'), `step ${step(state.moment.number)}, ${state.sample.number === null ? 'a point of your own' : `sample ${state.sample.number}`}`);
    const field = find(section, 'input.sample', HTMLInputElement);
    if (document.activeElement !== field) field.value = String(state.sample.number ?? '');
    writeRich(this.narration, state.spoiled ? warn(state.spoiled.fault) : state.notice || narrate(state));
    for (const [go, isOver] of /** @type {const} */ ([['back', !state.cursor], ['next', state.cursor === state.moment.layout.total]])) set(find(section, `[data-go=${go}]`), 'aria-disabled', isOver);
    section.toggleAttribute('data-faulty', state.spoiled !== null);
    find(section, '.switch-off').hidden = !state.spoiled;
    this.tabs.paint(state, palette);
    this.noteSoon();
    set(section, 'data-state', 'ready');
  }
}

/** @param {import('./state.js').Moment} moment @param {Tab} tab @returns {Inside} */
function begin(moment, tab) {
  const sample = sampleOf(moment, hardest(moment));
  const walk = moment.engine.walk(sample.x, sample.y, sample.label);
  return { moment, sample, walk, cursor: 0, preview: null, parameter: strongest(walk.gradient), pointed: null, tab, digits: false, notice: '', spoiled: null };
}

/** What people do. @param {InsideView} view */
function bindActs(view) {
  const of = () => /** @type {Inside} */ (view.state);
  const layout = () => of().moment.layout;
  const go = (/** @type {number} */ cursor) => view.put({ cursor: Math.min(layout().total, Math.max(0, cursor)), preview: null, notice: '' });
  const walk = (/** @type {Sample | number} */ which) => {
    const { moment } = of();
    const sample = typeof which === 'number' ? sampleOf(moment, which) : which;
    view.put({ sample, walk: moment.engine.walk(sample.x, sample.y, sample.label), pointed: null });
    if (of().spoiled) fault(/** @type {import('./spoiled.js').Spoiled} */ (of().spoiled).fault);
  };
  const fault = (/** @type {import('../../pkg/inside.js').Fault | null} */ which) => {
    if (!which && !of().spoiled) return;
    put(view.lab, 'told', { fault: which ? warnOutside(which) : '' });
    view.put(spoil(of(), which));
  };
  return {
    go, walk,
    /** Puts a fault on, or with null off. */
    spoil: fault,
    refresh: () => view.request(),
    /** The run that the step is of: what is known of it, and a twin. */
    report: () => view.lab.state.run.report,
    twin: () => view.lab.trainer.twin(),
    look: (/** @type {number | null} */ preview) => view.put({ preview }),
    next: () => go(of().cursor + 1),
    back: () => go(of().cursor - 1),
    neuronOn: () => go(nextNeuron(layout(), of().cursor, 1)),
    neuronBack: () => go(nextNeuron(layout(), of().cursor, -1)),
    stageOn: () => go(nextStage(layout(), of().cursor, 1)),
    stageBack: () => go(nextStage(layout(), of().cursor, -1)),
    start: () => go(0),
    end: () => go(layout().total),
    /** The point of one's own gets the other label. */
    flip: () => walk({ ...of().sample, label: -of().sample.label }),
    hardest: () => walk(hardest(of().moment)),
    /** A sample by its number; says whether there is one. */
    walkNumber: (/** @type {string} */ text) => {
      const index = of().moment.numbers.indexOf(Number(text));
      if (index >= 0) walk(index);
      return index >= 0;
    },
    select: (/** @type {number} */ layer, /** @type {number} */ neuron) => view.put({ parameter: parameterIn(of(), layer, neuron) }),
    selectParameter: (/** @type {number} */ parameter) => view.put({ parameter }),
    point: (/** @type {Sample | null} */ pointed) => view.put({ pointed }),
    tab: (/** @type {Tab} */ tab) => view.put({ tab }),
    goTo: () => view.tabs.goTo(),
    digits: () => view.put({ digits: !of().digits }),
  };
}
