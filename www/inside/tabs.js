// The right side of a step: one of its tabs, and the lines of code that do what the cursor stands at.

import { find, findAll } from '../kit/find.js';
import { loadStyles } from '../kit/style.js';
import { set, write } from '../kit/text.js';
import { CODE } from '../../pkg/code.js';
import { operationAt } from './layout.js';
import { isSingle } from './ledger.js';
import { Neuron } from './neuron.js';
import { Receipt } from './receipt.js';
import { Tape } from './tape.js';

/** @typedef {import('./state.js').Inside} Inside @typedef {import('./state.js').Tab} Tab @typedef {{paint: (inside: Inside, palette: import('../kit/palette.js').Palette) => void}} View */

/** @param {HTMLElement} section @param {import('./open.js').Acts} acts */
export function buildTabs(section, acts) {
  const panel = (/** @type {Tab} */ name) => find(section, `#panel-${name}`);
  const tape = new Tape(panel('tape'), acts);
  /** @type {Record<string, View>} */
  const views = { neuron: new Neuron(panel('neuron'), acts), receipt: new Receipt(panel('receipt'), acts), tape, check: whenOpened(panel('check'), () => loadCheck(panel('check'), acts), acts.refresh) };
  for (const tab of findAll(section, '[role=tab]')) tab.addEventListener('click', () => acts.tab(/** @type {Tab} */ (tab.dataset.tab)));
  return {
    /** @param {Inside} inside @param {import('../kit/palette.js').Palette} palette */
    paint(inside, palette) {
      const isAlone = isSingle();
      const open = inside.tab === 'network' && !isAlone ? 'neuron' : inside.tab;
      for (const tab of findAll(section, '[role=tab]')) {
        set(tab, 'aria-selected', tab.dataset.tab === open);
        tab.tabIndex = tab.dataset.tab === open ? 0 : -1;
      }
      for (const part of findAll(section, '[data-panel]')) part.hidden = part.dataset.panel !== open && (isAlone || part.dataset.panel !== 'network');
      set(section, 'data-tab', open);
      views[open]?.paint(inside, palette);
      paintCode(section, inside);
    },
    goTo: () => {
      acts.tab('tape');
      tape.goTo();
    },
  };
}

/** @param {HTMLElement} panel @param {import('./open.js').Acts} acts */
async function loadCheck(panel, acts) {
  const [{ Check }] = await Promise.all([import('./check.js'), loadStyles('check')]);
  return new Check(panel, acts);
}

/** A tab that is loaded when it is first opened; what failed is tried again when it is next looked for. @param {HTMLElement} panel @param {() => Promise<View>} load @param {() => void} refresh @returns {View} */
function whenOpened(panel, load, refresh) {
  /** @type {View | null} */
  let view = null;
  /** @type {Promise<void> | undefined} */
  let loading;
  const begin = async () => {
    try {
      view = await load();
      refresh();
    } catch {
      panel.textContent = 'This tab did not load: choose it again.';
      loading = undefined;
    }
  };
  return { paint: (inside, palette) => (view ? view.paint(inside, palette) : void (loading ??= begin())) };
}

/** @param {HTMLElement} section @param {Inside} inside */
function paintCode(section, inside) {
  const name = nameWalked(inside);
  const code = CODE[name];
  set(find(section, '.code a'), 'href', `#talk/${toldIn(name)}`);
  for (const [i, place] of findAll(section, '.code').entries()) {
    const line = [code?.engine, code?.talk][i];
    write(find(place, 'code'), line?.line ?? '');
    find(place, 'code').title = line?.line ?? '';
    write(find(place, '.where'), line?.where ?? '');
  }
}

/** The section of the talk that tells of it. @param {string} name */
function toldIn(name) {
  if (name.endsWith('Back')) return 5;
  return ['hinge', 'logistic', 'squared'].includes(name) ? 7 : ['sgd', 'momentum', 'adam'].includes(name) ? 8 : 1;
}

/** What the operation is called that the cursor has done last, as the sources mark it. @param {Inside} inside */
export function nameWalked({ moment: { layout, config }, cursor }) {
  if (cursor === 0) return '';
  const operation = operationAt(layout, cursor);
  if (operation === null) return config.optimiser ?? 'sgd';
  const kind = layout.operations.kind[operation];
  const isBack = cursor > layout.starts[2];
  if (!isBack && operation >= layout.operations.forward) return config.loss ?? 'hinge';
  const name = `${kind}${isBack ? 'Back' : ''}`;
  if (name in CODE) return name;
  if (!isBack) return 'function';
  return ['add', 'sub', 'mul', 'div'].includes(kind) ? 'operatorBack' : 'functionBack';
}
