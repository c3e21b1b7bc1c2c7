// Computes all of a saved tape again, from its operations, its sample and its parameters alone: a script of its own, which
// shares nothing with the page and its engine. Numbers are those of 32 bits.

const NONE = -2147483648;
const round = Math.fround;

const FUNCTIONS = {
  neg: [(a) => -a, () => -1],
  relu: [(a) => (a > 0 ? a : 0), (a) => (a > 0 ? 1 : 0)],
  add: [(a, b) => a + b, () => 1, () => 1],
  sub: [(a, b) => a - b, () => 1, () => -1],
  mul: [(a, b) => a * b, (a, b) => b, (a) => a],
  div: [(a, b) => a / b, (a, b) => 1 / b, (a, b, y) => -y / b],
  product: [(a, b) => a * b, (a, b) => b, (a) => a],
  bias: [(a) => a, () => 1],
  read: [(a) => a, () => 1],
};

/** Every value, adjoint and derivative. */
export function recompute({ sample, instructions, operations, backward, loss, parameters }) {
  const { kind, node, left, right } = operations;
  const last = instructions[instructions.length - 1];
  const count = last.node + last.count;
  const values = new Float32Array(count);
  values.set([sample.x, sample.y, sample.label, sample.weight]);
  for (const { name, node, count, value } of instructions) if (name === 'constant') values.fill(value, node, node + count);
  const read = (operand) => (operand === NONE ? NaN : operand < 0 ? parameters[-1 - operand] : values[operand]);
  kind.forEach((name, i) => {
    const result = round(FUNCTIONS[name][0](read(left[i]), read(right[i])));
    values[node[i]] = name === 'product' ? values[node[i]] + result : result;
  });
  // A number is asked for its gradient where it depends on a parameter.
  const isAsked = new Array(count).fill(false);
  kind.forEach((_, i) => {
    isAsked[node[i]] ||= [left[i], right[i]].some((operand) => operand !== NONE && (operand < 0 || isAsked[operand]));
  });
  const adjoints = new Float32Array(count);
  const gradient = new Float32Array(parameters.length);
  const reached = new Set([loss]);
  adjoints[loss] = 1;
  for (const i of backward) {
    const [, ...slopes] = FUNCTIONS[kind[i]];
    for (const [side, operand] of [left[i], right[i]].entries()) {
      if (operand === NONE || (operand >= 0 && !isAsked[operand])) continue;
      const slope = round(slopes[side](read(left[i]), read(right[i]), values[node[i]]));
      const sent = round(slope * adjoints[node[i]]);
      if (operand < 0) gradient[-1 - operand] += sent;
      // What ReLU sends first is written, not added to 0, which would lose the sign of −0.
      else adjoints[operand] = kind[i] === 'relu' && !reached.has(operand) ? sent : adjoints[operand] + sent;
      reached.add(operand);
    }
  }
  return { values, adjoints, gradient };
}

/** Where a tape that was saved and what is computed from it differ, in any bit. */
export function findDifferences(tape) {
  const bits = (numbers) => new Uint32Array(Float32Array.from(numbers, Number).buffer);
  const computed = recompute(tape);
  return Object.keys(computed).flatMap((name) => {
    const [saved, again] = [bits(tape[name]), bits(computed[name])];
    if (saved.length !== again.length) return [`${saved.length} ${name}, not ${again.length}`];
    return [...saved.keys()].filter((i) => saved[i] !== again[i]).map((i) => `${name} ${i}: ${tape[name][i]}, not ${computed[name][i]}`);
  });
}
