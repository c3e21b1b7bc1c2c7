// A pen that writes SVG: the same calls as a canvas's context, see kit/pen.js. What it writes needs nothing from
// elsewhere: pictures stand in it as PNG, letters are letters of whatever font there is.

/**
 * @typedef {import('../kit/pen.js').Pen} Pen
 * @typedef {Pick<CanvasRenderingContext2D, 'font' | 'measureText'>} Measure
 * @typedef {{fillStyle: any, strokeStyle: any, globalAlpha: number, lineWidth: number, lineJoin: CanvasLineJoin, font: string,
 *   textAlign: CanvasTextAlign, textBaseline: CanvasTextBaseline, dash: number[], groups: number}} Manner
 */

// From the middle of a line of text down to where its letters stand, in sizes of the font: not every program knows
// that a text can be told by its middle.
const DROP = 0.35;
/** @type {Record<string, string>} */
const ANCHORS = { center: 'middle', right: 'end', end: 'end' };

/** @implements {Pen} */
export class SvgPen {
  /** @param {number} width @param {number} height @param {Measure} measure  how wide letters are */
  constructor(width, height, measure) {
    this.width = width;
    this.height = height;
    this.measure = measure;
    /** @type {any} */ this.fillStyle = '#000';
    /** @type {any} */ this.strokeStyle = '#000';
    this.globalAlpha = 1;
    this.lineWidth = 1;
    /** @type {CanvasLineJoin} */ this.lineJoin = 'miter';
    this.font = '10px sans-serif';
    /** @type {CanvasTextAlign} */ this.textAlign = 'start';
    /** @type {CanvasTextBaseline} */ this.textBaseline = 'alphabetic';
    /** @type {number[]} */ this.dash = [];
    /** Groups that were opened since the last save. */
    this.groups = 0;
    /** @type {Manner[]} */
    this.saved = [];
    this.path = '';
    /** @type {string[]} */
    this.parts = [];
    /** Of each picture, its name. @type {Map<unknown, string>} */
    this.images = new Map();
    this.clips = 0;
  }

