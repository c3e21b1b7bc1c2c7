// Files that are dropped or chosen: what a file is, is told by how it begins.

import { LINK_BEGINS, openLinkFile } from '../address/file.js';

/**
 * @typedef {import('../state/state.js').Lab} Lab
 * @typedef {object} Kind
 * @property {(text: string) => boolean} is     by its first characters
 * @property {() => Promise<(lab: Lab, file: File) => unknown>} load  gives what reads it
 */

/** What is none of these is a table of points. @type {Kind[]} */
export const KINDS = [
  { is: (text) => text.startsWith('{'), load: async () => (await import('../export/numbers.js')).dropModel },
  { is: (text) => LINK_BEGINS.test(text.trim()), load: async () => (_, file) => openLinkFile(file) },
];

// More than any beginning that tells them apart.
const BEGINNING = 64;

/** @param {Lab} lab @param {File} file @param {(file: File) => unknown} readTable */
export async function readFile(lab, file, readTable) {
  const beginning = await file.slice(0, BEGINNING).text();
  const kind = KINDS.find(({ is }) => is(beginning.trimStart()));
  return kind ? (await kind.load())(lab, file) : readTable(file);
}
