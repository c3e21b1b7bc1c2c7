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
  /** "stream". */
  feed?: Feed;
  /** Points of a fixed set, those held out included: whole, 4 to 100000; 200. */
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
  trainAccuracy: number;
  /** Over the test points (the first 1000); null without any. */
  testLoss: number | null;
  testAccuracy: number | null;
  /** Whether the run has taken all its steps. */
  finished: boolean;
  /** Why training stopped: a number was not finite. The parameters are the last good ones. */
  problem: Problem | null;
}

export interface Problem {
  /** The step that could not be taken. */
  step: number;
  /** What was not finite, in words: "the gradient of layer 2". */
  what: string;
  /** Where goBack() goes: this step, with this as the learning rate of the first step. */
  backStep: number;
  backRate: number;
}
