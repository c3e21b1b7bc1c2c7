// Sentences that name variables, which are set in italics.

// A letter that stands alone.
const VARIABLE = /(?<![\p{L}\p{N}’])([fxyzγ])(?![\p{L}’])/u;

/** Written only where it is another. @param {Element} element @param {string} sentence */
export function setItalics(element, sentence) {
  if (element.textContent === sentence) return;
  element.replaceChildren(...sentence.split(VARIABLE).map((part, i) => (i % 2 ? Object.assign(document.createElement('i'), { textContent: part }) : part)));
}
