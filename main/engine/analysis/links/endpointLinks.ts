import type { Endpoint, MessageRow } from '../../../../shared/protocol/rows';
import { formatEndpoint } from '../../../../shared/format/endpoint';
import { sameEndpoint } from '../../../../shared/sameEndpoint';
import type { Confidence } from '../../../../shared/protocol/confidence';
import { restsOn } from './callLinkage';
import type { LinkBook } from './linkBook';
import { canBeLegs } from './legPartner';
import { comesFromWhere, isUpAt, type LinkedCall } from './linkedCall';
import type { LinkLimits } from './linkLimits';
import { haveSameUser } from './sameUsers';
import { textNumber } from './textNumber';

/**
 * A map steps over all that left it before it finds its oldest entry, so entries leave in lots: once a second of the capture,
 * and a part of them when there are too many.
 */
const SWEEP_MS = 1000;
const LOTS = 64;

/** A call, and from where it announced the endpoint. */
type Holder = { readonly call: LinkedCall; readonly announcer: Endpoint; atMs: number };
type Holders = { holders: readonly Holder[]; lastAtMs: number; shared: boolean };

const ENDPOINT_KIND = 3;
/** Media lines of one message that are looked at. */
const MAX_LINES = 8;
/** Both legs announce an endpoint within this time; later it may be another call's. */
const SAME_TIME_MS = 64_000;

/**
 * Joins calls in which the same media endpoint is announced while both are up: a back-to-back user agent that lets the media flow
 * around it passes session descriptions on. It must be announced from two machines, or else it is one machine that uses the
 * port for several calls.
 */
export class EndpointLinks {
  forgotten = 0;
  shared = 0;
  readonly #book: LinkBook;
  readonly #limits: LinkLimits;
  /** In order of last use. */
  readonly #known = new Map<number, Holders>();
  #sweepAtMs = Number.NEGATIVE_INFINITY;

  constructor(book: LinkBook, limits: LinkLimits) {
    this.#book = book;
    this.#limits = limits;
  }

  onMessage(call: LinkedCall, row: MessageRow): void {
    const count = Math.min(row.mediaEndpoints.length, MAX_LINES);
    for (let at = 0; at < count; at += 1) this.#onEndpoint(call, row.mediaEndpoints[at]!, row);
  }

  #onEndpoint(call: LinkedCall, endpoint: Endpoint, { source, atMs, frame }: MessageRow): void {
    const value = valueOf(endpoint);
    const known = this.#touch(value, atMs);
    if (known.shared) return;
    known.holders = stillHolding(known.holders, atMs);
    const own = known.holders.find((holder) => holder.call === call);
    // On a further hop a proxy sends what the telephone announced.
    const announcedBy = own?.announcer ?? source;
    if (own !== undefined) own.atMs = atMs;
    else if (known.holders.length >= this.#limits.maxCallsOfValue) return this.#share(known, value);
    else known.holders = [...known.holders, { call, announcer: source, atMs }];
    for (const { call: other, announcer } of known.holders) {
      if (
        other === call ||
        !passedOn(other, announcer, call, announcedBy) ||
        !fits(other, announcer, call, announcedBy, endpoint)
      ) {
        continue;
      }
      this.#join(other, call, { value, endpoint, frame });
    }
  }

  #join(
    one: LinkedCall,
    other: LinkedCall,
    { value, endpoint, frame }: { readonly value: number; readonly endpoint: Endpoint; readonly frame: number },
  ): void {
    const confidence: Confidence = haveSameUser(one, other) ? 'certain' : 'likely';
    // Told again on every hop and in every answer: words are only made when that is news.
    if (restsOn(one, other, { by: 'mediaEndpoint', confidence, value })) return;
    const words = `both announce media at ${formatEndpoint(endpoint)} while both are up`;
    const frames = [one.firstFrame, frame];
    this.#book.claim({ kind: 'leg', one, other, evidence: { by: 'mediaEndpoint', confidence, words, frames, value } });
  }

  #share(known: Holders, value: number): void {
    known.shared = true;
    this.shared += 1;
    for (const { call } of known.holders) this.#book.withdrawValue(call, value);
    known.holders = NOBODY;
  }

  #touch(value: number, atMs: number): Holders {
    const before = this.#known.get(value);
    const known = before ?? { holders: NOBODY, lastAtMs: atMs, shared: false };
    if (before !== undefined) this.#known.delete(value);
    if (atMs > known.lastAtMs) known.lastAtMs = atMs;
    this.#known.set(value, known);
    this.#leave(known.lastAtMs);
    return known;
  }

  #leave(nowMs: number): void {
    const { maxEndpoints } = this.#limits;
    if (nowMs < this.#sweepAtMs && this.#known.size <= maxEndpoints) return;
    this.#sweepAtMs = nowMs + SWEEP_MS;
    const most = this.#known.size <= maxEndpoints ? maxEndpoints : maxEndpoints - Math.floor(maxEndpoints / LOTS);
    for (const [value, { lastAtMs }] of this.#known) {
      const isOld = nowMs - lastAtMs > SAME_TIME_MS;
      if (!isOld && this.#known.size <= most) return;
      if (!isOld) this.forgotten += 1;
      this.#known.delete(value);
    }
  }
}

const NOBODY: readonly Holder[] = Object.freeze([]);

/** The port goes where texts of different meaning are kept apart: 8 is more than there are kinds. */
const valueOf = ({ address, port }: Endpoint): number => textNumber(ENDPOINT_KIND + 8 * port, address);

const isHolding = (holder: Holder, atMs: number): boolean =>
  atMs - holder.atMs <= SAME_TIME_MS && isUpAt(holder.call, atMs);

/** The same list while nobody leaves, as a rule. */
function stillHolding(holders: readonly Holder[], atMs: number): readonly Holder[] {
  for (const holder of holders) {
    if (!isHolding(holder, atMs)) return holders.filter((each) => isHolding(each, atMs));
  }
  return holders;
}

/** Announced by two machines; on one machine, where everything has one address, by two programs. */
function passedOn(one: LinkedCall, announcer: Endpoint, other: LinkedCall, otherAnnouncer: Endpoint): boolean {
  if (!canBeLegs(one, other)) return false;
  if (announcer.address !== otherAnnouncer.address) return true;
  return isOnOneMachine(one) && isOnOneMachine(other) && !sameEndpoint(announcer, otherAnnouncer);
}

const isOnOneMachine = ({ hops }: LinkedCall): boolean =>
  hops.every(({ source, destination }) => source.address === destination.address);

/**
 * Private addresses occur at many places behind NATs: something else must speak for its being the same one. Either the machine
 * that has the address announces it, or the calls meet at a machine, or in a user.
 */
const fits = (
  one: LinkedCall,
  announcer: Endpoint,
  other: LinkedCall,
  otherAnnouncer: Endpoint,
  { address }: Endpoint,
): boolean =>
  address === announcer.address ||
  address === otherAnnouncer.address ||
  comesFromWhere(one, other) ||
  comesFromWhere(other, one) ||
  haveSameUser(one, other);
