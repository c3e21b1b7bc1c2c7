// A kept run and the run now in words: what differs, what is the same, where both stand.

import * as format from '../kit/format.js';
import { SHAPES } from './data.js';
import { ACTIVATIONS, OPTIMISERS } from './run.js';

/**
 * @typedef {import('../state/compare.js').Field} Field
 * @typedef {import('../state/compare.js').Config} Config
 * @typedef {import('../state/state.js').Report} Report
 *
 * @typedef {object} Pair
 * @property {string} sign     of the kept run
 * @property {Field[]} changed  in which the two differ
 * @property {Config} kept @property {Config} now
 */

/** What is written of a set-up where a field differs. @type {Record<Field, (config: Config) => string>} */
const VALUES = {
  data: ({ data }) => SHAPES[data]?.name ?? 'your points',
  feed: ({ feed }) => (feed === 'stream' ? 'stream' : 'fixed set'),
  samples: ({ samples }) => `${format.grouped(samples)} samples`,
  heldOut: ({ heldOut }) => `${format.plain(100 * heldOut)} % held out`,
  noise: ({ noise }) => `noise ${format.plain(noise)}`,
  hidden: ({ hidden }) => (hidden.length ? `layers ${hidden.join(', ')}` : 'no layers'),
  activation: ({ activation }) => ACTIVATIONS[activation],
  loss: ({ loss }) => `${loss} loss`,
  optimiser: ({ optimiser }) => OPTIMISERS[optimiser],
  rate: ({ rate }) => `rate ${format.brief(rate)}`,
  schedule: ({ schedule }) => (schedule === 'linear' ? 'falling rate' : 'constant rate'),
  batch: ({ batch }) => `batch ${format.grouped(batch)}`,
  alpha: ({ alpha }) => `α ${format.plain(alpha)}`,
  steps: ({ steps }) => `${format.count(steps)} steps`,
  seed: ({ seed }) => `seed ${seed}`,
  start: ({ start, seed }) => `weights ${start ?? seed}`,
  points: () => 'other points',
};

// More letters do not fit above a column of figures.
const ROOM = 10;
const BOTH = 'The scrubber moves both; Train trains both.';
const ALL = 'data, first weights and batches';

/** What is the same where something is not, by the field; else all of it is. @type {{[Key in Field]?: (sign: string) => string}} */
const SAME = {
  seed: (sign) => `Another seed: other ${ALL} than run ${sign}.`,
  start: (sign) => `The same data and batches as run ${sign}, but other first weights.`,
  hidden: (sign) => `The same data and batches as run ${sign}; other layers have other first weights.`,
  batch: (sign) => `The same data and first weights as run ${sign}, in other batches.`,
  heldOut: (sign) => `The same points and first weights as run ${sign}, but split otherwise.`,
  points: (sign) => `As run ${sign}, but for points that were changed by hand.`,
  optimiser: (sign) => `The same ${ALL} as run ${sign}, with another optimiser and the rate that fits it.`,
};
for (const field of /** @type {const} */ (['data', 'feed', 'samples', 'noise'])) SAME[field] = (sign) => `The same first weights as run ${sign}, but other data.`;

/** "tanh", "2 changes" @param {Pair} pair @param {'kept' | 'now'} run */
function describeValue({ changed, ...configs }, run) {
  return changed.length > 1 ? `${changed.length} changes` : VALUES[changed[0]](configs[run]);
}

/** Whether it is one thing of the set-up that differs. @param {Pair} pair */
function isOne({ changed }) {
  return changed.length === 1 && changed[0] !== 'points';
}

/** "① ReLU": the kept run by what differs. @param {Pair} pair */
export function nameKept(pair) {
  return isOne(pair) ? `${pair.sign} ${describeValue(pair, 'kept')}` : pair.sign;
}

/** "now, tanh" @param {Pair} pair */
export function nameNow(pair) {
  return pair.changed.length ? `now, ${describeValue(pair, 'now')}` : 'now';
}

/** Names at the head of columns, which have room for short ones. @param {string[]} names @param {string} sign */
export function nameColumns(names, sign) {
  return names.some((name) => name.length > ROOM) || names.join('').length > 2 * ROOM - 3 ? [sign, 'now'] : names;
}

/** "① ReLU, test 92.0 %" @param {string} name @param {Report | null} report  null: it has not been so far @param {Report} kept */
export function nameTag(name, report, kept) {
  return report ? `${name}, test ${format.share(report.testAccuracy)}` : `${name}, ends at ${format.step(kept.lastStep)}`;
}

/** @param {number | null} step @param {number} testPoints */
export function describeFirst(step, testPoints) {
  if (!testPoints) return '–';
  return step === null ? 'not yet' : `step ${format.step(step)}`;
}

/** "47 of 50" @param {number | null} count @param {number} testPoints */
export function describeAgreed(count, testPoints) {
  return testPoints && count !== null ? `${format.grouped(count)} of ${format.grouped(testPoints)}` : '–';
}

/** @param {Pair} pair */
export function describeHeading(pair) {
  return pair.changed.length ? `Again with ${describeValue(pair, 'now')}` : 'Again with…';
}

/** What is the same and what is not; without a change, what to do. @param {Pair} pair @param {boolean} isMarked  the kept run was changed by hand on its way */
export function describePair({ sign, changed, now }, isMarked) {
  if (!changed.length) return `Change one thing in the settings: the run begins anew with it, from the same ${ALL} as run ${sign}.`;
  const marked = isMarked ? ` Run ${sign} was also changed by hand on its way.` : '';
  const same = SAME[changed[0]]?.(sign) ?? `The same ${ALL} as run ${sign}, with one thing changed.`;
  const several = `Changed against run ${sign}: ${changed.map((field) => VALUES[field](now)).join('; ')}.`;
  return `${changed.length > 1 ? several : same}${marked} ${BOTH}`;
}

/** Where both stand, in the place of what is told of one run. @param {Pair} pair @param {Report} kept @param {Report} now */
export function describeBoth(pair, kept, now) {
  const { sign, changed } = pair;
  const steps = describeSteps(sign, kept, now);
  if (kept.step < now.step) return steps;
  const place = isOne(pair) ? `; the run now has ${describeValue(pair, 'now')} in place of ${describeValue(pair, 'kept')}` : '';
  return `${steps} ${sign} is kept and drawn dashed${changed.length ? place : ', and the same as the run now'}.`;
}

/** @param {string} sign @param {Report} kept @param {Report} now */
function describeSteps(sign, kept, now) {
  const [at, last, keptLast] = [now.step, now.lastStep, kept.lastStep].map(format.step);
  if (kept.step < now.step) return `Step ${at}; ${sign} ${kept.problem ? `broke off at ${keptLast}: ${kept.problem.what} is not finite` : `ends at ${keptLast}`}.`;
  if (last !== keptLast) return `Step ${at} of both runs; ${sign} went on to ${keptLast}, the run now to ${last}.`;
  return `Step ${at} of both runs${at === last ? '' : `; they went on to ${last}`}.`;
}
