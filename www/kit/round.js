// Round numbers: of axes, steps and squares.

// What is this little too small is large enough: numbers are not exact.
const DUST = 1e-6;

/** The least of some factors times a power of ten that is not below a value. @param {number} value */
export function roundUp(value, factors = [1, 2, 5]) {
  const power = 10 ** Math.floor(Math.log10(value) + DUST);
  return (factors.find((factor) => factor * power >= value * (1 - DUST)) ?? 10) * power;
}
