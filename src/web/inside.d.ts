type Config = import('./moongrad.js').Config;
type Treatment = import('./moongrad.js').Treatment;

/** What a backward sweep, or the step around it, can do wrong: see `faults()`. */
export type Fault = 'overwriting' | 'unzeroed' | 'fromTheFront' | 'leaky' | 'flipped' | 'fromZeros' | 'summed' | 'early';

/** A run of instructions on the tape writes nodes, all after those that it reads. Nodes 0 to 3 are x, y, label, weight. */
export interface Instruction {
  /** "sums": a layer's weighted sums; else the function or operator of each result, "constant", or "read": a parameter. */
  name: 'sums' | 'neg' | 'relu' | 'tanh' | 'sin' | 'cos' | 'exp' | 'ln' | 'add' | 'sub' | 'mul' | 'div' | 'constant' | 'read';
  /** The first node that it writes, and how many. */
  node: number;
  count: number;
  /** First node and count of each run that it reads; of a function the count is 0: as many as it writes. */
  reads: Uint32Array | number[];
  /** Of sums: the number of their first parameter. */
  parameter: number | null;
  value: number | null;
  /** The layer of its neurons, from 0, the last is the output's; null for the loss and for constants. */
  layer: number | null;
  isSum: boolean;
  /** It comes after the network's output. */
  isLoss: boolean;
}

/** The operations on single numbers: a product, a bias, a function. Columns, an operation a row. */
export interface Operations {
  kind: ('bias' | 'product' | 'read' | 'neg' | 'relu' | 'tanh' | 'sin' | 'cos' | 'exp' | 'ln' | 'add' | 'sub' | 'mul' | 'div')[];
  /** The instruction of the tape that it is of. */
  instruction: Int32Array;
  /** The node that its result goes to; terms are added there, the bias first. */
  node: Int32Array;
  /** What it reads: a node by its number, a parameter p as -1 - p, nothing as -2147483648. Of a product: weight, input. */
  left: Int32Array;
  right: Int32Array;
  /** The numbers of the operations in the order of the backward sweep. */
  backward: Uint32Array;
  /** How many of them are forward; the rest is the loss. */
  forward: number;
}

/** A sample, followed with weight 1. */
export interface Walk extends Sends {
  /** Of each node. */
  values: Float32Array;
  adjoints: Float32Array;
  /** Of each operation: what it gives by itself, and its node's value after it. */
  results: Float32Array;
  sums: Float32Array;
  /** Of each parameter: how this sample's loss changes with it. */
  gradient: Float32Array;
}

/** A backward sweep. */
export interface Sends {
  /** Of each operation of the backward sweep, in its order: the adjoint of its node. */
  adjoint: Float32Array;
  /** Of its left and its right operand: the local slope, slope times adjoint, the operand's adjoint after that arrived. */
  slope: [Float32Array, Float32Array];
  sent: [Float32Array, Float32Array];
  after: [Float32Array, Float32Array];
  /** 0: no gradient is asked for there; 1: sets; 2: adds. */
  arrives: [Uint8Array, Uint8Array];
}

/** How many multiplications a gradient takes. */
export interface Cost {
  /** Reading the tape once from its end; following each path from the loss by itself. */
  once: number;
  every: number;
  /** How many paths; some of the longest in rows of node, side: 0 goes on by its left operand, 1 by its right one. */
  ways: number;
  first: Uint32Array[];
}

/** b = a + a; c = b + b: nodes 0 to 2, each with one operation but a. */
export interface Doubling extends Sends {
  /** Of each node. */
  values: Float32Array;
  adjoints: Float32Array;
}

/** The step over the whole batch, a number a parameter. */
export interface Update {
  before: Float32Array;
  /** The same with 0 for what is switched off: what the network computes with. */
  live: Float32Array;
  /** The gradient of the mean loss, that of the penalty, and the two added. */
  data: Float32Array;
  penalty: Float32Array;
  gradient: Float32Array;
  /** Of each parameter, of momentum: what is left of its velocity, and the velocity; of Adam: m̂ and √v̂; else none. */
  means: Float32Array;
  /** As before where the step is not taken. */
  after: Float32Array;
  taken: boolean;
  rate: number;
}

/** One parameter over the batch, a number a sample, in the batch's order. */
export interface Receipt {
  /** Its own loss. */
  loss: Float32Array;
  /** The weighted sum of the parameter's neuron. */
  sum: Float32Array;
  /** That sum's adjoint, what the parameter is multiplied with, and their product, with weight 1. */
  adjoint: Float32Array;
  input: Float32Array;
  push: Float32Array;
  /** All pushes, added in the order of `data`. */
  total: number;
  /** Its part in the mean; these, added in the engine's order, give `data`, which without a fault is the update's bit for bit. */
  term: Float32Array;
  data: number;
}
