// Light and dark: follows the system until someone chooses; the choice is the one thing the page remembers.

const KEY = 'moongrad-theme';

/**
 * @param {HTMLElement} button
 * @param {() => void} changed called after every change of theme
 */
export function watchTheme(button, changed) {
  const root = document.documentElement;
  const dark = matchMedia('(prefers-color-scheme: dark)');

  const name = () => button.setAttribute('aria-label', root.dataset.theme === 'dark' ? 'Switch to the light theme' : 'Switch to the dark theme');
  const set = (/** @type {string} */ theme) => {
    root.dataset.theme = theme;
    name();
    changed();
  };

  button.addEventListener('click', () => {
    const theme = root.dataset.theme === 'dark' ? 'light' : 'dark';
    remember(theme);
    set(theme);
  });
  dark.addEventListener('change', () => {
    if (!remembered()) set(dark.matches ? 'dark' : 'light');
  });
  // Paper is light.
  addEventListener('beforeprint', () => {
    const { theme } = root.dataset;
    addEventListener('afterprint', () => set(String(theme)), { once: true });
    set('light');
  });
  name();
}

// Storage throws where it is switched off; the theme then lasts as long as the page.

/** @param {string} theme */
function remember(theme) {
  try { localStorage.setItem(KEY, theme); } catch { /* see above */ }
}

function remembered() {
  // In an embed, what its address or its page has chosen.
  const { embed } = document.documentElement.dataset;
  if (embed !== undefined) return embed;
  try { return localStorage.getItem(KEY); } catch { return null; }
}
