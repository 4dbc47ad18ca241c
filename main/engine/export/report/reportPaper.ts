import PDFDocument from 'pdfkit';
import { ReportFonts, type FontName } from './reportFonts';
import { INK, SIZE } from './reportTheme';

export type PaperSize = 'A4' | 'Letter';

export type TextStyle = {
  readonly font?: FontName;
  readonly size?: number;
  readonly colour?: string;
  readonly align?: 'left' | 'right' | 'center';
  /** Cut with an ellipsis when wider than this. */
  readonly width?: number;
};

const MARGIN = 40;
const HEAD = 24;
const FOOT = 20;
const PORTRAIT: Record<PaperSize, readonly [width: number, height: number]> = {
  A4: [595.28, 841.89],
  Letter: [612, 792],
};
/** Largest side of a page (ISO 32000-1, annex C.2). */
const MAX_SIDE = 14_400;
/** No line of text shows more; measuring hostile ones in full would take seconds. */
const MOST_CHARACTERS = 1000;

/**
 * The report's pages: a cursor that runs down, lines of text that never wrap by surprise, and a head and foot on every page.
 * Everything is in points from the page's upper left corner.
 */
export class ReportPaper {
  readonly document: PDFKit.PDFDocument;
  readonly #fonts = new ReportFonts();
  readonly #heads: string[] = [];
  readonly #size: PaperSize;
  #running = '';
  y = 0;

