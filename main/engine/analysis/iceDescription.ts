import type { SdpMedia, SessionDescription } from '../decode/sdp/sessionDescription';

/** An address and port that a party offers for ICE (RFC 8839 §5.1). */
export type IceCandidate = {
  readonly address: string;
  readonly port: number;
  readonly transport: 'udp' | 'tcp';
  /** host, srflx, prflx, relay */
  readonly type: string;
  /** What the candidate was found from; the own address behind a NAT as a rule. */
  readonly relatedAddress: string | null;
  readonly relatedPort: number;
};

/** What certifies the keys of DTLS (RFC 8122 §5). */
export type Fingerprint = { readonly hashName: string; readonly value: string };

/** What one media line says of ICE and DTLS; the session's own attributes stand in for those it has not. */
export type MediaPath = {
  readonly ufrag: string | null;
  readonly candidates: readonly IceCandidate[];
  readonly fingerprints: readonly Fingerprint[];
  /** active, passive, actpass, holdconn (RFC 4145 §4) */
  readonly setup: string | null;
};

const MAX_CANDIDATES = 64;
const MAX_FINGERPRINTS = 8;
/** More than 256 characters are no ufrag (RFC 8839 §5.4), more than these no line worth reading. */
const MAX_VALUE_LENGTH = 1024;

function valuesOf(attributes: readonly string[], name: string): readonly string[] {
  const values: string[] = [];
  for (const attribute of attributes) {
    const colon = attribute.indexOf(':');
    if (colon !== name.length || attribute.slice(0, colon).toLowerCase() !== name) continue;
    const value = attribute.slice(colon + 1).trim();
    if (value !== '' && value.length <= MAX_VALUE_LENGTH) values.push(value);
  }
  return values;
}

const portOf = (text: string | undefined): number =>
  text !== undefined && /^\d{1,5}$/.test(text) && Number(text) <= 0xffff ? Number(text) : 0;

const valueAfter = (words: readonly string[], name: string): string | undefined => {
  const at = words.indexOf(name, 6);
  return at < 0 ? undefined : words[at + 1];
};

/** `1 1 UDP 2130706431 192.0.2.1 5000 typ srflx raddr 10.0.0.1 rport 4000`; null when address and port are not where they belong. */
export function parseCandidate(value: string): IceCandidate | null {
  const words = value.split(/[ \t]+/);
  const [, , transport = '', , address = '', port] = words;
  if (address === '' || portOf(port) === 0) return null;
  return {
    address,
    port: portOf(port),
    transport: transport.toLowerCase().startsWith('tcp') ? 'tcp' : 'udp',
    type: valueAfter(words, 'typ') ?? '',
    relatedAddress: valueAfter(words, 'raddr') ?? null,
    relatedPort: portOf(valueAfter(words, 'rport')),
  };
}

/** `sha-256 4A:AD:B9:…`; null when it is not hash function and hexadecimal bytes. */
function parseFingerprint(value: string): Fingerprint | null {
  const [hashName = '', fingerprint = ''] = value.split(/[ \t]+/);
  return fingerprint === '' ? null : { hashName: hashName.toLowerCase(), value: fingerprint.toUpperCase() };
}

const present = <T>(value: T | null): value is T => value !== null;

const NO_PATH: MediaPath = Object.freeze({ ufrag: null, candidates: [], fingerprints: [], setup: null });

/** `a=ice-…`, `a=candidate`, `a=fingerprint`, `a=setup`: whether one of the attributes may be such. */
const mayTellPath = (attributes: readonly string[]): boolean =>
  attributes.some((attribute) => /^(?:ice-|candidate:|fingerprint:|setup:)/i.test(attribute));

/** What a media line of a description says, with what the description says for all of them. */
export function mediaPathOf(description: SessionDescription, media: SdpMedia): MediaPath {
  if (!mayTellPath(media.attributes) && !mayTellPath(description.attributes)) return NO_PATH;
  const find = (name: string): readonly string[] => {
    const own = valuesOf(media.attributes, name);
    return own.length > 0 ? own : valuesOf(description.attributes, name);
  };
  return {
    ufrag: find('ice-ufrag')[0] ?? null,
    candidates: find('candidate').slice(0, MAX_CANDIDATES).map(parseCandidate).filter(present),
    fingerprints: find('fingerprint').slice(0, MAX_FINGERPRINTS).map(parseFingerprint).filter(present),
    setup: find('setup')[0]?.toLowerCase() ?? null,
  };
}

export type CandidateEndpoint = { readonly address: string; readonly port: number };

/** Endpoints that a candidate names: its own, and the one it was found from. */
export function endpointsOfCandidate(candidate: IceCandidate): readonly CandidateEndpoint[] {
  const { address, port, relatedAddress, relatedPort } = candidate;
  const own = { address, port };
  return relatedAddress === null || relatedPort === 0 ? [own] : [own, { address: relatedAddress, port: relatedPort }];
}
