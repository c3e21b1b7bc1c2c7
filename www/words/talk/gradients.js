// The talk's fifth section: gradients, for free.

import { spell } from '../spell.js';
import { exact, four, short } from './numbers.js';

const Y_IS_F = '<math display="block"><mi>y</mi><mo>=</mo><mi>f</mi><mo stretchy="false">(</mo><msub><mi>x</mi><mn>1</mn></msub><mo>,</mo><mo>…</mo><mo>,</mo><msub><mi>x</mi><mi>n</mi></msub><mo stretchy="false">)</mo></math>';
const SLOPES = '<math display="block"><mfrac><mrow><mi>∂</mi><mi>y</mi></mrow><mrow><mi>∂</mi><msub><mi>x</mi><mn>1</mn></msub></mrow></mfrac><mo>⋯</mo><mfrac><mrow><mi>∂</mi><mi>y</mi></mrow><mrow><mi>∂</mi><msub><mi>x</mi><mi>n</mi></msub></mrow></mfrac></math>';

/** A text that is typed: what lies beneath has its size, and underlines what was not understood. @param {string} id @param {string} label */
const typing = (id, label) => `<span class="typing"><span class="beneath" aria-hidden="true"></span><textarea id="${id}" rows="1" aria-label="${label}" aria-describedby="misread" autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="done"></textarea></span>`;

/** @type {import('../../talk/sections.js').Words} */
export const GRADIENTS = {
  rail: 'Gradients',
  title: 'Gradients, for free',
  before: `<p>To train the network is to find the {parameters} numbers with which it does its task. One algorithm does most of that work: <b>reverse-mode automatic differentiation</b>.</p>
<p>Take a function of many numbers that gives one,</p>${Y_IS_F}
<p>and a place to ask at. It tells how fast <i>y</i> changes there with each of the <i>x</i>, all of them, in one pass:</p>${SLOPES}
<p>Ask it about a small function. Type over what is underlined:</p>
<div class="console"><p>&gt; grad (\\[{names}] -&gt; ${typing('formula', 'The function')}) [${typing('point', 'The point')}]</p><output id="answer" aria-label="Its gradient"></output></div>
<p class="misread" id="misread" aria-live="polite"></p>
<p class="asides"><button class="small" id="first-example" type="button" data-text="x * y + sin x" data-point="1,2">x * y + sin x</button> <button class="small" id="second-example" type="button" data-text="x * y * z" data-point="1,2,3">x * y * z</button> <span>It reads {vocabulary}.</span></p>`,
  caption: 'The tape of {written} {place}. Drag a number, or play the tape one operation at a time.',
  after: `<p>How? On the way forward each operation is noted on a tape, with the value that it made. Then the tape is read from its end. The result’s own gradient is 1. Each operation multiplies what it receives by its local slope, and sends that on to what it was made from.</p>
<p class="homecoming"></p>`,
  place: { href: '#inside', words: 'See the tape of one whole step' },
};

/**
 * @typedef {import('../../../pkg/talk.js').TypedTape} Tape
 * @typedef {import('../../../pkg/talk.js').TypedNode} Node
 * @typedef {string | {name: string} | {amount: string, reader: number, k: number}} Part  of a sentence: words, a variable, what is sent
 */

/** As Haskell prints it: whole numbers where nothing else takes part, else with a point. @param {Tape} tape @param {number[]} point */
export function printGradient({ gradient, nodes }, point) {
  const kinds = ['variable', 'constant', 'neg', 'add', 'sub', 'mul'];
  const isWhole = point.every(Number.isInteger) && nodes.every(({ kind, value }) => kinds.includes(kind) && Number.isSafeInteger(value));
  return `[${gradient.slice(0, point.length).map((part) => exact(part, !isWhole)).join(',')}]`;
}

/** @param {import('../../../pkg/talk.js').Vocabulary} vocabulary */
export function tellVocabulary({ variables, constants, functions, mostPower }) {
  return `${variables.join(', ')}, numbers, + − * / ^ (whole powers to ${mostPower}), ${constants.join(', ')}, ${functions.slice(0, -1).join(', ')} and ${functions.at(-1)}`;
}

