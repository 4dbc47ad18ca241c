import { utf8Text } from '../byteText';

/** `MSRP`, identifiers of 32 characters, a method or a status with a comment: none is longer. */
const MAX_START_LINE_BYTES = 512;
const LINE_FEED = 0x0a;

/** RFC 4975 §9: ident is 4 to 32 characters, of which the first is a letter or a digit. */
const START_LINE = /^MSRP ([A-Za-z0-9][A-Za-z0-9.+%=-]{3,31}) (?:(\d{3})(?: ([^\r\n]*))?|([A-Z]+))\r?$/;

export type MsrpStartLine = {
  readonly transactionId: string;
  /** A request has a method, a response a status; the other is null. */
  readonly method: string | null;
  readonly status: number | null;
  readonly comment: string;
  /** Without its line end, and where the next line begins. */
  readonly end: number;
  readonly next: number;
};

/** Whether bytes[start] may be the beginning of MSRP, as far as it is there. */
function beginsLikeMsrp(bytes: Uint8Array, start: number, end: number): boolean {
  const haveBytes = Math.min(5, end - start);
  for (let at = 0; at < haveBytes; at += 1) if (bytes[start + at] !== 'MSRP '.charCodeAt(at)) return false;
  return haveBytes > 0;
}

/** Whether the line that begins at bytes[start] may yet become a start line when more bytes come. */
export function mayBecomeStartLine(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start >= MAX_START_LINE_BYTES || !beginsLikeMsrp(bytes, start, end)) return false;
  return bytes.subarray(start, end).indexOf(LINE_FEED) === -1;
}

/**
 * The start line at bytes[start] (RFC 4975 §9); null when none stands there whole.
 *
 *     MSRP d93kswow SEND
 *     MSRP d93kswow 200 OK
 */
export function readMsrpStartLine(bytes: Uint8Array, start: number, end: number): MsrpStartLine | null {
  if (end - start < 5 || !beginsLikeMsrp(bytes, start, end)) return null;
  const limit = Math.min(end, start + MAX_START_LINE_BYTES);
  const lineBytes = bytes.subarray(start, limit).indexOf(LINE_FEED);
  if (lineBytes === -1) return null;
  const line = utf8Text(bytes, start, start + lineBytes);
  const match = START_LINE.exec(line);
  if (match === null) return null;
  return {
    transactionId: match[1]!,
    status: match[2] === undefined ? null : Number(match[2]),
    comment: match[3] ?? '',
    method: match[4] ?? null,
    end: start + (line.endsWith('\r') ? lineBytes - 1 : lineBytes),
    next: start + lineBytes + 1,
  };
}

/** Whether a request or response of MSRP begins at bytes[start]. */
export const looksLikeMsrp = (bytes: Uint8Array, start: number, end: number): boolean =>
  readMsrpStartLine(bytes, start, end) !== null;
