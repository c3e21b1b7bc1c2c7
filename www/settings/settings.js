// The settings: what can be typed, slid and chosen, and what is in force.

import { Entry } from '../kit/entry.js';
import { find, findAll } from '../kit/find.js';
import { set, write } from '../kit/text.js';
import { SHAPES } from '../words/data.js';
import { ACTIVATIONS, OPTIMISERS } from '../words/run.js';
import { describeEntries, describeRates, describeSteps } from './entries.js';

/**
 * @typedef {import('../../pkg/moongrad.js').Rules} Rules
 * @typedef {import('../../pkg/moongrad.js').Snapshot} Snapshot
 * @typedef {Pick<import('../actions/actions.js').Actions, 'change' | 'settle' | 'tell' | 'paintAs' | 'newSeed' | 'choose'>} Actions
 *
 * @typedef {object} Shown
 * @property {Snapshot} setup
 * @property {number} rate        of the next step
 * @property {number} step        where the run stands
 * @property {string} look @property {string} squares
 * @property {number} adding      the label of points that are added
 * @property {string[]} classes   what the two labels are called
 * @property {string} split       how many points train and test
 * @property {string} scaled      how they were scaled
 */

/** The group that each choice stands in. @type {Record<string, string>} */
const CHOICES = { data: 'data', feed: 'data', schedule: 'training', optimiser: 'training', activation: 'network', loss: 'network' };
/** What is chosen from in words, by the engine's names. @type {[keyof Rules['choices'], Record<string, string>][]} */
const WORDS = [
  ['activation', ACTIVATIONS], ['optimiser', OPTIMISERS], ['loss', { hinge: 'hinge', logistic: 'logistic', squared: 'squared' }],
];

export class Settings {
  /** @param {HTMLElement} section @param {Actions} actions @param {Rules} rules */
  constructor(section, actions, rules) {
    this.section = section;
    this.actions = actions;
    this.limits = rules.limits;
    this.data = find(section, '.group.data');
    this.range = find(section, '.schedule-range');
    this.split = find(section, '.split');
    this.scaled = find(section, '.note');
    this.seed = find(section, '.new-data span');
    this.classes = findAll(section, '.adding b');
    buildChoices(find(section, '.kinds template', HTMLTemplateElement), rules.choices.data, SHAPES);
    for (const [name, words] of WORDS) buildChoices(find(section, `.${name} template`, HTMLTemplateElement), rules.choices[name], words);
    this.entries = describeEntries(rules.limits).map((kind) => ({ key: kind.key, entry: this.enter(kind) }));
    this.radios = findAll(section, 'input[type=radio]', HTMLInputElement);
    this.listen();
  }

  /** @param {{key: string, group: string} & import('../kit/entry.js').Kind} kind */
  enter({ key, group, ...kind }) {
    const { change, settle, tell } = this.actions;
    return new Entry(find(this.section, `[data-field=${key}]`), kind, {
      give: (value) => change(key, value), settle, tell: (sentence) => tell(group, sentence),
    });
  }

  listen() {
    const { section, radios, actions } = this;
    for (const radio of radios) radio.addEventListener('change', () => this.choose(radio.name, radio.value));
    find(section, '.new-data').addEventListener('click', () => actions.tell('data', actions.newSeed()));
  }

  /** @param {string} name @param {string} value */
  choose(name, value) {
    const { actions } = this;
    if (name === 'look' || name === 'squares') return actions.paintAs(name, value);
    if (name === 'adding') return actions.choose(Number(value));
    actions.tell(CHOICES[name], actions.change(name, value));
    actions.settle();
  }

  /** @param {Shown} shown */
  paint({ setup, rate, step, look, squares, adding, classes, split, scaled }) {
    const { config, rates } = setup;
    for (const { key, entry } of this.entries) {
      if (key === 'rate') entry.paint(rate, config.schedule === 'constant' ? undefined : [...rates].reverse());
      else entry.paint(/** @type {any} */ (config)[key]);
      if (key === 'steps') entry.kind.allowed = describeSteps(step, this.limits.steps);
      if (key === 'samples' || key === 'heldOut') entry.disable(config.feed === 'stream');
    }
    /** @type {Record<string, unknown>} */
    const chosen = { ...config, look, squares, adding: String(adding) };
    for (const radio of this.radios) radio.checked = chosen[radio.name] === radio.value;
    this.paintSource(config.data === 'own' ? 'own' : config.feed === 'stream' ? 'stream' : 'drawn');
    write(this.range, describeRates(config.schedule === 'linear' ? rates : [rate, 0.1 * rate]));
    this.classes.forEach((place, i) => write(place, classes[i]));
    write(this.split, split);
    write(this.scaled, scaled);
  }

  /** Points of one's own have other tools; what means nothing to them says so. @param {string} source */
  paintSource(source) {
    if (!set(this.data, 'data-source', source)) return;
    const own = source === 'own';
    for (const row of findAll(this.data, '.row.own')) row.hidden = !own;
    for (const row of findAll(this.data, '.row.drawn')) row.hidden = own;
    find(this.data, '[value=stream]', HTMLInputElement).disabled = own;
    write(this.seed, own ? 'New seed' : 'New data');
  }
}

/** A choice for each name that has words, as the template has it. @param {HTMLTemplateElement} template @param {string[]} names @param {Record<string, string | {name: string}>} words */
function buildChoices(template, names, words) {
  for (const value of names.filter((name) => name in words)) {
    const choice = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
    const input = find(choice, 'input', HTMLInputElement);
    const word = words[value];
    input.value = value;
    write(find(choice, 'span'), typeof word === 'string' ? word : word.name);
    template.before(choice);
  }
}
