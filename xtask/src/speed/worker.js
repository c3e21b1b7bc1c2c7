// Runs the benchmark, whose lines go to the console, and passes them on to the page.
import init, { measure } from "./speed.js";

console.log = (line) => postMessage(line);
try {
  await init();
  measure();
  postMessage("done");
} catch (error) {
  postMessage(`failed: ${error}`);
}
