// The check in words: how the two gradients agree, what the step promised and got, what each fault does.

import * as format from '../kit/format.js';
import { EPSILONS, FIRST, LIMIT } from '../inside/nudges.js';
import { FAULTS } from './faults.js';

/**
 * @typedef {import('../../pkg/inside.js').Fault} Fault
 * @typedef {import('../inside/nudges.js').Tally} Tally
 * @typedef {import('../inside/runs.js').Result} Result
 * @typedef {import('../inside/history.js').Kept} Kept
 */

const { grouped, plain, share, signed3, step, three } = format;

/** "192 agree", "6 at a kink", "139 wrong" @param {Tally} tally @param {boolean} isPlain  no fault, and another ε: then it is the nudging that is wrong */
export function describeCounts({ agree, kinks, wrong, lost }, isPlain) {
  const last = lost && !wrong ? `${grouped(lost)} lost in rounding` : `${wrong ? grouped(wrong) : 'none'} ${isPlain ? 'apart' : 'wrong'} (by over ${plain(LIMIT)})`;
  return [`${grouped(agree)} agree`, `${grouped(kinks)} at a kink`, last];
}

/** @param {Tally} tally @param {number} at  which ε @param {number} done @param {number} count */
export function explainCounts({ worst, kinks, wrong, lost }, at, done, count) {
  if (done < count) return `${grouped(done)} of ${grouped(count)} numbers are nudged so far, evenly spread.`;
  const kink = kinks ? ' At a kink a ReLU or the hinge changes side within ±ε: the nudge straddles two slopes.' : ' None is at a kink.';
  if (lost && at >= FIRST) return `The loss is so large that f64 rounds off what ${grouped(lost)} nudges change of it: there it is the nudging that errs.${kink}`;
  if (at < FIRST && wrong + lost) return `With so small an ε, f64 rounds off what the two losses differ by: it is the nudging that errs.${kink}`;
  return `The right ones differ by ${worst ? power(worst) : '0'} at most.${kink}`;
}

export const WHY = 'Too small, and the two losses differ only in digits that f64 rounds off; too large, and a ReLU or the hinge folds on the way.';

/** @param {string} name @param {number} tape @param {number} nudged @param {number} error @param {boolean} digits  all of them @param {boolean} isSeen */
export function describeChosen(name, tape, nudged, error, digits, isSeen) {
  const write = (/** @type {number} */ value) => (digits ? String(value).replaceAll('-', '−') : Math.abs(value) < 0.01 && value !== 0 ? power(value) : three(value));
  return `${name[0].toUpperCase()}${name.slice(1)}: by the tape **${write(tape)}**, by nudging **${isSeen ? write(nudged) : '…'}**${isSeen ? `, apart by ${error ? power(error) : '0'} of itself` : ''}.`;
}

/** @param {number} at @param {{worst: number, median: number} | null} extremes @param {number} seen */
export function describeErrors(at, extremes, seen) {
  if (!extremes) return `ε = ${plain(EPSILONS[at])}`;
  return `ε = ${plain(EPSILONS[at])}: of ${grouped(seen)} slopes the worst error is ${power(extremes.worst)}, the one in the middle ${power(extremes.median)}`;
}

/** @param {{rate: number, now: number, lands: number, promise: number, isOwn: boolean}} landing  promise: what the loss should change by */
export function describeLanding({ rate, now, lands, promise, isOwn }) {
  const got = lands - now;
  const part = got > 0 ? 'the loss rises' : `**${Math.round((100 * got) / promise)}\u00a0%** of it`;
  if (!Number.isFinite(got) || !Number.isFinite(promise)) return `The loss is ${three(now)} now and lands at ${three(lands)}: no finite number can be compared with the promise.`;
  if (!rate) return 'A step of rate 0 stays where it is: nothing promised, nothing got.';
  if (isOwn) return `The slope promised ${signed3(promise)}; the step got ${signed3(got)}${got > 0 ? ': ' : ', '}${part}.`;
  return `At this rate the slope promises ${signed3(promise)}; the step would get ${signed3(got)}${got > 0 ? ': ' : ', '}${part}.`;
}

/** @param {'sgd' | 'momentum' | 'adam'} optimiser @param {number[]} kept  of the engine */
export function describeOptimiser(optimiser, [before, after, promised]) {
  if (optimiser === 'sgd') return '';
  return `That is along −g; the step itself went by ${optimiser === 'adam' ? 'Adam' : 'momentum'}: promised ${signed3(promised)}, got ${signed3(after - before)}.`;
}

