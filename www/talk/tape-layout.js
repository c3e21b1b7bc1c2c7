// Where the nodes of a tape are drawn: in layers by depth, so that values go right and gradients left; within a layer
// so that few lines cross. After Sugiyama, Tagawa, Toda, *Methods for visual understanding of hierarchical systems* (1981).

/**
 * @typedef {import('../../pkg/talk.js').TypedTape} Tape
 * @typedef {[x: number, y: number]} Point
 *
 * @typedef {object} Sizes   in px of the design
 * @property {number} width  of a chip
 * @property {number} height
 * @property {number} gap    between layers
 * @property {number} pitch  from a chip to the next below it
 *
 * @typedef {object} Chip
 * @property {number} node
 * @property {number} x      of its left edge
 * @property {number} y      of its middle
 *
 * @typedef {object} Edge    a value that is read
 * @property {number} reader
 * @property {number} k      which of the reader's
 * @property {number} from   the node that is read
 * @property {Point[]} way   from the right edge of the one to the left edge of the other, by pairs: each from gap to gap
 *
 * @typedef {object} Place   in a layer, of a node, or of a line that passes it by: then `node` is null
 * @property {number | null} node
 * @property {number} layer
 * @property {Place[]} before
 * @property {Place[]} after
 * @property {number} y
 */

// Between a line that passes by and its neighbours, as a share of the pitch.
const LANE = 0.5;
const SWEEPS = 12;

/** Nodes that are drawn: a constant is written at what reads it, unless it is all there is. @param {Tape} tape */
export function shownOf({ nodes, output }) {
  return nodes.flatMap(({ kind }, i) => (kind !== 'constant' || i === output ? [i] : []));
}

/** @param {Tape} tape @param {Sizes} sizes @returns {{chips: Chip[], edges: Edge[], width: number, height: number}} */
export function layTape(tape, sizes) {
  const { places, lines } = linkPlaces(tape);
  const layers = sortLayers([...places.values(), ...lines.flatMap(({ lanes }) => lanes)]);
  setHeights(layers, sizes.pitch);
  const x = (/** @type {number} */ layer) => layer * (sizes.width + sizes.gap);
  const all = layers.flat().map(({ y }) => y);
  const least = Math.min(...all);
  const chips = [...places].map(([node, { layer, y }]) => ({ node, x: x(layer), y: y - least }));
  const edges = lines.map(({ reader, k, from, lanes }) => {
    const stops = [at(places, from), ...lanes, at(places, reader)];
    return { reader, k, from, way: stops.slice(1).flatMap((stop, i) => /** @type {Point[]} */ ([[x(stops[i].layer) + sizes.width, stops[i].y - least], [x(stop.layer), stop.y - least]])) };
  });
  return { chips, edges, width: x(layers.length) - sizes.gap, height: Math.max(...all) - least };
}

/** @param {Map<number, Place>} places @param {number} node */
function at(places, node) {
  return /** @type {Place} */ (places.get(node));
}

/** Each node in its layer, and each line with a lane in every layer that it passes by. @param {Tape} tape */
function linkPlaces(tape) {
  /** @type {Map<number, Place>} */
  const places = new Map();
  const shown = shownOf(tape);
  for (const node of shown) {
    const before = tape.nodes[node].reads.flatMap((read) => places.get(read) ?? []);
    places.set(node, { node, layer: Math.max(-1, ...before.map(({ layer }) => layer)) + 1, before: [], after: [], y: 0 });
  }
  const lines = shown.flatMap((reader) => tape.nodes[reader].reads.flatMap((from, k) => (places.has(from) ? [{ reader, k, from, lanes: /** @type {Place[]} */ ([]) }] : [])));
  for (const { reader, from, lanes } of lines) {
    const [start, end] = [at(places, from), at(places, reader)];
    let last = start;
    for (let layer = start.layer + 1; layer < end.layer; layer++) {
      const lane = { node: null, layer, before: [], after: [], y: 0 };
      lanes.push(lane);
      join(last, lane);
      last = lane;
    }
    join(last, end);
  }
  return { places, lines };
}

/** @param {Place} from @param {Place} to */
function join(from, to) {
  from.after.push(to);
  to.before.push(from);
}

/** The layers, each from top to bottom; variables keep their order. @param {Place[]} places */
function sortLayers(places) {
  /** @type {Place[][]} */
  const layers = [];
  for (const place of places) (layers[place.layer] ??= []).push(place);
  let best = layers.map((layer) => [...layer]);
  let least = crossings(best);
  for (let sweep = 0; sweep < SWEEPS && least; sweep++) {
    const isForward = sweep % 2 === 0;
    const order = new Map(layers.flatMap((layer) => layer.map((place, i) => [place, i])));
    for (const layer of isForward ? layers.slice(1) : layers.slice(1).reverse()) {
      const goal = new Map(layer.map((place, i) => [place, mean((isForward ? place.before : place.after).map((other) => order.get(other) ?? 0), i)]));
      layer.sort((a, b) => (goal.get(a) ?? 0) - (goal.get(b) ?? 0));
      layer.forEach((place, i) => order.set(place, i));
    }
    const count = crossings(layers);
    if (count < least) [least, best] = [count, layers.map((layer) => [...layer])];
  }
  return best;
}

/** @param {number[]} values @param {number} none */
function mean(values, none) {
  return values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : none;
}

/** How many pairs of lines cross. @param {Place[][]} layers */
export function crossings(layers) {
  const order = new Map(layers.flatMap((layer) => layer.map((place, i) => [place, i])));
  let count = 0;
  for (const layer of layers) {
    const lines = layer.flatMap((place, i) => place.after.map((to) => [i, order.get(to) ?? 0]));
    lines.forEach(([a, b], i) => lines.slice(0, i).forEach(([c, d]) => (count += (a - c) * (b - d) < 0 ? 1 : 0)));
  }
  return count;
}

/** Each place as near to the middle of its neighbours as those beside it in its layer allow. @param {Place[][]} layers @param {number} pitch */
function setHeights(layers, pitch) {
  for (const layer of layers) layer.forEach((place, i) => (place.y = i * pitch));
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const layer of sweep % 2 ? [...layers].reverse() : layers) {
      const wishes = layer.map(({ before, after, y }) => mean((sweep % 2 ? after.concat(before) : before.concat(after)).map((other) => other.y), y));
      const ways = layer.map((place, i) => (i === 0 ? 0 : place.node !== null && layer[i - 1].node !== null ? pitch : LANE * pitch));
      spread(wishes, ways).forEach((y, i) => (layer[i].y = y));
    }
  }
}

/** Nearest to the wishes with so much between each and the one before: pooling adjacent violators. @param {number[]} wishes @param {number[]} ways */
export function spread(wishes, ways) {
  let way = 0;
  const offsets = ways.map((step) => (way += step));
  /** @type {{sum: number, count: number}[]} */
  const pools = [];
  wishes.forEach((wish, i) => {
    let pool = { sum: wish - offsets[i], count: 1 };
    for (let last = pools.at(-1); last && last.sum / last.count > pool.sum / pool.count; last = pools.at(-1)) {
      pool = { sum: pool.sum + last.sum, count: pool.count + last.count };
      pools.pop();
    }
    pools.push(pool);
  });
  return pools.flatMap(({ sum, count }) => Array(count).fill(sum / count)).map((y, i) => y + offsets[i]);
}
