/** What SIP does outside calls and registrations. Every `…atMs` counts from the capture's first frame. */
import type { ExchangeKey, FrameNumber, KeepaliveKey, MessageIndex } from '../ids';
import type { ExchangeKind } from '../sip/scenarios';
import type { Endpoint, Party } from './rows';

/** How an exchange stands: `active` a subscription or publication that holds · `done` answered well · the rest as named. */
export type ExchangeState = 'open' | 'active' | 'done' | 'ended' | 'rejected' | 'unanswered' | 'cannotTell';

/** A MESSAGE, an OPTIONS, a subscription with its NOTIFYs …: everything under one Call-ID that is no call and no registration. */
export type ExchangeRow = {
  readonly key: ExchangeKey;
  readonly kind: ExchangeKind;
  /** Event package of a subscription or publication; empty for others. */
  readonly event: string;
  readonly state: ExchangeState;
  /** `3 new messages, 1 old`, `subscribed for 3600 s, 4 notifications`, `"see you at ten"` */
  readonly words: string;
  readonly from: Party;
  readonly to: Party;
  readonly source: Endpoint;
  readonly destination: Endpoint;
  readonly callId: string;
  readonly startedAtMs: number;
  readonly lastAtMs: number;
  readonly status: number | null;
  readonly reason: string;
  /** Request to final response of the first transaction; null without. */
  readonly roundTripMs: number | null;
  /** Lifetime that was granted; null when there is none. */
  readonly expiresS: number | null;
  readonly messageCount: number;
  /** The first ones of it, up to a bound. */
  readonly messages: readonly MessageIndex[];
};

/** How a pair of hosts keeps in touch: OPTIONS, line ends (RFC 5626 §3.5.1), or STUN to a SIP port (§3.5.2). */
export type KeepaliveMethod = 'options' | 'crlf' | 'stun';

export type KeepaliveRow = {
  readonly key: KeepaliveKey;
  readonly method: KeepaliveMethod;
  /** Who asks. */
  readonly source: Endpoint;
  readonly destination: Endpoint;
  readonly firstAtMs: number;
  readonly lastAtMs: number;
  readonly sent: number;
  /** Of those whose answer had time to come. Line ends over UDP are never answered: null. */
  readonly answered: number | null;
  readonly lost: number | null;
  /** The latest ones without an answer where the capture ends: too young to be lost, too old for nothing to be said of them. */
  readonly unansweredAtEnd: number;
  /** Median time between two of them; null for fewer than two. */
  readonly intervalMs: number | null;
  readonly minRoundTripMs: number | null;
  readonly medianRoundTripMs: number | null;
  readonly maxRoundTripMs: number | null;
  /** Status of the last answer; null for CRLF and STUN. */
  readonly lastStatus: number | null;
  readonly state: 'up' | 'down' | 'cannotTell';
  /** When it went up and down, the latest ones. */
  readonly changes: readonly KeepaliveChange[];
  readonly omittedChanges: number;
  /** Messages of OPTIONS, the latest ones. */
  readonly messages: readonly MessageIndex[];
};

export type KeepaliveChange = {
  readonly atMs: number;
  readonly frame: FrameNumber;
  readonly up: boolean;
  /** `no answer for 3 requests: Destination port unreachable …, says 10.0.0.9`, `200 OK again after 62 s` */
  readonly words: string;
};
