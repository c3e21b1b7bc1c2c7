/** Which points: drawn in a shape, or one's own, handed in, which are always a fixed set. */
export type Data = "moons" | "circles" | "xor" | "gauss" | "spiral" | "own";
/** Where the batches come from: drawn fresh for every step, or minibatches of a fixed set. */
export type Feed = "stream" | "fixed";
/** The learning rate stays, or goes down in a straight line to a tenth over `steps`. */
export type Schedule = "constant" | "linear";
/** What the hidden neurons apply. */
export type Activation = "relu" | "tanh";

/** The set-up of a run. Every field is optional; the default is the talk's run. */
export interface Config {
  /** What all random numbers come from: whole, 0 to 4294967295; 0. */
  seed?: number;
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
  /** The learning rate of the first step: 1e-9 to 1e9; 1. */
  rate?: number;
  /** "linear". */
  schedule?: Schedule;
  /** After how many steps the run is finished: whole, 1 to 1e9; 150. */
  steps?: number;
  /** The weight of the L2 penalty: 0 to 1; 1e-4. */
  alpha?: number;
  /** Samples a step: whole, 1 to 100000; 50. */
  batch?: number;
}

/** What is known after a step. Losses are the mean hinge plus the penalty; accuracies go from 0 to 1. */
export interface Report {
  /** Steps taken: where the run stands. */
  step: number;
  /** The newest step of the history; greater than `step` after going back. */
  lastStep: number;
  /** Whole passes over a fixed training set; 0 for a stream. */
  epoch: number;
  /** The learning rate that the next step will use. */
  rate: number;
  /** The mean hinge over the last step's batch, before its update; null at step 0. */
  dataLoss: number | null;
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
  /** Training stopped at the goal that was set. */
  goalReached: boolean;
  /** Whether the run has taken all its steps. */
  finished: boolean;
  /** Why training stopped: a number was not finite. The parameters are the last good ones. */
  problem: Problem | null;
}

export interface Problem {
  /** The step that could not be taken. */
  step: number;
  /** The first operation whose result was not finite: "the weighted sum of neuron 3 in layer 2". */
  what: string;
  /** Where goBack() goes: this step, and the learning rate that it sets, half of that in force. */
  backStep: number;
  backRate: number;
}

/** What is done with a hidden neuron: frozen, it does not learn; off, it is as if it were not there. */
export type Treatment = "free" | "frozen" | "off";

/**
 * Where trainFor() stops: at a step (whole, 1 to 1e9); when the test accuracy (without test points, the training
 * accuracy) is at least a share (0 to 1), or that loss at most a number; when for so many steps (whole, from 1) there
 * was no new best loss.
 */
export type Goal = { step: number } | { accuracy: number } | { loss: number } | { patience: number };

/** Something changed by hand after a step. */
export interface Mark {
  step: number;
  field: "rate" | "schedule" | "steps" | "alpha" | "batch" | "parameter" | "neuron" | "points";
  /** Which parameter or unit; how many changes of points in a row. */
  at: number | null;
  from: number | string | null;
  to: number | string | null;
}

/** A coordinate of the data is centre + unit times that of the plane. */
export interface Scale {
  centre: [number, number];
  unit: [number, number];
  /** The two differ from 0 and 1. */
  standardised: boolean;
}

/** What a CsvReader read. */
export interface Table {
  /** Rows of x, y and label, which is -1 or 1. */
  points: Float64Array;
  /** What the header calls the columns. */
  columns: [string, string, string] | null;
  /** What the text calls the labels -1 and 1. */
  labels: [string, string];
}
