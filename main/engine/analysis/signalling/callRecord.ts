import { callKey, type CallKey } from '../../../../shared/ids';
import type { CallRow, Endpoint, Party } from '../../../../shared/protocol/rows';
import type { CallPhase } from './callPhase';
import type { MediaOffer } from './mediaOffer';
import type { CallTimer } from './sessionTimer';

/** A dialog of a call; forking makes several (RFC 3261 §12). */
export type CallDialog = {
  readonly calleeTag: string;
  /** By a 2xx: on any hop, and on the caller's own, where an intermediary may have put another tag. */
  confirmed: boolean;
  confirmedAtCaller: boolean;
  ended: boolean;
};

/** A moment, and whether it was seen on the caller's own hop: only that one is when the caller heard it. */
export type Moment = { readonly atMs: number; readonly atCaller: boolean };

/** All that is kept of a call besides its messages. Changed in place by `callProgress`, `callMedia` and `CallTable`. */
export type CallRecord = {
  readonly key: CallKey;
  readonly callId: string;
  phase: CallPhase;
  from: Party;
  to: Party;
  source: Endpoint;
  destination: Endpoint;
  startedAtMs: number;
  lastAtMs: number;
  ringing: Moment | null;
  answered: Moment | null;
  endedAtMs: number | null;
  endedBy: CallRow['endedBy'];
  finalStatus: number | null;
  finalReason: string;
  /** The initial INVITE on the first hop that was seen: its CSeq number and transaction; null when the capture began later. */
  initialCseq: number | null;
  initialTransaction: number | null;
  initialInviteSeen: boolean;
  /** That transaction has its final response. */
  initialAnswered: boolean;
  /** Any response to an initial INVITE came. */
  responded: boolean;
  /** Since when a response, a retry or the end after CANCEL is waited for, on the capture's clock. */
  waitingSinceMs: number;
  /** When the other side last said that it is still trying, on the capture's clock. */
  progressAtMs: number;
  /** What happened in it and what its story rests on: sets of the bits of `callTraits` and `callEvidence`. */
  traits: number;
  evidence: number;
  /** Vias of an INVITE of the call, as many as any had: one per element that it has passed. */
  viaCount: number;
  /** Further hops of the initial INVITE that have no final response yet. */
  openHops: number;
  /** Who sent the INVITE over the latest of them. */
  lastHopSource: Endpoint | null;
  /** Why it ended, in words, and the Q.850 cause among them; 0 without. */
  endReason: string;
  q850Cause: number;
  timer: CallTimer | null;
  /** Lists are replaced when they grow: one that is pushed to takes room for seventeen, and most hold one. */
  dialogs: readonly CallDialog[];
  offer: CallRow['offer'];
  /** Offer in a response, waiting for its answer in an ACK or PRACK. */
  lateOffer: MediaOffer | null;
  codecs: readonly string[];
  callerEndpoints: readonly Endpoint[];
  calleeEndpoints: readonly Endpoint[];
  /** Positions in the list of all messages. */
  readonly messages: number[];
  retransmissionCount: number;
  issueCount: number;
};

export type CallOpening = {
  readonly ordinal: number;
  readonly callId: string;
  readonly from: Party;
  readonly to: Party;
  readonly source: Endpoint;
  readonly destination: Endpoint;
  readonly atMs: number;
  readonly nowMs: number;
};

const NONE: readonly never[] = Object.freeze([]);

/** A call as its first message shows it. */
export function openCall(opening: CallOpening): CallRecord {
  const { callId, from, to, source, destination, atMs, nowMs } = opening;
  return {
    key: callKey(`call-${opening.ordinal}`),
    callId,
    phase: 'inviting',
    from,
    to,
    source,
    destination,
    startedAtMs: atMs,
    lastAtMs: atMs,
    ringing: null,
    answered: null,
    endedAtMs: null,
    endedBy: null,
    finalStatus: null,
    finalReason: '',
    initialCseq: null,
    initialTransaction: null,
    initialInviteSeen: false,
    initialAnswered: false,
    responded: false,
    waitingSinceMs: nowMs,
    progressAtMs: nowMs,
    traits: 0,
    evidence: 0,
    viaCount: 0,
    openHops: 0,
    lastHopSource: null,
    endReason: '',
    q850Cause: 0,
    timer: null,
    dialogs: NONE,
    offer: 'none',
    lateOffer: null,
    codecs: NONE,
    callerEndpoints: NONE,
    calleeEndpoints: NONE,
    messages: [],
    retransmissionCount: 0,
    issueCount: 0,
  };
}
