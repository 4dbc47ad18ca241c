import { parseAddress } from '../../decode/ip/address';
import type { CandidateEndpoint } from '../iceDescription';
import type { MediaAnnouncement } from '../mediaAnnouncement';
import { announceAgain, MediaEndpoint, type Announced } from './mediaEndpoint';
import { WordTable } from './wordTable';

const ADDRESS_WORDS = 4;
/** When announcements are too many, this part of them leaves at once, the oldest first. */
const LEAVING_PART = 1 / 16;

/** Media types whose announcements do not lead to RTP: T.38 fax over UDPTL, MSRP. */
const NOT_RTP = new Set(['image', 'message']);

/** `c=IN IP4 0.0.0.0` (hold in the manner of RFC 2543) and its IPv6 twin name no endpoint. */
const isUnspecified = (words: Uint32Array): boolean =>
  words[0] === 0 && words[1] === 0 && (words[2] === 0 || words[2] === 0xffff) && words[3] === 0;

/** All media endpoints: those of streams, and those that signalling announced (bounded; the oldest leave and are counted). */
export class EndpointTable {
  droppedAnnouncements = 0;
  /** Grows whenever there is something new about an endpoint that streams use. */
  news = 0;
  readonly #table = new WordTable<MediaEndpoint>(ADDRESS_WORDS + 1);
  readonly #announced = new Set<MediaEndpoint>();
  readonly #maxAnnounced: number;
  readonly #words = new Uint32Array(ADDRESS_WORDS);

  constructor(maxAnnounced: number) {
    this.#maxAnnounced = maxAnnounced;
  }

  find(words: Uint32Array, port: number): MediaEndpoint | null {
    const { key } = this.#table;
    key.set(words);
    key[ADDRESS_WORDS] = port;
    return this.#table.find();
  }

  /** The endpoint, made when it is not there. Whoever keeps it counts itself in `users`. */
  obtain(words: Uint32Array, port: number): MediaEndpoint {
    const known = this.find(words, port);
    if (known) return known;
    const endpoint = new MediaEndpoint(words, port);
    this.#table.add(endpoint);
    return endpoint;
  }

  /** After a user has gone. */
  release(endpoint: MediaEndpoint): void {
    endpoint.users -= 1;
    this.#removeIfIdle(endpoint);
  }

  /** Notes an announcement and answers the endpoints that it says something new of. */
  announce(announcement: MediaAnnouncement): MediaEndpoint[] {
    if (NOT_RTP.has(announcement.mediaType)) return [];
    const { call, atMs, port, formats } = announcement;
    const touched: MediaEndpoint[] = [];
    const named = this.#obtainText(announcement.address, port);
    if (named) {
      named.announce(call, atMs, formats);
      touched.push(named);
    }
    const behindNat = this.#obtainText(announcement.signallingAddress, port);
    if (behindNat && behindNat !== named) {
      behindNat.announcedBySource = announceAgain(behindNat.announcedBySource, call, atMs, formats);
      touched.push(behindNat);
    }
    if (named) this.#announceRtcp(announcement, named, touched);
    for (const endpoint of touched) this.#keep(endpoint);
    this.#dropOldest();
    return touched;
  }

  /** Notes a candidate of ICE and answers its endpoint; null when it names none. */
  announceCandidate({ address, port }: CandidateEndpoint, { call, atMs, formats }: Announced): MediaEndpoint | null {
    const endpoint = this.#obtainText(address, port);
    if (endpoint === null) return null;
    endpoint.candidateOf = announceAgain(endpoint.candidateOf, call, atMs, formats);
    this.#keep(endpoint);
    this.#dropOldest();
    return endpoint;
  }

  /** Only a port that is not the one to be expected is worth remembering. */
  #announceRtcp(
    { rtcpAddress, rtcpPort, address, port }: MediaAnnouncement,
    media: MediaEndpoint,
    touched: MediaEndpoint[],
  ): void {
    if (rtcpAddress === address && (rtcpPort === port || rtcpPort === port + 1)) return;
    const rtcp = this.#obtainText(rtcpAddress, rtcpPort);
    if (!rtcp || rtcp === media) return;
    rtcp.rtcpOf = media;
    touched.push(rtcp);
  }

  #obtainText(address: string, port: number): MediaEndpoint | null {
    if (port <= 0 || port > 0xffff) return null;
    if (!parseAddress(address, this.#words) || isUnspecified(this.#words)) return null;
    return this.obtain(this.#words, port);
  }

  /** Its streams are to be looked at again, each with its next packet. */
  touch(endpoint: MediaEndpoint): void {
    endpoint.version += 1;
    if (endpoint.users > 0) this.news += 1;
  }

  #keep(endpoint: MediaEndpoint): void {
    this.touch(endpoint);
    this.#announced.delete(endpoint);
    this.#announced.add(endpoint);
  }

  #dropOldest(): void {
    if (this.#announced.size <= this.#maxAnnounced) return;
    let leaving = Math.ceil(this.#maxAnnounced * LEAVING_PART);
    for (const endpoint of this.#announced) {
      if (leaving === 0) break;
      leaving -= 1;
      this.#announced.delete(endpoint);
      this.droppedAnnouncements += 1;
      endpoint.announced = null;
      endpoint.announcedBySource = null;
      endpoint.candidateOf = null;
      endpoint.rtcpOf = null;
      this.touch(endpoint);
      this.#removeIfIdle(endpoint);
    }
  }

  #removeIfIdle(endpoint: MediaEndpoint): void {
    if (!endpoint.isIdle) return;
    const { key } = this.#table;
    endpoint.writeAddress(key, 0);
    key[ADDRESS_WORDS] = endpoint.port;
    this.#table.remove();
  }
}
