// The settings: what can be typed, slid and chosen, and what is in force.

import { Entry } from '../kit/entry.js';
import * as format from '../kit/format.js';
import { linear, logarithmic, logarithmicWithZero } from '../kit/scales.js';
import { write } from '../kit/text.js';

// Six layers must fit into their field.
const NARROW = '\u2005';
const plain = (value) => String(Number(value.toPrecision(6)));
const round = (value) => Math.round(value);

/** @type {(import('../kit/entry.js').EntryKind & {group: string, key: string})[]} */
const ENTRIES = [
  { id: 'noise', key: 'noise', group: 'data', label: 'Noise', allowed: 'a number from 0 to 1', show: plain, scale: linear(0, 0.5, 0.01) },
  { id: 'samples', key: 'samples', group: 'data', label: 'Samples', allowed: 'a whole number from 4 to 100000', show: plain, scale: logarithmic(20, 10_000, (v) => Math.round(Number(v.toPrecision(2)))) },
  { id: 'held-out', key: 'heldOut', group: 'data', label: 'Held out', allowed: 'a share from 0 to 90 %', show: (v) => `${plain(100 * v)} %`, scale: linear(0, 0.9, 0.01), unit: 0.01 },
  { id: 'seed', key: 'seed', group: 'data', label: 'Seed', allowed: 'a whole number from 0 to 4294967295', show: String },
  { id: 'rate', key: 'rate', group: 'training', label: 'Learning rate', allowed: 'a number above 0 and up to 1000000000', show: showRate, scale: logarithmic(1e-3, 10) },
  { id: 'batch', key: 'batch', group: 'training', label: 'Batch size', allowed: 'a whole number from 1 to 100000', show: plain, scale: logarithmic(1, 1024, round) },
  { id: 'alpha', key: 'alpha', group: 'training', label: 'L2 penalty α', allowed: 'a number from 0 to 1', show: showPenalty, scale: logarithmicWithZero(1e-6, 0.1) },
  { id: 'hidden', key: 'hidden', group: 'network', label: 'Hidden layers', allowed: 'up to 6 numbers from 1 to 32, such as 16, 16', show: (v) => v.join(v.length > 4 ? NARROW : ', ') || 'none', read: readLayers },
  { id: 'steps', key: 'steps', group: 'training', label: 'Stop after', allowed: 'a whole number from 1 to 1000000000', show: showSteps },
];
/** Numbers of neurons, as people list them; an empty field or 0 is no hidden layer. */
function readLayers(text) {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  if (parts.length < 2 && (parts[0] ?? '0') === '0') return [];
  return parts.every((part) => /^-?\d+(\.\d+)?$/.test(part)) ? parts.map(Number) : null;
}

const CHOICES = { data: 'data', feed: 'data', schedule: 'training', activation: 'network', look: 'network', squares: 'network' };

/** Three decimals: more would only flicker while the rate falls. Huge and tiny ones in powers of ten. */
function showRate(value) {
  if (value >= 0.0095 && value < 1000) return String(Number(value.toFixed(3)));
  return value < 1e5 && value >= 0.001 ? plain(Number(value.toPrecision(3))) : value.toExponential(2).replace(/\.?0*e\+?/, 'e');
}

/** Round millions are shorter that way. */
function showSteps(value) {
  return value >= 1e7 && value % 1e6 === 0 ? `${value / 1e6}e6` : String(value);
}

/** As it is, or where that is too long for the field, in powers of ten. */
function showPenalty(value) {
  const text = plain(value);
  return text.length < 8 || value > 0.001 ? text : value.toExponential(2).replace(/\.?0*e/, 'e');
}

export class Controls {
  /**
   * @param {Document} root
   * @param {{change: (key: string, value: number | string) => string, paintAs: (name: string, value: string) => void, newData: () => string, choose: (label: number) => void}} actions
   *   `change` and `newData` return why it was refused, or ''
   */
  constructor(root, actions) {
    this.root = root;
    this.section = root.querySelector('.controls');
    this.messages = [...root.querySelectorAll('.message')];
    this.entries = ENTRIES.map((kind) => new Entry(root, kind, (value) => actions.change(kind.key, value), this.teller(kind.group)));
    for (const [name, group] of Object.entries(CHOICES)) {
      for (const radio of root.querySelectorAll(`input[name=${name}]`)) {
        const choose = name === 'look' || name === 'squares' ? (value) => actions.paintAs(name, value) : (value) => actions.change(name, value);
        radio.addEventListener('change', () => this.teller(group)(choose(radio.value) ?? ''));
      }
    }
    for (const radio of root.querySelectorAll('input[name=adding]')) radio.addEventListener('change', () => actions.choose(Number(radio.value)));
    root.getElementById('new-data').addEventListener('click', () => this.teller('data')(actions.newData()));
    this.radios = [...root.querySelectorAll('.controls input[type=radio]')];
    this.data = root.getElementById('kinds').closest('.group');
    this.range = root.getElementById('schedule-range');
  }

  /** Only one message shows at a time, whichever group it belongs to. */
  teller(group) {
    return (sentence) => {
      for (const place of this.messages) {
        const text = place.id === `${group}-message` ? sentence : '';
        write(place, text);
        place.dataset.kind = text ? 'error' : '';
      }
      this.section.toggleAttribute('data-told', Boolean(sentence));
    };
  }

  /** @param {{config: object, report: object, look: string, squares: string, adding: number, split: string}} state */
  paint({ config, report, look, squares, adding, split }) {
    const falling = config.schedule === 'linear';
    for (const entry of this.entries) {
      const { key } = entry.kind;
      if (key === 'rate') entry.paint(report.rate, falling ? [0.1 * config.rate, config.rate] : undefined);
      else entry.paint(config[key]);
    }
    const chosen = { ...config, look, squares, adding: String(adding) };
    for (const radio of this.radios) radio.checked = chosen[radio.name] === radio.value;
    for (const entry of this.entries) {
      if (entry.kind.key === 'samples' || entry.kind.key === 'heldOut') entry.disable(config.feed === 'stream');
    }
    this.paintSource(config.data === 'own' ? 'own' : config.feed === 'stream' ? 'stream' : 'drawn');
    this.paintRange(config.rate);
    write(this.root.getElementById('split'), split);
  }

  /** Points of one's own have other tools; what means nothing to them says so. */
  paintSource(source) {
    if (this.data.dataset.source === source) return;
    this.data.dataset.source = source;
    const own = source === 'own';
    for (const row of this.data.querySelectorAll('.row.own')) row.hidden = !own;
    for (const row of this.data.querySelectorAll('.row.drawn')) row.hidden = own;
    this.root.querySelector('input[name=feed][value=stream]').disabled = own;
    write(this.root.querySelector('#new-data span'), own ? 'New seed' : 'New data');
  }

  paintRange(rate) {
    const [first, last] = [rate, 0.1 * rate].map((end) => format.brief(Number(end.toPrecision(2))));
    const text = `${first} → ${last}`;
    write(this.range, text.length > 11 ? '→ a tenth' : text);
  }
}
