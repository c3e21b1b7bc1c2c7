// A section of the talk: uphill, a step at a time.

/** @type {import('../../talk/sections.js').Words} */
export const UPHILL = {
  rail: 'Uphill',
  title: 'Uphill, a step at a time',
  before: '',
  caption: '',
  after: '',
  place: { href: '#inside', words: 'See it inside one step' },
};
