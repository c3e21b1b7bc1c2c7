// What a section tells of, in the talk's Haskell and in the Rust of moongrad: cut from both when the page was built.

import { LISTINGS } from '../../pkg/listings.js';

/** Fills a disclosure, once. @param {HTMLElement} place @param {string[]} names */
export function fillListing(place, names) {
  if (place.childElementCount) return;
  for (const name of names) {
    const { haskell, rust } = LISTINGS[/** @type {keyof typeof LISTINGS} */ (name)];
    place.append(setPassage('Haskell', haskell), setPassage('Rust', rust));
  }
}

/** @param {string} language @param {import('../../pkg/listings.js').Passage} passage */
function setPassage(language, { text, where }) {
  const part = document.createElement('figure');
  const caption = document.createElement('figcaption');
  caption.append(Object.assign(document.createElement('b'), { textContent: language }), ` ${where}`);
  // It may be wider than its place: then it is scrolled, with keys, too.
  const code = Object.assign(document.createElement('pre'), { textContent: text, tabIndex: 0 });
  code.setAttribute('role', 'region');
  code.setAttribute('aria-label', `${language}, ${where}`);
  part.append(caption, code);
  return part;
}
