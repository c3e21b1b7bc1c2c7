// Writes into the page only what changed: an unchanged write still costs layout.

/** The text stays the same node: WebKit forgets the press of a button whose text is another when it is let go. @param {Element} element @param {string} text */
export function write(element, text) {
  const { firstChild, childNodes } = element;
  if (childNodes.length !== 1 || !(firstChild instanceof Text)) element.textContent = text;
  else if (firstChild.data !== text) firstChild.data = text;
}

/** What stands between ** and ** is set bold. @param {Element} element @param {string} sentence */
export function writeRich(element, sentence) {
  if (element.textContent === sentence.replaceAll('**', '')) return;
  element.toggleAttribute('data-long', sentence.length > LONG);
  element.replaceChildren(...sentence.split('**').map((part, i) => (i % 2 ? Object.assign(document.createElement('b'), { textContent: part }) : part)));
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
