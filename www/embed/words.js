// What the address of an embed asks for: ?embed=plot,train,charts&theme=dark.

/** What an embed can show, by the words of its address. */
export const PARTS = ['plot', 'train', 'charts', 'network', 'settings'];
/** What it shows where the address says no more than that it is one. */
export const SHOWN = ['plot', 'train', 'charts'];
export const THEMES = ['light', 'dark'];

/**
 * @typedef {object} Embed
 * @property {string[]} parts    shown
 * @property {string} theme      '' for the system's
 * @property {string} refusal    of what was not understood, or ''
 */

/** @param {string} search  of the address @returns {Embed} */
export function readEmbed(search) {
  const asked = new URLSearchParams(search);
  const words = (asked.get('embed') ?? '').split(',').map((word) => word.trim().toLowerCase()).filter(Boolean);
  const parts = PARTS.filter((part) => words.includes(part));
  const strange = words.filter((word) => !PARTS.includes(word));
  const theme = asked.get('theme') ?? '';
  const isTheme = theme === '' || THEMES.includes(theme);
  const refusals = [
    ...(strange.length ? [`embed cannot show ${strange.map((word) => `“${word}”`).join(', ')}: give some of ${PARTS.join(', ')}.`] : []),
    ...(isTheme ? [] : [`theme cannot be “${theme}”: give ${THEMES.join(' or ')}, or leave it out for the system’s.`]),
  ];
  return { parts: parts.length ? parts : SHOWN, theme: isTheme ? theme : '', refusal: refusals.join(' ') };
}

/** The address of an embed. @param {string} page  its address @param {string[]} parts @param {string} theme  '' for the system's @param {string} fragment  of the run, or '' */
export function writeEmbed(page, parts, theme, fragment) {
  return `${page}?embed=${PARTS.filter((part) => parts.includes(part)).join(',')}${theme ? `&theme=${theme}` : ''}${fragment}`;
}