/** @param {number} promise @param {number} got */
export function describeSpoiled(promise, got) {
  return `With the fault it promises ${signed3(promise)} and gets **${signed3(got)}**${got > 0 ? ': the loss rises' : ''}.`;
}

/** @param {{lowered: number, raised: number, lost: number, all: number}} counts @param {number} last */
export function describeKept({ lowered, raised, lost, all }, last) {
  if (!last) return 'No step has been taken yet. Train, and come back.';
  const which = all < last ? `of ${grouped(last)}, evenly spread, ` : '';
  return `${grouped(lowered)} of ${grouped(all)} steps ${which}lowered the loss of their own batch, ${grouped(raised)} raised it${lost ? `, ${grouped(lost)} left no finite number` : ''}; a true slope is a promise only for a step that is short enough.`;
}

/** @param {Result} result */
function lossOf({ losses }) {
  return losses[losses.length - 1][1];
}

/** How a run ended. @param {Result | undefined} result */
export function describeEnd(result) {
  if (!result) return '';
  const loss = lossOf(result);
  return result.blown !== null ? `∞ at ${result.blown}` : !result.whole ? '…' : Number.isFinite(loss) ? three(loss) : '∞';
}

/** What one sees with a fault, from what was found. @param {Fault} fault @param {{wrong: number, seen: number, count: number, layers: [number, number][]}} found @param {Result | undefined} result @param {number} right  the loss without it @param {number} points @param {number} steps */
export function describeFault(fault, { wrong, seen, count, layers }, result, right, points, steps) {
  const name = (/** @type {number} */ i) => (i === layers.length - 1 ? 'the output' : `layer ${i + 1}`);
  const parts = layers.flatMap(([bad, all], i) => (bad ? [`${grouped(bad)} of ${grouped(all)} in ${name(i)}`] : []));
  const sound = layers.flatMap(([bad], i) => (bad ? [] : [name(i)]));
  // In a step where no sample pushes, there is nothing to spoil.
  if (!wrong && seen === count && fault !== 'fromZeros') return [`It spoils nothing in this step: none of ${grouped(count)} slopes is found wrong. Look at an earlier step, in which samples push.`, describeRun(result, right, points, steps)].filter(Boolean).join(' ');
  const where = !wrong ? `None of ${grouped(count)} is found wrong.` : `${grouped(wrong)} of ${grouped(count)} slopes are found wrong: ${parts.join(', ')}${sound.length ? `; ${sound.join(' and ')} ${sound.length > 1 ? 'stay' : 'stays'} right` : ''}.`;
  return [FAULTS[fault][2], where, describeRun(result, right, points, steps)].filter(Boolean).join(' ');
}

/** @param {Result | undefined} result @param {number} right @param {number} points @param {number} steps */
function describeRun(result, right, points, steps) {
  if (!result?.whole) return '';
  if (result.blown !== null) return `A run with it blows up at step ${step(result.blown)}.`;
  const loss = lossOf(result);
  const correct = `${grouped(Math.round(result.share * points))} of ${grouped(points)} right`;
  const how = !(loss < 0.7 * result.losses[0][1]) ? 'It does not learn' : loss <= 1.5 * right ? 'It still learns' : 'It still learns, but worse';
  return `${how}: after ${grouped(steps)} steps ${correct}, loss ${Number.isFinite(loss) ? three(loss) : '∞'} instead of ${three(right)}.`;
}

/** What is seen where no fault is on. */
export const NO_FAULT = 'No fault is on. Switch one on: all that it spoils in this step is hatched, here and in the other tabs, and a run of the same set-up shows what comes of it. It stays on until it is switched off.';

export const TOO_LARGE = `${NO_FAULT} This network with this batch is too large to be run eight times more while one waits.`;

/** Of the scatter plot. @param {Tally} tally @param {number} at */
export function describeScatter(tally, at) {
  return `Each slope by the tape against the same by nudging by ${plain(EPSILONS[at])}: ${describeCounts(tally, false).join(', ')}; press one to select its number`;
}

/** Of the promises kept. @param {Kept[]} kept @param {number} current @param {number} part */
export function describePromises(kept, current, part) {
  const told = kept.some(({ step }) => step === current) && Number.isFinite(part) ? `step ${current} got ${share(part)} of what it was promised` : `step ${current} is none of them`;
  return `Got, divided by promised, of ${kept.length} steps: ${told}; press one to go there`;
}

/** @param {number} value */
function power(value) {
  return Math.abs(value) < 0.01 && value ? format.scientific(value) : three(value);
}
