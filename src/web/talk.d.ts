/**
 * A typed function that was not understood. `at` and `length` say where, as `text.slice(at, at + length)`; at the end of
 * the text `length` is 0. `message` is a sentence that says what was expected there.
 */
export interface FormulaError extends Error {
  at: number;
  length: number;
}

/** What can be typed: names in the order to show them in. */
export interface Vocabulary {
  /** "x", "y", "z". */
  variables: string[];
  /** "pi", "π", "e". */
  constants: string[];
  /** What the tape has: "sin", "cos", "tanh", "exp", "ln", "log", "relu". */
  functions: string[];
  /** The most characters of a text, and the deepest nesting. */
  mostCharacters: number;
  mostNesting: number;
  /** Whole powers go from minus this to this. */
  mostPower: number;
}

/** A part of the plane. */
export interface View {
  x0: number;
  x1: number;
  y0: number;
  y1: number;
}

/**
 * A node of a typed function's tape: a variable, a constant or an operation; numbered from 0, each after those it
 * reads. The variables come first, whether they are used or not; a constant comes where it is first used.
 */
export interface TypedNode {
  kind: 'variable' | 'constant' | 'neg' | 'relu' | 'tanh' | 'sin' | 'cos' | 'exp' | 'ln' | 'add' | 'sub' | 'mul' | 'div';
  /** "x"; of an operation "+", "−", "×", "/" or the function's name; of a constant "" (write its value). */
  symbol: string;
  /** The nodes that it reads: none, one or two. */
  reads: number[];
  /** Forward: its value. May be NaN or infinite: say so. */
  value: number;
  /** Back: how much f changes with it; 0 for constants, and what nothing reads. */
  adjoint: number;
  /** Whether it depends on a variable: only then something is sent to it. */
  active: boolean;
  /** Of each node it reads: how much this node's value changes with that one's. */
  slopes: number[];
  /** Of each node it reads: adjoint × slope, which is sent there; null where nothing is, to a constant. */
  sends: (number | null)[];
  /** Of each node it reads: that one's adjoint after this has arrived; null where nothing is sent. */
  after: (number | null)[];
}

/** A typed function at a point: its whole tape. */
export interface TypedTape {
  nodes: TypedNode[];
  /** The node of f. */
  output: number;
  /** f, and how it changes with each of `variables`. */
  value: number;
  gradient: number[];
  /** The operations in the order of the backward sweep, as numbers of nodes. */
  backward: number[];
}

/** A walk uphill. */
export interface Climb {
  /** Rows of x, y, f, ∂f/∂x, ∂f/∂y: the start and then a row a step. All numbers in it are finite. */
  rows: Float64Array;
  /**
   * Where the walk diverged, else null: the step (0: the start itself) whose point, value or gradient is not a finite
   * number, and which of them it is. There is no row for it.
   */
  stopped: { step: number; what: 'x' | 'y' | 'f' | 'the gradient'; value: number } | null;
}

/** Where a walk leads. */
export type Rest =
  | { kind: 'stopped'; step: number; what: 'x' | 'y' | 'f' | 'the gradient'; value: number }
  /** Nowhere in so many steps: where it stands then, and whether the last two led on in its direction. */
  | { kind: 'wanders'; steps: number; x: number; y: number; f: number; isOnward: boolean }
  /** To rest: at an end (uphill a peak, downhill the bottom), at a saddle, or where nothing bends; a gamma beyond `most`, of either sign, leaps over that for ever. */
  | { kind: 'settled'; x: number; y: number; f: number; form: 'end' | 'saddle' | 'level'; most: number | null };

/** A function over the plane. */
export interface Plane {
  /** The values over the lattice, row by row, the first at the top; NaN where there is none. */
  field: Float32Array;
  columns: number;
  rows: number;
  /**
   * The least and the greatest value that lines are drawn for, to span colours with, too: of all that are finite, but
   * where the outermost twentieth at either end spans more than the rest, as at a pole, without that. NaN without any.
   */
  least: number;
  most: number;
  /** The lines of equal value are this far apart: 1, 2 or 5 times a power of ten; 0 where there are none. */
  spacing: number;
  /** These lines, one after the other: level, number of points n, then n times x and y. */
  contours: Float32Array;
}

/** A straight line a x + b y + c = 0 with (a, b) of length 1; where a x + b y + c is above 0 it says label 1. */
export interface Line {
  a: number;
  b: number;
  c: number;
}

/** How a line does on labelled points. */
export interface Score {
  /** How many lie on their label's side; on the line itself is on neither. */
  right: number;
  total: number;
}

/** The best line: no straight line has more points right, if `exact`; else none through two of the first `searched`. */
export interface BestLine extends Line, Score {
  exact: boolean;
  searched: number;
}

/** Where a neuron of layer 1 turns on. */
export interface Fold {
  /** Its number in the layer, from 0. */
  neuron: number;
  /** Its line within the view: x, y, x, y. */
  segment: [number, number, number, number];
  /** Across the line, of length 1, to the side on which the neuron is on: its sum is above 0. */
  on: [number, number];
}

