import type { CallKey } from '../../../../shared/ids';
import type { Endpoint } from '../../../../shared/protocol/rows';
import { formatAddress } from '../../decode/ip/address';
import type { SdpFormat } from '../../decode/sdp/sessionDescription';
import type { RtpStream } from './rtpStream';

/** Formats remembered per endpoint over re-INVITEs; packets already under way still use the older numbers. */
const MAX_FORMATS = 64;

/** Calls remembered per endpoint that many share: an echo server, a load generator; the oldest are forgotten. */
const MAX_SHARING_CALLS = 4096;

/** What the last session description said of an endpoint. */
export type Announced = { readonly call: CallKey; readonly atMs: number; readonly formats: readonly SdpFormat[] };

const NO_FORMATS: readonly SdpFormat[] = [];

/** An address and port where media comes from or goes to, and what signalling says of it. */
export class MediaEndpoint {
  readonly port: number;
  /** Named by SDP as address:port. */
  announced: Announced | null = null;
  /** Earlier calls that named it too; made when a second call does. */
  #sharedWith: Set<CallKey> | null = null;
  /** Its port named by SDP, its address the one that the SIP message came from: media from behind a NAT. */
  announcedBySource: Announced | null = null;
  /** Named by a candidate of ICE, or what such a one was found from. */
  candidateOf: Announced | null = null;
  /** The media endpoint whose RTCP is received here, where SDP says so. */
  rtcpOf: MediaEndpoint | null = null;
  /** Grows with everything that may change how packets from or to here are read. */
  version = 0;
  /** Streams from or to here. */
  users = 0;
  /** Those of them without a call. Made when needed. */
  unbound: Set<RtpStream> | null = null;
  /** The address as small integers: an array of its own would cost more than all the rest. */
  readonly #word0: number;
  readonly #word1: number;
  readonly #word2: number;
  readonly #word3: number;

  constructor(words: Uint32Array, port: number) {
    this.#word0 = words[0]! | 0;
    this.#word1 = words[1]! | 0;
    this.#word2 = words[2]! | 0;
    this.#word3 = words[3]! | 0;
    this.port = port;
  }

  get endpoint(): Endpoint {
    const words = new Uint32Array(4);
    this.writeAddress(words, 0);
    return { address: formatAddress(words), port: this.port };
  }

  /** Writes the four words of the address into a key. */
  writeAddress(key: Uint32Array, at: number): void {
    key[at] = this.#word0;
    key[at + 1] = this.#word1;
    key[at + 2] = this.#word2;
    key[at + 3] = this.#word3;
  }

  /** SDP names it as address:port, once more or for another call. */
  announce(call: CallKey, atMs: number, formats: readonly SdpFormat[]): void {
    if (this.announced && this.announced.call !== call) this.#share(this.announced.call);
    this.announced = announceAgain(this.announced, call, atMs, formats);
  }

  wasAnnouncedBy(call: CallKey): boolean {
    return this.announced?.call === call || this.#sharedWith?.has(call) === true;
  }

  #share(call: CallKey): void {
    this.#sharedWith ??= new Set();
    this.#sharedWith.delete(call);
    this.#sharedWith.add(call);
    if (this.#sharedWith.size <= MAX_SHARING_CALLS) return;
    for (const oldest of this.#sharedWith) {
      this.#sharedWith.delete(oldest);
      return;
    }
  }

  /** The call whose SDP makes it an endpoint of media; a candidate is not one yet. */
  get call(): CallKey | null {
    return (this.announced ?? this.announcedBySource)?.call ?? null;
  }

  /** Signalling has said something of it. */
  get isKnown(): boolean {
    return this.call !== null || this.candidateOf !== null;
  }

  get formats(): readonly SdpFormat[] {
    return (this.announced ?? this.announcedBySource ?? this.candidateOf)?.formats ?? NO_FORMATS;
  }

  get isIdle(): boolean {
    return this.users === 0 && !this.isKnown && this.rtcpOf === null;
  }
}

/** What is known after one more announcement: another call's replaces, the same call's newer formats go before its older ones. */
export function announceAgain(
  known: Announced | null,
  call: CallKey,
  atMs: number,
  formats: readonly SdpFormat[],
): Announced {
  if (known === null || known.call !== call) return { call, atMs, formats };
  const older = known.formats.filter(
    (format) => !formats.some(({ payloadType }) => payloadType === format.payloadType),
  );
  return { call, atMs, formats: [...formats, ...older].slice(0, MAX_FORMATS) };
}
