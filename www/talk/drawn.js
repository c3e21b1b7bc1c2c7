// The places of the two figures on gradients, as they are put into the page.

const axis = (/** @type {string} */ name) => `<label><i>${name}</i><input type="range" id="at-${name}" min="-4" max="4" step="0.01"><output></output></label>`;

/** The tape, its player, its table. */
export const TAPE = `<div class="tape-player" role="group" aria-label="The tape, one operation at a time">
  <div class="bar"><span class="key"><svg viewBox="0 0 34 8" aria-hidden="true"><path class="carries" d="M0 4h28"/><path d="m27 1 7 3-7 3z"/></svg>values go forward</span><span class="key"><svg viewBox="0 0 34 8" aria-hidden="true"><path class="carries back" d="M34 4H6"/><path d="M7 1 0 4l7 3z"/></svg>gradients come back</span>
    <span class="plays"><button class="press play-first" type="button" aria-label="To the start of the tape"><svg viewBox="0 0 16 16" aria-hidden="true"><path class="solid" d="M3 3h1.8v10H3zM13 3v10L5.6 8z"/></svg></button><button class="press play-on" type="button" aria-label="Play the tape"><svg viewBox="0 0 16 16" aria-hidden="true"><path class="solid start" d="M4.5 2.8v10.4L13 8z"/><path class="solid pause" d="M4 3h3v10H4zM9 3h3v10H9z"/></svg></button><button class="press play-last" type="button" aria-label="To the end of the tape"><svg viewBox="0 0 16 16" aria-hidden="true"><path class="solid" d="M11.2 3H13v10h-1.8zM3 3v10l7.4-5z"/></svg></button></span></div>
  <div class="tape-scroll" role="group" tabindex="0" aria-label="The graph of the tape: left and right arrow play it" aria-describedby="tape-told"><svg class="tape-graph" role="img" aria-label="The tape as a graph; the table below says the same"></svg></div>
  <p class="too-many"></p>
  <p class="said" id="tape-told" aria-live="polite"></p>
</div>
<div class="axes">${['x', 'y', 'z'].map(axis).join('')}</div>
<div class="operations-scroll" role="group" tabindex="0" aria-label="The operations"><table class="operations"><thead><tr><th scope="col">operation</th><th scope="col">made from</th><th scope="col">value</th><th scope="col">gradient</th><th scope="col">sends back</th></tr></thead><tbody></tbody></table></div>`;

const handle = '<span class="handle" id="walk-start" role="slider" tabindex="0" aria-valuenow="0" aria-label="The start of the walk" aria-roledescription="point of the plane"></span>';

/** The hill, the curve of f along the walk, and what steers it. */
export const HILL = `<div class="climbs"><span id="climbs-label">climb</span><span class="segments" role="radiogroup" aria-labelledby="climbs-label"><label><input type="radio" name="climbed" value="talk" checked><span>the talk’s hill</span></label><label><input type="radio" name="climbed" value="typed"><span>the function of section 5</span></label></span><span class="plays"><button class="press zoom-out" type="button" aria-label="Show more of the plane">−</button><button class="press zoom-in" type="button" aria-label="Show less of the plane">+</button></span></div>
<div class="hill"><canvas role="img" aria-labelledby="caption-uphill"></canvas>${handle}</div>
<div class="walk"><canvas class="ascent" role="img" aria-label="f along the walk"></canvas>
  <div class="steer"><label class="gamma" data-field="gamma"><i>γ</i><input type="range" id="gamma-slider" aria-label="γ, how far a step goes"><input class="value" id="gamma" aria-label="γ" inputmode="decimal" autocomplete="off" spellcheck="false" aria-describedby="walk-told"></label>
  <div class="plays"><button class="press" id="walk-reset" type="button" aria-label="Back to the start"><svg viewBox="0 0 16 16" aria-hidden="true"><path class="line" d="M3.2 6.2A5.2 5.2 0 1 1 2.8 9M3 2.6v3.8h3.8"/></svg></button><button class="press step" id="walk-step" type="button"><svg viewBox="0 0 16 16" aria-hidden="true"><path class="solid" d="M11.2 3H13v10h-1.8zM3 3v10l7.4-5z"/></svg>Step</button></div></div></div>
<p class="said" id="walk-told" aria-live="polite"></p>`;
