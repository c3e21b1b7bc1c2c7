// The page in a frame of another page: it shows the parts that its address names, follows the size and the theme of its
// place, and is driven by messages, see protocol.js.

import { find, findAll } from '../kit/find.js';
import { differ } from '../kit/memo.js';
import { readPalette } from '../kit/palette.js';
import { loadStyles } from '../kit/style.js';
import { follow, tellSettings, tellStep, VERSION } from './protocol.js';
import { Throttle } from './throttle.js';
import { readEmbed } from './words.js';

/**
 * @typedef {import('../state/state.js').Lab} Lab
 * @typedef {import('../actions/actions.js').Actions} Actions
 * @typedef {import('../loop/loop.js').Loop} Loop
 */

// Milliseconds between two events `step`.
const APART = 100;

const root = document.documentElement;
const asked = readEmbed(location.search);

/** The page takes the form that its address names, before it is shown. */
export async function prepare() {
  const wide = matchMedia('(min-width: 68.75em)');
  const { parts } = asked;
  const layOut = () => (root.dataset.frame = wide.matches && (parts.includes('network') || parts.includes('settings')) ? 'whole' : 'slim');
  wide.addEventListener('change', layOut);
  root.dataset.shows = parts.join(' ');
  const lab = find(document, '.lab');
  for (const button of findAll(lab, '.apart', HTMLButtonElement)) button.disabled = true;
  lab.insertAdjacentHTML('afterbegin', '<p class="refused" role="alert"></p>');
  lab.insertAdjacentHTML('beforeend', '<a class="home" target="_blank" rel="noopener">moongrad ↗</a>');
  find(lab, '.refused').textContent = asked.refusal;
  await loadStyles('embed');
  layOut();
}

/** @param {Lab} lab @param {Actions} actions @param {Loop} loop @param {HTMLElement} page */
export function open(lab, actions, loop, page) {
  const setTheme = (/** @type {string} */ theme) => {
    root.dataset.embed = theme === 'system' ? '' : theme;
    root.dataset.theme = root.dataset.embed || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
    actions.measure({ palette: readPalette() });
    loop.paintNow();
  };
  leadHome(find(page, '.home', HTMLAnchorElement));
  rest(loop);
  if (parent === window) return;
  const tell = (/** @type {string} */ event, /** @type {object} */ what) => parent.postMessage({ moongrad: VERSION, event, ...what }, '*');
  addEventListener('message', ({ data, source }) => {
    if (source !== parent) return;
    const sentence = follow(data, lab, actions, setTheme);
    if (sentence === null) return;
    const id = data.id === undefined ? {} : { id: data.id };
    if (sentence) tell('error', { ...id, sentence });
    else if (data.do === 'get') tell('state', { ...id, ...tellStep(lab), ...tellSettings(lab) });
  });
  watch(lab, loop, tell);
  tell('ready', { parts: asked.parts, ...tellStep(lab), ...tellSettings(lab) });
  if (asked.refusal) tell('error', { sentence: asked.refusal });
}

/** Tells what has become another. @param {Lab} lab @param {Loop} loop @param {(event: string, what: object) => void} tell */
function watch(lab, loop, tell) {
  const { state } = lab;
  let [stepped, changed] = [[state.run.report.step, state.run.report.revision], [state.setup, state.run.training, state.run.speed]];
  const steps = new Throttle(APART, () => tell('step', tellStep(lab)));
  loop.add({ name: 'embed', of: ['run', 'setup'], every: 0, paint: () => {
    const { run, setup } = state;
    const [step, change] = [[run.report.step, run.report.revision], [setup, run.training, run.speed]];
    if (differ(step, stepped)) steps.ask();
    if (differ(change, changed)) tell('changed', tellSettings(lab));
    [stepped, changed] = [step, change];
  } });
}

/** Nothing is painted while it is out of view; then the newest is. @param {Loop} loop */
function rest(loop) {
  new IntersectionObserver(([{ isIntersecting }]) => {
    root.toggleAttribute('data-away', !isIntersecting);
    loop.request();
  }).observe(document.body);
}

/** Opens this run in a tab of its own. @param {HTMLAnchorElement} link */
function leadHome(link) {
  const write = () => {
    const address = new URL(location.href);
    address.search = '';
    link.href = address.href;
  };
  write();
  link.addEventListener('pointerdown', write);
  link.addEventListener('focus', write);
}
