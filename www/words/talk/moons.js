// The talk's fourth section: the task.

import { grouped, percent } from '../../kit/format.js';
import { describeClasses, describePlane } from '../data.js';

/** @type {import('../../talk/sections.js').Words} */
export const MOONS = {
  rail: 'Two moons',
  title: 'Two moons',
  before: `<p>{task} Given only its coordinates, say which: −1 for <span class="neg">{upper}</span>, +1 for <span class="pos">{lower}</span>.</p>
<p>{line}</p>`,
  caption: '{points}. Drag the line by its ends or its middle to try your own.',
  after: '<p>Yours: {mine}</p>',
  place: { href: '#lab/data', words: 'Choose other data in the lab' },
};

/** @typedef {import('../../../pkg/talk.js').BestLine} BestLine */

/** @param {{data: string, labels: string[] | null}} task @param {BestLine | null} best */
export function tellTask({ data, labels }, best) {
  const [upper, lower] = describeClasses(data, labels).map((name) => name.replace(/ ?(as )?[−+]1$/, ''));
  const isMoons = data === 'moons';
  return {
    task: isMoons ? 'Here is the task. Two half circles interlock; every point belongs to one of them.' : `Here is the task. Now the lab shows ${describePlane(data).toLowerCase()}; every point has one of two labels.`,
    upper: isMoons ? 'the upper moon' : upper || 'one', lower: isMoons ? 'the lower' : lower || 'the other',
    ...(best ? tellBest(best) : { line: 'There are no points in the lab now.', points: 'No points' }),
  };
}

/** @param {BestLine} best */
function tellBest({ right, total, exact, searched }) {
  const of = `${grouped(right)} of the ${grouped(total)}`;
  const which = exact ? 'The best of all straight lines' : `The best straight line through two of the first ${grouped(searched)} points`;
  const points = `${grouped(total)} points to train on, and ${exact ? 'the best straight line' : 'a good straight line'}: ${percent(right / total)} %`;
  if (right === total) return { line: 'A straight line does it here, and gets all of them right. Folds are for data where none does.', points };
  return { line: `No straight line does it. ${which} gets ${of} right. That is what the folds are for.`, points };
}

/** @param {import('../../../pkg/talk.js').Score} mine @param {BestLine} best */
export function tellMine({ right, total }, best) {
  const than = right === best.right ? 'as good as the best.' : `${grouped(best.right - right)} fewer than the best.`;
  return `${grouped(right)} of ${grouped(total)} right, ${percent(right / total)} %: ${than}`;
}
