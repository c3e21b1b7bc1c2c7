// The sheet that lists the keys of the page, and what fingers do.

/** Words of the page, and the section of the talk that explains each. @type {[word: string, section: number][]} */
const WORDS = [['neuron', 1], ['layer', 2], ['network', 3], ['gradient', 5], ['tape', 5], ['loss', 7], ['hinge', 7], ['penalty', 7], ['rate', 8], ['step', 9], ['batch', 9], ['epoch', 9]];

/** The sheet as it is put into the page. */
export const MARKUP = `<dialog id="keys" class="sheet keys" aria-labelledby="keys-heading">
  <header><h2 id="keys-heading">Keys and gestures</h2><button class="icon close" type="button" aria-label="Close"><svg viewBox="0 0 16 16" aria-hidden="true"><path class="line" d="M3 3l10 10M13 3 3 13"/></svg></button></header>
  <div>
    <section><h3>Anywhere</h3><dl>
      <dt><kbd>space</kbd></dt><dd>train, pause</dd>
      <dt><kbd>←</kbd> <kbd>→</kbd></dt><dd>a step back, a step on</dd>
      <dt><kbd>R</kbd></dt><dd>reset to step 0</dd>
      <dt><kbd>ctrl Z</kbd></dt><dd>take back what was changed by hand</dd>
      <dt><kbd>ctrl Y</kbd></dt><dd>do it again</dd>
      <dt><kbd>I</kbd></dt><dd>inside the step: <kbd>←</kbd> <kbd>→</kbd> an operation, <kbd>,</kbd> <kbd>.</kbd> a neuron, <kbd>[</kbd> <kbd>]</kbd> a stage</dd>
      <dt><kbd>1</kbd> – <kbd>4</kbd></dt><dd>there: the tabs; <kbd>G</kbd> to an operation, <kbd>P</kbd> the hardest sample, <kbd>home</kbd> <kbd>end</kbd> the ends of the step, <kbd>0</kbd> a fault off, <kbd>esc</kbd> back</dd>
      <dt><kbd>↑</kbd> <kbd>↓</kbd></dt><dd>in its tables: a row; in the tape <kbd>→</kbd> <kbd>←</kbd> open and fold it, <kbd>enter</kbd> goes there</dd>
      <dt><kbd>P</kbd></dt><dd>from the lab, for a room: <kbd>page ↓</kbd> <kbd>page ↑</kbd> another scene, <kbd>N</kbd> notes, <kbd>B</kbd> dark, <kbd>esc</kbd> back</dd>
      <dt><kbd>?</kbd></dt><dd>this list</dd>
      <dt><kbd>tab</kbd></dt><dd>to the next control; its hint says what it is</dd>
    </dl></section>
    <section><h3>Words, told in the talk</h3><p class="told-in">${WORDS.map(([word, section]) => `<a href="#talk/${section}">${word}</a>`).join(' ')}</p></section>
    <section><h3>On the scrubber</h3><dl>
      <dt><kbd>←</kbd> <kbd>→</kbd></dt><dd>a step</dd>
      <dt><kbd>page ↑</kbd> <kbd>page ↓</kbd></dt><dd>a tenth of the run</dd>
      <dt><kbd>home</kbd> <kbd>end</kbd></dt><dd>to the start, to the newest step</dd>
    </dl></section>
    <section><h3>On the network</h3><dl>
      <dt><kbd>←</kbd> <kbd>→</kbd> <kbd>↑</kbd> <kbd>↓</kbd></dt><dd>to another neuron</dd>
      <dt><kbd>W</kbd></dt><dd>through the weights into it, with <kbd>shift</kbd> back</dd>
      <dt><kbd>enter</kbd></dt><dd>pins it, or lets it go</dd>
      <dt><kbd>esc</kbd></dt><dd>lets go of what is pinned</dd>
    </dl></section>
    <section><h3>On the plot of your points</h3><dl>
      <dt><kbd>←</kbd> <kbd>→</kbd> <kbd>↑</kbd> <kbd>↓</kbd></dt><dd>move the crosshair; with <kbd>shift</kbd> further</dd>
      <dt><kbd>enter</kbd></dt><dd>add a point; pick one up, put it down</dd>
      <dt><kbd>delete</kbd></dt><dd>delete the point there, or under the pointer</dd>
      <dt><kbd>−</kbd> <kbd>+</kbd></dt><dd>the label of the points to add</dd>
    </dl></section>
    <section><h3>With a finger</h3><dl>
      <dt>tap</dt><dd>on a sign or a figure: what it means; on the network: pins the neuron there</dd>
      <dt>drag</dt><dd>along the charts or the scrubber: to any step</dd>
    </dl></section>
    <section><h3>In a field</h3><dl>
      <dt><kbd>enter</kbd></dt><dd>puts what is typed into force</dd>
      <dt><kbd>esc</kbd></dt><dd>brings back the value in force</dd>
    </dl></section>
  </div>
</dialog>`;
