import { readParameters, type Parameter } from './parameters';
import type { ByteRange, SipIssueCode } from './sipMessage';
import { findCode, textOf, trimmed } from './text';

/** A URI in its parts (RFC 3261 §19.1, tel: RFC 3966). Parts that are not there are empty. */
export type SipUri = {
  /** Lower case, without the colon; empty when the text has none. */
  readonly scheme: string;
  /** As written; of a tel: URI the number. `unescapeUri` resolves percent signs. */
  readonly user: string;
  readonly password: string;
  /** IPv6 addresses without their brackets. */
  readonly host: string;
  readonly port: number | null;
  readonly parameters: readonly Parameter[];
  /** What follows the question mark. */
  readonly headers: readonly Parameter[];
  readonly ranges: { readonly user: ByteRange; readonly host: ByteRange; readonly port: ByteRange };
  readonly issues: readonly SipIssueCode[];
};

const AT = 0x40;
const COLON = 0x3a;
const SEMICOLON = 0x3b;
const QUESTION = 0x3f;
const AMPERSAND = 0x26;
const OPEN = 0x5b;
const CLOSE = 0x5d;
const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]{0,63}:/;
const BAD_ESCAPE = /%(?![0-9A-Fa-f]{2})/;

export type HostPort = { readonly host: ByteRange; readonly port: ByteRange; readonly portNumber: number | null };

/** `host`, `host:port` or `[IPv6]:port` in [start, end); the port is null when it is not a number up to 65535. */
export function readHostPort(text: string, start: number, end: number): HostPort {
  const whole = trimmed(text, start, end);
  let hostEnd: number;
  let host: ByteRange;
  if (text.charCodeAt(whole.start) === OPEN && whole.start < whole.end) {
    const close = findCode(text, CLOSE, whole.start, whole.end);
    host = { start: whole.start + 1, end: close };
    hostEnd = Math.min(close + 1, whole.end);
  } else {
    hostEnd = findCode(text, COLON, whole.start, whole.end);
    host = trimmed(text, whole.start, hostEnd);
  }
  const colon = findCode(text, COLON, hostEnd, whole.end);
  const port = trimmed(text, Math.min(colon + 1, whole.end), whole.end);
  return { host, port, portNumber: portOf(textOf(text, port)) };
}

function portOf(digits: string): number | null {
  if (!/^\d{1,5}$/.test(digits)) return null;
  const port = Number(digits);
  return port <= 65535 ? port : null;
}

/** Scheme of a URI in lower case; empty when there is none. */
export const schemeOf = (uri: string): string => SCHEME.exec(uri)?.[0].slice(0, -1).toLowerCase() ?? '';

/**
 * Reads the URI in [start, end) of the text; never fails. The user part ends at the first @ and may contain anything before it,
 * semicolons and question marks included. Of schemes other than sip, sips and tel only the scheme is read.
 */
export function readUri(text: string, start = 0, end = text.length): SipUri {
  const whole = trimmed(text, start, end);
  const uri = textOf(text, whole);
  const scheme = schemeOf(uri);
  const issues: SipIssueCode[] = [];
  if (scheme === '') issues.push(uri === '' ? 'missingUri' : 'uriWithoutScheme');
  if (uri.includes('%') && BAD_ESCAPE.test(uri)) issues.push('badEscape');
  const rest = whole.start + (scheme === '' ? 0 : scheme.length + 1);
  if (scheme === 'tel') return readTel(text, rest, whole.end, issues);
  if (scheme !== 'sip' && scheme !== 'sips' && scheme !== '') return { ...EMPTY, scheme, issues };
  return readSip(text, rest, whole.end, scheme, issues);
}

const NOWHERE: ByteRange = { start: 0, end: 0 };
const EMPTY: SipUri = {
  scheme: '',
  user: '',
  password: '',
  host: '',
  port: null,
  parameters: [],
  headers: [],
  ranges: { user: NOWHERE, host: NOWHERE, port: NOWHERE },
  issues: [],
};

/** `+4930123;phone-context=example.org` */
function readTel(text: string, start: number, end: number, issues: SipIssueCode[]): SipUri {
  const user = { start, end: findCode(text, SEMICOLON, start, end) };
  const { parameters } = readParameters(text, user.end, end);
  return { ...EMPTY, scheme: 'tel', user: textOf(text, user), parameters, ranges: { ...EMPTY.ranges, user }, issues };
}

/** `user:password@host:port;parameters?headers` */
function readSip(text: string, start: number, end: number, scheme: string, issues: SipIssueCode[]): SipUri {
  const at = findCode(text, AT, start, end);
  const hasUser = at < end;
  const userEnd = hasUser ? findCode(text, COLON, start, at) : start;
  const user = { start, end: userEnd };
  const hostStart = hasUser ? at + 1 : start;
  const question = findCode(text, QUESTION, hostStart, end);
  const semicolon = findCode(text, SEMICOLON, hostStart, question);
  const { host, port, portNumber } = readHostPort(text, hostStart, semicolon);
  if (port.end > port.start && portNumber === null) issues.push('badPort');
  return {
    scheme,
    user: textOf(text, user),
    password: hasUser && userEnd < at ? text.slice(userEnd + 1, at) : '',
    host: textOf(text, host),
    port: portNumber,
    parameters: readParameters(text, semicolon, question).parameters,
    headers: question < end ? readParameters(text, question + 1, end, AMPERSAND).parameters : [],
    ranges: { user, host, port },
    issues,
  };
}

/** Resolves %xx (RFC 3261 §19.1.2); what is no valid escape stays as written. */
export function unescapeUri(text: string): string {
  if (!text.includes('%')) return text;
  return text.replace(/(?:%[0-9A-Fa-f]{2})+/g, (escapes) => {
    const bytes = new Uint8Array(escapes.length / 3);
    for (let i = 0; i < bytes.length; i += 1) bytes[i] = Number.parseInt(escapes.slice(3 * i + 1, 3 * i + 3), 16);
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  });
}
