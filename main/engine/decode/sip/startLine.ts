import { describeMethod } from '../../../../shared/sip/methods';
import { singleByteText, utf8Text } from '../byteText';
import { isBlank, skipKeepalive } from '../characterBytes';
import type { IssueList } from './issueList';
import type { ByteRange } from './sipMessage';
import { isToken, skipSpace, trimmed } from './text';

/** The first line in its parts; ranges are bytes from `base`. */
export type StartLine =
  | {
      readonly kind: 'request';
      readonly method: string;
      readonly requestUri: string;
      readonly version: string;
      readonly ranges: { readonly method: ByteRange; readonly requestUri: ByteRange; readonly version: ByteRange };
    }
  | {
      readonly kind: 'response';
      readonly status: number;
      readonly reason: string;
      readonly version: string;
      readonly ranges: { readonly status: ByteRange; readonly reason: ByteRange; readonly version: ByteRange };
    };

const SPACE = 0x20;
const SLASH = 0x2f;
const MAX_METHOD_BYTES = 128;

/** Visible ASCII other than the characters RFC 3261 §25.1 keeps out of a token; `/` is allowed for `SIP/2.0`. */
function mayStandInFirstWord(byte: number): boolean {
  if (byte >= 0x61 && byte <= 0x7a) return true;
  if (byte <= SPACE || byte >= 0x7f) return false;
  return !(
    byte === 0x22 ||
    byte === 0x28 ||
    byte === 0x29 ||
    byte === 0x2c ||
    (byte >= 0x3a && byte <= 0x40) ||
    (byte >= 0x5b && byte <= 0x5d) ||
    byte === 0x7b ||
    byte === 0x7d
  );
}

/**
 * Whether bytes[start, end) may be SIP: cheap and without objects, before text is made of them. True means no more than that the first
 * word could be a method or a version; `parseSip` decides.
 */
function mayBeSip(bytes: Uint8Array, start: number, end: number): boolean {
  const first = skipKeepalive(bytes, start, end);
  const limit = Math.min(end, first + MAX_METHOD_BYTES);
  let slashes = 0;
  for (let at = first; at < limit; at += 1) {
    const byte = bytes[at]!;
    if (isBlank(byte)) return at > first && (slashes === 0 || isSipWord(bytes, first));
    if (!mayStandInFirstWord(byte)) return false;
    if (byte === SLASH) slashes += 1;
  }
  return false;
}

/** `SIP/` in any case at this place. */
function isSipWord(bytes: Uint8Array, at: number): boolean {
  return (
    (bytes[at]! | 0x20) === 0x73 &&
    (bytes[at + 1]! | 0x20) === 0x69 &&
    (bytes[at + 2]! | 0x20) === 0x70 &&
    bytes[at + 3] === SLASH
  );
}

const VERSION = /^SIP\/[^\s]*$/i;
/** Lines as nearly all are: nothing is wrong with them, given that the method is known. */
const PLAIN_STATUS_LINE = /^SIP\/2\.0 [1-6]\d\d [ -~]*$/;
const PLAIN_REQUEST_LINE = /^[A-Z]+ sips?:[A-Za-z0-9\-_.!~*'+@:;=]+ SIP\/2\.0$/;
const VERSION_LENGTH = 'SIP/2.0'.length;
const DIALLABLE = /^<?(?:sips?|tel):/i;

type Line = {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly base: number;
  readonly text: string;
  readonly hasHighBytes: boolean;
  readonly issues: IssueList | null;
};

/**
 * Reads the start line bytes[start, end), without its line end. Ranges and issues count from `base`.
 * null when it is neither a request line nor a status line.
 */
export function readStartLine(
  bytes: Uint8Array,
  start: number,
  end: number,
  base: number,
  issues: IssueList | null,
): StartLine | null {
  if (!mayBeSip(bytes, start, end)) return null;
  const text = singleByteText(bytes, start, end);
  const plain = readPlainLine(text, start - base);
  if (plain !== null) return plain;
  const hasHighBytes = /[\u0080-\uffff]/.test(text);
  const line: Line = { bytes, start, base, text, hasHighBytes, issues };
  return isSipWord(bytes, start) ? readStatusLine(line) : readRequestLine(line);
}

/** A line with nothing unusual, at once; null for others, faultless ones among them. */
function readPlainLine(text: string, start: number): StartLine | null {
  if (PLAIN_STATUS_LINE.test(text)) return plainStatusLine(text, start);
  if (!PLAIN_REQUEST_LINE.test(text)) return null;
  const method = text.slice(0, text.indexOf(' '));
  return describeMethod(method) === null ? null : plainRequestLine(text, start, method);
}

/** `SIP/2.0 200 OK` */
function plainStatusLine(text: string, start: number): StartLine {
  const status = VERSION_LENGTH + 1;
  const reason = status + 4;
  return {
    kind: 'response',
    version: 'SIP/2.0',
    status: Number(text.slice(status, status + 3)),
    reason: text.slice(reason),
    ranges: {
      version: { start, end: start + VERSION_LENGTH },
      status: { start: start + status, end: start + status + 3 },
      reason: { start: start + reason, end: start + text.length },
    },
  };
}

function plainRequestLine(text: string, start: number, method: string): StartLine {
  const uri = method.length + 1;
  const version = text.length - VERSION_LENGTH;
  return {
    kind: 'request',
    method,
    requestUri: text.slice(uri, version - 1),
    version: 'SIP/2.0',
    ranges: {
      method: { start, end: start + method.length },
      requestUri: { start: start + uri, end: start + version - 1 },
      version: { start: start + version, end: start + text.length },
    },
  };
}

const rangeOf = (line: Line, start: number, end: number): ByteRange => ({
  start: line.start - line.base + start,
  end: line.start - line.base + end,
});

const wordsOf = (line: Line, start: number, end: number): string =>
  line.hasHighBytes ? utf8Text(line.bytes, line.start + start, line.start + end) : line.text.slice(start, end);

function wordEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && !isBlank(text.charCodeAt(end))) end += 1;
  return end;
}

