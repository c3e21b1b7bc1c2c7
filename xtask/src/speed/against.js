// Compares the engine as it is with another revision's, by turns.
import * as now from "./now/speed.js";
import * as then from "./then/speed.js";

const WORKS = {
  step50: "a gradient step of 50 samples",
  step1000: "a gradient step of 1000 samples",
  field: "a field of 200 × 200 points",
  deep1000: "6 layers of 32, a gradient step of 1000 samples",
};
// How often each is timed, and for about how many milliseconds, far above what the clock resolves.
const [TURNS, TURN] = [60, 10];

/** Milliseconds of some repeats. */
function time(work, repeats) {
  const start = performance.now();
  work.run(repeats);
  return performance.now() - start;
}

/** The median of now over then. */
function compare(name) {
  const [newer, older] = [now, then].map(({ Work }) => new Work(name));
  let repeats = 1;
  // An engine compiles well only what has run for a while.
  for (let warm = 0; warm < 500; warm += time(older, repeats)) time(newer, repeats);
  while (time(older, repeats) < TURN) repeats *= 2;
  const ratios = Array.from({ length: TURNS }, () => time(newer, repeats) / time(older, repeats));
  return ratios.sort((a, b) => a - b)[TURNS / 2];
}

try {
  await Promise.all([now.default(), then.default()]);
  for (const [name, words] of Object.entries(WORKS)) {
    postMessage(`${words.padEnd(58)}${compare(name).toFixed(2).padStart(6)}`);
  }
  postMessage("done");
} catch (error) {
  postMessage(`failed: ${error}`);
}
