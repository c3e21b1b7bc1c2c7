// What the window and the system are like.

/** Each as a query of the style sheet. */
const QUERIES = {
  phone: '(max-width: 37.49em)',
  beside: '(min-width: 68.75em)',
  wide: '(min-width: 80em)',
  coarse: '(pointer: coarse)',
  calm: '(prefers-reduced-motion: reduce)',
};

/** @typedef {Record<keyof typeof QUERIES, boolean>} Media */

/** Whether each of them holds now; `changed` is called when one comes to hold or no longer does. @param {() => void} changed @returns {() => Media} */
export function watchMedia(changed) {
  const lists = Object.entries(QUERIES).map(([name, query]) => /** @type {const} */ ([name, matchMedia(query)]));
  for (const [, list] of lists) list.addEventListener('change', changed);
  return () => /** @type {Media} */ (Object.fromEntries(lists.map(([name, list]) => [name, list.matches])));
}
