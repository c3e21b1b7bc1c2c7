// The module that reads and writes tables, the other thing that Rust became.

import init, { CsvReader, writeTable } from '../../pkg/tables.js';

/** @type {ReturnType<typeof open> | null} */
let tables = null;

/** Loads it, once: what it made is of no use to another one. Where that fails it can be tried again. */
export function openTables() {
  return (tables ??= open());
}

async function open() {
  try {
    await init();
  } catch {
    tables = null;
    throw new Error('The part of moongrad that reads and writes tables did not load. Check the connection and try again.');
  }
  return { CsvReader, writeTable };
}
