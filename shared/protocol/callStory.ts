/** One call told in full: made of its messages when somebody opens it. Every `…atMs` counts from the capture's first frame. */
import type { MessageIndex } from '../ids';
import type { CallGroup } from './callGroups';
import type { CallRow, Endpoint } from './rows';

export type CallSide = 'caller' | 'callee';

/** How a moment is coloured: as expected · the step that a call hopes for · something went wrong. */
export type StoryTone = 'plain' | 'good' | 'wrong';

/** A line of the timeline. */
export type StoryMoment = {
  readonly atMs: number;
  /** The message that shows it; null when silence shows it. */
  readonly message: MessageIndex | null;
  /** `Ringing at 192.0.2.7`, `Hold by the callee`, `No answer to the BYE within 32 s` */
  readonly words: string;
  /** RFC section that explains the step; empty for plain ones. */
  readonly reference: string;
  readonly tone: StoryTone;
};

/** Session timer of a dialog (RFC 4028). */
export type SessionTimer = {
  readonly intervalS: number;
  readonly refresher: CallSide | null;
  /** Messages that refreshed it. */
  readonly refreshes: readonly { readonly atMs: number; readonly message: MessageIndex; readonly by: CallSide }[];
  /** When it ran out without a refresh; null when it did not while the capture looked. */
  readonly missedAtMs: number | null;
};

/** One dialog of the call (RFC 3261 §12); a fork makes several. */
export type DialogRow = {
  readonly callerTag: string;
  readonly calleeTag: string;
  readonly state: 'early' | 'confirmed' | 'ended';
  /** Contacts: where each side wants further requests. Empty when not told. */
  readonly callerTarget: string;
  readonly calleeTarget: string;
  /** Record-Route, first hop of the caller first. */
  readonly routeSet: readonly string[];
  readonly startedAtMs: number;
  readonly confirmedAtMs: number | null;
  readonly endedAtMs: number | null;
  readonly endedBy: CallSide | null;
  readonly sessionTimer: SessionTimer | null;
};

/**
 * One media line as offer and answer left it; `callerTo…` is what flows from the caller to the callee, null when nothing may.
 * Of an offer without an answer: what was offered, not accepted.
 */
export type NegotiatedMedia = {
  readonly type: string;
  readonly accepted: boolean;
  readonly callerToCallee: NegotiatedFlow | null;
  readonly calleeToCaller: NegotiatedFlow | null;
  readonly callerEndpoint: Endpoint | null;
  readonly calleeEndpoint: Endpoint | null;
  /** `RTP/SAVP`, as the answer says. */
  readonly profile: string;
  /** `AES_CM_128_HMAC_SHA1_80 (SDES)`, `DTLS-SRTP (sha-256, the callee connects)`, empty without. */
  readonly crypto: string;
  readonly ice: boolean;
  /** Who holds the line: sendonly, inactive or c=0.0.0.0 (RFC 3264 §8.4). */
  readonly heldBy: 'none' | 'caller' | 'callee' | 'both';
};

export type NegotiatedFlow = {
  /** The codec the sender will use first, `PCMU/8000`. */
  readonly codec: string;
  readonly payloadType: number;
  readonly ptimeMs: number | null;
  /** Payload type of telephone-event; null when the receiver takes none. */
  readonly dtmfPayloadType: number | null;
};

/** An offer with its answer (RFC 3264, RFC 6337). */
export type NegotiationRow = {
  /** The message with the offer; the one with the answer where the offer was not captured. */
  readonly offer: MessageIndex;
  readonly offeredBy: CallSide;
  readonly atMs: number;
  /** `early offer in INVITE`, `late offer in 200`, `offer in UPDATE` */
  readonly words: string;
  readonly answer: MessageIndex | null;
  readonly answeredAtMs: number | null;
  /** `superseded`: its transaction ended without an answer, the session stays as it was. */
  readonly outcome: 'agreed' | 'refused' | 'glare' | 'superseded' | 'open';
  readonly media: readonly NegotiatedMedia[];
  /** What is different from the negotiation before: `hold by the callee`, `codec PCMU → G722`. */
  readonly changes: readonly string[];
};

/** A request with its responses on one hop. */
export type TransactionRow = {
  /** As in `MessageRow.transaction`. */
  readonly transaction: number;
  readonly method: string;
  readonly by: CallSide | null;
  readonly source: Endpoint;
  readonly destination: Endpoint;
  readonly request: MessageIndex | null;
  readonly startedAtMs: number;
  readonly firstResponseMs: number | null;
  readonly finalStatus: number | null;
  readonly finalMs: number | null;
  readonly retransmissions: number;
  /** Messages of it that were seen again on another link or interface. */
  readonly copies: number;
  /**
   * `ended`, `no answer` within 64·T1 where the capture would have shown one (of an INVITE that was answered provisionally: within Timer C), `open` where the capture
   * ends, `request not seen`. An ACK has no answer: it has ended.
   */
  readonly outcome: 'ended' | 'noAnswer' | 'open' | 'requestNotSeen';
};

export type CallStory = {
  readonly call: CallRow;
  readonly group: CallGroup | null;
  readonly moments: readonly StoryMoment[];
  readonly dialogs: readonly DialogRow[];
  readonly negotiations: readonly NegotiationRow[];
  readonly transactions: readonly TransactionRow[];
  /** Messages that the ring has overwritten, and messages beyond what one story takes in. */
  readonly evictedMessages: number;
  readonly omittedMessages: number;
};
