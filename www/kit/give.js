// What leaves the page: a file that is saved, a text that is copied.

// So long a browser may take to take a file, in ms.
const TAKEN = 10_000;

/** @param {Blob} blob @param {string} name */
export function save(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), TAKEN);
}

/**
 * Copies what may still be in the making: Safari lets only the click itself copy, which may promise what; others know no
 * promises. Fails where nothing may be copied.
 * @param {string | Promise<string>} text
 */
export async function copy(text) {
  const blob = Promise.resolve(text).then((text) => new Blob([text], { type: 'text/plain' }));
  // Whether anyone waits for it or not.
  blob.catch(() => {});
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
  } catch {
    await navigator.clipboard.writeText(await text);
  }
}

// So long a button says what came of it, in ms.
const SAID = 2000;

/** @type {WeakMap<Element, string>} */
const words = new WeakMap();

/** A button says for a while what came of it, and then its own words again. @param {Element} button @param {string} word */
export function say(button, word) {
  const own = words.get(button) ?? button.textContent ?? '';
  words.set(button, own);
  button.textContent = word;
  setTimeout(() => (button.textContent = own), SAID);
}
