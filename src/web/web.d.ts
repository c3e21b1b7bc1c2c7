/** Which points: drawn in a shape, or one's own, handed in, which are always a fixed set. */
export type Data = "moons" | "circles" | "xor" | "gauss" | "spiral" | "pinwheel" | "own";
/** Where the batches come from: drawn fresh for every step, or minibatches of a fixed set. */
export type Feed = "stream" | "fixed";
/** The learning rate stays, or goes down in a straight line to a tenth over `steps`. */
export type Schedule = "constant" | "linear";
/** How a step follows from the gradient: against it, rolling on with 0.9 of the last step, or with a rate for each number. */
export type Optimiser = "sgd" | "momentum" | "adam";
/** What an output costs against its label. */
export type Loss = "hinge" | "logistic" | "squared";
/** What the hidden neurons apply. */
export type Activation = "relu" | "leaky" | "tanh";

/** The set-up of a run. Every field is optional; the default is the talk's run. */
export interface Config {
  /** What all random numbers come from: whole, 0 to 4294967295; 0. */
  seed?: number;
  /** What the first weights come from, where that is another seed: as `seed`, or null; null. */
  start?: number | null;
  /** "moons". */
  data?: Data;
  /** "stream". */
  feed?: Feed;
  /** Points of a drawn fixed set, those held out included: whole, 4 to 100000; 200. */
  samples?: number;
  /** The share of a fixed set that is kept for testing: 0 to 0.9; 0.25. */
  heldOut?: number;
  /** The standard deviation of the noise on both coordinates: 0 to 1; 0.1. */
  noise?: number;
  /** Neurons of each hidden layer: 0 to 6 layers of 1 to 32; [16, 16]. */
  hidden?: number[];
  /** "relu". */
  activation?: Activation;
  /** "hinge". */
  loss?: Loss;
  /** The learning rate of the first step, and of a run that goes on, that its line begins with: 1e-9 to 1e9; 1. */
  rate?: number;
  /** "linear". */
  schedule?: Schedule;
  /** After how many steps the run is finished: whole, 1 to 1e9; 150. */
  steps?: number;
  /** The weight of the L2 penalty: 0 to 1; 1e-4. */
  alpha?: number;
  /** Samples a step: whole, 1 to 100000; 50. */
  batch?: number;
  /** "sgd". With another one, `change` sets a rate that fits it. */
  optimiser?: Optimiser;
}

/** What can be changed while a run goes on: the part of a set-up that needs no new start. */
export type Settings = Pick<Required<Config>, "rate" | "schedule" | "steps" | "alpha" | "batch" | "optimiser">;

/** What is known after a step. Losses are the mean loss of a sample plus the penalty; accuracies go from 0 to 1. */
export interface Report {
  /** Steps taken: where the run stands. */
  step: number;
  /** The newest step of the history; greater than `step` after going back. */
  lastStep: number;
  /** Whole passes over a fixed training set; 0 for a stream. */
  epoch: number;
  /** The learning rate that the next step will use. */
  rate: number;
  /** The mean loss over the last step's batch, before its update; null at step 0. */
  dataLoss: number | null;
  /** How many samples the last step used, and in which pass over a fixed training set, from 1 (a stream: 0); null at step 0. */
  used: { samples: number; epoch: number } | null;
  /** alpha times the sum of the squares of all parameters, now. */
  penalty: number;
  /** The Euclidean norm of the last step's gradient; null at step 0. */
  gradientNorm: number | null;
  /** Over the training points (the first 1000); of a stream, over the batch that the next step will use. */
  trainLoss: number;
  /** NaN without training points; no step is taken then. */
  trainAccuracy: number;
  /** Over the test points (the first 1000); null without any. */
  testLoss: number | null;
  testAccuracy: number | null;
  /** How many training points there are; of a stream, in a batch. */
  trainPoints: number;
  testPoints: number;
  /** Something was changed at a step before the last: the next step forgets those after it. */
  pending: boolean;
  /** The next step leaves the future that the history holds, whether by such a change or by one that came later. */
  branches: boolean;
  /** Whether training stopped at the goal, and whether the goal is met where the run stands; null without one. */
  goal: { reached: boolean; met: boolean } | null;
  /** Whether the run has taken all its steps. */
  finished: boolean;
  /** How many steps it would have if it were trained on: as many again; null where more are not allowed. */
  trainOn: number | null;
  /** Why training stopped: a number was not finite. The parameters are the last good ones. */
  problem: Problem | null;
  /** Another number whenever the rest of the snapshot may be another. */
  revision: number;
  /** Another number whenever the points, or of a stream the batch, may be others. */
  pointsRevision: number;
}

/** What the next step starts from. */
export interface Moment {
  /** The parameters, and after them what the optimiser remembers. */
  numbers: Float32Array;
  /** Its samples as rows of x, y, label. */
  batch: Float32Array;
}

/** The history, as a chart shows it. */
export interface Curve {
  /** For each step the numbers that rules().curve names, NaN where there is none. */
  rows: Float64Array;
  /** There was time for all rows: another call has no more. */
  whole: boolean;
}

