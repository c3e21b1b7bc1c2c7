// The run that stands in the lab, as the talk shows it: through a twin, so that the lab itself is not moved.

/**
 * @typedef {import('../state/state.js').Lab} Lab
 * @typedef {import('../../pkg/moongrad.js').Trainer} Trainer
 */

export class Run {
  /** @param {Lab} lab */
  constructor({ trainer, state: { points } }) {
    this.twin = trainer.twin();
    this.report = trainer.report();
    this.twin.seek(this.report.step);
    const { config, names, treatments, parameters, rates } = this.twin.snapshot();
    this.config = config;
    this.names = names;
    this.treatments = treatments;
    /** How many numbers it learns. */
    this.parameters = parameters;
    this.rates = rates;
    /** Rows of x, y, label. */
    this.train = points.train;
    this.view = points.view;
    this.labels = points.labels;
  }

  /** Where the run stands in the lab. */
  get step() {
    return this.report.step;
  }

  /** The twin, gone to a step of the history. @param {number} step @returns {Trainer} */
  at(step) {
    this.twin.seek(step);
    return this.twin;
  }

  free() {
    this.twin.free();
  }
}
