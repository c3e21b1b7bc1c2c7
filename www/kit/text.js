// Writes into the page only what changed: an unchanged write still costs layout.

/** @param {Element} element @param {string} text */
export function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

// More letters are set smaller: where there is little room, and everywhere.
const LONG = 100;
const LONGEST = 130;

/** @param {Element} element @param {string} sentence @param {Element} [box]  that holds its lines */
export function writeSentence(element, sentence, box = element) {
  write(element, sentence);
  box.toggleAttribute('data-long', sentence.length > LONG);
  box.toggleAttribute('data-longest', sentence.length > LONGEST);
}

/** Whether it was another. @param {Element} element @param {string} attribute @param {string | number | boolean} value */
export function set(element, attribute, value) {
  if (element.getAttribute(attribute) === String(value)) return false;
  element.setAttribute(attribute, String(value));
  return true;
}