/** The report, and all that changes only with its revision. */
export interface Snapshot {
  report: Report;
  /** With the settings as they are where the run stands. */
  config: Required<Config>;
  /** The learning rate where its line begins and at the last step. */
  rates: [number, number];
  marks: Mark[];
  /** What undo() would take back, and what redo() would make again. */
  undo: Deed | null;
  redo: Deed | null;
  /** What is done with each unit: the inputs, which are always free, then the hidden neurons layer by layer. */
  treatments: Treatment[];
  /** What each unit is called, and last the output: "input x", "neuron 1 of layer 1", "the output". */
  names: string[];
  /** How many numbers there are to learn. */
  parameters: number;
}

export interface Problem {
  /** The step that could not be taken. */
  step: number;
  /** The first operation whose result was not finite: "the weighted sum of neuron 3 of layer 2". */
  what: string;
  /** Where goBack() goes: this step, and the rate that it sets: the last that trained, else the talk's. */
  backStep: number;
  backRate: number;
  /** The rate that led here. */
  rate: number;
  /** The largest magnitude of a parameter at the step to go back to, and where the run stands. */
  before: number;
  after: number;
}

/** What is done with a hidden neuron: frozen, it does not learn; off, it is as if it were not there. */
export type Treatment = "free" | "frozen" | "off";

/**
 * Where trainFor() stops: at a step (whole, 1 to 1e9); when the test accuracy (without test points, the training
 * accuracy) is at least a share (0 to 1), or that loss at most a number; when for so many steps (whole, from 1) there
 * was no new best loss.
 */
export type Goal = { step: number } | { accuracy: number } | { loss: number } | { patience: number };

/**
 * Something to be changed by hand: settings (those given, over those in force); the learning rate from this step on; a
 * parameter by its number; what is done with a hidden neuron, by its unit; points of one's own, on the plane.
 */
export type Change =
  | { settings: Partial<Settings> }
  | { rate: number }
  | { parameter: { number: number; value: number } }
  | { neuron: { unit: number; treatment: Treatment } }
  | { add: { test: boolean; x: number; y: number; label: number } }
  | { move: { test: boolean; index: number; x: number; y: number } }
  | { delete: { test: boolean; index: number } }
  | "clear";

/** Something changed by hand after a step. */
export interface Mark {
  step: number;
  field: keyof Settings | "parameter" | "neuron" | "points";
  /** Which parameter or unit; how many changes of points in a row. */
  at: number | null;
  /** What the parameter or the unit is called. */
  name: string | null;
  from: number | string | null;
  to: number | string | null;
}

/** A change that can be taken back, or made again. */
export interface Deed {
  /** Of another set-up, the first field that is another. */
  what: keyof Config | "parameter" | "neuron" | "add" | "move" | "delete" | "replace" | "load" | "open" | "reset" | "branch";
  /** The old and the new value of a setting. */
  from: number | string | null;
  to: number | string | null;
  /** The step after which it was made; of a run that comes back, where it stood. */
  step: number;
  /** Whether that is not after where the run stands; else one has to go there first. */
  here: boolean;
  /** Whether another run takes the place of this one then. */
  run: boolean;
}

/** What the plot shows. */
export interface Scene {
  /** The values over the lattice, row by row, the first at the top. */
  field: Float32Array;
  columns: number;
  /** Lines of equal value, one after the other: level, number of points n, then n times x and y. Empty where it jumps. */
  contours: Float32Array;
  /** Where a unit is shown, the line f = 0 in the same form; else null. */
  boundary: Float32Array | null;
  /** f at the training points (the first 1000). */
  outputs: Float32Array;
  /** With a hinge, how many of them push the line; null with a loss that has no margin. */
  pushes: number | null;
  /** How many lie on the wrong side of it. */
  wrong: number;
  /** The numbers of the training points that the last step used; of a stream none. */
  batch: Uint32Array;
}

/** The network where the run stands. */
export interface Portrait {
  /** Layer by layer, neuron by neuron, weights and then bias. */
  parameters: Float32Array;
  /** The picture of each unit, `size` × `size` points, one after the other. */
  squares: Float32Array;
  size: number;
  /** For each unit, the share of the training points (the first 1000) at which its output is above 0; NaN for inputs, and without points. */
  activity: Float32Array;
  /** The gradient of the last step; null at step 0. */
  gradient: Float32Array | null;
  /** What the last step added to each parameter; null at step 0. */
  change: Float32Array | null;
}

/** What a number may be. */
export interface Limits {
  least: number;
  most: number;
  whole: boolean;
  /** In words: "a number from 0 to 1". */
  allowed: string;
}

/** The engine's rules. */
export interface Rules {
  limits: Record<
    | "seed" | "samples" | "heldOut" | "noise" | "hiddenLayers" | "hiddenNeurons" | "rate" | "steps" | "alpha" | "batch"
    | "goalStep" | "goalAccuracy" | "goalLoss" | "patience" | "points" | "parameter" | "columns" | "size" | "spacing" | "level",
    Limits
  >;
  /** The names that can be chosen from, in their order. */
  choices: { data: Data[]; feed: Feed[]; schedule: Schedule[]; optimiser: Optimiser[]; activation: Activation[]; loss: Loss[]; treatment: Treatment[] };
  /** Where the points of a shape lie without noise; null for one's own. */
  extents: Record<Data, { x: number; y: number; reach: number } | null>;
  defaults: Required<Config>;
  /** The columns of a row of Trainer.curve(). */
  curve: string[];
}
