import { parameterValue, readParameters, type Parameter } from './parameters';
import type { ByteRange, SipIssueCode } from './sipMessage';
import { readHostPort } from './sipUri';
import { splitList } from './splitList';
import { findCode, isSpace, skipSpace, textOf, trimmed } from './text';

/** `SIP/2.0/UDP host:5060;branch=z9hG4bK…;received=…;rport=…` (RFC 3261 §20.42, rport RFC 3581). Missing parts are empty. */
export type Via = {
  /** `SIP/2.0` as a rule. */
  readonly protocol: string;
  /** As written. */
  readonly transport: string;
  readonly host: string;
  readonly port: number | null;
  readonly branch: string;
  readonly received: string;
  /** The port that the receiver filled in; null when there is no rport or it is a name alone. */
  readonly rport: number | null;
  readonly hasRport: boolean;
  readonly parameters: readonly Parameter[];
  readonly range: ByteRange;
  readonly transportRange: ByteRange;
  /** Host and port together. */
  readonly sentByRange: ByteRange;
  readonly issues: readonly SipIssueCode[];
};

const SLASH = 0x2f;
const SEMICOLON = 0x3b;

/** Protocol name, version and transport; the grammar allows white space around each slash. */
function readSentProtocol(text: string, start: number, end: number): { protocol: string; transport: ByteRange } {
  const first = findCode(text, SLASH, start, end);
  const second = findCode(text, SLASH, first + 1, end);
  const name = textOf(text, trimmed(text, start, first));
  const version = textOf(text, trimmed(text, Math.min(first + 1, end), second));
  const transportStart = skipSpace(text, Math.min(second + 1, end), end);
  let transportEnd = transportStart;
  while (transportEnd < end && !isSpace(text.charCodeAt(transportEnd))) transportEnd += 1;
  return { protocol: `${name}/${version}`, transport: { start: transportStart, end: transportEnd } };
}

function readRport(value: string | null): number | null {
  if (value === null || !/^\d{1,5}$/.test(value)) return null;
  return Number(value);
}

/** Reads the one Via value in [start, end); never fails. */
export function readVia(text: string, start = 0, end = text.length): Via {
  const range = trimmed(text, start, end);
  const head = findCode(text, SEMICOLON, range.start, range.end);
  const { protocol, transport } = readSentProtocol(text, range.start, head);
  const sentBy = trimmed(text, transport.end, head);
  const { host, port, portNumber } = readHostPort(text, sentBy.start, sentBy.end);
  const { parameters, issues: parameterIssues } = readParameters(text, head, range.end);
  const issues = [...parameterIssues];
  if (transport.start === transport.end || host.start === host.end) issues.push('badVia');
  if (port.end > port.start && portNumber === null) issues.push('badPort');
  const rport = parameterValue(parameters, 'rport');
  return {
    protocol,
    transport: textOf(text, transport),
    host: textOf(text, host),
    port: portNumber,
    branch: parameterValue(parameters, 'branch') ?? '',
    received: parameterValue(parameters, 'received') ?? '',
    rport: readRport(rport),
    hasRport: rport !== null,
    parameters,
    range,
    transportRange: transport,
    sentByRange: sentBy,
    issues,
  };
}

/** All values of one Via header field; several may stand in one line. Empty elements are left out. */
export const readVias = (text: string, start = 0, end = text.length): readonly Via[] =>
  splitList(text, start, end)
    .filter((element) => element.end > element.start)
    .map((element) => readVia(text, element.start, element.end));
