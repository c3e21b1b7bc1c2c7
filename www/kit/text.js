// Writes text into the page only where it changed: an unchanged write still costs layout.

/** @param {Element} element @param {string} text */
export function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
