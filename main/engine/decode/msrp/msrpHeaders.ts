import { utf8Text } from '../byteText';
import { isBlank } from '../characterBytes';
import type { Fault } from '../fault';
import { type MsrpEndLine, readEndLine } from './msrpEndLine';
import type { MsrpByteRange, MsrpHeader } from './msrpMessage';

const MAX_HEADERS = 100;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const COLON = 0x3a;

/** `1-8/8`, with stars for what is not known (RFC 4975 §9). */
const BYTE_RANGE = /^(\d{1,15})-(?:(\d{1,15})|\*)\/(?:(\d{1,15})|\*)$/;

/** Names of the header fields that are read, in lower case. */
export const HEADER = {
  toPath: 'to-path',
  fromPath: 'from-path',
  messageId: 'message-id',
  byteRange: 'byte-range',
  contentType: 'content-type',
  failureReport: 'failure-report',
  successReport: 'success-report',
} as const;

export type MsrpHeaderPart = {
  readonly headers: readonly MsrpHeader[];
  /** Behind the empty line, where a body begins; null without one. */
  readonly bodyStart: number | null;
  /** The end-line, where no body stands before it. */
  readonly endLine: MsrpEndLine | null;
  /** Where reading came to an end. */
  readonly next: number;
};

/** Where the line ends, without its line end. */
function textEnd(bytes: Uint8Array, start: number, lineFeed: number): number {
  return lineFeed > start && bytes[lineFeed - 1] === CARRIAGE_RETURN ? lineFeed - 1 : lineFeed;
}

function headerOf(bytes: Uint8Array, start: number, end: number): MsrpHeader | null {
  const colon = bytes.subarray(start, end).indexOf(COLON);
  if (colon <= 0) return null;
  let valueStart = start + colon + 1;
  while (valueStart < end && isBlank(bytes[valueStart])) valueStart += 1;
  let valueEnd = end;
  while (valueEnd > valueStart && isBlank(bytes[valueEnd - 1])) valueEnd -= 1;
  return {
    name: utf8Text(bytes, start, start + colon).trim(),
    value: utf8Text(bytes, valueStart, valueEnd),
    range: { start, end },
    valueRange: { start: valueStart, end: valueEnd },
  };
}

/** Reads header fields up to the empty line or the end-line, each byte a fixed number of times. */
export function readMsrpHeaders(
  bytes: Uint8Array,
  from: number,
  end: number,
  transactionId: string,
  faults: Fault[],
): MsrpHeaderPart {
  const headers: MsrpHeader[] = [];
  let unreadable = false;
  let at = from;
  while (at < end) {
    const endLine = readEndLine(bytes, at, end, transactionId);
    if (endLine !== null) return { headers, bodyStart: null, endLine, next: endLine.next };
    const lineBytes = bytes.subarray(at, end).indexOf(LINE_FEED);
    if (lineBytes === -1) break;
    const lineFeed = at + lineBytes;
    const lineEnd = textEnd(bytes, at, lineFeed);
    if (lineEnd === at) return { headers, bodyStart: lineFeed + 1, endLine: null, next: lineFeed + 1 };
    const header = headers.length < MAX_HEADERS ? headerOf(bytes, at, lineEnd) : null;
    if (header !== null) headers.push(header);
    else if (!unreadable) {
      unreadable = true;
      faults.push({ kind: 'malformed', layer: 'msrp', detail: 'a line is no header field' });
    }
    at = lineFeed + 1;
  }
  return { headers, bodyStart: null, endLine: null, next: at };
}

/** Value of the first header field of this name (in lower case); empty without one. */
export const headerValue = (headers: readonly MsrpHeader[], name: string): string =>
  headers.find((header) => header.name.toLowerCase() === name)?.value ?? '';

export function parseByteRange(text: string): MsrpByteRange | null {
  const match = BYTE_RANGE.exec(text.trim());
  if (match === null) return null;
  const numberOf = (digits: string | undefined): number | null => (digits === undefined ? null : Number(digits));
  return { first: Number(match[1]), last: numberOf(match[2]), total: numberOf(match[3]) };
}

/** Length of the body as Byte-Range tells it; null when it leaves it open. */
export function bodyBytesOf(headers: readonly MsrpHeader[]): number | null {
  const range = parseByteRange(headerValue(headers, HEADER.byteRange));
  const last = range?.last ?? null;
  if (range === null || last === null || last < range.first) return null;
  return last - range.first + 1;
}
