import { headerKey, usualSpelling, type HeaderSpelling } from '../../../../shared/sip/headerNames';
import { singleByteText, utf8Text } from '../byteText';
import { isBlank } from '../characterBytes';
import type { IssueList } from './issueList';
import type { LineReader } from './lineReader';
import type { SipHeader } from './sipMessage';
import { isToken } from './text';

/** Header fields kept of one message; no call comes near it. */
const MAX_HEADERS = 1000;

/** Beyond these bytes of a header part names and values are decoded one by one. */
const DECODED_AT_ONCE_BYTES = 4096;

const COLON = 0x3a;
const BACKSLASH = 0x5c;
const SPACE = 0x20;
const TAB = 0x09;

export type HeaderPart = {
  readonly headers: readonly SipHeader[];
  /** Offset in `bytes` where the body begins. */
  readonly bodyStart: number;
};

/** Reads header fields up to the empty line (RFC 3261 §7.3.1): one pass, each byte looked at a fixed number of times. */
class HeaderReader {
  readonly headers: SipHeader[] = [];
  private readonly lines: LineReader;
  private readonly bytes: Uint8Array;
  private readonly base: number;
  /** All bytes as text; of ASCII, names and values are cut out of it. Who keeps a value for long copies it (`detached`). */
  private readonly text: string;
  private readonly textStart: number;
  private readonly issues: IssueList;
  private notedLineFeed = false;
  private notedCarriageReturn = false;
  private skippedFrom: number | null = null;

  constructor(lines: LineReader, base: number, issues: IssueList) {
    this.lines = lines;
    this.bytes = lines.bytes;
    this.base = base;
    this.textStart = lines.next;
    this.text = singleByteText(lines.bytes, lines.next, Math.min(lines.end, lines.next + DECODED_AT_ONCE_BYTES));
    this.issues = issues;
  }

  /** Notes an irregular end of the line read last, the first of each kind. */
  noteEnding(): void {
    const { ending, textEnd, next } = this.lines;
    if (ending === 'lf' && !this.notedLineFeed) {
      this.notedLineFeed = true;
      this.note('lineEndsWithoutCarriageReturn', textEnd, next);
    } else if (ending === 'cr' && !this.notedCarriageReturn) {
      this.notedCarriageReturn = true;
      this.note('lineEndsWithoutLineFeed', textEnd, next);
    }
  }

  readAll(): number {
    const { lines } = this;
    while (lines.read()) {
      this.noteEnding();
      if (lines.textEnd === lines.start && lines.ending !== 'none') return this.finish(lines.next);
      if (isBlank(this.bytes[lines.start])) this.note('continuationWithoutHeader', lines.start, lines.textEnd);
      else this.readField();
    }
    this.note('missingBlankLine', lines.end, lines.end);
    return this.finish(lines.end);
  }

  private finish(bodyStart: number): number {
    if (this.skippedFrom !== null) this.note('tooManyHeaders', this.skippedFrom, bodyStart);
    return bodyStart;
  }

  private note(code: Parameters<IssueList['add']>[0], start: number, end: number): void {
    this.issues.add(code, start - this.base, end - this.base);
  }

  /** A header field with the lines that continue it. */
  private readField(): void {
    const { lines, bytes } = this;
    const start = lines.start;
    const firstLineEnd = lines.textEnd;
    let hasHighBytes = lines.hasHighBytes;
    let hasNul = lines.hasNul;
    while (isBlank(lines.next < lines.end ? bytes[lines.next] : undefined) && lines.read()) {
      this.noteEnding();
      hasHighBytes ||= lines.hasHighBytes;
      hasNul ||= lines.hasNul;
    }
    const end = lines.textEnd;
    if (this.headers.length >= MAX_HEADERS) {
      this.skippedFrom ??= start;
      return;
    }
    if (hasNul) this.noteNul(start, end);
    const colon = this.findColon(start, firstLineEnd);
    if (colon === null) this.note('headerWithoutColon', start, end);
    else this.addHeader(start, colon, end, end > firstLineEnd, hasHighBytes);
  }

  private findColon(start: number, end: number): number | null {
    for (let at = start; at < end; at += 1) if (this.bytes[at] === COLON) return at;
    return null;
  }

  /** A NUL after a backslash is legal within quotes (RFC 3261 §25.1, quoted-pair). */
  private noteNul(start: number, end: number): void {
    for (let at = start; at < end; at += 1) {
      if (this.bytes[at] === 0 && this.bytes[at - 1] !== BACKSLASH) return this.note('nulInHeader', at, at + 1);
    }
  }

  /** Text of bytes[start, end), where ASCII needs no decoding of its own. */
  private textOf(start: number, end: number, hasHighBytes: boolean): string {
    const cutEnd = end - this.textStart;
    const isCut = !hasHighBytes && cutEnd <= this.text.length;
    return isCut ? this.text.slice(start - this.textStart, cutEnd) : utf8Text(this.bytes, start, end);
  }

  private usualName(start: number, end: number): HeaderSpelling | null {
    return end <= this.text.length ? usualSpelling(this.text.slice(start, end)) : null;
  }

  private addHeader(start: number, colon: number, end: number, folded: boolean, hasHighBytes: boolean): void {
    const { bytes, base } = this;
    let nameEnd = colon;
    while (nameEnd > start && isBlank(bytes[nameEnd - 1])) nameEnd -= 1;
    let valueStart = colon + 1;
    while (valueStart < end && bytes[valueStart]! <= SPACE && isSpaceByte(bytes[valueStart]!)) valueStart += 1;
    let valueEnd = end;
    while (valueEnd > valueStart && isSpaceByte(bytes[valueEnd - 1]!)) valueEnd -= 1;

    const usual = this.usualName(start - this.textStart, nameEnd - this.textStart);
    const name = usual === null ? utf8Text(bytes, start, nameEnd) : usual.name;
    const key = usual === null ? headerKey(name) : usual.key;
    const text = this.textOf(valueStart, valueEnd, hasHighBytes);
    const value = folded ? unfold(text) : text;
    if (name === '') this.note('emptyHeaderName', start, colon + 1);
    else if (usual === null && !isToken(name)) this.note('badHeaderName', start, nameEnd);
    if (nameEnd < colon && name !== '') this.note('spaceBeforeColon', nameEnd, colon);
    if (folded) this.note('foldedHeader', start, end);
    if (hasHighBytes && value.includes('\ufffd')) this.note('notUtf8', valueStart, valueEnd);
    this.headers.push({
      name,
      key,
      value,
      range: { start: start - base, end: end - base },
      valueRange: { start: valueStart - base, end: valueEnd - base },
    });
  }
}

const isSpaceByte = (byte: number): boolean => byte === SPACE || byte === TAB || byte === 0x0d || byte === 0x0a;

/** Lines of a folded value joined by one space each (RFC 3261 §7.3.1). */
function unfold(text: string): string {
  return text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ');
}

/** Reads the header part; `lines` stands after the start line. Ranges and issues count from `base`. */
export function readHeaders(lines: LineReader, base: number, issues: IssueList): HeaderPart {
  const reader = new HeaderReader(lines, base, issues);
  reader.noteEnding();
  const bodyStart = reader.readAll();
  return { headers: reader.headers, bodyStart };
}