function noteVersion(line: Line, version: string, range: ByteRange): void {
  if (version === 'SIP/2.0' || line.issues === null) return;
  const lower = version.toUpperCase() === 'SIP/2.0';
  line.issues.add(lower ? 'lowerCaseVersion' : 'unknownVersion', range.start, range.end);
}

/** `SIP/2.0 486 Busy Here` */
function readStatusLine(line: Line): StartLine | null {
  const { text, issues } = line;
  const versionEnd = wordEnd(text, 0);
  const statusStart = skipSpace(text, versionEnd, text.length);
  const statusEnd = wordEnd(text, statusStart);
  const digits = text.slice(statusStart, statusEnd);
  if (!/^\d+$/.test(digits)) return null;
  const status = Math.min(Number(digits), Number.MAX_SAFE_INTEGER);
  const reasonStart = Math.min(statusEnd + 1, text.length);
  const ranges = {
    version: rangeOf(line, 0, versionEnd),
    status: rangeOf(line, statusStart, statusEnd),
    reason: rangeOf(line, reasonStart, text.length),
  };
  const version = text.slice(0, versionEnd);
  noteVersion(line, version, ranges.version);
  if (statusStart !== versionEnd + 1) issues?.add('startLineSpaces', ranges.version.end, ranges.status.start);
  if (status < 100 || status > 699) issues?.add('statusOutOfRange', ranges.status.start, ranges.status.end);
  if (statusEnd === text.length) issues?.add('noSpaceAfterStatus', ranges.status.start, ranges.status.end);
  const reason = wordsOf(line, reasonStart, text.length);
  if (reason.includes('\ufffd')) issues?.add('notUtf8', ranges.reason.start, ranges.reason.end);
  return { kind: 'response', version, status, reason, ranges };
}

/** Where the version at the end of a request line begins; the line's end when there is none. */
function versionStartOf(text: string, end: number): number {
  let start = end;
  while (start > 0 && !isBlank(text.charCodeAt(start - 1))) start -= 1;
  return VERSION.test(text.slice(start, end)) ? start : end;
}

/** `INVITE sip:bob@example.org SIP/2.0`; without a version only when both method and URI leave no doubt. */
function readRequestLine(line: Line): StartLine | null {
  const { text } = line;
  const methodEnd = wordEnd(text, 0);
  const method = text.slice(0, methodEnd);
  if (!isToken(method)) return null;
  const lineEnd = trimmed(text, methodEnd, text.length).end;
  const versionStart = versionStartOf(text, lineEnd);
  const uri = trimmed(text, methodEnd, Math.max(methodEnd, versionStart));
  const uriText = wordsOf(line, uri.start, uri.end);
  const hasVersion = versionStart < lineEnd;
  if (!hasVersion && !(describeMethod(method.toUpperCase()) !== null && DIALLABLE.test(uriText))) return null;
  const ranges = {
    method: rangeOf(line, 0, methodEnd),
    requestUri: rangeOf(line, uri.start, uri.end),
    version: rangeOf(line, versionStart, lineEnd),
  };
  const version = text.slice(versionStart, lineEnd);
  const startLine: StartLine = { kind: 'request', method, requestUri: uriText, version, ranges };
  noteRequestLine(line, startLine, hasVersion);
  const regular = hasVersion && uri.start === methodEnd + 1 && uri.end === versionStart - 1 && lineEnd === text.length;
  if (hasVersion && uriText !== '' && !regular) {
    line.issues?.add('startLineSpaces', ranges.method.start, rangeOf(line, 0, text.length).end);
  }
  return startLine;
}

function noteRequestLine(line: Line, startLine: StartLine & { kind: 'request' }, hasVersion: boolean): void {
  const { issues } = line;
  const { method, requestUri, version, ranges } = startLine;
  if (issues === null) return;
  if (hasVersion) noteVersion(line, version, ranges.version);
  else issues.add('missingVersion', ranges.method.start, ranges.version.end);
  if (describeMethod(method) === null) {
    const known = describeMethod(method.toUpperCase()) !== null;
    issues.add(known ? 'lowerCaseMethod' : 'unknownMethod', ranges.method.start, ranges.method.end);
  }
  const { start, end } = ranges.requestUri;
  if (requestUri === '') issues.add('missingRequestUri', start, end);
  if (/\s/.test(requestUri)) issues.add('requestUriSpaces', start, end);
  if (requestUri.startsWith('<')) issues.add('requestUriInBrackets', start, end);
  if (requestUri.includes('\ufffd')) issues.add('notUtf8', start, end);
  if (requestUri !== '' && !/^<?[A-Za-z][A-Za-z0-9+.-]*:/.test(requestUri)) issues.add('uriWithoutScheme', start, end);
  if (hasHeaders(requestUri)) issues.add('requestUriHeaders', start, end);
}

/** A question mark after the user part: the user part itself may contain one. */
function hasHeaders(requestUri: string): boolean {
  return /^<?sips?:/i.test(requestUri) && requestUri.indexOf('?', requestUri.indexOf('@') + 1) >= 0;
}
