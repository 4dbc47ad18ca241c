import type { CallKey } from '../../../../shared/ids';
import type { CallGroup, CallGroupMark } from '../../../../shared/protocol/callGroups';
import type { AnalysedMessage } from '../signalling/analysedMessage';
import type { PayloadTwin } from '../media/payloadIdentity';
import { readIcids } from './chargingVector';
import { EndpointLinks } from './endpointLinks';
import { HeaderLinks } from './headerLinks';
import { noteProgress } from './legProgress';
import { areAnsweredTogether, canBeLegs } from './legPartner';
import { LegSearches } from './legSearch';
import { LinkBook } from './linkBook';
import { type LinkedCall, noteHop } from './linkedCall';
import { LINK_LIMITS, type LinkCounts, type LinkLimits } from './linkLimits';
import { IcidLinks } from './icidLinks';
import { openLinkedCall, opensDialog } from './openLinkedCall';
import { SessionLinks } from './sessionEnds';
import { markOfGroup, tellGroup } from './tellGroup';
import { haveSameUser } from './sameUsers';
import { TransferLinks } from './transferLinks';
import { ValueMemory } from './valueMemory';

export type LinkOptions = {
  /** The call with this Call-ID; without it a Call-ID in a header field is not followed. */
  readonly callOf?: (callId: string) => CallKey | null;
  readonly limits?: Partial<LinkLimits>;
};

/** A Session-ID or ICID that no further call has used for this long is forgotten, in ms. */
const MAX_AGE_MS = 4 * 3_600_000;

/**
 * Which calls are one story: legs of a back-to-back user agent, transfers, replacements; and what a person says of them. Keeps one
 * record a call; everything else is bounded (`LINK_LIMITS`). The work of a message does not grow with the number of calls.
 */
export class LinkAnalysis {
  readonly #limits: LinkLimits;
  readonly #calls = new Map<CallKey, LinkedCall>();
  readonly #book: LinkBook;
  readonly #values: ValueMemory;
  readonly #sessions: SessionLinks;
  readonly #icids: IcidLinks;
  readonly #headers: HeaderLinks;
  readonly #endpoints: EndpointLinks;
  readonly #transfers: TransferLinks;
  readonly #searches: LegSearches;

  constructor({ callOf = () => null, limits = {} }: LinkOptions = {}) {
    this.#limits = { ...LINK_LIMITS, ...limits };
    const linkedCallOf = (callId: string): LinkedCall | null => this.#find(callOf(callId));
    this.#book = new LinkBook(this.#limits);
    const { maxValues, maxCallsOfValue, maxExpected } = this.#limits;
    this.#values = new ValueMemory({ maxValues, maxCalls: maxCallsOfValue, maxAgeMs: MAX_AGE_MS });
    this.#sessions = new SessionLinks(this.#book, this.#values);
    this.#icids = new IcidLinks(this.#book, this.#values);
    this.#headers = new HeaderLinks({ book: this.#book, limits: this.#limits, callOf: linkedCallOf });
    this.#endpoints = new EndpointLinks(this.#book, this.#limits);
    this.#transfers = new TransferLinks({ book: this.#book, maxExpected, callOf: linkedCallOf });
    this.#searches = new LegSearches(this.#book);
  }

  /** Takes a message in; copies and retransmissions say nothing new. */
  onMessage(analysed: AnalysedMessage): void {
    const { row, facts, call: key, nowMs } = analysed;
    this.#searches.passTime(nowMs);
    this.#transfers.passTime(nowMs);
    if (row.retransmission || row.copyOf !== null) return;
    if (key === null) {
      if (facts.method === 'REFER') this.#transfers.onRefer(null, analysed);
      return;
    }
    const known = this.#calls.get(key);
    const call = known ?? this.#open(key, analysed);
    if (row.atMs > call.lastAtMs) call.lastAtMs = row.atMs;
    if (facts.isRequest) this.#onRequest(call, analysed, known === undefined);
    else this.#onResponse(call, analysed);
    if (row.mediaEndpoints.length > 0) this.#endpoints.onMessage(call, row);
    if (known === undefined && call.beginningSeen) this.#searches.open(call);
    else if (noteProgress(call, analysed)) this.#searches.onProgress(call);
  }

