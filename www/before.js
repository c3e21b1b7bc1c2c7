// Runs before anything is painted: what this browser lacks, the engine, asked for at once, and the remembered theme.
// A classic script in old syntax, so that old browsers can still read it.
(function () {
  var root = document.documentElement;

  // Where the engine is to be asked for: nowhere in the one file, which holds it.
  var place = /** @type {Element} */ (document.currentScript).getAttribute('data-engine');

  // The smallest module that uses a SIMD instruction: () => v128, i32.const 0, i8x16.splat.
  var simd = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11];

  function lack() {
    if (place && location.protocol === 'file:') return 'moongrad must be opened through a web server, or as the one file moongrad.html: run “cargo xtask serve” and open the address that it prints.';
    if (!('noModule' in HTMLScriptElement.prototype)) return lacking('JavaScript modules');
    if (typeof WebAssembly !== 'object') return lacking('WebAssembly');
    if (!WebAssembly.validate(new Uint8Array(simd))) return lacking('WebAssembly with SIMD');
    return '';
  }

  /** @param {string} what */
  function lacking(what) {
    return 'Your browser lacks ' + what + ', which moongrad trains with. Firefox 89, Chrome 91, Safari 16.4 and anything newer have it.';
  }

  /** @param {string} sentence */
  function show(sentence) {
    var told = document.getElementById('trouble');
    if (!told || root.getAttribute('data-state') === 'failed') return;
    root.setAttribute('data-state', 'failed');
    told.hidden = false;
    told.textContent = sentence;
  }

  // The page goes on with it once its scripts are there, compiles what is still to come, and tells when it failed.
  if (place && !lack()) {
    var engine = fetch(place);
    engine.catch(function () {});
    /** @type {Window & {engine?: Promise<Response>}} */ (window).engine = engine;
  }

  // In a frame of another page, its address says what of the page is shown, and nothing is remembered.
  var chosen = null;
  if (/[?&]embed\b/.test(location.search)) {
    chosen = (/[?&]theme=(light|dark)\b/.exec(location.search) || ['', ''])[1];
    root.setAttribute('data-embed', chosen);
  } else try { chosen = localStorage.getItem('moongrad-theme'); } catch (refused) { /* no storage: the system decides */ }
  var dark = 'matchMedia' in window && matchMedia('(prefers-color-scheme: dark)').matches;
  root.setAttribute('data-theme', chosen === 'dark' || chosen === 'light' ? chosen : dark ? 'dark' : 'light');

  // The gutter right of plot and charts is as wide as the names of the curves, in the font that this system has.
  var pen = document.createElement('canvas').getContext('2d');
  if (pen) {
    pen.font = '11.5px system-ui, sans-serif';
    root.style.setProperty('--gutter', String(Math.max(64, Math.ceil(pen.measureText('train 0.02').width + 14))));
  }

  document.addEventListener('DOMContentLoaded', function () {
    var sentence = lack();
    if (sentence) show(sentence);
  });

  // A script that does not load raises an error on its element, which only a capturing listener hears.
  window.addEventListener('error', function (event) {
    if (event.target && /** @type {Element} */ (event.target).tagName === 'SCRIPT') show('A part of moongrad did not load. Check the connection and reload the page.');
  }, true);
})();