/** @param {number[]} point */
export function tellPlace(point) {
  return point.length ? `at ${point.length > 1 ? `(${point.map(short).join(', ')})` : short(point[0])}` : 'which is the same everywhere';
}

/** What an operation is called. @type {Record<string, string>} */
const NAMES = { neg: 'change of sign', relu: 'ReLU', tanh: 'tanh', sin: 'sine', cos: 'cosine', exp: 'exponential', ln: 'logarithm', add: 'sum', sub: 'difference', mul: 'product', div: 'quotient' };

/** A node as others name it: a variable, a number, or the number of an operation. @param {Tape} tape @param {number} node */
export function nameOf({ nodes }, node) {
  const { kind, symbol, value } = nodes[node];
  if (kind === 'variable') return symbol;
  if (kind === 'constant') return short(value);
  return `#${nodes.slice(0, node + 1).filter(({ kind }) => kind !== 'variable' && kind !== 'constant').length}`;
}

/** How a local slope comes about, "cos 1", or nothing where it is just a number. @type {Record<string, (a: string, b: string) => string[]>} */
const SLOPES_OF = {
  sin: (a) => [`cos ${a}`],
  cos: (a) => [`−sin ${a}`],
  exp: (a) => [`exp ${a}`],
  ln: (a) => [`1 / ${a}`],
  tanh: (a) => [`(1 − tanh² ${a})`],
  mul: (a, b) => [b, a],
  div: (a, b) => [`1 / ${b}`, `−${a} / ${b}²`],
};

/** "× cos 1 = 0.5403", "× y = 2", "× 1" @param {Tape} tape @param {number} reader @param {number} k */
export function tellSlope(tape, reader, k) {
  const { kind, reads, slopes } = tape.nodes[reader];
  const number = short(slopes[k]);
  const isOne = reads.length === 1;
  const operands = reads.map((read) => {
    const { kind, symbol, value } = tape.nodes[read];
    // What is in a product or a quotient has its name, what a function is of its value.
    const text = !isOne && kind === 'variable' ? symbol : short(value);
    return text.startsWith('−') && (isOne || kind !== 'variable') ? `(${text})` : text;
  });
  const [a, b] = operands;
  const how = SLOPES_OF[kind]?.(a, b)[k];
  return how === undefined || how === number || how === `(${number})` ? `× ${number}` : `× ${how} = ${number}`;
}

/** What an operation is drawn and listed as, with the constant that it takes: "0.5 ×", "/ 2". @param {Tape} tape @param {number} node */
export function titleOf({ nodes, output }, node) {
  const { kind, symbol, reads } = nodes[node];
  if (kind === 'constant') return node === output ? 'a constant' : '';
  const texts = reads.map((read) => (nodes[read].kind === 'constant' ? short(nodes[read].value) : ''));
  return reads.length === 2 ? `${texts[0]} ${symbol} ${texts[1]}`.trim() : `${symbol} ${texts[0] ?? ''}`.trim();
}

/** "2 to x, 1 to y", "1 to each" @param {Tape} tape @param {number} node @returns {string} */
export function tellSends(tape, node) {
  const { reads, sends } = tape.nodes[node];
  const sent = reads.flatMap((read, k) => (sends[k] === null ? [] : [{ amount: short(Number(sends[k])), to: nameOf(tape, read) }]));
  if (sent.length === 2 && sent[0].amount === sent[1].amount && sent[0].to !== sent[1].to) return `${sent[0].amount} to each`;
  return sent.map(({ amount, to }) => `${amount} to ${to}`).join(', ') || 'nothing';
}

