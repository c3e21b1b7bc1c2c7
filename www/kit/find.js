// Parts of the page, found below the element that a view was given.

/**
 * The first one that a selector finds. That it is missing is a fault of the page's own.
 * @type {<T extends Element = HTMLElement>(root: ParentNode, selector: string, kind?: new () => T) => T}
 */
export function find(root, selector, kind) {
  const part = root.querySelector(selector);
  if (!part || (kind && !(part instanceof kind))) throw new Error(`The page lacks its ${selector}.`);
  return /** @type {any} */ (part);
}

/**
 * All that it finds.
 * @type {<T extends Element = HTMLElement>(root: ParentNode, selector: string, kind?: new () => T) => T[]}
 */
export function findAll(root, selector) {
  return /** @type {any} */ ([...root.querySelectorAll(selector)]);
}

/** The part that an event happened on, or one around it. @param {Event} event @param {string} selector @returns {HTMLElement | null} */
export function closest({ target }, selector) {
  return target instanceof Element ? target.closest(selector) : null;
}