/** Where the network is linear, around a point. */
export interface Cell {
  /** The corners x, y, x, y, … of the part of the view in which layer 1 has the same neurons on; convex, anticlockwise. */
  layer: Float64Array;
  /** The same of all layers: here the whole network is a x + b y + c. Within `layer`. */
  region: Float64Array;
  a: number;
  b: number;
  c: number;
  /** The network's output at the point. */
  value: number;
  /** Layer by layer, neuron by neuron, hidden ones only: 1 where it is on, else 0. */
  on: Uint8Array;
}

/**
 * A function of x, y and z that was typed.
 *
 * Numbers (1, .5, 1e-3), + - * / ^ and also − × · ⋅ ÷, parentheses, pi, π, e, and the functions of `vocabulary()`. Powers
 * are whole; only e may have any power. What stands side by side is multiplied: 2x, x y, xy, 2 sin x, (x + 1)(y − 1),
 * with the rank of ×, so 1/2x is (1/2) × x. −x^2 is −(x^2), 2^3^2 is 2^(3^2).
 * A function takes the parentheses after it and no more: sin (x) y is (sin x) × y. Without parentheses it takes all that
 * stands side by side after it, up to the next sign or function: sin 2x is sin(2 × x), sin x y is sin(x × y),
 * sin x^2 is sin(x^2), but sin x * y is sin(x) × y, as in Haskell, and sin x cos y is sin(x) × cos(y). `written` says how
 * a text was read.
 */
export class Formula {
  /** Throws a `FormulaError`. */
  constructor(text: string);
  free(): void;
  [Symbol.dispose](): void;
  /** How the text was read, with all signs and only the parentheses that are needed: "0.5 × cos(x / 2) + sin(y / 4)". */
  readonly written: string;
  /** What it needs numbers for: "x", "y", "z" up to the last that it names; none for a constant. */
  readonly variables: ('x' | 'y' | 'z')[];
  /** f at a point of as many numbers as `variables` (more are not looked at; fewer throw). */
  call(at: Float64Array | number[]): number;
  /** Its gradient there, as many numbers as `variables`: the talk's `grad`. */
  grad(at: Float64Array | number[]): Float64Array;
  /** Its tape there. */
  tape(at: Float64Array | number[]): TypedTape;
  /**
   * From (x, y) so many steps (0 to 10000) of gamma times the gradient uphill: the talk's `gradWith`. Downhill where
   * gamma is below 0. Throws where it needs z, or a number is not finite.
   */
  climb(x: number, y: number, gamma: number, steps: number): Climb;
  /** Where that walk leads in the end. Throws as `climb` does. */
  rest(x: number, y: number, gamma: number): Rest;
  /**
   * Over a view, with so many nodes of the lattice (2 to 641) along its longer edge, and about so many lines (0 to 100).
   * Throws where it needs z.
   */
  plane(view: View, nodes: number, lines: number): Plane;
}

/** What can be typed. */
export function vocabulary(): Vocabulary;

/**
 * One neuron over a view: φ(w1 x + w2 y + b), as `Formula.plane()`; φ is the identity where activation is null.
 */
export function neuronPlane(
  w1: number, w2: number, b: number, activation: 'relu' | 'leaky' | 'tanh' | null, view: View, nodes: number, lines: number,
): Plane;

/** Its outputs at so many points (2 to 10000) from (x0, y0) to (x1, y1), evenly, ends included. */
export function neuronAlong(
  w1: number, w2: number, b: number, activation: 'relu' | 'leaky' | 'tanh' | null,
  x0: number, y0: number, x1: number, y1: number, count: number,
): Float64Array;

/** What a point costs at each margin: its label times the network's output. Throws for another name. */
export function lossesAt(loss: 'hinge' | 'logistic' | 'squared', margins: Float64Array): Float64Array;

/**
 * The straight line that has the most points right, by turning a line around every point (exact up to 1000 points;
 * above, around each of the first 1000, scored on all). Points are rows of x, y, label, as `PointSet` gives them. Of the
 * lines that are as good, one with much room. Null without points.
 */
export function bestLine(points: Float32Array): BestLine | null;

/** How the line a x + b y + c = 0 does: of any length of (a, b). */
export function scoreLine(points: Float32Array, a: number, b: number, c: number): Score;

/** The line a x + b y + c = 0 within a view: x, y, x, y; null where it misses it, or where a and b are 0. */
export function lineWithin(a: number, b: number, c: number, view: View): [number, number, number, number] | null;

/** A network, to see where it is linear. */
export class Cells {
  /** Its hidden layers, activation and parameters, as `Portrait` gives them; throws where they do not fit. */
  constructor(hidden: number[], activation: 'relu' | 'leaky' | 'tanh', parameters: Float32Array);
  free(): void;
  [Symbol.dispose](): void;
  /** How many parameters each layer has, the last is the output's: [[2, 16], [16, 16], [16, 1]] with inputs, neurons. */
  readonly shape: [number, number][];
  /** The folds of layer 1 that cross the view; null for tanh, which has none: it is bent everywhere. */
  folds(view: View): Fold[] | null;
  /**
   * The cell that holds a point, within the view, which should hold the point, too; a point on a fold is taken a
   * hundred-millionth of the view beside it. Null for tanh.
   */
  at(x: number, y: number, view: View): Cell | null;
}
