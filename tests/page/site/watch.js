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
