// Work that takes longer than a frame, done a little in every frame.

export class Work {
  constructor() {
    /** @type {Iterator<void>[]} */
    this.tasks = [];
  }

  /** @param {Iterator<void>} task  whose turns are short */
  add(task) {
    this.tasks.push(task);
    return task;
  }

  /** Gives up what is not done. @param {(Iterator<void> | null)[]} tasks */
  drop(...tasks) {
    for (const task of tasks) task?.return?.();
    this.tasks = this.tasks.filter((task) => !tasks.includes(task));
  }

  /** A turn of each task after the other, until the time is over; says whether there is more. @param {number} until */
  advance(until) {
    while (this.tasks.length && performance.now() < until) {
      const task = /** @type {Iterator<void>} */ (this.tasks.shift());
      if (!task.next().done) this.tasks.push(task);
    }
    return this.tasks.length > 0;
  }
}