  constructor(size: PaperSize, title: string, producer: string) {
    this.#size = size;
    this.document = new PDFDocument({
      size: [...PORTRAIT[size]],
      margin: 0,
      autoFirstPage: false,
      bufferPages: true,
      lang: 'en',
      displayTitle: true,
      pdfVersion: '1.7',
      info: { Title: this.#fonts.fit(title, 'regular'), Producer: producer, Creator: producer },
    });
    this.#fonts.register(this.document);
  }

  get left(): number {
    return MARGIN;
  }

  get right(): number {
    return this.document.page.width - MARGIN;
  }

  get width(): number {
    return this.right - this.left;
  }

  /** First and last usable height of a page. */
  get top(): number {
    return MARGIN + HEAD;
  }

  get bottom(): number {
    return this.document.page.height - MARGIN - FOOT;
  }

  /** Width between the margins of an upright page. */
  get uprightWidth(): number {
    return PORTRAIT[this.#size][0] - 2 * MARGIN;
  }

  /**
   * Begins a page; its head says what it is about. It lies on its side when the content needs more than an upright one has, and is
   * wider than the paper when even that is too narrow: printing scales it.
   */
  newPage(running = this.#running, contentWidth = 0): void {
    this.#running = running;
    this.#heads.push(running);
    const [width, height] = PORTRAIT[this.#size];
    const wide = Math.min(MAX_SIDE, Math.max(height, contentWidth + 2 * MARGIN));
    this.document.addPage({ size: contentWidth > this.uprightWidth ? [wide, width] : [width, height], margin: 0 });
    this.y = this.top;
  }

  /** Makes sure that this much fits below the cursor, on a new page if need be. Answers whether a page was begun. */
  reserve(height: number): boolean {
    if (this.y + height <= this.bottom) return false;
    this.newPage();
    return true;
  }

  bookmark(title: string, parent: PDFKit.PDFOutline = this.document.outline): PDFKit.PDFOutline {
    return parent.addItem(this.fit(title));
  }

  /** Text as the font can show it, of any length. */
  shown(text: string, font: FontName): string {
    return this.#fonts.fit(text, font);
  }

  /** A line as the font can show it, its end cut off where it is longer than any page. */
  fit(text: string, font: FontName = 'regular'): string {
    return this.shown(text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS)}…`, font);
  }

  /** Width of a line of text as it would be drawn. */
  measure(text: string, { font = 'regular', size = SIZE.text }: TextStyle = {}): number {
    return this.document.font(font).fontSize(size).widthOfString(this.fit(text, font));
  }

  /** Draws one line at a place; x is its left end, its middle or its right end, as it is aligned. */
  text(text: string, x: number, y: number, style: TextStyle = {}): void {
    const { font = 'regular', size = SIZE.text, colour = INK.text, align = 'left', width } = style;
    const fitted = this.fit(text, font);
    const shown = width === undefined ? fitted : this.#cut(fitted, width, font, size);
    const drawn = this.document.font(font).fontSize(size).fillColor(colour);
    const offset = align === 'left' ? 0 : drawn.widthOfString(shown) * (align === 'right' ? 1 : 0.5);
    drawn.text(shown, x - offset, y, { lineBreak: false });
  }

  #cut(text: string, width: number, font: FontName, size: number): string {
    const drawn = this.document.font(font).fontSize(size);
    if (drawn.widthOfString(text) <= width) return text;
    const characters = [...text];
    const start = (length: number): string => `${characters.slice(0, length).join('')}…`;
    let [low, high] = [0, characters.length];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (drawn.widthOfString(start(middle)) <= width) low = middle;
      else high = middle - 1;
    }
    return start(low);
  }

  /** The text in lines of this width, broken anywhere; the last one is cut when there would be more than `most`. */
  brokenLines(text: string, width: number, most: number): string[] {
    const lines: string[] = [];
    let rest = this.fit(text);
    while (lines.length < most - 1 && this.measure(rest) > width) {
      const line = this.#cut(rest, width, 'regular', SIZE.text).slice(0, -1);
      if (line === '') break;
      lines.push(line);
      rest = rest.slice(line.length);
    }
    return [...lines, rest];
  }

  line(x1: number, y1: number, x2: number, y2: number, colour: string = INK.line, width = 0.6): void {
    this.document.moveTo(x1, y1).lineTo(x2, y2).lineWidth(width).strokeColor(colour).stroke();
  }

  /** Text of any length broken to the width by words; the cursor moves below it. */
  paragraph(text: string, style: Omit<TextStyle, 'width' | 'align'> = {}): void {
    const { font = 'regular', size = SIZE.text } = style;
    for (const line of this.#wrap(this.fit(text, font), font, size, this.width)) {
      this.reserve(size * 1.4);
      this.text(line, this.left, this.y, style);
      this.y += size * 1.4;
    }
  }

  /** The text in lines of this width, broken between words; the last one holds the rest when there would be more than `most`. */
  wordLines(text: string, width: number, most: number, size: number = SIZE.text): string[] {
    const lines = this.#wrap(this.fit(text), 'regular', size, width);
    return lines.length <= most ? lines : [...lines.slice(0, most - 1), lines.slice(most - 1).join(' ')];
  }

  #wrap(text: string, font: FontName, size: number, width: number): string[] {
    const drawn = this.document.font(font).fontSize(size);
    const lines: string[] = [];
    let line = '';
    for (const word of text.split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (drawn.widthOfString(longer) <= width) line = longer;
      else {
        if (line !== '') lines.push(line);
        line = word;
      }
    }
    return [...lines, line];
  }

  heading(text: string): void {
    this.reserve(SIZE.heading * 4);
    this.y += 8;
    this.text(text, this.left, this.y, { font: 'bold', size: SIZE.heading });
    this.y += SIZE.heading * 1.7;
  }

  /** Draws heads and feet on all pages, now that their number is known, and ends the document. */
  finish(left: string): void {
    const pages = this.document.bufferedPageRange().count;
    for (let page = 0; page < pages; page += 1) {
      this.document.switchToPage(page);
      this.#drawFurniture(this.#heads[page] ?? '', left, page + 1, pages);
    }
    this.document.end();
  }

  #drawFurniture(running: string, left: string, page: number, pages: number): void {
    const small = { size: SIZE.small, colour: INK.muted };
    this.text(running, this.left, MARGIN - 4, { ...small, width: this.width * 0.7 });
    this.text('Laddergram', this.right, MARGIN - 4, { ...small, font: 'bold', align: 'right' });
    this.line(this.left, MARGIN + 9, this.right, MARGIN + 9);
    const foot = this.document.page.height - MARGIN;
    this.line(this.left, foot - 10, this.right, foot - 10);
    this.text(left, this.left, foot - 4, { ...small, width: this.width * 0.8 });
    this.text(`${page} / ${pages}`, this.right, foot - 4, { ...small, align: 'right' });
  }
}
