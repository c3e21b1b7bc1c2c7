// Light and dark: follows the system until someone chooses; the choice is the one thing the page remembers.

const KEY = 'moongrad-theme';

/**
 * @param {HTMLElement} button
 * @param {() => void} changed called after every change of theme
 */
export function watchTheme(button, changed) {
  const root = document.documentElement;
  const dark = matchMedia('(prefers-color-scheme: dark)');

  const set = (/** @type {string | undefined} */ theme) => {
    root.dataset.theme = theme;
    button.setAttribute('aria-label', theme === 'dark' ? 'Switch to the light theme' : 'Switch to the dark theme');
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
  set(root.dataset.theme);
}

// Storage throws where it is switched off; the theme then lasts as long as the page.

/** @param {string} theme */
function remember(theme) {
  try { localStorage.setItem(KEY, theme); } catch { /* see above */ }
}

function remembered() {
  try { return localStorage.getItem(KEY); } catch { return null; }
}
