// What a row of settings is for, in the place below its group, while the row is pointed at or has the focus.

import { write } from './text.js';

export class Hints {
  /** @param {Element} section holds the groups, each with its rows and its place for a hint */
  constructor(section) {
    this.section = section;
    this.places = [...section.querySelectorAll('.hint')];
    for (const row of section.querySelectorAll('.row')) this.listen(row);
  }

  listen(row) {
    for (const event of ['pointerenter', 'pointerdown', 'focusin']) row.addEventListener(event, () => this.explain(row));
    row.addEventListener('pointerleave', (event) => {
      if (event.pointerType === 'mouse') this.explain(this.section.querySelector('.row:focus-within'));
    });
    row.addEventListener('focusout', () => this.explain(this.section.querySelector('.row:hover')));
  }

  /** One hint at a time: on a wide window all groups share one place. */
  explain(row) {
    const source = row?.querySelector('[hidden]');
    const text = row?.classList.contains('disabled') ? source.dataset.stream : source?.textContent;
    for (const place of this.places) write(place, row && place.parentElement.contains(row) ? text : '');
  }
}
