// How a slider's way, 0 to 1, stands for values.

/**
 * @typedef {object} Scale
 * @property {(value: number) => number} place  0 to 1; beyond the ends it is the end
 * @property {(place: number) => number} value  a round value
 */

const clamp = (/** @type {number} */ share) => Math.min(1, Math.max(0, share));

/** @param {number} low @param {number} high @param {number} step @returns {Scale} */
export function linear(low, high, step) {
  return {
    place: (value) => clamp((value - low) / (high - low)),
    value: (place) => tidy(low + Math.round((place * (high - low)) / step) * step),
  };
}

/** Equal ways are equal factors. @param {number} low @param {number} high @returns {Scale} */
export function logarithmic(low, high, round = twoDigits) {
  const ratio = Math.log(high / low);
  return {
    place: (value) => clamp(Math.log(value / low) / ratio),
    value: (place) => round(low * Math.exp(place * ratio)),
  };
}

/** As above, with zero at the very left. @param {number} low @param {number} high @returns {Scale} */
export function logarithmicWithZero(low, high) {
  const zone = 0.06;
  const rest = logarithmic(low, high);
  return {
    place: (value) => (value <= 0 ? 0 : zone + (1 - zone) * rest.place(value)),
    value: (place) => (place < zone / 2 ? 0 : rest.value(clamp((place - zone) / (1 - zone)))),
  };
}

/** @param {number} value */
function twoDigits(value) {
  return Number(value.toPrecision(2));
}

/** Without the dust of binary fractions: 0.15 instead of 0.15000000000000002. @param {number} value */
function tidy(value) {
  return Number(value.toPrecision(12));
}
