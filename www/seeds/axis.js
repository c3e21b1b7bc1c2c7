// One axis of accuracies in percent, with a dot for each, stacked where they would touch.

/** Its ticks, the last at 100: even numbers, or tens and more where the values lie far apart. @param {number[]} values */
export function ticksOf(values) {
  const least = Math.min(98, ...values.filter(Number.isFinite));
  const step = [2, 10, 20].find((step) => (100 - least) / step <= 6) ?? 20;
  const first = Math.floor(least / step) * step;
  const ticks = [];
  for (let tick = first; tick < 100; tick += step) ticks.push(tick);
  return [...ticks, 100];
}

/** Each value with how many lie below it: those that are closer than `near` share a stack. @param {number[]} values @param {number} near */
export function stackDots(values, near) {
  /** @type {Map<number, number>} */
  const heights = new Map();
  return values.map((value) => {
    const stack = Math.round(value / near);
    const level = heights.get(stack) ?? 0;
    heights.set(stack, level + 1);
    return { value: Math.min(100, stack * near), level };
  });
}
