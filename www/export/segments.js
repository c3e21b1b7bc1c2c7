// Choices side by side, as they stand in the sheet.

import { findAll } from '../kit/find.js';

/** @param {string} name @param {string} label @param {[value: string, words: string][]} choices  the first that begins with “*” is chosen */
export function markUpSegments(name, label, choices) {
  const options = choices.map(([value, words]) => {
    const isChosen = value.startsWith('*');
    return `<label><input type="radio" name="${name}" value="${value.replace('*', '')}"${isChosen ? ' checked' : ''}><span>${words}</span></label>`;
  });
  return `<span class="segments" role="radiogroup" aria-label="${label}">${options.join('')}</span>`;
}

/** What is chosen. @param {HTMLElement} section @param {string} name */
export function chosenOf(section, name) {
  return findAll(section, `[name=${name}]`, HTMLInputElement).find(({ checked }) => checked)?.value ?? '';
}

/** Of a file: what it is of, and the step. @param {import('../state/state.js').Lab} lab @param {string} what @param {string} end */
export function nameOf({ state: { setup } }, what, end) {
  const data = setup.config.data === 'own' ? 'points' : setup.config.data;
  return ['moongrad', data, what, end].filter(Boolean).join('-');
}

/** @param {number} step */
export function stepName(step) {
  return String(step).padStart(3, '0');
}
