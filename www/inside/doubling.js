// b = a + a; c = b + b, drawn: what is sent once for all, and the ways one by one.

import { plain } from '../kit/format.js';

/** @typedef {import('../../pkg/inside.js').Doubling} Doubling */

// Px of the design: from one number to the next, down; where arrows leave it and arrive.
const [TOP, DOWN] = [24, 72];
const NAMES = ['a', 'b', 'c'];
const ARROW = '<defs><marker id="order-tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 .5 8 4 0 7.5Z" fill="currentColor"/></marker></defs>';

/** How far down a node is: the last is at the top. @param {number} node */
const level = (node) => TOP + DOWN * (2 - node);

/** A dashed arc to the left or to the right. @param {number} x @param {number} node  it leaves @param {number} side @param {number} bow @param {string} how */
function arc(x, node, side, bow, how) {
  const [top, end] = [level(node) + 13, level(node - 1) - 14];
  const by = side ? bow : -bow;
  return `<path class="${how}" d="M${x + by / 3} ${top}Q${x + by} ${(top + end) / 2} ${x + by / 3} ${end}"/>`;
}

/** Each number is complete before it is handed on. @param {Doubling} doubling */
export function drawSends({ values, adjoints, adjoint, sent, after, arrives }) {
  const parts = [];
  for (let node = 2; node >= 0; node--) {
    const y = level(node);
    parts.push(`<text class="name" x="44" y="${y + 5}">${NAMES[node]}</text><rect x="58" y="${y - 12}" width="96" height="24"/><path d="M106 ${y - 12}v24"/><text class="end" x="102" y="${y + 4}">${plain(values[node])}</text><text class="end" x="150" y="${y + 4}">+${plain(adjoints[node])}</text>`);
  }
  parts.push(`<text x="164" y="${level(2) + 4}">starts at <tspan class="strong">${plain(adjoint[0])}</tspan></text>`);
  // The last sends first: c's two to b, b's two to a.
  adjoint.forEach((_, j) => {
    const node = 2 - j;
    for (const side of [0, 1]) {
      const how = arrives[side][j] === 1 ? 'sets' : 'adds';
      const last = side ? `: <tspan class="strong">${plain(after[side][j])}</tspan>` : ',';
      parts.push(arc(106, node, side, 46, 'sent'), `<text class="middle" x="${side ? 145 : 67}" y="${level(node) + DOWN / 2 + 4}">${2 * j + side + 1}</text>`);
      parts.push(`<text x="164" y="${level(node - 1) - 4 + 16 * side}">send ${2 * j + side + 1} ${how} ${plain(sent[side][j])}${last}</text>`);
    }
  });
  return `<svg viewBox="0 0 290 186" role="img" aria-label="Four sends: from c to b two, then from b to a two">${ARROW}${parts.join('')}</svg>`;
}

/** @param {import('../../pkg/inside.js').Cost} cost @param {Doubling} doubling */
export function drawWays({ first }, { slope, adjoints }) {
  const parts = first.map((way, n) => {
    const x = 28 + 60 * n;
    const slopes = [];
    const arcs = [];
    for (let step = 0; step < way.length; step += 2) {
      const [node, side] = [way[step], way[step + 1]];
      slopes.push(plain(slope[side][2 - node]));
      arcs.push(arc(x, node, side, 26, 'sent'), arc(x, node, 1 - side, 26, 'other'));
    }
    const nodes = NAMES.map((name, node) => `<circle cx="${x}" cy="${level(node)}" r="12"/><text class="middle name" x="${x}" y="${level(node) + 5}">${name}</text>`);
    return `<text class="middle" x="${x}" y="6">${n + 1}</text>${arcs.join('')}${nodes.join('')}<text class="middle" x="${x}" y="198">${slopes.join(' · ')}</text>${n ? `<text class="middle" x="${x - 30}" y="198">+</text>` : ''}`;
  });
  return `<svg viewBox="0 -6 290 208" role="img" aria-label="${first.length} ways, each followed by itself">${ARROW}${parts.join('')}<text class="strong" x="238" y="198">= ${plain(adjoints[0])}</text></svg>`;
}
