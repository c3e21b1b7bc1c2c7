// A set-up in words, line by line, for a figure that leaves the page.

import { brief } from '../kit/format.js';
import { describeSplit, SHAPES } from './data.js';
import { ACTIVATIONS, OPTIMISERS } from './run.js';
import { count } from './status.js';

/**
 * Of each part its name and what it is.
 * @param {import('../../pkg/moongrad.js').Snapshot} setup @param {number} train @param {number} test  how many points
 * @param {number} step  until which changes count
 * @returns {[name: string, words: string][]}
 */
export function describeSetup({ config, rates, marks, parameters }, train, test, step) {
  const { data, noise, hidden, activation, loss, optimiser, batch, alpha, seed, start } = config;
  const points = data === 'own' ? 'one’s own points' : `${SHAPES[data].name}, noise ${noise}`;
  const rate = [...new Set(rates)].map(brief).join(' → ');
  const changes = marks.filter((mark) => mark.step <= step).length;
  /** @type {[string, string][]} */
  const lines = [
    ['data', `${points}; ${describeSplit(config, train, test)}`],
    ['network', `${[2, ...hidden, 1].join('-')}, ${ACTIVATIONS[activation]}; ${parameters} numbers to learn`],
    ['training', `${loss} loss, ${OPTIMISERS[optimiser]}, rate ${rate}, batch ${batch}, L2 penalty α\u00a0${alpha}`],
    ['seed', `${seed}${start === null ? '' : `, of the first weights ${start}`}`],
  ];
  if (changes) lines.push(['by hand', `${count(changes, 'change')} on the way`]);
  return lines;
}
