import { singleByteText } from '../byteText';
import { headerOf } from './headerOf';
import { readHeaders } from './headerLines';
import { IssueList } from './issueList';
import { LineReader } from './lineReader';
import { readMediaType, type MediaType } from './mediaType';
import type { ByteRange, SipHeader, SipIssue, SipMessage } from './sipMessage';

/** One part of a body: the whole body, or a part of a multipart body (RFC 2046 §5.1, RFC 5621). Ranges count as the message's do. */
export type BodyPart = {
  /** `application/sdp` in lower case without parameters; empty when nothing says so. */
  readonly contentType: string;
  /** That parameter of Content-Type, which says what ISUP it is; empty as a rule. */
  readonly version: string;
  /** What must be undone before the content can be read (`gzip`, `base64`), in lower case; empty when nothing. */
  readonly encoding: string;
  /** `2.1` for the first part of the second; empty for a body that is not multipart. */
  readonly number: string;
  /** The part's own header fields; none for a body that is not multipart. */
  readonly headers: readonly SipHeader[];
  readonly range: ByteRange;
};

export type BodyParts = { readonly parts: readonly BodyPart[]; readonly issues: readonly SipIssue[] };

/** Parts read of one message; the rest then is one more part, unread. */
const MAX_PARTS = 32;
/** A multipart within a multipart is opened, one within that is not. */
const MAX_DEPTH = 2;
/** RFC 2046 §5.1.1 */
const MAX_BOUNDARY_BYTES = 70;

const HYPHEN = 0x2d;
const V = 0x76;
const EQUALS = 0x3d;
const ZERO = 0x30;

/** `v=0` at this place: how a session description begins. */
const beginsAsSdp = (bytes: Uint8Array, start: number, end: number): boolean =>
  end - start >= 3 && bytes[start] === V && bytes[start + 1] === EQUALS && bytes[start + 2] === ZERO;

type Reading = {
  readonly bytes: Uint8Array;
  readonly base: number;
  readonly parts: BodyPart[];
  readonly issues: IssueList;
};

/** Content as its header fields describe it; `typeRange` is where they name its type, for issues. */
type Content = {
  readonly type: MediaType;
  readonly typeRange: ByteRange;
  readonly encoding: string;
  readonly headers: readonly SipHeader[];
  readonly number: string;
  readonly depth: number;
};

/** Encodings that leave bytes as they are (RFC 2045 §6.2). */
const PLAIN_ENCODINGS = new Set(['', 'identity', '7bit', '8bit', 'binary']);

/** Content-Encoding, of a part also Content-Transfer-Encoding: what must be undone, empty when nothing. */
export function encodingOf(headers: readonly SipHeader[]): string {
  for (const { key, value } of headers) {
    if (key !== 'content-encoding' && key !== 'content-transfer-encoding') continue;
    const encoding = value.trim().toLowerCase();
    if (!PLAIN_ENCODINGS.has(encoding)) return encoding;
  }
  return '';
}

/** Whether the line bytes[start, end) is `--boundary--`, which closes, or `--boundary`; null when it is neither. */
function delimiterCloses(reading: Reading, boundary: string, start: number, end: number): boolean | null {
  const { bytes } = reading;
  if (end - start < boundary.length + 2 || bytes[start] !== HYPHEN || bytes[start + 1] !== HYPHEN) return null;
  for (let i = 0; i < boundary.length; i += 1) {
    if (bytes[start + 2 + i] !== boundary.charCodeAt(i)) return null;
  }
  const rest = singleByteText(bytes, start + 2 + boundary.length, Math.min(end, start + 4 + boundary.length)).trim();
  if (rest === '') return false;
  return rest === '--' ? true : null;
}

/** Reads the part in bytes[start, end): its header fields, an empty line, its content. */
function readPart(reading: Reading, number: string, depth: number, start: number, end: number): void {
  const { bytes, base } = reading;
  const { headers, bodyStart } = readHeaders(new LineReader(bytes, start, end), base, new IssueList());
  const named = headers.find(({ key }) => key === 'content-type');
  const typeRange = named?.valueRange ?? { start: start - base, end: start - base };
  const type = readMediaType(named?.value ?? 'text/plain');
  readContent(reading, { type, typeRange, encoding: encodingOf(headers), headers, number, depth }, bodyStart, end);
}

