// What is said of the ways to take a gradient.

export const WAYS = {
  once: 'Each number is complete before it is handed on.',
  every: (/** @type {string} */ to) => `Each way from ${to} alone, then add.`,
  sends: 'multiplications: each number on a way sends once to each number that it was made from.',
  follows: (/** @type {string} */ ways) => `multiplications: one for each step of each of ${ways} ways. Some of them:`,
  costs: 'multiplications for every gradient of one sample, all neurons on',
  end: 'Once: as many as the tape is long. Every path: times the width, for every layer more.',
};
