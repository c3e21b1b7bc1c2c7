// A section of the talk: gradients, for free.

/** @type {import('../../talk/sections.js').Words} */
export const GRADIENTS = {
  rail: 'Gradients',
  title: 'Gradients, for free',
  before: '',
  caption: '',
  after: '',
  place: { href: '#inside', words: 'See it inside one step' },
};
