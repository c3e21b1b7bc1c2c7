// The talk as it is put into the page. The figures have their places at once, so that nothing moves when they come.

import { DRAWINGS } from './drawings.js';
import { SECTIONS } from './sections.js';
import { withSlots } from './slots.js';

const rail = SECTIONS.map(({ words: { rail } }, i) => `<li><a href="#talk/${i + 1}"><b>${i + 1}</b> ${rail}</a></li>`).join('');

/** @param {import('./sections.js').Section} section @param {number} i */
function setSection({ name, listing, words: { title, before, caption, after, place } }, i) {
  const number = i + 1;
  const drawing = DRAWINGS[name] === undefined ? '' : `<figure aria-labelledby="caption-${name}">
    <div class="sketch">${DRAWINGS[name]}</div>
    <figcaption id="caption-${name}"><b>Figure ${number}.</b> ${withSlots(caption)}</figcaption>
  </figure>`;
  return `<section class="part" id="talk-${name}" data-number="${number}" aria-labelledby="title-${name}">
    <div class="prose"><p class="of">${number} of ${SECTIONS.length}</p><h2 id="title-${name}" tabindex="-1">${title}</h2>${withSlots(before)}</div>
    ${drawing}
    <div class="prose rest">${withSlots(after)}</div>
    ${listing.length ? '<details class="listing"><summary>The same in Haskell and in Rust</summary><div class="passages"></div></details>' : ''}
    <p class="place"><a href="${place.href}">${place.words}</a></p>
  </section>`;
}

export const MARKUP = `<nav class="rail" aria-label="Sections of the talk"><ol>${rail}</ol></nav><div class="parts">${SECTIONS.map(setSection).join('')}</div>`;
