// Files that are dropped anywhere on the page.

/** @param {HTMLElement} page @param {(file: File) => void} take */
export function listenForDrops(page, take) {
  const over = (/** @type {DragEvent} */ event, /** @type {boolean} */ on) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    document.documentElement.toggleAttribute('data-dropping', on);
  };
  page.addEventListener('dragover', (event) => over(event, true));
  page.addEventListener('dragleave', (event) => event.relatedTarget || over(event, false));
  page.addEventListener('drop', (event) => {
    over(event, false);
    const [file] = event.dataTransfer?.files ?? [];
    if (file) take(file);
  });
}
