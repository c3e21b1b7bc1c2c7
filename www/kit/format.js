// Numbers as the page writes them: a true minus, padded steps, and never wider than their place.

const NONE = '–';
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A loss, a norm: three decimals, fewer for larger numbers, powers of ten beyond. */
export function three(value) {
  if (value === null || Number.isNaN(value)) return NONE;
  const size = Math.abs(value);
  if (size === Infinity) return signed(value, '∞');
  if (size >= 9999.5 || (size > 0 && size < 0.0005)) return scientific(value);
  const decimals = size < 9.9995 ? 3 : size < 99.995 ? 2 : size < 999.95 ? 1 : 0;
  return signed(value, size.toFixed(decimals));
}

/** Three decimals with a sign. */
export function signed3(value) {
  return value > 0 ? `+${three(value)}` : three(value);
}

/** Two decimals, for labels at a curve. */
export function two(value) {
  if (value === null || Number.isNaN(value)) return NONE;
  return value >= 9.995 || value < 0.005 ? three(value) : value.toFixed(2);
}

/** A share in percent with one decimal, without the sign. */
export function percent(share) {
  return share === null || Number.isNaN(share) ? NONE : (100 * share).toFixed(1);
}

/** A step, padded to three digits. */
export function step(count) {
  return count < 1e6 ? String(count).padStart(3, '0') : scientific(count);
}

/** A rate as one reads it in text and on buttons. */
export function rate(value) {
  return value >= 0.0095 && value < 9999.5 ? three(value) : scientific(value);
}

/** A rate in as few digits as it has, at least one decimal: the ends of a schedule. */
export function brief(value) {
  if (value >= 1e4 || value < 1e-3) return scientific(value);
  const text = String(Number(value.toPrecision(3)));
  return text.includes('.') ? text : `${text}.0`;
}

/** A whole number, in groups of three digits. */
export function grouped(value) {
  return String(value).replace(/\B(?=(\d{3})+$)/g, '\u2009');
}

/** Steps a second. */
export function speed(value) {
  if (value === null) return NONE;
  if (value >= 9999.5) return value < 999_500 ? `${Math.round(value / 1000)}k` : scientific(value);
  return value >= 9.95 ? String(Math.round(value)) : String(Number(value.toFixed(1)));
}

export function scientific(value, decimals = 1) {
  const [digits, exponent] = value.toExponential(decimals).split('e');
  const mantissa = digits.replace(/\.0+$/, '').replace('-', '−');
  const power = exponent.replace('+', '').replace('-', '⁻').replace(/\d/g, (d) => SUPERSCRIPTS[d]);
  return mantissa === '1' ? `10${power}` : `${mantissa}×10${power}`;
}

function signed(value, text) {
  return value < 0 ? `−${text}` : text;
}
