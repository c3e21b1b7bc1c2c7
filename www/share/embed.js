// The section of the share sheet that gives the run to another page: a frame with chosen parts.

import { PARTS, SHOWN, writeEmbed } from '../embed/words.js';
import { find, findAll } from '../kit/find.js';
import { copy, say } from '../kit/give.js';
import { set, write } from '../kit/text.js';

/** @typedef {import('../state/state.js').Lab} Lab */

/** What the parts are called here. @type {Record<string, string>} */
const NAMES = { plot: 'plot', train: 'Train', charts: 'charts', network: 'network', settings: 'settings' };
// Sizes of a frame, in px.
const [LEAST, MOST] = [320, 4096];

const tick = (/** @type {string} */ part) => `<label><input type="checkbox" value="${part}"${SHOWN.includes(part) ? ' checked' : ''}> ${NAMES[part]}</label>`;
const size = (/** @type {string} */ name, /** @type {number} */ value) => `<input class="value" name="${name}" inputmode="numeric" autocomplete="off" aria-label="${name === 'width' ? 'Width' : 'Height'} in px" aria-describedby="embed-message" value="${value}">`;

export const MARKUP = `<h3>In another page</h3>
<div class="embed-row" role="group" aria-labelledby="embed-shows"><span class="name" id="embed-shows">Shows</span>${PARTS.map(tick).join('')}</div>
<div class="embed-row"><span class="name">Size</span><span class="embed-size">${size('width', 480)}<span aria-hidden="true">×</span>${size('height', 640)}</span>
<span class="name" id="embed-theme">Theme</span><span class="segments" role="radiogroup" aria-labelledby="embed-theme">${[['', 'the page’s'], ['light', 'light'], ['dark', 'dark']].map(([value, name]) => `<label><input type="radio" name="embed-theme" value="${value}"${value ? '' : ' checked'}><span>${name}</span></label>`).join('')}</span>
<button class="small copy" type="button">Copy</button></div>
<textarea class="snippet" readonly rows="3" spellcheck="false" aria-label="What to paste into the other page"></textarea>
<p class="message" id="embed-message" aria-live="polite"></p>`;

/**
 * Puts the section in its place. Gives how it is told that the run's link is another.
 * @param {HTMLElement} section @param {Lab} _ @param {() => string} link  the fragment that holds the run, such as #1.AfIG…, or ''
 */
export function openEmbed(section, _, link) {
  section.innerHTML = MARKUP;
  const snippet = find(section, '.snippet', HTMLTextAreaElement);
  const message = find(section, '.message');
  const fields = findAll(section, '.value', HTMLInputElement);
  // The last that were good.
  const chosen = { parts: SHOWN, sizes: [480, 640] };
  const paint = () => {
    const refusals = [readParts(section, chosen), ...fields.map((field, i) => readSize(field, i, chosen))];
    write(message, refusals.filter(Boolean).join(' '));
    const { value: theme } = find(section, '[name=embed-theme]:checked', HTMLInputElement);
    const page = new URL(location.href);
    const address = writeEmbed(`${page.origin === 'null' ? 'file://' : page.origin}${page.pathname}`, chosen.parts, theme, link());
    const [width, height] = chosen.sizes;
    const text = `<iframe src="${escape(address)}" width="${width}" height="${height}" title="moongrad"></iframe>`;
    if (snippet.value !== text) snippet.value = text;
  };
  section.addEventListener('input', paint);
  snippet.addEventListener('focus', () => snippet.select());
  find(section, '.copy').addEventListener('click', ({ currentTarget }) => {
    paint();
    const button = /** @type {Element} */ (currentTarget);
    copy(snippet.value).then(() => say(button, 'Copied'), () => {
      say(button, 'Not allowed');
      snippet.focus();
    });
  });
  paint();
  return paint;
}

/** @param {HTMLElement} section @param {{parts: string[]}} chosen */
function readParts(section, chosen) {
  const parts = findAll(section, '[type=checkbox]:checked', HTMLInputElement).map(({ value }) => value);
  if (!parts.length) return 'Shows cannot be nothing: tick one part at least.';
  chosen.parts = parts;
  return '';
}

/** @param {HTMLInputElement} field @param {number} i @param {{sizes: number[]}} chosen */
function readSize(field, i, chosen) {
  const text = field.value.trim();
  const isGood = /^\d+$/.test(text) && Number(text) >= LEAST && Number(text) <= MOST;
  set(field, 'aria-invalid', !isGood);
  if (!isGood) return `${i ? 'Height' : 'Width'} cannot be “${text}”: give a whole number of px from ${LEAST} to ${MOST}.`;
  chosen.sizes[i] = Number(text);
  return '';
}

/** As an attribute holds it. @param {string} text */
function escape(text) {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}