  /**
   * The same payload flows in streams of two calls: something between them passes the media on. Where no machine is in both, the
   * calls have to have more in common, for announcements and music sound the same in calls that know nothing of each other.
   */
  notePayload({ one, other, sameMachine, packets, frames }: PayloadTwin): void {
    const first = this.#calls.get(one);
    const second = this.#calls.get(other);
    if (first === undefined || second === undefined || !canBeLegs(first, second)) return;
    if (!sameMachine && !haveSameUser(first, second) && !areAnsweredTogether(first, second)) return;
    this.#book.claim({
      kind: 'leg',
      one: first,
      other: second,
      evidence: {
        by: 'payload',
        confidence: sameMachine ? 'certain' : 'likely',
        words: `${packets} RTP packets with the same payload flow in both, in the same order`,
        frames,
        value: 0,
      },
    });
  }

  /** The group of a call; null when it stands alone. */
  groupOf(call: CallKey): CallGroup | null {
    const group = this.#calls.get(call)?.linkage?.group;
    return group === undefined ? null : tellGroup(group);
  }

  /** What the call's row tells of its group. */
  markOf(call: CallKey): CallGroupMark | null {
    const group = this.#calls.get(call)?.linkage?.group;
    return group === undefined ? null : markOfGroup(group);
  }

  /** A person says that these calls belong together. */
  join(calls: readonly CallKey[]): void {
    const known = [...new Set(calls)].map((key) => this.#calls.get(key)).filter((call) => call !== undefined);
    for (const call of known) call.apart = false;
    for (let at = 1; at < known.length; at += 1) {
      const [one, other] = [known[at - 1]!, known[at]!];
      const frames = [one.firstFrame, other.firstFrame];
      const evidence = { by: 'byHand', confidence: 'certain', words: 'joined by hand', frames, value: 0 } as const;
      this.#book.claim({ kind: 'leg', one, other, evidence });
    }
  }

  /** A person says that this call stands alone; it joins nothing any more unless by hand. */
  split(call: CallKey): void {
    const known = this.#calls.get(call);
    if (known === undefined) return;
    this.#book.isolate(known);
    known.apart = true;
  }

  /** Header fields whose equal values join calls, besides Session-ID and the ICID of P-Charging-Vector. */
  setHeaders(names: readonly string[]): void {
    this.#headers.setHeaders(names, this.#calls.values());
  }

  /** The capture is over: nothing waits for more. */
  finish(atMs: number): void {
    this.#searches.passTime(atMs);
    this.#transfers.passTime(atMs);
  }

  /** Calls whose group is another one since this was last asked. */
  takeChanged(): readonly CallKey[] {
    return this.#book.takeChanged();
  }

  counts(): LinkCounts {
    return {
      groups: this.#book.groups,
      refusedJoins: this.#book.refusedJoins,
      sharedValues: this.#values.shared + this.#headers.shared + this.#endpoints.shared,
      forgotten:
        this.#values.forgotten + this.#headers.forgottenValues + this.#endpoints.forgotten + this.#transfers.forgotten,
    };
  }

  #find(key: CallKey | null): LinkedCall | null {
    return key === null ? null : (this.#calls.get(key) ?? null);
  }

  #open(key: CallKey, analysed: AnalysedMessage): LinkedCall {
    const call = openLinkedCall(key, this.#calls.size + 1, analysed);
    this.#calls.set(key, call);
    return call;
  }

  #onRequest(call: LinkedCall, analysed: AnalysedMessage, isFirst: boolean): void {
    const { facts, row } = analysed;
    switch (facts.method) {
      case 'INVITE':
        if (opensDialog(facts)) this.#onInvite(call, analysed, isFirst);
        this.#readIdentifiers(call, analysed);
        return;
      case 'UPDATE':
        return this.#readIdentifiers(call, analysed);
      case 'REFER':
        return this.#transfers.onRefer(call, analysed);
      case 'NOTIFY':
        return row.sizeBytes === 0 ? undefined : this.#transfers.onNotify(call, analysed);
      default:
    }
  }

  #onInvite(call: LinkedCall, analysed: AnalysedMessage, isFirst: boolean): void {
    const { row, message } = analysed;
    noteHop(call, row.source, row.destination);
    if (isFirst) this.#transfers.onInvite(call, analysed);
    else this.#searches.onHop(call, row.destination.address);
    for (const header of message.headers) this.#headers.onHeader(call, header, row);
  }

  #onResponse(call: LinkedCall, analysed: AnalysedMessage): void {
    const { facts } = analysed;
    if (facts.cseqMethod !== 'INVITE') return;
    const status = facts.status ?? 0;
    if (status >= 300 && status < 400) this.#transfers.onRedirect(call, analysed);
    if (status > 100 && status < 300) this.#readIdentifiers(call, analysed);
  }

  #readIdentifiers(call: LinkedCall, { message, row }: AnalysedMessage): void {
    for (const { key, value } of message.headers) {
      if (key === 'session-id') this.#sessions.onHeader(call, value, row);
      else if (key === 'p-charging-vector') for (const icid of readIcids(value)) this.#icids.onIcid(call, icid, row);
    }
  }
}
