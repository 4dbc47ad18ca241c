import type { CallKey } from '../../../../shared/ids';
import type { CompanionKind } from '../../../../shared/protocol/rows';
import type { TrackedCompanion } from './trackedCompanion';
import { leaveUnbound, type EndpointAnnouncement, type SessionEndpoint } from './sessionEndpoints';

/** Addresses of a relay and behind it that are remembered of one path. */
const MAX_RELATED = 16;

/** Two endpoints with all that runs beside RTP between them. All of it belongs to one call at a time. */
export class CompanionPath {
  /** Never used for another path. */
  readonly number: number;
  /** In the order of `writePair`. */
  readonly first: SessionEndpoint;
  readonly second: SessionEndpoint;
  /** What stands for this path in the table of paths. */
  readonly key: Uint32Array;
  /** What a relay on this path lends, whom it reaches, and how it sees the client. */
  readonly related = new Set<SessionEndpoint>();
  /** Companions of this path that have not left, also those of earlier calls. */
  users = 0;
  readonly byKind = new Map<CompanionKind, TrackedCompanion>();
  #call: CallKey | null = null;
  /** A check of ICE with a ufrag of the call ran here: no announcement of an end says it better. */
  isCheckedByIce = false;
  /** The call that the media analysis was told of last. */
  toldCall: CallKey | null = null;
  /** Sum of the endpoints' versions when the call was last looked for. */
  #seenVersion = -1;

  constructor(number: number, first: SessionEndpoint, second: SessionEndpoint, key: Uint32Array) {
    this.number = number;
    this.first = first;
    this.second = second;
    this.key = key;
    this.#use(first);
    this.#use(second);
  }

  get call(): CallKey | null {
    return this.#call;
  }

  bindTo(call: CallKey): void {
    this.#call = call;
    for (const endpoint of this.endpoints()) leaveUnbound(endpoint, this);
  }

  /** Its ends, and the addresses behind a relay. */
  endpoints(): readonly SessionEndpoint[] {
    return [this.first, this.second, ...this.related];
  }

  /** Answers whether that is news. */
  addRelated(endpoint: SessionEndpoint): boolean {
    if (this.related.size >= MAX_RELATED || this.related.has(endpoint)) return false;
    this.related.add(endpoint);
    this.#use(endpoint);
    return true;
  }

  #use(endpoint: SessionEndpoint): void {
    endpoint.users += 1;
    if (this.#call === null) (endpoint.unbound ??= new Set()).add(this);
  }

  /** Whether something was announced of the ends since this was asked last. */
  takeNews(): boolean {
    const version = this.first.version + this.second.version;
    if (version === this.#seenVersion) return false;
    this.#seenVersion = version;
    return true;
  }

  /**
   * The call by what SDP says of the ends: the present one while an end still is its, or when ICE named it; that of the end
   * announced last; that of an address behind a relay. null when nothing is known.
   */
  announcedCall(): CallKey | null {
    const first = this.first.announced;
    const second = this.second.announced;
    const present = this.#call;
    if (present !== null && (this.isCheckedByIce || first?.call === present || second?.call === present))
      return present;
    const latest = later(first, second);
    if (latest !== null) return latest.call;
    for (const { announced } of this.related) if (announced !== null) return announced.call;
    return null;
  }

  /** T38FaxVersion where SDP announced fax for one of the ends; null elsewhere. */
  get faxVersion(): number | null {
    return this.first.announced?.faxVersion ?? this.second.announced?.faxVersion ?? null;
  }
}

function later(one: EndpointAnnouncement | null, other: EndpointAnnouncement | null): EndpointAnnouncement | null {
  if (one === null || other === null) return one ?? other;
  if (one.isNamed !== other.isNamed) return one.isNamed ? one : other;
  return other.atMs > one.atMs ? other : one;
}