  /** The whole file. @param {string} [title] @param {string} [words]  what it is, for those who do not see it */
  finish(title = '', words = '') {
    const { width, height } = this;
    const told = `${title && `<title>${escape(title)}</title>`}${words && `<desc>${escape(words)}</desc>`}`;
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${told}\n${this.parts.join('\n')}\n</svg>\n`;
  }

  // ---- Paths

  beginPath() {
    this.path = '';
  }

  closePath() {
    if (this.path) this.path += 'Z';
  }

  /** @param {number} x @param {number} y */
  moveTo(x, y) {
    this.path += `M${short(x)} ${short(y)}`;
  }

  /** @param {number} x @param {number} y */
  lineTo(x, y) {
    this.path += `${this.path ? 'L' : 'M'}${short(x)} ${short(y)}`;
  }

  /** @param {number[]} places */
  bezierCurveTo(...places) {
    this.path += `C${places.map(short).join(' ')}`;
  }

  /** Clockwise. @param {number} x @param {number} y @param {number} r @param {number} from @param {number} to */
  arc(x, y, r, from, to) {
    const at = (/** @type {number} */ angle) => /** @type {const} */ ([x + r * Math.cos(angle), y + r * Math.sin(angle)]);
    const turn = to - from >= 2 * Math.PI ? 2 * Math.PI : (to - from + 2 * Math.PI) % (2 * Math.PI);
    this.lineTo(...at(from));
    // One arc cannot end where it begins.
    for (const half of [1, 2]) this.path += `A${short(r)} ${short(r)} 0 0 1 ${at(from + (half * turn) / 2).map(short).join(' ')}`;
  }

  /** @param {number} x @param {number} y @param {number} width @param {number} height */
  rect(x, y, width, height) {
    this.path += box(x, y, width, height);
  }

  fill() {
    this.put(this.path, `${this.filled()}`);
  }

  stroke() {
    this.put(this.path, `${this.stroked()}`);
  }

  /** @param {number} x @param {number} y @param {number} width @param {number} height */
  fillRect(x, y, width, height) {
    this.put(box(x, y, width, height), this.filled());
  }

  /** @param {number} x @param {number} y @param {number} width @param {number} height */
  strokeRect(x, y, width, height) {
    this.put(box(x, y, width, height), this.stroked());
  }

  /** @param {string} path @param {string} manner */
  put(path, manner) {
    if (path) this.parts.push(`<path d="${path}" ${manner}/>`);
  }

  filled() {
    return paint('fill', this.fillStyle, this.globalAlpha);
  }

  stroked() {
    const { lineWidth, lineJoin, dash } = this;
    const dashes = dash.length ? ` stroke-dasharray="${dash.map(short).join(' ')}"` : '';
    const join = lineJoin === 'miter' ? '' : ` stroke-linejoin="${lineJoin}"`;
    return `fill="none" ${paint('stroke', this.strokeStyle, this.globalAlpha)} stroke-width="${short(lineWidth)}"${join}${dashes}`;
  }

  /** @param {number[]} dash */
  setLineDash(dash) {
    this.dash = [...dash];
  }

  // ---- Letters

  /** @param {string} text */
  measureText(text) {
    this.measure.font = this.font;
    return this.measure.measureText(text);
  }

  /** @param {string} text @param {number} x @param {number} y */
  fillText(text, x, y) {
    this.write(text, x, y, this.filled());
  }

  /** @param {string} text @param {number} x @param {number} y */
  strokeText(text, x, y) {
    this.write(text, x, y, this.stroked());
  }

  /** @param {string} text @param {number} x @param {number} y @param {string} manner */
  write(text, x, y, manner) {
    const { style, weight, size, family } = readFont(this.font);
    const anchor = ANCHORS[this.textAlign] ? ` text-anchor="${ANCHORS[this.textAlign]}"` : '';
    const drop = this.textBaseline === 'middle' ? DROP * size : 0;
    const font = `font-family="${escape(family)}" font-size="${short(size)}"${weight && ` font-weight="${weight}"`}${style && ` font-style="${style}"`}`;
    this.parts.push(`<text x="${short(x)}" y="${short(y + drop)}" ${font}${anchor} ${manner}>${escape(text)}</text>`);
  }

  // ---- Pictures

  /**
   * A part of a canvas, which must stay as it is until the file is finished: what it shows stands in the file once.
   * @param {any} source @param {number[]} places  a part of it, and where that goes
   */
  drawImage(source, ...places) {
    if (places.length !== 8) throw new Error('An SVG takes a picture with its part and its place only.');
    const [left, top, across, down, ...place] = places.map(short);
    const [x, y, width, height] = place;
    const opacity = this.globalAlpha < 1 ? ` opacity="${short(this.globalAlpha)}"` : '';
    const whole = `width="${source.width}" height="${source.height}"`;
    const known = this.images.get(source);
    const name = known ?? `i${this.images.size + 1}`;
    this.images.set(source, name);
    const image = known ? `<use href="#${name}"/>` : `<image id="${name}" ${whole} preserveAspectRatio="none" href="${source.toDataURL()}"/>`;
    this.parts.push(`<svg x="${x}" y="${y}" width="${width}" height="${height}" viewBox="${left} ${top} ${across} ${down}" preserveAspectRatio="none"${opacity}>${image}</svg>`);
  }

  // ---- Groups

  save() {
    const { fillStyle, strokeStyle, globalAlpha, lineWidth, lineJoin, font, textAlign, textBaseline, dash, groups } = this;
    this.saved.push({ fillStyle, strokeStyle, globalAlpha, lineWidth, lineJoin, font, textAlign, textBaseline, dash, groups });
    this.groups = 0;
  }

  restore() {
    const manner = this.saved.pop();
    if (!manner) return;
    for (let i = 0; i < this.groups; i++) this.parts.push('</g>');
    Object.assign(this, manner);
  }

  clip() {
    const name = `c${++this.clips}`;
    this.parts.push(`<clipPath id="${name}"><path d="${this.path}"/></clipPath>`);
    this.group(`clip-path="url(#${name})"`);
  }

  /** @param {number} x @param {number} y */
  translate(x, y) {
    this.group(`transform="translate(${short(x)} ${short(y)})"`);
  }

  /** Until what is saved is restored. @param {string} attribute */
  group(attribute) {
    this.parts.push(`<g ${attribute}>`);
    this.groups++;
  }
}

/** @param {number} x @param {number} y @param {number} width @param {number} height */
function box(x, y, width, height) {
  return `M${short(x)} ${short(y)}h${short(width)}v${short(height)}h${short(-width)}Z`;
}

/** Two decimals at most. @param {number} value */
function short(value) {
  return String(Math.round(100 * value) / 100);
}

/** @param {'fill' | 'stroke'} what @param {string} colour @param {number} alpha */
function paint(what, colour, alpha) {
  // Not every program knows the newer way to write a colour that lets something through.
  const [, r, g, b, share] = /^rgb\((\d+) (\d+) (\d+) \/ ([\d.]+)\)$/.exec(colour) ?? [];
  const solid = share ? `#${[r, g, b].map((part) => Number(part).toString(16).padStart(2, '0')).join('')}` : colour;
  const opacity = Math.round(1000 * alpha * Number(share ?? 1)) / 1000;
  return `${what}="${solid}"${opacity < 1 ? ` ${what}-opacity="${opacity}"` : ''}`;
}

/** "italic 600 12px serif" @param {string} font */
function readFont(font) {
  const [, style = '', weight = '', size, family] = /^(italic )?(\d{3} )?([\d.]+)px(?:\/\S+)? (.+)$/.exec(font) ?? ['', '', '', '10', font];
  return { style: style.trim(), weight: weight.trim(), size: Number(size), family };
}

/** As it stands between marks; what XML knows no letter for is left out. @param {string} text */
export function escape(text) {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '')
    .replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
