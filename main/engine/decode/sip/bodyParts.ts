import { singleByteText, utf8Text } from '../byteText';
import { IssueList } from './issueList';
import { headerOf } from './headerOf';
import { readHeaders } from './headerLines';
import { LineReader } from './lineReader';
import { parameterValue, readParameters } from './parameters';
import type { ByteRange, SipHeader, SipMessage } from './sipMessage';

/** One part of a body: the whole body, or a part of a multipart body (RFC 2046 §5.1, RFC 5621). Ranges count as the message's do. */
export type BodyPart = {
  /** `application/sdp` in lower case without parameters; empty when nothing says so. */
  readonly contentType: string;
  /** The part's own header fields; none for a body that is not multipart. */
  readonly headers: readonly SipHeader[];
  readonly range: ByteRange;
};

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

type MediaType = { readonly name: string; readonly boundary: string };

function readMediaType(value: string): MediaType {
  const semicolon = value.indexOf(';');
  const nameEnd = semicolon < 0 ? value.length : semicolon;
  const { parameters } = readParameters(value, nameEnd, value.length);
  const name = value.slice(0, nameEnd).replace(/\s/g, '').toLowerCase();
  return { name, boundary: parameterValue(parameters, 'boundary') ?? '' };
}

/** `v=0` at this place: how a session description begins. */
const beginsAsSdp = (bytes: Uint8Array, start: number, end: number): boolean =>
  end - start >= 3 && bytes[start] === V && bytes[start + 1] === EQUALS && bytes[start + 2] === ZERO;

type Reading = { readonly bytes: Uint8Array; readonly base: number; readonly parts: BodyPart[] };

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
function readPart(reading: Reading, start: number, end: number, depth: number): void {
  const { bytes, base } = reading;
  const { headers, bodyStart } = readHeaders(new LineReader(bytes, start, end), base, new IssueList());
  const contentType = headers.find(({ key }) => key === 'content-type')?.value ?? 'text/plain';
  readContent(reading, readMediaType(contentType), headers, bodyStart, end, depth);
}

function addUnread({ parts, base }: Reading, start: number, end: number): void {
  if (parts.length === MAX_PARTS)
    parts.push({ contentType: '', headers: [], range: { start: start - base, end: end - base } });
}

/** Splits bytes[start, end) at its delimiter lines; the line end before a delimiter belongs to it. */
function readMultipart(reading: Reading, boundary: string, start: number, end: number, depth: number): void {
  const lines = new LineReader(reading.bytes, start, end);
  let partStart: number | null = null;
  let previousEnd = start;
  while (lines.read()) {
    const closes = delimiterCloses(reading, boundary, lines.start, lines.textEnd);
    if (closes !== null) {
      if (partStart !== null) readPart(reading, partStart, Math.max(partStart, previousEnd), depth);
      partStart = closes ? null : lines.next;
      if (closes) return;
      if (reading.parts.length >= MAX_PARTS) return addUnread(reading, lines.next, end);
    }
    previousEnd = lines.textEnd;
  }
  if (partStart !== null) readPart(reading, partStart, end, depth);
}

function readContent(
  reading: Reading,
  type: MediaType,
  headers: readonly SipHeader[],
  start: number,
  end: number,
  depth: number,
): void {
  const { base, parts } = reading;
  if (parts.length >= MAX_PARTS) return;
  const boundary = type.boundary;
  if (type.name.startsWith('multipart/') && boundary !== '' && boundary.length <= MAX_BOUNDARY_BYTES) {
    if (depth < MAX_DEPTH) return readMultipart(reading, boundary, start, end, depth + 1);
  }
  parts.push({ contentType: type.name, headers, range: { start: start - base, end: end - base } });
}

/**
 * The parts of a message's body, in order: one when it is not multipart, none when it is empty. `bytes` holds the message
 * from `start` on. A body without Content-Type that begins with `v=0` counts as `application/sdp`.
 */
export function bodyPartsOf(message: SipMessage, bytes: Uint8Array, start: number): readonly BodyPart[] {
  const from = Math.min(start + message.body.start, bytes.length);
  const to = Math.min(start + message.body.end, bytes.length);
  if (to <= from) return [];
  const reading: Reading = { bytes, base: start, parts: [] };
  const contentType = headerOf(message, 'content-type');
  const guessed = beginsAsSdp(bytes, from, to) ? 'application/sdp' : '';
  const type = contentType === null ? { name: guessed, boundary: '' } : readMediaType(contentType.value);
  readContent(reading, type, [], from, to, 0);
  return reading.parts;
}

/** Whether a part reads well as text: UTF-8 without NULs. */
export function isText(bytes: Uint8Array, start: number, end: number): boolean {
  const text = utf8Text(bytes, start, end);
  return !text.includes('\ufffd') && !text.includes('\0');
}
