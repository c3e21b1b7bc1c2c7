// How another page drives an embed, by messages to its window, and what it is told in return.
//
// Commands are { moongrad: 1, do: NAME, ... }; an `id`, if there is one, comes back with the answer.
//   train, pause, reset
//   step      by: 1 or −1 (1 where it is left out)
//   seek      to: a step of the run's history
//   set       settings: { rate: 0.5, hidden: [8, 8], ... }, by the names of the set-up; speed: '1', '10', '60', 'max'
//   theme     theme: 'light', 'dark' or 'system'
//   get       asks for an event `state`
// Events are { moongrad: 1, event: NAME, ... }, sent to the page that the embed is in.
//   ready     once; parts: what is shown; and all of `state`
//   step      step, steps, training, loss, accuracy, testLoss, testAccuracy, gradientNorm (null: there is none); at most
//             ten a second
//   changed   settings: the set-up, when it has become another; training
//   state     all of step and changed
//   error     sentence: why a message was not followed
// Messages without the key `moongrad` are another's and are not answered. Nothing in a message is ever run.

/**
 * @typedef {import('../state/state.js').Lab} Lab
 * @typedef {Pick<import('../actions/actions.js').Actions, 'change' | 'isTraining' | 'reset' | 'seek' | 'setSpeed' | 'settle' | 'stepBack' | 'stepOn' | 'toggle'>} Actions
 */

export const VERSION = 1;
const SPEEDS = ['1', '10', '60', 'max'];
const THEMES = ['light', 'dark', 'system'];

/** Gives a sentence where it is refused. @typedef {(given: any, lab: Lab, actions: Actions, setTheme: (theme: string) => void) => unknown} Command */

/** @type {Record<string, Command>} */
const COMMANDS = {
  train: (_, __, actions) => actions.isTraining() || actions.toggle(),
  pause: (_, __, actions) => actions.isTraining() && actions.toggle(),
  reset: (_, __, actions) => actions.reset(),
  step: ({ by = 1 }, _, actions) => {
    if (by !== 1 && by !== -1) return refuse('by', by, 'give 1 for a step on, or −1 for a step back');
    if (by === 1) actions.stepOn();
    else actions.stepBack();
  },
  seek: ({ to }, { state: { run: { report: { lastStep } } } }, actions) => {
    if (!Number.isInteger(to) || to < 0 || to > lastStep) return refuse('to', to, `give a step of the run so far, 0 to ${lastStep}`);
    actions.seek(to);
  },
  set: ({ settings }, lab, actions) => change(settings, lab, actions),
  theme: ({ theme }, _, __, setTheme) => (THEMES.includes(theme) ? setTheme(theme) : refuse('theme', theme, `give ${list(THEMES)}`)),
  get: () => null,
};

/**
 * Follows a message. Null: it is not for us; else why it was not followed, or ''.
 * @param {unknown} message @param {Lab} lab @param {Actions} actions @param {(theme: string) => void} setTheme @returns {string | null}
 */
export function follow(message, lab, actions, setTheme) {
  if (typeof message !== 'object' || message === null || !('moongrad' in message)) return null;
  const given = /** @type {{moongrad: unknown, do?: unknown}} */ (message);
  if (given.moongrad !== VERSION) return refuse('moongrad', given.moongrad, `this page speaks version ${VERSION}`);
  if (typeof given.do !== 'string' || !Object.hasOwn(COMMANDS, given.do)) return refuse('do', given.do, `give ${list(Object.keys(COMMANDS))}`);
  const answer = COMMANDS[given.do](given, lab, actions, setTheme);
  return typeof answer === 'string' ? answer : '';
}

/** One setting after the other, up to the first that is refused. @param {unknown} settings @param {Lab} lab @param {Actions} actions */
function change(settings, lab, actions) {
  if (typeof settings !== 'object' || settings === null || Array.isArray(settings)) return refuse('settings', settings, 'give an object such as { rate: 0.5 }');
  const known = [...Object.keys(lab.state.setup.config), 'speed'];
  const strange = Object.keys(settings).find((name) => !known.includes(name));
  if (strange !== undefined) return refuse('settings', strange, `give some of ${list(known)}`);
  for (const [name, value] of Object.entries(settings)) {
    const why = name === 'speed' ? setSpeed(value, actions) : actions.change(name, value);
    if (why) return String(why);
  }
  actions.settle();
  return '';
}

/** @param {unknown} value @param {Actions} actions */
function setSpeed(value, actions) {
  if (!SPEEDS.includes(String(value))) return refuse('speed', value, `give ${list(SPEEDS)}`);
  actions.setSpeed(/** @type {any} */ (String(value)));
  return '';
}

/** @param {string} field @param {unknown} value @param {string} allowed */
function refuse(field, value, allowed) {
  return `${field} cannot be ${write(value)}: ${allowed}.`;
}

// More characters of what was given are not told back.
const MOST = 60;

/** @param {unknown} value */
function write(value) {
  if (value === undefined) return 'left out';
  const text = typeof value === 'string' ? `“${value}”` : typeof value === 'object' && value !== null ? 'an object' : String(value).replace('-', '−');
  return text.length > MOST ? `${text.slice(0, MOST)}…` : text;
}

/** @param {string[]} words */
function list(words) {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** Of an event `step`. @param {Lab} lab */
export function tellStep({ state: { run: { report, training }, setup } }) {
  const { step, trainLoss, trainAccuracy, testLoss, testAccuracy, gradientNorm } = report;
  return { step, steps: setup.config.steps, training, loss: trainLoss, accuracy: trainAccuracy, testLoss, testAccuracy, gradientNorm };
}

/** Of an event `changed`. @param {Lab} lab */
export function tellSettings({ state: { run: { training, speed }, setup: { config } } }) {
  return { training, settings: { ...config, speed } };
}
