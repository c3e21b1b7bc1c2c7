// The first script of the page when it is tested: notes whatever goes wrong, for the tests to read.
window.noted = [];
const note = (kind, what) => window.noted.push(`${kind}: ${what}`);

for (const kind of ["error", "warn"]) {
  const print = console[kind];
  console[kind] = (...values) => {
    note(`console.${kind}`, values.join(" "));
    print.apply(console, values);
  };
}

// Failed resources do not bubble, so they are caught on their way down.
addEventListener("error", (event) => note("error", event.message ?? event.target.outerHTML), true);
addEventListener("unhandledrejection", (event) => note("rejection", event.reason));
addEventListener("securitypolicyviolation", (event) =>
  note("policy", `${event.violatedDirective} forbids ${event.blockedURI}`));

// What the engine's modules keep, in the order in which they were loaded.
window.memories = [];
for (const way of ["instantiate", "instantiateStreaming"]) {
  const load = WebAssembly[way];
  WebAssembly[way] = async (...module) => {
    const loaded = await load(...module);
    window.memories.push((loaded.instance ?? loaded).exports.memory);
    return loaded;
  };
}

// ?without=storage,clipboard: a browser that lacks these; without room, nothing more can be stored.
const without = new URLSearchParams(location.search).get("without")?.split(",") ?? [];
const refuse = (name) => { throw new DOMException("refused", name); };
if (without.includes("storage")) for (const storage of ["localStorage", "sessionStorage"]) {
  Object.defineProperty(window, storage, { get: () => refuse("SecurityError") });
}
if (without.includes("room")) Storage.prototype.setItem = () => refuse("QuotaExceededError");
if (without.includes("clipboard")) Object.defineProperty(navigator, "clipboard", { value: undefined });

// Entries of the browser's history that the page has begun: how many there are is told up to 50 only.
window.begun = 0;
const begin = history.pushState;
history.pushState = function (...entry) {
  window.begun += 1;
  return begin.apply(this, entry);
};
addEventListener("hashchange", () => (window.begun += 1));

// Where the page is, as its own links have it: the address without the run.
window.place = () => location.hash.replace(/^#\d+\.[^/]*\/?/, "#");
