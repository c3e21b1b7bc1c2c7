// Styles of parts that are opened later, which index.html names in templates: a browser asks for none of them by itself.
// The one file holds them there.

import { find } from './find.js';

/** @type {Map<string, Promise<void>>} */
const asked = new Map();

/** Loads the styles of some parts, each once; what failed can be tried again. @param {string[]} names */
export async function loadStyles(...names) {
  await Promise.all(names.map((name) => {
    const style = asked.get(name) ?? load(name);
    asked.set(name, style);
    return style;
  }));
}

/** @param {string} name @returns {Promise<void>} */
function load(name) {
  const { content } = find(document, `[data-style=${name}]`, HTMLTemplateElement);
  const style = /** @type {HTMLElement} */ (find(content, 'link, style').cloneNode(true));
  return new Promise((resolve, reject) => {
    style.onload = () => resolve();
    style.onerror = () => {
      style.remove();
      asked.delete(name);
      reject(new Error(`The styles of ${name} did not load.`));
    };
    document.head.append(style);
    if (style instanceof HTMLStyleElement) resolve();
  });
}
