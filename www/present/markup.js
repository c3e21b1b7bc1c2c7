// The room's view as it is put into the page; the transport and the legend are copied from the lab.

const icon = (/** @type {string} */ path) => `<svg viewBox="0 0 16 16" aria-hidden="true"><path class="line" d="${path}"/></svg>`;

export const MARKUP = `<header class="banner">
  <svg class="mark" viewBox="0 0 26 15" aria-hidden="true"><path class="stroke-pos" d="M10 6.5a6.5 6.5 0 0 0 13 0"/><path class="stroke-neg" d="M3 8.5a6.5 6.5 0 0 1 13 0"/><path class="stroke-pos" d="M11.4 10.6A6.5 6.5 0 0 0 16.5 13"/></svg>
  <h2 class="name" tabindex="-1"></h2>
  <nav class="scenes" aria-label="Scenes">
    <button class="icon before" type="button" aria-label="The scene before" aria-keyshortcuts="PageUp">${icon('M10 3 5 8l5 5')}</button><b class="where"></b><button class="icon after" type="button" aria-label="The next scene" aria-keyshortcuts="PageDown">${icon('m6 3 5 5-5 5')}</button>
    <button class="icon leave" type="button" aria-label="Back to the lab" aria-keyshortcuts="Escape">${icon('M3 3l10 10M13 3 3 13')}</button>
  </nav>
</header>
<section class="live" aria-label="The run">
  <div class="figure"><canvas class="plane" role="img" aria-label="The plane"></canvas><p class="shown"></p></div>
  <div class="side">
    <div class="readouts" role="group" aria-label="Figures">
      <p class="step"><span class="what">step</span><span class="number">–</span><span class="unit"></span></p>
      <p class="loss"><span class="what">loss</span><span class="unit test">test <b></b></span><span class="number">–</span></p>
      <p class="accuracy"><span class="what">accuracy</span><span class="unit test">test <b></b> %</span><span class="number">–</span><span class="unit">%</span></p>
      <p class="norm" hidden><span class="number"></span><span class="reached"></span></p>
    </div>
    <div class="chart"><canvas class="strip" aria-hidden="true"></canvas><div class="over"></div><input class="scrubber" type="range" min="0" max="150" step="1" value="0" aria-label="Step"></div>
    <div class="transport" role="group" aria-label="Transport"></div>
    <div class="legend" role="group" aria-label="Legend"></div>
    <div class="ramp" hidden><canvas width="1" height="16"></canvas></div>
  </div>
</section>
<section class="stage talk" hidden></section>
<p class="footing" role="status"></p>
<p class="dark" role="alert" hidden><span>The screen is dark. Any key brings it back.</span></p>`;
