import type { CallKey } from '../../../../shared/ids';
import { detached } from '../../decode/byteText';
import { parseAddress } from '../../decode/ip/address';
import { RecentValues } from '../signalling/recentValues';
import { WordTable } from '../media/wordTable';
import type { CompanionPath } from './companionPath';

const ADDRESS_WORDS = 4;
const RECENT_ADDRESSES = 4096;
/** When announcements are too many, this part of them leaves at once, the oldest first. */
const LEAVING_PART = 1 / 16;

/** What SDP says of an endpoint. */
export type EndpointAnnouncement = {
  readonly call: CallKey;
  readonly byCaller: boolean;
  readonly atMs: number;
  /** T38FaxVersion where the endpoint is one of fax over UDPTL; null elsewhere. */
  readonly faxVersion: number | null;
  /** False where only the port is of SDP and the address that of the SIP message. */
  readonly isNamed: boolean;
};

/** An address and port that a path ends at, that a relay lends, or that SDP names. */
export class SessionEndpoint {
  readonly port: number;
  announced: EndpointAnnouncement | null = null;
  /** Grows with every announcement of another call. */
  version = 0;
  /** Paths that end here, or whose relay lends it. */
  users = 0;
  /** Those of them without a call. Made when needed. */
  unbound: Set<CompanionPath> | null = null;
  readonly words: Uint32Array;

  constructor(words: Uint32Array, port: number) {
    this.words = words.slice();
    this.port = port;
  }

  /** False when a better announcement stands. */
  announce(announcement: EndpointAnnouncement): boolean {
    const known = this.announced;
    if (known?.isNamed === true && !announcement.isNamed && known.call !== announcement.call) return false;
    const keepsName = known?.call === announcement.call && known.isNamed;
    if (known?.call !== announcement.call) this.version += 1;
    this.announced = keepsName ? { ...announcement, isNamed: true, byCaller: known.byCaller } : announcement;
    return true;
  }
}

type Waiting = { readonly address: string; readonly port: number; readonly announcement: EndpointAnnouncement };

/** Endpoints by address and port. Announced ones are bounded: the oldest leave and are counted. */
export class SessionEndpoints {
  droppedAnnouncements = 0;
  readonly #table = new WordTable<SessionEndpoint>(ADDRESS_WORDS + 1);
  readonly #announced = new Set<SessionEndpoint>();
  readonly #maxAnnounced: number;
  /** What was announced before anybody asked; null from then on. */
  #waiting: Waiting[] | null = [];
  /** The same few machines are named again and again. */
  readonly #addresses = new RecentValues(readNamedAddress, RECENT_ADDRESSES);

  constructor(maxAnnounced: number) {
    this.#maxAnnounced = maxAnnounced;
  }

  find(words: Uint32Array, port: number): SessionEndpoint | null {
    if (this.#waiting !== null) this.#takeWaiting();
    const { key } = this.#table;
    key.set(words);
    key[ADDRESS_WORDS] = port;
    return this.#table.find();
  }

  obtain(words: Uint32Array, port: number): SessionEndpoint {
    const known = this.find(words, port);
    if (known) return known;
    const endpoint = new SessionEndpoint(words, port);
    this.#table.add(endpoint);
    return endpoint;
  }

  /**
   * Notes what SDP says of `address:port` and answers the endpoint; null when that is none, or nothing new, or when nobody has
   * asked for an endpoint yet: most captures have SDP and no companion, and then nothing is looked at.
   */
  announce(address: string, port: number, announcement: EndpointAnnouncement): SessionEndpoint | null {
    if (this.#waiting === null) return this.#announce(address, port, announcement);
    this.#waiting.push({ address: detached(address), port, announcement });
    if (this.#waiting.length >= this.#maxAnnounced) this.#takeWaiting();
    return null;
  }

  #takeWaiting(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    for (const { address, port, announcement } of waiting) this.#announce(address, port, announcement);
  }

  #announce(address: string, port: number, announcement: EndpointAnnouncement): SessionEndpoint | null {
    if (port <= 0 || port > 0xffff) return null;
    const words = this.#addresses.of(address);
    if (words === null) return null;
    const endpoint = this.obtain(words, port);
    if (!endpoint.announce(announcement)) return null;
    this.#announced.delete(endpoint);
    this.#announced.add(endpoint);
    if (this.#announced.size > this.#maxAnnounced) this.#dropOldest();
    return endpoint;
  }

  /** A path lets go of it. */
  release(endpoint: SessionEndpoint, path: CompanionPath): void {
    endpoint.users -= 1;
    leaveUnbound(endpoint, path);
    this.forgetIfIdle(endpoint);
  }

  forgetIfIdle(endpoint: SessionEndpoint): void {
    if (endpoint.users > 0 || endpoint.announced !== null) return;
    const { key } = this.#table;
    key.set(endpoint.words);
    key[ADDRESS_WORDS] = endpoint.port;
    this.#table.remove();
  }

  #dropOldest(): void {
    let leaving = Math.ceil(this.#maxAnnounced * LEAVING_PART);
    for (const endpoint of this.#announced) {
      if (leaving === 0) return;
      leaving -= 1;
      this.#announced.delete(endpoint);
      this.droppedAnnouncements += 1;
      endpoint.announced = null;
      endpoint.version += 1;
      this.forgetIfIdle(endpoint);
    }
  }
}

/** The words of an address; null when it is none, or the one that stands for nobody. */
function readNamedAddress(text: string): Uint32Array | null {
  const words = new Uint32Array(ADDRESS_WORDS);
  return parseAddress(text, words) && !isUnspecified(words) ? words : null;
}

export function leaveUnbound(endpoint: SessionEndpoint, path: CompanionPath): void {
  endpoint.unbound?.delete(path);
  if (endpoint.unbound?.size === 0) endpoint.unbound = null;
}

const isUnspecified = (words: Uint32Array): boolean =>
  words[0] === 0 && words[1] === 0 && (words[2] === 0 || words[2] === 0xffff) && words[3] === 0;
