// What was made is kept as long as all that it was made from is the same: the page's one kind of cache.

/**
 * A function that gives its last value again as long as each of its arguments is the one of then.
 * @template {unknown[]} From
 * @template Made
 * @param {(...from: From) => Made} make
 * @returns {(...from: From) => Made}
 */
export function memo(make) {
  /** @type {From | null} */
  let last = null;
  /** @type {Made} */
  let made;
  return (...from) => {
    if (!last || differ(from, last)) {
      made = make(...from);
      last = from;
    }
    return made;
  };
}

/** Whether any of them is another. @param {unknown[]} parts @param {unknown[]} others */
export function differ(parts, others) {
  return parts.length !== others.length || parts.some((part, i) => part !== others[i]);
}
