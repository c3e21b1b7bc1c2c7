// Small numbers as words.

const WORDS = ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];

/** Up to twelve. @param {number} number */
export function spell(number) {
  return WORDS[number] ?? String(number);
}
