import type { ByteRange } from '../../byteRange';

export type XmlAttribute = { readonly name: string; readonly range: ByteRange; readonly valueRange: ByteRange };

export type StartTag = {
  readonly name: string;
  readonly attributes: readonly XmlAttribute[];
  /** `<name/>` */
  readonly isEmpty: boolean;
  readonly isWellFormed: boolean;
  /** Behind the tag. */
  readonly next: number;
};

const MAX_ATTRIBUTES = 100;

const isBlank = (code: number): boolean => code === 0x20 || (code >= 0x09 && code <= 0x0d);

/** Whether a name ends before this character: white space, `/`, `=`, `>` or `<`. */
const endsName = (code: number): boolean =>
  isBlank(code) || code === 0x2f || code === 0x3d || code === 0x3e || code === 0x3c;

/** `<name attribute="value" …>` or `<name …/>` at `at`; ranges count from `base`. */
class StartTagReader {
  private readonly text: string;
  private readonly base: number;
  private at: number;
  private isWellFormed = true;
  private readonly attributes: XmlAttribute[] = [];

  constructor(text: string, at: number, base: number) {
    this.text = text;
    this.at = at + 1;
    this.base = base;
  }

  read(): StartTag {
    const { text, attributes } = this;
    const name = this.readName();
    for (this.skipBlanks(); this.at < text.length; this.skipBlanks()) {
      const character = text[this.at];
      if (character === '>') return this.tag(name, false, this.at + 1);
      if (character === '/' && text[this.at + 1] === '>') return this.tag(name, true, this.at + 2);
      if (character === '<') break;
      const attribute = this.readAttribute();
      if (attribute !== null && attributes.length < MAX_ATTRIBUTES) attributes.push(attribute);
    }
    this.isWellFormed = false;
    return this.tag(name, false, this.at);
  }

  private tag(name: string, isEmpty: boolean, next: number): StartTag {
    return { name, attributes: this.attributes, isEmpty, isWellFormed: this.isWellFormed, next };
  }

  private skipBlanks(): void {
    while (this.at < this.text.length && isBlank(this.text.charCodeAt(this.at))) this.at += 1;
  }

  private readName(): string {
    const start = this.at;
    while (this.at < this.text.length && !endsName(this.text.charCodeAt(this.at))) this.at += 1;
    return this.text.slice(start, this.at);
  }

  private readAttribute(): XmlAttribute | null {
    const start = this.at;
    const name = this.readName();
    this.skipBlanks();
    if (name === '' || this.text[this.at] !== '=') {
      this.isWellFormed = false;
      if (name === '') this.at += 1;
      return null;
    }
    this.at += 1;
    this.skipBlanks();
    const valueRange = this.readValue();
    return { name, range: this.rangeOf(start, this.at), valueRange };
  }

  private rangeOf(start: number, end: number): ByteRange {
    return { start: this.base + start, end: this.base + end };
  }

  /** A value in quotes; without them it ends at white space or the tag's end, and is a fault. */
  private readValue(): ByteRange {
    const { text } = this;
    const quote = text[this.at];
    const isQuoted = quote === '"' || quote === "'";
    const start = isQuoted ? this.at + 1 : this.at;
    const closing = isQuoted ? text.indexOf(quote, start) : -1;
    if (closing >= 0) {
      this.at = closing + 1;
      return this.rangeOf(start, closing);
    }
    this.isWellFormed = false;
    this.at = start;
    while (this.at < text.length && !isBlank(text.charCodeAt(this.at)) && text[this.at] !== '>') this.at += 1;
    return this.rangeOf(start, this.at);
  }
}

export const readStartTag = (text: string, at: number, base: number): StartTag =>
  new StartTagReader(text, at, base).read();