/** A moment of the playing. @param {Tape} tape @param {import('../../talk/tape-play.js').Moment} moment */
export function tellMoment(tape, { node, way }) {
  if (node === null) return way === 'done' ? 'All is forward and back.' : 'The inputs are known, and nothing else yet.';
  const { kind, reads, value, adjoint, active } = tape.nodes[node];
  const name = kind === 'variable' || kind === 'constant' ? nameOf(tape, node) : `${nameOf(tape, node)}, the ${NAMES[kind]},`;
  if (way === 'seed') return active ? `The result’s own gradient is 1: it changes as fast as itself.` : 'The result depends on no input: nothing goes back.';
  if (way === 'forward') return `Forward: ${name} of ${reads.map((read) => nameOf(tape, read)).join(' and ')} is ${four(value)}.`;
  return `Back: ${name} has ${four(adjoint)} and sends ${tellSends(tape, node)}.`;
}

/** @param {number} count */
function times(count) {
  return ['never', 'once', 'twice'][count] ?? `${spell(count)} times`;
}

/** @param {string[]} texts */
function list(texts) {
  return texts.length > 1 ? `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}` : texts.join('');
}

/** @typedef {{reader: number, k: number, amount: number}} Arrival */

/** What arrives at a node, in the order of the backward sweep. @param {Tape} tape @param {number} node @returns {Arrival[]} */
export function arrivalsAt({ nodes, backward }, node) {
  return backward.flatMap((reader) => nodes[reader].reads.flatMap((read, k) => {
    const amount = nodes[reader].sends[k];
    return read === node && amount !== null ? [{ reader, k, amount }] : [];
  }));
}

// More amounts are not listed one by one.
const LISTED = 6;

/** Which variable is used several times, what comes home to it, and that it adds up. @param {Tape} tape @param {number} parameters @returns {Part[]} */
export function tellUses(tape, parameters) {
  const uses = tape.nodes.flatMap(({ kind }, node) => (kind === 'variable' ? [{ node, arrivals: arrivalsAt(tape, node) }] : []));
  const most = uses.reduce((most, use) => (use.arrivals.length > most.arrivals.length ? use : most), uses[0]);
  const end = ` That is the whole trick, and it is the same for ${parameters} inputs.`;
  if (!most?.arrivals.length) return ['Nothing comes home here: the result depends on no input. Type a function of x, y or z.'];
  const { node, arrivals } = most;
  const { symbol, adjoint } = tape.nodes[node];
  if (arrivals.length === 1) return ['Here no input is used more than once, so one gradient comes home to each, and there is nothing to add. Use ', { name: symbol }, ' a second time, and a second one comes.', end];
  const amounts = arrivals.slice(0, LISTED).flatMap(({ reader, k, amount }, i) => /** @type {Part[]} */ ([i === 0 ? '' : i === arrivals.length - 1 ? ' and ' : ', ', { amount: short(amount), reader, k }]));
  const rest = arrivals.length > LISTED ? [` and ${spell(arrivals.length - LISTED)} more`] : [];
  return ['Look at ', { name: symbol }, `. It was used ${times(arrivals.length)}, ${tellWhere(tape, arrivals)}, so ${spell(arrivals.length)} gradients come home to it, `, ...amounts, ...rest, `. They add, to ${four(adjoint)}.`, end];
}

/** "once in the product and once in the sine" @param {Tape} tape @param {Arrival[]} arrivals */
function tellWhere({ nodes }, arrivals) {
  const kinds = new Map();
  for (const { reader } of arrivals) kinds.set(nodes[reader].kind, [...(kinds.get(nodes[reader].kind) ?? []), reader]);
  return list([...kinds].map(([kind, readers]) => {
    const several = nodes.filter((node) => node.kind === kind).length > 1;
    const isOne = new Set(readers).size === 1;
    return `${times(readers.length)} in ${isOne ? `${several ? (/^[aeiou]/.test(NAMES[kind]) ? 'an' : 'a') : 'the'} ${NAMES[kind]}` : plural(NAMES[kind])}`;
  }));
}

/** @param {string} name */
function plural(name) {
  return name === 'change of sign' ? 'changes of sign' : `${name}s`;
}
