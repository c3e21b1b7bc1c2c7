// What the rows of the tape say.

const SIGNS = /** @type {Record<string, string>} */ ({ relu: 'ReLU', neg: 'minus', add: '+', sub: '−', mul: '×', div: '÷' });
const BETWEEN = /** @type {Record<string, string>} */ ({ add: ' + ', mul: ' · ', div: ' / ', sub: ', ' });

/** "ReLU", "×" @param {string} kind */
export const nameOperation = (kind) => SIGNS[kind] ?? kind;

/** What stands between two operands. @param {string} kind */
export const between = (kind) => BETWEEN[kind] ?? ', ';

/** "1–5, 8, 9" @param {number[]} numbers  in order */
export function runs(numbers) {
  const parts = [];
  for (let i = 0; i < numbers.length; i++) {
    const first = numbers[i];
    while (numbers[i + 1] === numbers[i] + 1) i++;
    parts.push(numbers[i] === first ? `${first}` : `${first}${numbers[i] === first + 1 ? ', ' : '–'}${numbers[i]}`);
  }
  return parts.join(', ');
}

/** "n4–19" @param {number} node @param {number} count */
export const nameNodes = (node, count) => `${node}${count > 1 ? `–${node + count - 1}` : ''}`;

/** "1 term", "17 terms" @param {number} count @param {string} word */
export const many = (count, word) => `${count} ${word}${count === 1 ? '' : word === 'bias' ? 'es' : 's'}`;

export const HEADS = {
  tape: ['node', 'operation', '<b>forward</b>made from', 'value', '<b>backward</b>local slope', '<i>×</i> adjoint', '<i>=</i> sent', 'arrives'],
  update: ['number', 'parameter', 'of', '', 'gradient', '<i>×</i> −η', 'before', '<i>→</i> after'],
  // Where the step is not the gradient times −η.
  step: ['number', 'parameter', 'of', '', 'gradient', 'step', 'before', '<i>→</i> after'],
};

export const FIXED = 'fixed: no gradient is asked for';

/** What is allowed for an operation's number. @param {string} most */
export const allowed = (most) => `a whole number from 0 to ${most}`;

/** @param {number} node @param {string} what @param {number} count */
export const describeUses = (node, what, count) => (count ? `n${node}, ${what}, is read by` : `n${node}, ${what}: nothing reads it`);

export const COPIED = 'Copied';
export const NOT_COPIED = 'Nothing may be copied here. This is the tape: take it with the keys.';
