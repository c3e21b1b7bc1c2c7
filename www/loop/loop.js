// The frame: what was asked for is done, training goes on, and the views that are due are painted.

import { advance, lookOn } from '../actions/run.js';
import { measure } from '../actions/sight.js';
import { fulfil } from '../actions/wishes.js';
import { differ } from '../kit/memo.js';
import { Budget } from './budget.js';
import { Schedule } from './schedule.js';

/**
 * @typedef {import('../state/state.js').Lab} Lab
 * @typedef {import('../state/state.js').State} State
 *
 * @typedef {object} Entry           of a view
 * @property {string} name
 * @property {(keyof State)[]} of    the parts of the state that it depends on
 * @property {string} [group]        its views show one moment: they have their turns together
 * @property {() => boolean} [isShown]  what is out of sight is not painted
 * @property {number} every          milliseconds between two of its pictures while frames follow each other, at least
 * @property {() => unknown} paint
 */

// Where no motion is wanted, there are no more pictures than this, in milliseconds.
const CALM = 250;
// In milliseconds: half a frame early is in time.
const EARLY = 8;

export class Loop {
  /** @param {Lab} lab @param {Entry[]} entries  in the order in which they are painted */
  constructor(lab, entries) {
    this.lab = lab;
    this.entries = entries;
    this.budget = new Budget();
    this.schedule = new Schedule(entries);
    /** Of each view, what its last picture was made from. @type {Map<string, unknown[]>} */
    this.shown = new Map();
    this.isRequested = false;
    this.wasMoving = false;
    this.wasTraining = false;
    this.painted = -Infinity;
    lab.changed = () => this.request();
  }

  /** One more, after the others. @param {Entry} entry */
  add(entry) {
    this.entries.push(entry);
    this.schedule.add(entry);
    this.request();
  }

  request() {
    if (this.isRequested) return;
    this.isRequested = true;
    requestAnimationFrame((now) => this.frame(now));
  }

  /** @param {number} now */
  frame(now) {
    this.isRequested = false;
    const { lab } = this;
    fulfil(lab);
    this.train(now);
    const isHeld = lab.state.run.training && lab.state.page.calm && now - this.painted < CALM - EARLY;
    if (!isHeld) this.show(now);
    const { run, page } = lab.state;
    const isEnding = page.fineness !== 'rest' && !run.dragging;
    if (run.training || isEnding || this.due().length) this.request();
  }

  /** @param {number} now */
  train(now) {
    const { lab, budget } = this;
    const { training } = lab.state.run;
    if (training && !this.wasTraining) budget.start();
    this.wasTraining = training;
    if (!training) return lookOn(lab);
    budget.begin(now);
    advance(lab, now, budget.training);
  }

  /**
   * Paints what is due. When motion ends, the answer to that comes first, as coarse as motion is, and the finest
   * picture with the frame after it.
   * @param {number} now
   */
  show(now) {
    const { lab, budget } = this;
    const { run, page } = lab.state;
    const isMoving = run.training || run.dragging;
    const began = performance.now();
    measure(lab, { fineness: !isMoving && !this.wasMoving ? 'rest' : budget.isSlow ? 'hurry' : 'motion' });
    this.wasMoving = isMoving;
    const due = this.due();
    if (!due.length) return;
    this.paint(isMoving && !page.calm ? this.schedule.choose(due, now + EARLY) : due, now);
    this.painted = now;
    budget.painted(performance.now() - began);
  }

  /** The views of which anything that they depend on is another than when they were painted. */
  due() {
    return this.entries.filter(({ name, of, isShown }) => (!isShown || isShown()) && differ(this.partsOf(of), this.shown.get(name) ?? [])).map(({ name }) => name);
  }

  /** @param {(keyof State)[]} names @returns {unknown[]} */
  partsOf(names) {
    return names.map((name) => this.lab.state[name]);
  }

  /** @param {string[]} names @param {number} now */
  paint(names, now) {
    for (const { name, of, paint } of this.entries.filter(({ name }) => names.includes(name))) {
      const began = performance.now();
      this.shown.set(name, this.partsOf(of));
      paint();
      this.schedule.painted(name, now, performance.now() - began);
    }
  }

  /**
   * Paints all that is due at once: a canvas that was resized is empty until then. The first picture is that of the
   * views that never wait; the others follow with the next frame.
   */
  paintNow() {
    const waiting = this.shown.size ? [] : this.entries.filter(({ every }) => every).map(({ name }) => name);
    this.paint(this.due().filter((name) => !waiting.includes(name)), performance.now());
  }

  /** Paints some that have lost their picture. @param {string[]} names */
  paintAgain(names) {
    for (const name of names) this.shown.delete(name);
    this.paintNow();
  }

  /** Someone did something: a refusal is told at once. */
  answer() {
    this.paint(this.due().filter((name) => name === 'messages'), performance.now());
  }
}
