// The network as tables, a layer each: for those who do not see its drawing, or want all its numbers at once.

import { find } from '../kit/find.js';
import { sheetOf } from '../kit/sheet.js';
import { loadStyles } from '../kit/style.js';
import { set, write } from '../kit/text.js';
import { portraitOf } from '../state/derived.js';
import { describeActivity, describeLayer, showNumber, STATES } from '../words/tables.js';

/**
 * @typedef {import('../state/state.js').Lab} Lab
 * @typedef {import('../actions/actions.js').Actions} Actions
 * @typedef {import('../loop/loop.js').Loop} Loop
 * @typedef {import('../../pkg/moongrad.js').Treatment} Treatment
 */

const MARKUP = `<dialog id="network-table" class="sheet numbers-sheet" aria-labelledby="network-table-heading">
  <header><h2 id="network-table-heading">The network in numbers</h2><button class="icon close" type="button" aria-label="Close"><svg viewBox="0 0 16 16" aria-hidden="true"><path class="line" d="M3 3l10 10M13 3 3 13"/></svg></button></header>
  <p>A neuron adds its bias and its inputs, each times its weight, and applies the activation. To change a number, pin it in the drawing: arrow keys, Enter.</p>
  <div class="layers"></div>
</dialog>`;

// Milliseconds between two looks at the network while it trains: nobody reads faster.
const CALM = 1000;

/** The network in numbers: gives how it is opened. @param {Lab} lab @param {Actions} actions @param {Loop} loop @param {HTMLElement} page */
export async function open(lab, actions, loop, page) {
  await loadStyles('sheet', 'tables');
  page.insertAdjacentHTML('beforeend', MARKUP);
  const sheet = find(page, '#network-table', HTMLDialogElement);
  const view = new NetworkTable(find(sheet, '.layers'), actions);
  const show = sheetOf(sheet);
  const paint = () => sheet.open && view.paint(lab.state.setup, portraitOf(lab));
  loop.add({ name: 'network table', of: ['run', 'setup'], every: CALM, paint });
  return () => {
    show();
    paint();
  };
}

class NetworkTable {
  /** @param {HTMLElement} place @param {Actions} actions */
  constructor(place, actions) {
    this.place = place;
    this.built = '';
    place.addEventListener('change', ({ target }) => {
      if (target instanceof HTMLSelectElement) actions.treat(Number(target.dataset.unit), /** @type {Treatment} */ (target.value));
    });
  }

  /** @param {import('../../pkg/moongrad.js').Snapshot} setup @param {import('../../pkg/moongrad.js').Portrait} portrait */
  paint({ config: { hidden, activation }, treatments }, { parameters, activity }) {
    if (this.built !== hidden.join()) this.build(hidden);
    let [number, unit] = [0, 2];
    [...this.place.querySelectorAll('table')].forEach((table, layer) => {
      const isOutput = layer === hidden.length;
      const inputs = layer ? hidden[layer - 1] : 2;
      write(/** @type {HTMLElement} */ (table.caption), describeLayer(layer, hidden, activation));
      for (const { cells } of table.tBodies[0].rows) {
        const [bias, ...weights] = [...cells].slice(isOutput ? 1 : 3);
        weights.forEach((cell, i) => write(cell, showNumber(parameters[number + i])));
        write(bias, showNumber(parameters[number + inputs]));
        number += inputs + 1;
        if (isOutput) continue;
        const select = find(cells[1], 'select', HTMLSelectElement);
        if (document.activeElement !== select) select.value = treatments[unit];
        set(select, 'data-unit', unit);
        write(cells[2], describeActivity(treatments[unit], activity[unit]));
        unit++;
      }
    });
  }

  /** @param {number[]} hidden */
  build(hidden) {
    this.built = hidden.join();
    this.place.replaceChildren(...[...hidden, 1].map((neurons, layer) => buildTable(layer, neurons, layer ? hidden[layer - 1] : 2, layer === hidden.length)));
  }
}

/** @param {number} layer @param {number} neurons @param {number} inputs @param {boolean} isOutput */
function buildTable(layer, neurons, inputs, isOutput) {
  const box = document.createElement('div');
  box.className = 'table-box';
  box.tabIndex = 0;
  box.role = 'region';
  box.ariaLabel = isOutput ? 'The output' : `Layer ${layer + 1}`;
  const heads = [isOutput ? 'unit' : 'neuron', ...(isOutput ? [] : ['state', 'active at']), 'bias', ...Array.from({ length: inputs }, (_, i) => (layer ? `from ${i + 1}` : `from ${'xy'[i]}`))];
  const select = (/** @type {number} */ i) => `<select aria-label="State of neuron ${i + 1} of layer ${layer + 1}">${Object.entries(STATES).map(([value, name]) => `<option value="${value}">${name}</option>`).join('')}</select>`;
  const row = (/** @type {number} */ i) => `<tr><th scope="row">${isOutput ? 'f' : i + 1}</th>${isOutput ? '' : `<td>${select(i)}</td><td></td>`}${'<td></td>'.repeat(inputs + 1)}</tr>`;
  box.innerHTML = `<table><caption></caption><thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead><tbody>${Array.from({ length: neurons }, (_, i) => row(i)).join('')}</tbody></table>`;
  return box;
}
