// What reads a number of the tape: a short list, of which each can be gone to.

import { find } from '../kit/find.js';
import { write } from '../kit/text.js';
import { nameNeuron } from '../words/inside.js';
import { describeUses, nameOperation } from '../words/tape.js';
import { nameParameter } from './cells.js';
import { placeOfOperation } from './layout.js';

/** @typedef {import('./layout.js').Layout} Layout */

export class Uses {
  /** @param {HTMLElement} around @param {(operation: number) => void} go */
  constructor(around, go) {
    around.insertAdjacentHTML('beforeend', '<div class="uses" role="dialog" aria-labelledby="uses-of" hidden><p id="uses-of" tabindex="-1"></p><ul></ul></div>');
    this.box = find(around, '.uses');
    this.around = around;
    this.title = find(this.box, 'p');
    this.list = find(this.box, 'ul');
    this.box.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      this.close(true);
    });
    this.list.addEventListener('click', ({ target }) => target instanceof HTMLElement && target.dataset.operation && go(Number(target.dataset.operation)));
    document.addEventListener('pointerdown', ({ target }) => target instanceof Node && !this.box.contains(target) && this.close());
  }

  /** @param {import('./state.js').Inside} inside @param {number} node @param {HTMLElement} at  what was pressed */
  open({ moment: { layout } }, node, at) {
    const { left, right, kind, node: results } = layout.operations;
    const uses = Array.from(kind, (_, i) => i).filter((i) => left[i] === node || right[i] === node);
    write(this.title, describeUses(node, describe(layout, results.lastIndexOf(node)), uses.length));
    this.list.innerHTML = uses.map((i) => `<li><button type="button" data-operation="${i}">n${results[i]}, ${describe(layout, i)}${kind[i] === 'product' ? `, × ${nameParameter(layout, -1 - left[i])}` : ''}</button></li>`).join('');
    this.box.hidden = false;
    const [around, from] = [this.around.getBoundingClientRect(), at.getBoundingClientRect()];
    const room = around.bottom - from.bottom;
    this.box.style.top = `${room > this.box.offsetHeight ? from.bottom - around.top : Math.max(0, from.top - around.top - this.box.offsetHeight)}px`;
    (this.list.querySelector('button') ?? this.title).focus();
  }

  /** @param {boolean} [isLeft]  for the table again */
  close(isLeft = false) {
    this.box.hidden = true;
    if (isLeft) find(this.around, '.tape-grid').focus();
  }
}

/** "sum of neuron 9 of layer 2" @param {Layout} layout @param {number} operation */
function describe(layout, operation) {
  const place = placeOfOperation(layout, operation);
  const name = place?.input === null || !place ? nameOperation(layout.operations.kind[operation]) : 'sum';
  return place ? `${name} of ${nameNeuron(layout, place)}` : `${name} of the loss`;
}
