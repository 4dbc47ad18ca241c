import type { MessageRow } from '../../../../shared/protocol/rows';
import type { SessionDescription } from '../../decode/sdp/sessionDescription';
import type { SessionExpiry } from '../../decode/sip/sessionExpiry';

/** What was said in a message about a transfer: a REFER's target, or the outcome that a NOTIFY reports. */
export type TransferNote = {
  /** URI of Refer-To, without its headers. */
  readonly target: string;
  /** Call-ID that the new call is to replace: attended transfer. */
  readonly replaces: string;
};

/** What a story needs of a message beside its row. Texts are cut and stand alone; missing parts are empty. */
export type StoryMessage = {
  readonly row: MessageRow;
  /** Its bytes were still there and could be read. */
  readonly isRead: boolean;
  readonly isRequest: boolean;
  /** Of the request that it is or answers, in upper case. */
  readonly method: string;
  readonly status: number | null;
  readonly fromTag: string;
  readonly toTag: string;
  readonly fromUri: string;
  readonly toUri: string;
  /** URIs of Contact. */
  readonly contacts: readonly string[];
  /** Record-Route in the order of the message. */
  readonly recordRoute: readonly string[];
  /** A provisional response that asks for a PRACK (RFC 3262 §3). */
  readonly reliable: boolean;
  readonly rseq: string;
  readonly hasCredentials: boolean;
  /** What the credentials are for: each proxy on the way may ask for its own (RFC 3261 §22.3). */
  readonly credentialRealms: readonly string[];
  /** Of a 401 or 407. */
  readonly realm: string;
  readonly stale: boolean;
  readonly sessionExpiry: SessionExpiry | null;
  /** Min-SE in seconds. */
  readonly minimumExpiryS: number | null;
  readonly referral: TransferNote | null;
  readonly referredBy: string;
  /** Call-ID of the Replaces header field (RFC 3891). */
  readonly replaces: string;
  readonly reasonWords: string;
  readonly warningWords: string;
  readonly hasRetryAfter: boolean;
  readonly event: string;
  /** The response that a NOTIFY's sipfrag reports (RFC 3515 §2.4.5). */
  readonly reported: { readonly status: number; readonly reason: string } | null;
  /** In lower case without parameters. */
  readonly contentType: string;
  /** Digits of an application/dtmf-relay body. */
  readonly digit: string;
  readonly description: SessionDescription | null;
};

/** A message whose bytes the ring has overwritten: what its row still tells. */
export function unreadMessage(row: MessageRow): StoryMessage {
  return {
    row,
    isRead: false,
    isRequest: row.method !== null,
    method: row.method ?? row.cseqMethod,
    status: row.status,
    fromTag: '',
    toTag: '',
    fromUri: '',
    toUri: '',
    contacts: [],
    recordRoute: [],
    reliable: false,
    rseq: '',
    hasCredentials: false,
    credentialRealms: [],
    realm: '',
    stale: false,
    sessionExpiry: null,
    minimumExpiryS: null,
    referral: null,
    referredBy: '',
    replaces: '',
    reasonWords: '',
    warningWords: '',
    hasRetryAfter: false,
    event: '',
    reported: null,
    contentType: '',
    digit: '',
    description: null,
  };
}
