import type { MessageRow } from '../../../../shared/protocol/rows';
import type { MessageFacts } from './messageReader';
import type { Sighting } from './sighting';
import { detached } from './stringPool';

/** What a sighting of a message is: the first, the same packet seen elsewhere, or the message sent again. */
export type Repetition = { readonly retransmission: boolean; readonly copyOf: number | null };

type Seen = Omit<Sighting, 'nowMs'>;

/** A place that saw the message, and how many of its sendings it has seen or let pass. */
type Vantage = { readonly sample: Seen; latest: Seen; sendings: number };

type Further = { readonly sendings: Seen[]; readonly vantages: Vantage[] };

export const FIRST: Repetition = Object.freeze({ retransmission: false, copyOf: null });
export const SENT_AGAIN: Repetition = Object.freeze({ retransmission: true, copyOf: null });

/** A timer sends again after T1 (500 ms) at the soonest; a packet passes the next tap much earlier than that. */
const COPY_WITHIN_MS = 100;
/** The same tap shows a packet twice where a mirror port sees it come and go. */
const MIRRORED_WITHIN_MS = 5;

/** More sendings and places of one message are not told apart: a message of an endless loop is sent again each time. */
const MAX_SENDINGS = 32;
const MAX_VANTAGES = 16;

const isSamePath = (one: Seen, other: Seen): boolean =>
  one.source === other.source && one.destination === other.destination;

const isSameVantage = (one: Seen, other: Seen): boolean =>
  isSamePath(one, other) && one.link === other.link && one.encapsulation === other.encapsulation;

const isWithin = (one: Seen, other: Seen, ms: number): boolean => Math.abs(one.atMs - other.atMs) <= ms;

/** IPv4 numbers packets, so equal numbers are one packet; null where the numbers tell nothing. */
function isSamePacket(one: Seen, other: Seen): boolean | null {
  const told = (one.identification ?? 0) !== 0 && (other.identification ?? 0) !== 0;
  return told ? one.identification === other.identification && isWithin(one, other, COPY_WITHIN_MS) : null;
}

/** Whether another tap between the same two endpoints saw the packet, not the next sending of it. */
const isSeenElsewhere = (one: Seen, other: Seen): boolean =>
  isSamePacket(one, other) ?? isWithin(one, other, COPY_WITHIN_MS);

/** Whether the same tap saw the packet twice. A connection or an agent hands out every message once. */
const isMirrored = (one: Seen, other: Seen): boolean =>
  isSamePacket(one, other) ?? (other.identification !== null && isWithin(one, other, MIRRORED_WITHIN_MS));

/**
 * One message of a transaction with all its sightings. Equal ones are the same request or response: a second 2xx of a fork
 * differs in its To tag, the next reliable provisional response in its RSeq (RFC 3262), one with a session description in its
 * length. Between other addresses it is the same packet beyond a translation or tap, for a proxy would have added or taken off
 * a Via.
 */
export class SentMessage {
  readonly #what: string | number;
  readonly #toTag: string;
  readonly #rseq: string;
  readonly #bodyBytes: number;
  /** The rest of the first sighting stands in its row. */
  readonly #index: number;
  readonly #link: number | null;
  readonly #identification: number | null;
  /** Made at the second sighting. */
  #further: Further | null = null;

  constructor(facts: MessageFacts, first: Sighting) {
    this.#what = whatOf(facts);
    this.#toTag = facts.isRequest ? '' : facts.to.tag;
    this.#rseq = detached(facts.rseq);
    this.#bodyBytes = facts.bodyBytes;
    this.#index = first.index;
    this.#link = first.link;
    this.#identification = first.identification;
  }

  is(facts: MessageFacts): boolean {
    if (this.#what !== whatOf(facts)) return false;
    if (facts.isRequest) return true;
    return this.#toTag === facts.to.tag && this.#rseq === facts.rseq && this.#bodyBytes === facts.bodyBytes;
  }

  /** Takes a sighting after the first; `rows` are those of all messages so far. */
  seenAgain(sighting: Sighting, rows: readonly MessageRow[]): Repetition {
    const { sendings, vantages } = (this.#further ??= furtherOf(this.#firstOf(rows)));
    const vantage = vantages.find(({ sample }) => isSameVantage(sample, sighting));
    if (vantage !== undefined && vantage.sendings >= sendings.length && isMirrored(vantage.latest, sighting)) {
      return { retransmission: false, copyOf: sendings[vantage.sendings - 1]!.index };
    }
    const seen = vantage?.sendings ?? 0;
    const ordinal = sendingSeen(sendings, seen, sighting);
    if (ordinal === null && sendings.length < MAX_SENDINGS) sendings.push(sighting);
    const sendingsSeen = ordinal ?? sendings.length;
    if (vantage !== undefined) {
      vantage.sendings = sendingsSeen;
      vantage.latest = sighting;
    } else if (vantages.length < MAX_VANTAGES) {
      vantages.push({ sample: sighting, latest: sighting, sendings: sendingsSeen });
    }
    return ordinal === null ? SENT_AGAIN : { retransmission: false, copyOf: sendings[ordinal - 1]!.index };
  }

  #firstOf(rows: readonly MessageRow[]): Seen {
    const { index, atMs, source, destination, encapsulation } = rows[this.#index]!;
    const [link, identification] = [this.#link, this.#identification];
    return { index, atMs, source, destination, encapsulation, link, identification };
  }
}

const whatOf = (facts: MessageFacts): string | number => (facts.isRequest ? facts.method : (facts.status ?? 0));

const furtherOf = (first: Seen): Further => ({
  sendings: [first],
  vantages: [{ sample: first, latest: first, sendings: 1 }],
});

/**
 * Which sending (from 1) a place sees that has seen `seen` of them; null when it is a new one. The latest when it was just now;
 * beyond a translation otherwise the next in order, for clocks of two machines differ by any amount.
 */
function sendingSeen(sendings: readonly Seen[], seen: number, sighting: Sighting): number | null {
  if (seen >= sendings.length) return null;
  const latest = sendings[sendings.length - 1]!;
  if (isSamePath(latest, sighting)) return isSeenElsewhere(latest, sighting) ? sendings.length : null;
  return isWithin(latest, sighting, COPY_WITHIN_MS) ? sendings.length : seen + 1;
}
