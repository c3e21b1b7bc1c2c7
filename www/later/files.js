// Files that are dropped or chosen: what a file is, is told by how it begins.

/**
 * @typedef {import('../state/state.js').Lab} Lab
 * @typedef {object} Kind
 * @property {(text: string) => boolean} is     by its first characters
 * @property {() => Promise<(file: File) => unknown>} load  gives what reads it
 */

/** What is none of these is a table of points. @type {Kind[]} */
export const KINDS = [];

// More than any beginning that tells them apart.
const BEGINNING = 64;

/** @param {File} file @param {(file: File) => unknown} readTable */
export async function readFile(file, readTable) {
  const beginning = await file.slice(0, BEGINNING).text();
  const kind = KINDS.find(({ is }) => is(beginning.trimStart()));
  return kind ? (await kind.load())(file) : readTable(file);
}
