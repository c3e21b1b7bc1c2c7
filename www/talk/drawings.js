// The figures' places, as they are put into the page.

/** @type {Record<string, string>} */
export const DRAWINGS = {
  network: `<div class="net"><canvas class="wires" role="img" tabindex="0"></canvas><canvas class="squares" aria-hidden="true"></canvas></div><p class="reading" aria-live="polite"></p>`,
  loss: `<canvas class="hinge" role="slider" tabindex="0" aria-label="Training points, from the worst to the best" aria-valuemin="0"></canvas><canvas class="inset" role="img"></canvas><p class="reading" aria-hidden="true"></p>`,
  step: `<div class="beside"><canvas class="square" role="img"></canvas><div class="facts-list"><p><b>step <span data-slot="from"></span></b><span data-slot="first"></span></p><p><b>step <span data-slot="number"></span></b><span data-slot="second"></span></p><p data-slot="norm"></p></div></div><p class="chooser"><label for="talk-step">another step</label><input id="talk-step" type="range" min="1" step="1"><b data-slot="number"></b></p>`,
  batches: `<div class="pictures"></div><canvas class="course" role="slider" tabindex="0" aria-label="Step of the run" aria-valuemin="0"></canvas><p class="reading" aria-hidden="true"></p>`,
};
