// Numbers as people type them.

// Longer texts are quoted in part.
const QUOTED = 24;

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A true minus, a decimal comma and powers of ten as the page writes them are understood; NaN for anything else. @param {string} text */
export function readNumber(text) {
  const number = text
    .replace(/(?:^|[×x*·] ?)10([⁻⁰¹²³⁴-⁹]+)$/, (all, power) => (/^1/.test(all) ? '1e' : 'e') + power)
    .replace(/[⁰¹²³⁴-⁹]/g, (digit) => String(SUPERSCRIPTS.indexOf(digit)))
    .replace(/[−⁻]/g, '-')
    .replace(/^([^.,]*),([^.,]*)$/, '$1.$2');
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(number) ? Number(number) : NaN;
}

/** A share, as people write one: in percent, or as a number below 1. @param {string} text */
export function readShare(text) {
  const [, number, sign] = /^(.*?)(\s*%)?$/.exec(text) ?? [];
  const value = readNumber(number);
  return sign || Math.abs(value) >= 1 ? 0.01 * value : value;
}

/** Numbers of neurons, as people list them; an empty field or 0 is no hidden layer; null for no such list. @param {string} text */
export function readLayers(text) {
  if (text === 'none') return [];
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  if (parts.length < 2 && (parts[0] ?? '0') === '0') return [];
  return parts.every((part) => /^-?\d+(\.\d+)?$/.test(part)) ? parts.map(Number) : null;
}

/** "Noise cannot be “x”: give a number from 0 to 1." @param {string} label @param {string} text @param {string} allowed */
export function refuse(label, text, allowed) {
  const quoted = text.length > QUOTED ? `${text.slice(0, QUOTED - 1)}…` : text;
  return `${label} ${text ? `cannot be “${quoted}”` : 'is empty'}: give ${allowed}.`;
}
