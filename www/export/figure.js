// The whole figure: the network, the plot, its colours, the charts, the figures of the step, and in words how to get it
// again.

import * as format from '../kit/format.js';
import { shade } from '../kit/palette.js';
import { legendOf } from '../lab.js';
import { shape } from '../plot/markers.js';
import { curveOf, endOf } from '../state/derived.js';
import { endsOf, layAxes, layCharts, paintBack, paintFront } from '../timeline/charts.js';
import { describeSetup } from '../words/setup.js';
import { layNetwork, platePlot, PLOT } from './plates.js';

/**
 * @typedef {import('../state/state.js').Lab} Lab
 * @typedef {import('../kit/palette.js').Palette} Palette
 * @typedef {import('../kit/pen.js').Pen} Pen
 * @typedef {import('./plates.js').Plate} Plate
 */

const SANS = 'system-ui, sans-serif';
const SERIF = 'Charter, "Bitstream Charter", "Iowan Old Style", "Palatino Linotype", Palatino, Georgia, serif';
const MONO = 'ui-monospace, Menlo, Consolas, monospace';
// In px: the edge, what stands above the plot, the gap where the arrow leads, what the names right of the plot take.
const EDGE = 32;
const HEAD = 64;
const GAP = 76;
const ARROW_END = 10;
const GUTTER = 84;
// From the plot to the readouts, and to the charts; their height; where the plot's left edge is on these.
const READOUTS = 34;
const CHARTS = 76;
const CHARTS_HIGH = 196;
const TICKS = 48;
// The words: labels, figures, lines, how far these are from their labels.
const LABEL = `12.5px ${SANS}`;
const NUMBER = `500 20px ${SANS}`;
const WORDS = `15px ${SERIF}`;
const LINE = 20;
const ASIDE = 72;
// The lines that a link may take, in so many letters.
const LETTERS = 78;
const LINES = 5;

/** @param {Lab} lab @param {Palette} palette @param {number} scale @param {string} link  that leads to this very step, or '' @returns {Plate} */
export function plateFigure(lab, palette, scale, link) {
  const network = layNetwork(lab, palette, scale, GAP - ARROW_END);
  const plot = platePlot(lab, palette, scale);
  const left = EDGE + network.width + GAP;
  const parts = /** @type {[number, number, (pen: Pen) => void][]} */ ([
    [EDGE, HEAD, network.paint],
    [left, HEAD, plot.paint],
    [left, 0, (pen) => paintLegend(pen, lab, palette)],
    [left + PLOT + 14, HEAD, (pen) => paintRamp(pen, lab, palette)],
    [left, HEAD + PLOT + READOUTS, (pen) => paintReadouts(pen, lab, palette)],
    [left - TICKS, HEAD + PLOT + CHARTS, (pen) => paintCharts(pen, lab, palette)],
    [EDGE, HEAD + PLOT + READOUTS + 6, (pen) => paintWords(pen, lab, palette, network.width - 20, link)],
    [EDGE, 0, (pen) => paintName(pen, palette)],
  ]);
  return {
    width: Math.ceil(left + PLOT + GUTTER + 12), height: HEAD + PLOT + CHARTS + CHARTS_HIGH + 14,
    paint: (pen) => {
      for (const [x, y, paint] of parts) {
        pen.save();
        pen.translate(x, y);
        paint(pen);
        pen.restore();
      }
    },
  };
}

/** @param {Pen} pen @param {Palette} palette */
function paintName(pen, palette) {
  write(pen, 'moongrad', 0, 36, `700 22px ${SERIF}`, palette.ink);
}

/** What the signs are. @param {Pen} pen @param {Lab} lab @param {Palette} palette */
function paintLegend(pen, lab, palette) {
  const { points } = lab.state;
  const { classes, batched, hasMargin } = legendOf(lab);
  let x = 4;
  /** @param {string} name @param {number[]} labels @param {'' | 'hollow' | 'rim'} [how] */
  const sign = (name, labels, how = '') => {
    for (const label of labels) {
      paintSign(pen, x, label, how, palette);
      x += 13;
    }
    x += write(pen, name, x - 2, 47, LABEL, palette.ink2) + 16;
  };
  classes.forEach((name, i) => sign(name, [2 * i - 1]));
  if (points.test.length) sign('test', [-1, 1], 'hollow');
  if (batched) sign('last batch', [-1, 1], 'rim');
  if (!hasMargin) return;
  x += 4;
  paintRing(pen, x, palette);
  write(pen, 'pushes the line', x + 13, 47, LABEL, palette.ink2);
}

/** @param {Pen} pen @param {number} x @param {number} label @param {'' | 'hollow' | 'rim'} how @param {Palette} palette */
function paintSign(pen, x, label, how, palette) {
  pen.fillStyle = label < 0 ? palette.neg : palette.pos;
  shape(pen, x, 43, label, 4.1);
  pen.fill();
  if (how === 'rim') {
    pen.strokeStyle = palette.ink;
    pen.lineWidth = 1.5;
    pen.stroke();
  }
  if (how !== 'hollow') return;
  pen.fillStyle = palette.raised;
  shape(pen, x, 43, label, 2.1);
  pen.fill();
}

/** Around a dot, as around those that push the line. @param {Pen} pen @param {number} x @param {Palette} palette */
function paintRing(pen, x, palette) {
  pen.strokeStyle = pen.fillStyle = palette.ink2;
  pen.lineWidth = 1;
  for (const [r, paint] of /** @type {const} */ ([[7.5, 'stroke'], [2, 'fill']])) {
    pen.beginPath();
    pen.arc(x, 43, r, 0, 2 * Math.PI);
    pen[paint]();
  }
}

