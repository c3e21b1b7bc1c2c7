// The view of a step as it is put into the page.

const TABS = [['network', 'Network'], ['neuron', 'Neuron'], ['receipt', 'Receipt'], ['tape', 'Tape'], ['check', 'Check']];

/** The tabs of the right side; the first is for a phone, where the left side is one of them. */
const tabs = TABS.map(([name, title]) => `<button type="button" role="tab" id="tab-${name}" data-tab="${name}" aria-controls="panel-${name}" aria-selected="false">${title}</button>`).join('');
const panels = TABS.slice(1).map(([name]) => `<section class="panel" id="panel-${name}" role="tabpanel" aria-labelledby="tab-${name}" data-panel="${name}" hidden></section>`).join('');

export const MARKUP = `  <p class="place"><a href="#lab">‹ Lab</a><span><b>Inside one step</b><span class="at-step"></span></span></p>
  <header class="walker">
    <div class="bars"><canvas class="strip" role="slider" tabindex="0" aria-label="Operation" aria-valuemin="0"></canvas></div>
    <p class="position"><span></span><b></b></p>
    <div class="ways">
      <button type="button" class="far" data-go="stageBack" aria-label="One stage back" aria-keyshortcuts="[">|‹</button>
      <button type="button" class="outlined" data-go="back" aria-keyshortcuts="ArrowLeft">‹ Back</button>
      <button type="button" class="filled" data-go="next" aria-keyshortcuts="ArrowRight">Next ›</button>
      <button type="button" class="far" data-go="stageOn" aria-label="One stage on" aria-keyshortcuts="]">›|</button>
    </div>
    <p class="ways-keys" aria-hidden="true"><kbd>←</kbd><kbd>→</kbd> op <kbd>[</kbd><kbd>]</kbd> stage</p>
  </header>
  <p class="narration" aria-live="polite"></p>
  <button type="button" class="switch-off" aria-keyshortcuts="0" hidden>Switch off <span aria-hidden="true">0</span></button>
  <div class="left" data-panel="network">
    <div class="network-drawing"><canvas class="graph" tabindex="0" role="img"></canvas><p class="remark"></p></div>
    <div class="minor">
      <section aria-labelledby="sample-heading"><h2 id="sample-heading"><b>Sample</b> <span class="which"></span></h2><canvas class="plane" role="img" tabindex="0"></canvas>
        <p class="choose"><label><span>sample </span><input class="value sample" inputmode="numeric" autocomplete="off"></label><button type="button" class="text flip" aria-label="flip to the other label" title="Flip to the other label" hidden>flip</button><button type="button" class="text hardest" aria-keyshortcuts="P" title="The sample of the batch whose own gradient is the longest, over all numbers of the network">hardest</button></p></section>
      <section aria-labelledby="numbers-heading"><h2 id="numbers-heading"><b>All numbers</b> <span class="how"></span></h2><canvas class="mosaic numbers" role="img" tabindex="0"></canvas></section>
      <section aria-labelledby="gradients-heading"><h2 id="gradients-heading"><b>Their gradients</b> <span class="how"></span></h2><canvas class="mosaic gradients" role="img"></canvas></section>
    </div>
  </div>
  <div class="right">
    <div class="tabs" role="tablist" aria-label="What is shown">${tabs}<span class="tab-keys" aria-hidden="true"><kbd>1</kbd><kbd>2</kbd><kbd>3</kbd><kbd>4</kbd></span></div>
    ${panels}
    <p class="code"><span>engine</span> <code class="rust"></code> <span class="where"></span></p>
    <p class="code"><span>talk</span> <code class="haskell"></code> <a class="where" href="#talk"></a></p>
  </div>`;
