// Numbers as people type them.

// Longer texts are quoted in part.
const QUOTED = 24;

/** A true minus, a decimal comma and a percent sign are understood; NaN for anything else. @param {string} text */
export function readNumber(text) {
  const number = text.replace('−', '-').replace(/\s*%$/, '').replace(/^([^.,]*),([^.,]*)$/, '$1.$2');
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(number) ? Number(number) : NaN;
}

/** Numbers of neurons, as people list them; an empty field or 0 is no hidden layer; null for no such list. @param {string} text */
export function readLayers(text) {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  if (parts.length < 2 && (parts[0] ?? '0') === '0') return [];
  return parts.every((part) => /^-?\d+(\.\d+)?$/.test(part)) ? parts.map(Number) : null;
}

/** "Noise cannot be “x”: give a number from 0 to 1." @param {string} label @param {string} text @param {string} allowed */
export function refuse(label, text, allowed) {
  const quoted = text.length > QUOTED ? `${text.slice(0, QUOTED - 1)}…` : text;
  return `${label} ${text ? `cannot be “${quoted}”` : 'is empty'}: give ${allowed}.`;
}