/** The colours of f, +4 at the top. @param {Pen} pen @param {Lab} lab @param {Palette} palette */
function paintRamp(pen, { state: { page: { look } } }, palette) {
  const count = look === 'bands' ? 16 : 128;
  const high = PLOT / count;
  const y = (/** @type {number} */ f) => ((4 - f) / 8) * PLOT;
  for (let i = 0; i < count; i++) {
    const pixel = palette[look][shade(4 - ((i + 0.5) / count) * 8)];
    pen.fillStyle = `#${[0, 8, 16].map((at) => ((pixel >> at) & 255).toString(16).padStart(2, '0')).join('')}`;
    pen.globalAlpha = (pixel >>> 24) / 255;
    pen.fillRect(0, i * high, 12, high);
  }
  pen.globalAlpha = 1;
  pen.fillStyle = palette.ink;
  pen.fillRect(0, y(0) - 0.8, 12, 1.6);
  for (const [text, f] of /** @type {[string, number][]} */ ([['+4', 3.85], ['+1', 1], ['0', 0], ['−1', -1], ['−4', -3.85]])) {
    write(pen, text, 18, y(f) + 4, `11.5px ${SANS}`, palette.ink);
  }
  write(pen, 'f', 2, -8, `italic 14px ${SERIF}`, palette.ink);
}

/** One beside the other, as far apart as there is room. @param {Pen} pen @param {Lab} lab @param {Palette} palette */
function paintReadouts(pen, { state: { run: { report }, setup } }, palette) {
  const test = (/** @type {string} */ text) => (report.testLoss === null ? '' : `test ${text}`);
  const figures = [
    ['step', format.step(report.step), `of ${format.count(setup.config.steps)}`],
    ['loss', format.three(report.trainLoss), test(format.three(report.testLoss))],
    ['accuracy', format.share(report.trainAccuracy), test(format.share(report.testAccuracy))],
    ['gradient norm', format.three(report.gradientNorm), ''],
  ];
  const widths = figures.map(([name, number, more]) => Math.max(
    measure(pen, name, LABEL), measure(pen, number, NUMBER) + (more ? 6 + measure(pen, more, LABEL) : 0),
  ));
  const gap = (PLOT + GUTTER - widths.reduce((sum, width) => sum + width)) / (figures.length - 1);
  let x = 0;
  figures.forEach(([name, number, more], i) => {
    write(pen, name, x, 0, LABEL, palette.ink2);
    const wide = write(pen, number, x, 23, NUMBER, palette.ink);
    write(pen, more, x + wide + 6, 23, LABEL, palette.ink2);
    x += widths[i] + gap;
  });
}

/** @param {Pen} pen @param {Lab} lab @param {Palette} palette */
function paintCharts(pen, lab, palette) {
  const { run: { report }, course: { left, kept } } = lab.state;
  const end = endOf(lab);
  const course = { curve: curveOf(lab), left, kept: kept.filter((run) => run.shown), end, step: report.step, loss: report.trainLoss, accuracy: report.trainAccuracy };
  const margins = { left: TICKS, right: TICKS + PLOT, width: TICKS + PLOT + GUTTER };
  const charts = layCharts(layAxes(CHARTS_HIGH, false, ...endsOf(course)), margins, end, CHARTS_HIGH, false);
  paintBack(pen, course, charts, palette);
  paintFront(pen, course, charts, palette);
}

/** How to get it again. @param {Pen} pen @param {Lab} lab @param {Palette} palette @param {number} width @param {string} link */
function paintWords(pen, { state: { run: { report }, setup, points: { train, test } } }, palette, width, link) {
  let y = 0;
  for (const [name, words] of describeSetup(setup, train.length / 3, test.length / 3, report.step)) {
    write(pen, name, 0, y, LABEL, palette.ink2);
    pen.font = WORDS;
    for (const line of wrap(words, (text) => pen.measureText(text).width <= width - ASIDE)) {
      write(pen, line, ASIDE, y, WORDS, palette.ink);
      y += LINE;
    }
    y += 5;
  }
  const pieces = link.match(new RegExp(`.{1,${LETTERS}}`, 'g')) ?? [];
  // Of a longer one, a part would lead nowhere.
  if (!pieces.length || pieces.length > LINES) return;
  write(pen, 'link', 0, y, LABEL, palette.ink2);
  pieces.forEach((piece, i) => write(pen, piece, ASIDE, y + i * 15, `11px ${MONO}`, palette.ink));
}

/** Lines that are no longer than they may be, where words allow it. @param {string} text @param {(line: string) => boolean} fits */
export function wrap(text, fits) {
  /** @type {string[]} */
  const lines = [];
  for (const word of text.split(' ')) {
    const longer = lines.length ? `${lines[lines.length - 1]} ${word}` : word;
    if (lines.length && fits(longer)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** @param {Pen} pen @param {string} text @param {string} font */
function measure(pen, text, font) {
  pen.font = font;
  return pen.measureText(text).width;
}

/** Says how wide it is. @param {Pen} pen @param {string} text @param {number} x @param {number} y @param {string} font @param {string} colour */
function write(pen, text, x, y, font, colour) {
  pen.font = font;
  pen.fillStyle = colour;
  pen.textAlign = 'left';
  pen.textBaseline = 'alphabetic';
  pen.fillText(text, x, y);
  return pen.measureText(text).width;
}
