// What is told of all that is pointed at.

import { find } from '../kit/find.js';
import { signed3, three } from '../kit/format.js';
import { Hints } from '../kit/hints.js';
import { READ } from '../lab.js';
import { PointReader } from '../plot/point-reader.js';
import { sceneOf } from '../state/derived.js';
import { describeClasses } from '../words/data.js';
import { HINTS, OTHERS } from '../words/hints.js';
import { describePoint } from '../words/points.js';

/**
 * @typedef {import('../state/state.js').Lab} Lab
 * @typedef {import('../actions/actions.js').Actions} Actions
 * @typedef {import('../loop/loop.js').Loop} Loop
 */

/** What everything is, the points of the plot, too. @param {Lab} lab @param {Actions} actions @param {Loop} loop @param {HTMLElement} page @param {Event} first  what somebody pointed at */
export function open(lab, actions, loop, page, first) {
  const reader = new PointReader(find(page, '.figure'), find(page, '.dock'), actions.readPoint, ({ test, index, x, y, label }) => {
    const isWalked = !test && sceneOf(lab).batch.includes(index);
    location.hash = `#inside/${Math.max(1, lab.state.run.report.step)}/0/${isWalked ? index : [x, y, label].join()}`;
  });
  loop.add({ name: 'point', of: ['run', 'setup', 'points', 'course', 'page'], every: READ, paint: () => {
    const told = pointOf(lab);
    reader.paint({ points: lab.state.points, width: lab.state.page.plot * lab.state.page.unit, point: told?.point ?? null, sentence: told ? describePoint(told) : '' });
  } });
  new Hints(document, HINTS, OTHERS, first);
}

/** What is known of the point that is pointed at, as long as it is there. @param {Lab} lab @returns {import('../words/points.js').Told | null} */
function pointOf(lab) {
  const { trainer, state: { course: { point }, points, run, setup: { config } } } = lab;
  const at = point && 3 * point.index;
  const set = point?.test ? points.test : points.train;
  if (!point || at === null || set[at] !== point.x || set[at + 1] !== point.y) return null;
  const [output, loss] = trainer.judge(point.x, point.y, point.label);
  const scene = sceneOf(lab);
  const taken = config.feed === 'stream' || run.report.step === 0 ? null : scene.batch.includes(point.index);
  const name = describeClasses(config.data, points.labels)[point.label < 0 ? 0 : 1];
  return { point, name, figures: `f ${signed3(output)}, loss ${three(loss)}`, isRight: output * point.label > 0, pushes: scene.pushes === null ? null : loss > 0, taken };
}
