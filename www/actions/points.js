// Points of one's own: put down, moved and deleted by hand; read from a table.

import { put } from '../state/state.js';
import { attempt, startAnew, take } from './take.js';
import { wish } from './wishes.js';

/**
 * @typedef {import('../state/state.js').Lab} Lab
 * @typedef {import('../plot/ground.js').Point} Point
 * @typedef {import('../../pkg/tables.js').Table} Table
 */

// Bytes that are fetched and read at once, and milliseconds of reading until the page has its turn.
const CHUNK = 262_144;
const PIECE = 8192;
const TURN = 5;

/** One of the chosen label. Returns why not, or ''. @param {Lab} lab @param {{x: number, y: number}} place */
export function addPoint(lab, { x, y }) {
  return edit(lab, () => {
    lab.trainer.change({ add: { test: false, x, y, label: lab.state.points.adding } });
    lab.trainer.settle();
  });
}

/** For good once it is settled. @param {Lab} lab @param {Point} to */
export function movePoint(lab, { test, index, x, y }) {
  wish(lab, 'point', () => edit(lab, () => lab.trainer.change({ move: { test, index, x, y } })));
}

/** One that is dragged is deleted where it came from, so that it comes back there. @param {Lab} lab @param {Point} from */
export function removePoint(lab, from) {
  const { trainer } = lab;
  const { test, index, x, y } = from;
  edit(lab, () => {
    trainer.change({ move: { test, index, x, y } });
    trainer.settle();
    trainer.change({ delete: { test, index } });
    trainer.settle();
  });
}

/** @param {Lab} lab */
export function clearPoints(lab) {
  edit(lab, () => {
    lab.trainer.change('clear');
    lab.trainer.settle();
  });
}

/** @param {Lab} lab @param {() => void} act */
function edit(lab, act) {
  const why = attempt(act);
  put(lab, 'message', { group: 'data', sentence: why });
  put(lab, 'points', { touched: true });
  take(lab, 'edited');
  return why;
}

/** Reads a table, in slices, so that the page stays usable under a large one. Returns why not, or '', or null if it was left before its end. @param {Lab} lab @param {Blob} blob @param {string} name  of the file, or '' */
export async function readTable(lab, blob, name) {
  const id = (lab.state.told.reading?.id ?? 0) + 1;
  put(lab, 'told', { reading: { id, share: 0, points: 0 } });
  try {
    const table = await readSlices(lab, blob, id);
    if (table) load(lab, table, name);
    return table ? '' : null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    if (isReading(lab, id)) stopReading(lab);
  }
}

/** @param {Lab} lab */
export function stopReading(lab) {
  put(lab, 'told', { reading: null });
}

/** @param {Lab} lab @param {number} id */
function isReading(lab, id) {
  return lab.state.told.reading?.id === id;
}

/** @param {Lab} lab @param {Blob} blob @param {number} id @returns {Promise<Table | null>} */
async function readSlices(lab, blob, id) {
  const { CsvReader } = await lab.engine.loadTables();
  const reader = new CsvReader();
  let isOver = false;
  try {
    for (let at = 0; at < blob.size; at += CHUNK) {
      const bytes = new Uint8Array(await blob.slice(at, at + CHUNK).arrayBuffer());
      for (let from = 0; from < bytes.length; ) {
        if (!isReading(lab, id)) return null;
        const { end, points } = pushFor(TURN, reader, bytes, from);
        from = end;
        put(lab, 'told', { reading: { id, share: (at + end) / blob.size, points } });
        await new Promise((resume) => setTimeout(resume));
      }
    }
    if (!isReading(lab, id)) return null;
    // Finishing takes the reader over.
    isOver = true;
    return reader.finish();
  } finally {
    if (!isOver) reader.free();
  }
}

/** Reads on for some milliseconds. @param {number} milliseconds @param {import('../../pkg/tables.js').CsvReader} reader @param {Uint8Array} bytes @param {number} from */
function pushFor(milliseconds, reader, bytes, from) {
  const until = performance.now() + milliseconds;
  let end = from;
  let points = 0;
  do {
    points = reader.push(bytes.subarray(end, end + PIECE));
    end = Math.min(bytes.length, end + PIECE);
  } while (end < bytes.length && performance.now() < until);
  return { end, points };
}

/** A new start on the points of a table. @param {Lab} lab @param {Table} table @param {string} name */
function load(lab, table, name) {
  const { points, names } = table;
  table.free();
  lab.trainer.setOwn(points, lab.state.setup.config.heldOut, names);
  startAnew(lab, 'loaded', true);
  const { trainPoints, testPoints } = lab.state.run.report;
  put(lab, 'points', { touched: true });
  put(lab, 'told', { read: { count: trainPoints + testPoints, name } });
}

/** The points as they are now, as a table. @param {Lab} lab */
export async function writeTable({ engine, trainer }) {
  const set = trainer.points();
  const { train, test, scale, names } = set;
  set.free();
  const { writeTable } = await engine.loadTables();
  return writeTable(train, test, scale, names);
}
