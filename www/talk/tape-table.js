// The tape as a table, an operation a row.

import { nameOf, tellSends, titleOf } from '../words/talk/gradients.js';
import { four } from '../words/talk/numbers.js';
import { set } from '../kit/text.js';
import { setItalics } from './italics.js';
import { operationsOf } from './tape-play.js';

const NOT_YET = '·';

/** @param {HTMLTableSectionElement} body @param {import('../../pkg/talk.js').TypedTape} tape @param {import('./tape-play.js').Moment} moment */
export function fillTable(body, tape, { known, gradients, sent, node: now, way }) {
  const operations = operationsOf(tape);
  while (body.rows.length > operations.length) body.deleteRow(-1);
  while (body.rows.length < operations.length) {
    const row = body.insertRow();
    for (let column = 0; column < 5; column++) row.insertCell();
  }
  operations.forEach((node, i) => {
    const { value, active, reads, symbol, kind } = tape.nodes[node];
    const gradient = gradients[node];
    const texts = [
      `#${i + 1} ${kind === 'neg' ? '−' : symbol}`, reads.map((read) => nameOf(tape, read)).join(', '), known[node] ? four(value) : NOT_YET,
      !active ? '–' : gradient === null ? NOT_YET : four(gradient), sent[node] || way === 'done' ? tellSends(tape, node) : NOT_YET,
    ];
    const row = body.rows[i];
    set(row, 'class', node === now ? 'now' : '');
    texts.forEach((text, column) => setItalics(row.cells[column], text));
    set(row.cells[0], 'title', titleOf(tape, node));
  });
}
