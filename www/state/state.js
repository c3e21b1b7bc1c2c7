// All that the page knows. It is changed by actions only, part by part: a part that is changed becomes another
// object, so that whoever depends on it can tell.

import { differ } from '../kit/memo.js';

/**
 * @typedef {import('../../pkg/moongrad.js').Report} Report
 * @typedef {import('../../pkg/moongrad.js').Snapshot} Snapshot
 * @typedef {import('../../pkg/moongrad.js').Problem} Problem
 * @typedef {import('../../pkg/moongrad.js').PointSet} PointSet
 * @typedef {import('../../pkg/moongrad.js').Deed} Deed
 *
 * @typedef {object} State
 * @property {Run} run
 * @property {Snapshot} setup    as it was when it last changed; its report is that of then
 * @property {Points} points
 * @property {Course} course
 * @property {{kept: import('./compare.js').Kept | null}} compare  the kept run beside the run now, while they are compared
 * @property {Sight} sight
 * @property {Page} page
 * @property {Told} told
 * @property {Message} message
 *
 * @typedef {'1' | '10' | '60' | 'max'} Speed  steps a second
 * @typedef {{kind: 'none' | 'step' | 'accuracy' | 'loss' | 'patience', value: number | null}} Goal
 *
 * @typedef {object} Run           where it stands, and how it goes on
 * @property {Report} report
 * @property {boolean} training
 * @property {boolean} dragging    through its history
 * @property {Speed} speed
 * @property {number | null} reached  steps a second that were really taken
 * @property {Goal} goal           what ends the training before the run is done
 *
 * @typedef {object} Points
 * @property {Float32Array} train  rows of x, y, label
 * @property {Float32Array} test
 * @property {import('./plane.js').View} view  the part of the plane that is shown
 * @property {Axes} axes
 * @property {string[] | null} labels  what −1 and +1 are called in a table that was read
 * @property {number} adding       the label of the points that are added by hand
 * @property {boolean} touched     whether they are one's own, and were edited or loaded
 * @property {PointSet | null} mine  those that one had when other data was chosen
 *
 * @typedef {object} Axes
 * @property {import('../../pkg/moongrad.js').Scale} scale  of the data on the plane
 * @property {string[]} names      of x and y, if they have any
 *
 * @typedef {object} Course        of the run, and what it is compared with
 * @property {{curve: import('../timeline/curve.js').Curve, from: number, problem: Problem | null} | null} left
 *   the curve that was left when a new branch was started in the past, the step where, and how it had ended
 * @property {Problem | null} problem  after the newest step, also when one has gone back from there
 * @property {import('../actions/runs.js').Kept[]} kept  runs to compare with, for as long as the page is open
 * @property {number | null} pointed  the step of the charts that is pointed at
 * @property {import('../timeline/marks.js').Sign | null} sign  that is pointed at
 * @property {import('../plot/ground.js').Point | null} point  of the plot that is pointed at
 * @property {import('./seeds.js').Seeds | null} seeds  twenty of them, while they are looked at
 * @property {number} looks        at the charts where they were not whole
 *
 * @typedef {{unit: number} | {parameter: number, from: number, to: number}} Part
 *   of the network, by the engine's numbers; a weight with the units at its ends
 *
 * @typedef {object} Sight         what is looked at
 * @property {Part | null} part    pointed at
 * @property {Part | null} pinned
 * @property {boolean} typing      the number of what is pinned: until that is over, nothing else is told of
 * @property {'share' | 'output'} squares  what the squares of the network show
 *
 * @typedef {object} Page          how it is shown: measured, or chosen
 * @property {import('../kit/palette.js').Palette} palette
 * @property {'bands' | 'smooth'} look  of the plot
 * @property {import('../engine/pictures.js').Fineness} fineness
 * @property {number} plot         its width in px of the design
 * @property {number} unit         CSS px in one px of the design
 * @property {import('../timeline/strip.js').Margins} strip
 * @property {import('../network/wiring.js').Room} drawing  the place of the network
 * @property {boolean} phone
 * @property {boolean} coarse      fingers instead of a mouse
 * @property {boolean} calm        no motion is wanted
 * @property {boolean} scrolled    the plot is out of sight
 * @property {boolean} runs        their sheet is open
 * @property {'' | 'figures' | 'promise'} over  what lies over the charts
 * @property {boolean} whole       all parts of it are loaded
 *
 * @typedef {object} Told          what the sentences depend on
 * @property {string} last         what was done last, see words/status.js
 * @property {number} before       the training loss before the last single step
 * @property {ArrayLike<number> | null} promise  by how much its gradient promised to change the loss of its batch, and by how much it did
 * @property {Deed | null} deed    that was taken back or done again, or cannot be
 * @property {{count: number, name: string} | null} read  the table that was loaded
 * @property {string} sentence     what is told after what has its own words
 * @property {string} storage      what to know of the kept runs’ being stored, or ''
 * @property {string} unread       why a model was not opened, or ''
 * @property {string} fault        in words, where one is on inside a step
 * @property {string} address      that leads nowhere
 * @property {string} replay       how far a link's run is made again, while that takes time
 * @property {{id: number, share: number, points: number} | null} reading  the table that is being read
 *
 * @typedef {{group: string, sentence: string}} Message  why something is not in force, below its group of settings
 */

/**
 * @typedef {Pick<typeof import('../engine/engine.js'), 'draw' | 'freshSeed' | 'loadTables' | 'rules' | 'Trainer'>} Engine
 *
 * @typedef {object} Pair          what is done otherwise then
 * @property {(milliseconds: number, steps: number) => void} trainFor  both
 * @property {(key: string, value: any) => import('../../pkg/moongrad.js').Config | null} again  the set-up to begin anew with, when a setting is changed
 * @property {(status: import('../words/status.js').Status) => import('../words/status.js').Status} tell  in place of what is told of one run
 *
 * What actions act on.
 * @typedef {object} Lab
 * @property {Engine} engine
 * @property {import('../../pkg/moongrad.js').Trainer} trainer
 * @property {import('../../pkg/moongrad.js').Rules} rules
 * @property {import('../engine/pictures.js').Pictures} pictures
 * @property {State} state
 * @property {import('../loop/pace.js').Pace} pace
 * @property {Map<string, () => void>} wishes  what waits for the next frame: of a kind, the newest
 * @property {number} begun        how many runs there were
 * @property {Pair | null} pair  where a kept run goes along
 * @property {() => void} changed  asks for a frame
 */

/**
 * Changes a part, unless all is as it was.
 * @template {keyof State} Name
 * @param {Lab} lab @param {Name} name @param {Partial<State[Name]>} changes
 */
export function put({ state, changed }, name, changes) {
  const part = { ...state[name], ...changes };
  if (!differ(Object.values(part), Object.values(state[name]))) return;
  state[name] = part;
  changed();
}
