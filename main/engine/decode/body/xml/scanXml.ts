import { singleByteText } from '../../byteText';
import type { ByteRange } from '../../byteRange';
import { readStartTag, type XmlAttribute } from './startTag';

export type XmlElement = {
  readonly kind: 'element';
  /** As written, prefix included. */
  readonly name: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlNode[];
  readonly range: ByteRange;
};

/** `unread` is what lies beyond the bounds. Ranges are offsets of the bytes scanned. */
export type XmlNode = XmlElement | { readonly kind: 'text' | 'unread'; readonly range: ByteRange };

export type XmlScan = {
  readonly root: XmlElement | null;
  /** Elements close in order, there is one root, and nothing but white space beside it. */
  readonly isWellFormed: boolean;
};

const MAX_DEPTH = 32;
const MAX_NODES = 2000;

const NAME_START = /[A-Za-z_:\u0080-\uffff]/;
const BLANK = /\s/;
const BYTE_ORDER_MARK = '\u00ef\u00bb\u00bf';

type OpenElement = {
  readonly name: string;
  readonly attributes: readonly XmlAttribute[];
  readonly start: number;
  readonly children: XmlNode[];
};

/** Reads one document; every step moves on, and what cannot be closed ends with the document. */
class XmlScanner {
  private readonly text: string;
  private readonly base: number;
  private readonly open: OpenElement[] = [];
  private nodes = 0;
  /** Elements open beyond MAX_DEPTH. */
  private deeper = 0;
  private deeperStart = 0;
  private root: XmlElement | null = null;
  private isWellFormed = true;

  constructor(text: string, base: number) {
    this.text = text;
    this.base = base;
  }

  scan(): XmlScan {
    const { text } = this;
    let at = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
    while (at < text.length && this.nodes < MAX_NODES) {
      const markup = text.indexOf('<', at);
      this.addText(at, markup < 0 ? text.length : markup);
      at = markup < 0 ? text.length : this.readMarkup(markup);
    }
    if (at < text.length) this.add('unread', at, text.length);
    if (this.open.length > 0 || this.root === null) this.isWellFormed = false;
    while (this.open.length > 0) this.close(text.length);
    return { root: this.root, isWellFormed: this.isWellFormed };
  }

  private readMarkup(at: number): number {
    const { text } = this;
    if (text.startsWith('<!--', at)) return this.after('-->', at + 4);
    if (text.startsWith('<![CDATA[', at)) return this.readCharacterData(at + 9);
    if (text.startsWith('<?', at)) return this.after('?>', at + 2);
    if (text.startsWith('<!', at)) return this.skipDeclaration(at + 2);
    if (text.startsWith('</', at)) return this.readEndTag(at);
    if (NAME_START.test(text.charAt(at + 1))) return this.readElement(at);
    this.isWellFormed = false;
    this.addText(at, at + 1);
    return at + 1;
  }

  private after(end: string, from: number): number {
    const found = this.text.indexOf(end, from);
    if (found >= 0) return found + end.length;
    this.isWellFormed = false;
    return this.text.length;
  }

  private readCharacterData(start: number): number {
    const next = this.after(']]>', start);
    this.addText(start, Math.max(start, Math.min(next, this.text.length) - 3));
    return next;
  }

  /** DOCTYPE with its internal subset: skipped, no entity is ever defined. */
  private skipDeclaration(from: number): number {
    let brackets = 0;
    for (let at = from; at < this.text.length; at += 1) {
      const character = this.text[at];
      if (character === '[') brackets += 1;
      else if (character === ']') brackets -= 1;
      else if (character === '>' && brackets <= 0) return at + 1;
    }
    this.isWellFormed = false;
    return this.text.length;
  }

  private readElement(at: number): number {
    const tag = readStartTag(this.text, at, this.base);
    if (!tag.isWellFormed) this.isWellFormed = false;
    if (this.open.length === 0 && this.root !== null) this.isWellFormed = false;
    if (this.open.length >= MAX_DEPTH) return this.passDeeper(at, tag.next, tag.isEmpty);
    this.nodes += 1;
    this.open.push({ name: tag.name, attributes: tag.attributes, start: at, children: [] });
    if (tag.isEmpty) this.close(tag.next);
    return tag.next;
  }

  private passDeeper(at: number, next: number, isEmpty: boolean): number {
    if (this.deeper === 0) this.deeperStart = at;
    if (isEmpty && this.deeper === 0) this.add('unread', at, next);
    if (!isEmpty) this.deeper += 1;
    return next;
  }

  private readEndTag(at: number): number {
    const next = this.after('>', at + 2);
    const name = this.text.slice(at + 2, next - 1).trim();
    if (this.deeper > 0) {
      this.deeper -= 1;
      if (this.deeper === 0) this.add('unread', this.deeperStart, next);
      return next;
    }
    const depth = this.open.findLastIndex((element) => element.name === name);
    if (depth !== this.open.length - 1 || depth < 0) this.isWellFormed = false;
    if (depth >= 0) while (this.open.length > depth) this.close(next);
    return next;
  }

  private close(end: number): void {
    const { name, attributes, start, children } = this.open.pop()!;
    const range = { start: this.base + start, end: this.base + end };
    const element: XmlElement = { kind: 'element', name, attributes, children, range };
    const parent = this.open.at(-1);
    if (parent !== undefined) parent.children.push(element);
    else this.root ??= element;
  }

  private addText(from: number, to: number): void {
    let start = from;
    let end = to;
    while (start < end && BLANK.test(this.text.charAt(start))) start += 1;
    while (end > start && BLANK.test(this.text.charAt(end - 1))) end -= 1;
    if (start === end || this.deeper > 0) return;
    if (this.open.length === 0) this.isWellFormed = false;
    else this.add('text', start, end);
  }

  private add(kind: 'text' | 'unread', start: number, end: number): void {
    this.nodes += 1;
    this.open.at(-1)?.children.push({ kind, range: { start: this.base + start, end: this.base + end } });
  }
}

/**
 * Elements, attributes and text of the XML in bytes[start, end), for display: never fails, expands no entity, reads no DTD, checks
 * no schema. Time is linear in the length.
 */
export const scanXml = (bytes: Uint8Array, start: number, end: number): XmlScan =>
  new XmlScanner(singleByteText(bytes, start, Math.min(end, bytes.length)), start).scan();
