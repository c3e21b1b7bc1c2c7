// The figures' places, as they are put into the page.

import { HILL, TAPE } from './drawn.js';

const slide = (/** @type {string} */ name, /** @type {string} */ label) => `<div class="slide"><i>${name}</i><input type="range" aria-label="${label}"><input class="value" inputmode="decimal" autocomplete="off" aria-label="${label}"></div>`;
/** What is taken hold of; it is put in its place when the figure is drawn. @param {string} label */
export const handle = (label) => `<span class="handle" role="slider" tabindex="0" aria-valuemin="0" aria-valuemax="100" aria-valuenow="0" aria-label="${label}"></span>`;

const PICTURE = '<div><canvas class="square" role="img" aria-label="The plane on the way"></canvas><p></p></div>';

/** @type {Record<string, string>} */
export const DRAWINGS = {
  neuron: `<div class="beside"><div class="held-on"><canvas class="square" role="img" aria-label="One neuron over the plane"></canvas>${handle('The fold')}${handle('The tip of the arrow')}</div><canvas class="profile" role="img" aria-label="The output along the arrow: flat, then rising from the fold on"></canvas></div><div class="slides">${slide('w<sub>1</sub>', 'Weight w1')}${slide('w<sub>2</sub>', 'Weight w2')}${slide('b', 'Bias b')}</div><p class="reading" aria-live="polite"></p>`,
  layer: `<div class="beside"><div class="held-on"><canvas class="square" role="img" aria-label="The folds of the first layer"></canvas>${handle('The cell that is told of')}</div><canvas class="table" role="slider" tabindex="0" aria-label="Neurons of the layer" aria-valuemin="0" aria-valuenow="0"></canvas></div><p class="reading" aria-hidden="true"></p>`,
  network: `<div class="net"><canvas class="wires" role="img" aria-label="The network" tabindex="0"></canvas><canvas class="squares" aria-hidden="true"></canvas></div><p class="reading" aria-live="polite"></p>`,
  moons: `<div class="held-on narrow"><canvas class="square" role="img" aria-label="The points, and a straight line"></canvas>${handle('One end of the line')}${handle('The middle of the line')}${handle('The other end of the line')}</div><p class="reading"><button type="button" class="small again" hidden>Back to the best line</button></p>`,
  gradients: TAPE,
  uphill: HILL,
  loss: `<canvas class="hinge" role="slider" tabindex="0" aria-label="Training points, from the worst to the best" aria-valuemin="0" aria-valuenow="0"></canvas><canvas class="inset" role="img" aria-label="Where the points lie"></canvas><p class="reading" aria-hidden="true"></p>`,
  step: `<div class="beside"><canvas class="square" role="img" aria-label="The plane before the step and after it"></canvas><div class="facts-list"><p><b>step <span data-slot="from"></span></b><span data-slot="first"></span></p><p><b>step <span data-slot="number"></span></b><span data-slot="second"></span></p><p data-slot="norm"></p></div></div><p class="chooser"><label for="talk-step">another step</label><input id="talk-step" type="range" min="1" step="1"><b data-slot="number"></b></p>`,
  batches: `<div class="pictures">${PICTURE.repeat(4)}</div><canvas class="course" role="slider" tabindex="0" aria-label="Step of the run" aria-valuemin="0" aria-valuenow="0"></canvas><p class="reading" aria-hidden="true"></p>`,
};