function addPart({ parts, base }: Reading, content: Content, start: number, end: number): void {
  const { type, encoding, headers, number } = content;
  const range = { start: start - base, end: end - base };
  parts.push({ contentType: type.name, version: type.version, encoding, number, headers, range });
}

const UNREAD: MediaType = { name: '', boundary: '', version: '' };

function addUnread(reading: Reading, parent: Content, number: string, start: number, end: number): void {
  reading.issues.add('tooManyParts', start - reading.base, end - reading.base);
  if (reading.parts.length === MAX_PARTS) {
    addPart(reading, { ...parent, type: UNREAD, encoding: '', headers: [], number }, start, end);
  }
}

/** Splits bytes[start, end) at its delimiter lines; the line end before a delimiter belongs to it. */
function readMultipart(reading: Reading, content: Content, start: number, end: number): void {
  const { boundary } = content.type;
  const lines = new LineReader(reading.bytes, start, end);
  const depth = content.depth + 1;
  let partStart: number | null = null;
  let previousEnd = start;
  let count = 0;
  const next = (): string => `${content.number === '' ? '' : `${content.number}.`}${(count += 1)}`;
  while (lines.read()) {
    const closes = delimiterCloses(reading, boundary, lines.start, lines.textEnd);
    if (closes !== null) {
      if (partStart !== null) readPart(reading, next(), depth, partStart, Math.max(partStart, previousEnd));
      partStart = closes ? null : lines.next;
      if (closes) return;
      if (reading.parts.length >= MAX_PARTS) return addUnread(reading, content, next(), lines.next, end);
    }
    previousEnd = lines.textEnd;
  }
  if (partStart === null) return noteUnsplit(reading, content, start, end);
  reading.issues.add('multipartNotClosed', end - reading.base, end - reading.base);
  readPart(reading, next(), depth, partStart, end);
}

/** Without a delimiter line the content is one part that is not read. */
function noteUnsplit(reading: Reading, content: Content, start: number, end: number): void {
  reading.issues.add('boundaryNotFound', content.typeRange.start, content.typeRange.end);
  addPart(reading, content, start, end);
}

/** Whether a multipart can be opened; what speaks against it is noted. */
function canBeSplit(reading: Reading, { type, typeRange, encoding, depth }: Content): boolean {
  if (!type.name.startsWith('multipart/') || encoding !== '') return false;
  const { boundary } = type;
  const fault =
    boundary === ''
      ? 'missingBoundary'
      : boundary.length > MAX_BOUNDARY_BYTES
        ? 'badBoundary'
        : depth >= MAX_DEPTH
          ? 'tooManyParts'
          : null;
  if (fault !== null) reading.issues.add(fault, typeRange.start, typeRange.end);
  return fault === null;
}

function readContent(reading: Reading, content: Content, start: number, end: number): void {
  if (reading.parts.length >= MAX_PARTS) return;
  if (canBeSplit(reading, content)) readMultipart(reading, content, start, end);
  else addPart(reading, content, start, end);
}

const NO_PARTS: BodyParts = { parts: [], issues: [] };

/** The parts of a message's body, as `bodyPartsOf`, and what is wrong with the way they are held together. */
export function readBodyParts(message: SipMessage, bytes: Uint8Array, start: number): BodyParts {
  const from = Math.min(start + message.body.start, bytes.length);
  const to = Math.min(start + message.body.end, bytes.length);
  if (to <= from) return NO_PARTS;
  const reading = { bytes, base: start, parts: [], issues: new IssueList() };
  const named = headerOf(message, 'content-type');
  const guessed = beginsAsSdp(bytes, from, to) ? 'application/sdp' : '';
  const type = named === null ? { ...UNREAD, name: guessed } : readMediaType(named.value);
  const typeRange = named?.valueRange ?? message.startLine;
  const encoding = encodingOf(message.headers);
  readContent(reading, { type, typeRange, encoding, headers: [], number: '', depth: 0 }, from, to);
  return { parts: reading.parts, issues: reading.issues.issues };
}

/**
 * The parts of a message's body, in order: one when it is not multipart, none when it is empty. `bytes` holds the message
 * from `start` on. A body without Content-Type that begins with `v=0` counts as `application/sdp`.
 */
export const bodyPartsOf = (message: SipMessage, bytes: Uint8Array, start: number): readonly BodyPart[] =>
  readBodyParts(message, bytes, start).parts;
