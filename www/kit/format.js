// Numbers as the page writes them: a true minus, padded steps, and never wider than their place.

const NONE = '–';
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const GROUPS = new Intl.NumberFormat('en');

/** @typedef {number | null} Figure  null and NaN: there is none */

/** Whether there is none. @param {Figure} value @returns {value is null} */
export function isNone(value) {
  return value === null || Number.isNaN(value);
}

/** A loss, a norm: three decimals, fewer for larger numbers, powers of ten beyond. @param {Figure} value */
export function three(value) {
  if (isNone(value)) return NONE;
  const size = Math.abs(value);
  if (size === Infinity) return signed(value, '∞');
  if (size >= 9999.5 || (size > 0 && size < 0.0005)) return scientific(value);
  const decimals = size < 9.9995 ? 3 : size < 99.995 ? 2 : size < 999.95 ? 1 : 0;
  return signed(value, size.toFixed(decimals));
}

/** Three decimals with a sign. @param {Figure} value */
export function signed3(value) {
  return value !== null && value > 0 ? `+${three(value)}` : three(value);
}

/** Two decimals, for labels at a curve. @param {Figure} value */
export function two(value) {
  if (isNone(value)) return NONE;
  return value >= 9.995 || value < 0.005 ? three(value) : value.toFixed(2);
}

/** A share in percent with one decimal, without the sign. @param {Figure} share */
export function percent(share) {
  return isNone(share) ? NONE : (100 * share).toFixed(1);
}

/** "97.5 %" @param {Figure} of */
export function share(of) {
  return isNone(of) ? NONE : `${percent(of)} %`;
}

/** A step, padded to three digits. @param {number} count */
export function step(count) {
  return count < 1e6 ? String(count).padStart(3, '0') : scientific(count);
}

/** A rate as one reads it in text and on buttons. @param {number} value */
export function rate(value) {
  return value >= 0.0095 && value < 9999.5 ? three(value) : scientific(value);
}

/** A rate in as few digits as it has, at least one decimal: the ends of a schedule. @param {number} value */
export function brief(value) {
  if (value >= 1e4 || value < 1e-3) return scientific(value);
  const text = String(Number(value.toPrecision(3)));
  return text.includes('.') ? text : `${text}.0`;
}

/** As it is, in six digits at most; huge and tiny ones with a power of ten. @param {number} value */
export function plain(value) {
  const size = Math.abs(value);
  if (size >= 1e6 || (size > 0 && size < 1e-4)) return scientific(value, 5).replace(/0+×/, '×');
  return String(Number(value.toPrecision(6)));
}

/** A sentence of the engine's, its huge and tiny numbers as the page writes them. @param {string} sentence */
export function rewrite(sentence) {
  return sentence.replace(/-(?=\d)/g, '−').replace(/\d[\d.]*(e\d+)?/g, (text, power) => {
    const short = plain(Number(text));
    return power || (text.length > 6 && short.length < text.length) ? short : text;
  });
}

/** A whole number, in groups of three digits, which stay on one line. @param {number} value */
export function grouped(value) {
  return GROUPS.format(value).replaceAll(',', '\u202f');
}

/** How many, in few characters. @param {number} value */
export function count(value) {
  return value < 1e5 ? String(value) : scientific(value, 2);
}

/** Steps a second. @param {number | null} value */
export function speed(value) {
  if (value === null) return NONE;
  if (value >= 9999.5) return value < 999_500 ? `${Math.round(value / 1000)}k` : scientific(value);
  return value >= 9.95 ? String(Math.round(value)) : String(Number(value.toFixed(1)));
}

/** "1.2×10⁶" @param {number} value */
export function scientific(value, decimals = 1) {
  const [digits, exponent] = value.toExponential(decimals).split('e');
  const mantissa = digits.replace(/\.0+$/, '').replace('-', '−');
  return `${mantissa === '1' ? '' : `${mantissa}×`}${powerOfTen(Number(exponent))}`;
}

/** One digit, or two below ten: to tell how large something is. @param {number} value */
export function rounded(value) {
  return value < 100 ? String(Number(value.toPrecision(2))) : scientific(value, 0);
}

/** "10⁻³" @param {number} power */
export function powerOfTen(power) {
  return `10${String(power).replace('-', '⁻').replace(/\d/g, (d) => SUPERSCRIPTS[Number(d)])}`;
}

/** @param {number} value @param {string} text */
function signed(value, text) {
  return value < 0 ? `−${text}` : text;
}
