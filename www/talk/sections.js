// The sections of the talk in their order: their words, and what draws their figures, which is loaded when it is due.

import { BATCHES } from '../words/talk/batches.js';
import { GRADIENTS } from '../words/talk/gradients.js';
import { LAYER } from '../words/talk/layer.js';
import { LOSS } from '../words/talk/loss.js';
import { MOONS } from '../words/talk/moons.js';
import { NETWORK } from '../words/talk/network.js';
import { NEURON } from '../words/talk/neuron.js';
import { STEP } from '../words/talk/step.js';
import { UPHILL } from '../words/talk/uphill.js';

/**
 * What a section says. All of it is markup; {name} is a slot, which its figure fills with what the run gives.
 * @typedef {object} Words
 * @property {string} rail     what it is called in the rail
 * @property {string} title
 * @property {string} before   paragraphs and formulas up to the figure
 * @property {string} caption  of the figure, after its number
 * @property {string} after    paragraphs after it
 * @property {{href: string, words: string}} place  of what it tells of, in the lab or inside a step
 *
 * listing: what of the code does what it tells, by the names of pkg/listings.js
 * @typedef {{name: string, listing: string[], words: Words, load: (() => Promise<import('./open.js').FigureClass>) | null}} Section
 */

/** What is computed by the engine's module for the talk needs that, too. @template Module @param {Promise<Module>} figure */
async function computed(figure) {
  const [module, { openTalk }] = await Promise.all([figure, import('../engine/talk.js')]);
  await openTalk();
  return module;
}

/** @type {Section[]} */
export const SECTIONS = [
  { name: 'neuron', listing: ['neuron', 'activation'], words: NEURON, load: async () => (await computed(import('./sections/neuron.js'))).Neuron },
  { name: 'layer', listing: ['layer'], words: LAYER, load: async () => (await computed(import('./sections/layer.js'))).Layer },
  { name: 'network', listing: ['mlp'], words: NETWORK, load: async () => (await import('./sections/network.js')).Network },
  { name: 'moons', listing: [], words: MOONS, load: async () => (await computed(import('./sections/moons.js'))).Moons },
  { name: 'gradients', listing: ['grad', 'gradWith'], words: GRADIENTS, load: async () => (await computed(import('./sections/gradients.js'))).Gradients },
  { name: 'uphill', listing: ['climb'], words: UPHILL, load: async () => (await computed(import('./sections/uphill.js'))).Uphill },
  { name: 'loss', listing: ['loss'], words: LOSS, load: async () => (await computed(import('./sections/loss.js'))).Loss },
  { name: 'step', listing: ['step'], words: STEP, load: async () => (await import('./sections/step.js')).Step },
  { name: 'batches', listing: ['batches'], words: BATCHES, load: async () => (await import('./sections/batches.js')).Batches },
];
