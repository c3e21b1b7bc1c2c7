// What is said to a room: of the run, and of each section of the talk in a sentence or two. {name} is a slot, which the
// section's figure fills with what the run gives.

/** @type {Record<string, string>} */
const TITLES = {
  moons: 'Two moons', circles: 'Two circles', xor: 'Four squares', gauss: 'Two clouds', spiral: 'Two spirals', pinwheel: 'A pinwheel', own: 'Your points',
};

/** "Two moons, live" @param {string} data */
export function nameLive(data) {
  return `${TITLES[data] ?? TITLES.own}, live`;
}

/** By the sections' names. @type {Record<string, string>} */
export const SCENES = {
  neuron: '<p>Numbers go in, one comes out: weigh, add up, bend.</p><p>{line}</p>',
  layer: '<p>Neurons side by side, all given the same inputs.</p><p>{figure}</p>',
  network: '<p>Layers, one after another.</p><p>{ours}</p>',
  moons: '<p>{line}</p>',
  gradients: '<p>Note each operation on the way forward. Then go back: each sends its gradient on, and what comes home adds up.</p>',
  uphill: '<p>A gradient points uphill. Step its way, ask again, step again.</p><p>To learn is to go down, with {parameters} coordinates in place of two.</p>',
  loss: '<p>One number says how wrong the network is.</p><p>{here}</p>',
  step: '<p>Move each of the {parameters} numbers a little against its gradient.</p><p>{lines}.</p>',
  batches: '<p>{deal}</p><p>{rates}</p>',
};

/** What a presenter needs to know. */
export const KEYS = 'space trains, ← → go a step, R begins again; page ↓ goes on to the talk, page ↑ comes back; B darkens the screen, N shows notes, Esc leaves.';

/** @param {number} points  to train on @param {boolean} isTested  on others */
export function nameLosses(points, isTested) {
  return `loss of ${points === 1 ? 'the point' : `all ${points} points`}${isTested ? '; dotted, of the test' : ''}`;
}
