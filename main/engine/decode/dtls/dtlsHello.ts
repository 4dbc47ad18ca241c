import { u16, u32 } from '../bigEndian';
import type { ByteRange } from '../byteRange';
import { utf8Text } from '../byteText';
import { tlsNumbers, tlsVector } from './tlsVector';

const RANDOM_BYTES = 32;
const VERSION_BYTES = 2;
const MAX_EXTENSIONS = 64;
const MAX_SERVER_NAME_BYTES = 255;

const EXTENSION = { serverName: 0, useSrtp: 14, supportedVersions: 43 } as const;

/** What a hello offers or chooses. Lists are empty where it says nothing. */
export type DtlsHello = {
  /** The one in its fixed part: 1.2 where a list of versions offers or chooses more. */
  readonly version: number;
  readonly supportedVersions: readonly number[];
  /** Offered, or the one chosen. */
  readonly cipherSuites: readonly number[];
  readonly srtpProfiles: readonly number[];
  readonly serverName: string;
  /** A Server Hello that asks for another Client Hello (RFC 8446 §4.1.3). */
  readonly isRetryRequest: boolean;
};

export type TlsExtension = { readonly type: number; readonly start: number; readonly value: ByteRange };

/** Extensions of a list with its length before it; those that are whole. */
export function readExtensions(bytes: Uint8Array, at: number, end: number): readonly TlsExtension[] {
  const list = tlsVector(bytes, at, end, 2);
  const extensions: TlsExtension[] = [];
  if (list === null) return extensions;
  let next = list.start;
  while (next + 4 <= list.end && extensions.length < MAX_EXTENSIONS) {
    const value = tlsVector(bytes, next + 2, list.end, 2);
    if (value === null) break;
    extensions.push({ type: u16(bytes, next), start: next, value });
    next = value.end;
  }
  return extensions;
}

/** First bytes of the random value that makes a Server Hello a Hello Retry Request. */
const isRetryRandom = (bytes: Uint8Array, at: number): boolean =>
  u32(bytes, at) === 0xcf21ad74 && u32(bytes, at + 4) === 0xe59a6111;

/** The list of a client has its length before it, the server's choice is the number alone. */
function versionsOf(bytes: Uint8Array, value: ByteRange): readonly number[] {
  if (value.end - value.start === 2) return tlsNumbers(bytes, value);
  const list = tlsVector(bytes, value.start, value.end, 1);
  return list === null ? [] : tlsNumbers(bytes, list);
}

function profilesOf(bytes: Uint8Array, value: ByteRange): readonly number[] {
  const list = tlsVector(bytes, value.start, value.end, 2);
  return list === null ? [] : tlsNumbers(bytes, list);
}

/** RFC 6066 §3: a list of names; the first of them when it is a host name. */
function serverNameOf(bytes: Uint8Array, value: ByteRange): string {
  const at = value.start + 2;
  if (at >= value.end || bytes[at] !== 0) return '';
  const name = tlsVector(bytes, at + 1, value.end, 2);
  return name === null ? '' : utf8Text(bytes, name.start, Math.min(name.end, name.start + MAX_SERVER_NAME_BYTES));
}

function withExtensions(
  bytes: Uint8Array,
  hello: Pick<DtlsHello, 'version' | 'cipherSuites' | 'isRetryRequest'>,
  extensions: readonly TlsExtension[],
): DtlsHello {
  const find = (type: number): ByteRange | null => extensions.find((one) => one.type === type)?.value ?? null;
  const versions = find(EXTENSION.supportedVersions);
  const profiles = find(EXTENSION.useSrtp);
  const name = find(EXTENSION.serverName);
  return {
    ...hello,
    supportedVersions: versions === null ? [] : versionsOf(bytes, versions),
    srtpProfiles: profiles === null ? [] : profilesOf(bytes, profiles),
    serverName: name === null ? '' : serverNameOf(bytes, name),
  };
}

/** Where the parts of a hello lie that have no fixed place; null for those that are not there. */
export type HelloParts = {
  readonly session: ByteRange | null;
  readonly cookie: ByteRange | null;
  readonly suites: ByteRange | null;
  readonly extensionsStart: number | null;
};

/** RFC 6347 §4.2.1: version, random, session identifier, cookie, cipher suites, compression methods, extensions. */
export function clientHelloParts(bytes: Uint8Array, start: number, end: number): HelloParts {
  const session = tlsVector(bytes, start + VERSION_BYTES + RANDOM_BYTES, end, 1);
  const cookie = session && tlsVector(bytes, session.end, end, 1);
  const suites = cookie && tlsVector(bytes, cookie.end, end, 2);
  const compression = suites && tlsVector(bytes, suites.end, end, 1);
  return { session, cookie, suites, extensionsStart: compression && compression.end };
}

/** RFC 5246 §7.4.1.3: version, random, session identifier, cipher suite, compression method, extensions. */
export function serverHelloParts(bytes: Uint8Array, start: number, end: number): HelloParts {
  const session = tlsVector(bytes, start + VERSION_BYTES + RANDOM_BYTES, end, 1);
  const suites = session && session.end + 2 <= end ? { start: session.end, end: session.end + 2 } : null;
  const extensionsStart = suites && suites.end + 1 <= end ? suites.end + 1 : null;
  return { session, cookie: null, suites, extensionsStart };
}

function readHello(
  bytes: Uint8Array,
  start: number,
  end: number,
  parts: HelloParts,
  byServer: boolean,
): DtlsHello | null {
  if (end - start < VERSION_BYTES + RANDOM_BYTES) return null;
  const { suites, extensionsStart } = parts;
  const hello = {
    version: u16(bytes, start),
    cipherSuites: suites === null ? [] : tlsNumbers(bytes, suites),
    isRetryRequest: byServer && isRetryRandom(bytes, start + VERSION_BYTES),
  };
  return withExtensions(bytes, hello, extensionsStart === null ? [] : readExtensions(bytes, extensionsStart, end));
}

/** The body of a Client Hello as far as it can be read; null when its fixed part is not there. */
export const readClientHello = (bytes: Uint8Array, start: number, end: number): DtlsHello | null =>
  readHello(bytes, start, end, clientHelloParts(bytes, start, end), false);

/** The body of a Server Hello as far as it can be read; null when its fixed part is not there. */
export const readServerHello = (bytes: Uint8Array, start: number, end: number): DtlsHello | null =>
  readHello(bytes, start, end, serverHelloParts(bytes, start, end), true);

/** The version that a Server Hello chose. */
export const chosenVersion = ({ version, supportedVersions }: DtlsHello): number => supportedVersions[0] ?? version;
