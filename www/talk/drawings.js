// The figures' places, as they are put into the page.

/** @type {Record<string, string>} */
export const DRAWINGS = {
};
