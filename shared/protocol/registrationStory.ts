/** One registration told in full: made of its messages when somebody opens it. */
import type { MessageIndex } from '../ids';
import type { Confidence } from './confidence';
import type { DigestResult } from './digestCheck';
import type { KeepaliveRow } from './exchangeRows';
import type { Endpoint, MessageRow, RegistrationRow } from './rows';

/** Why an attempt did not register. */
export type RegistrationFailure =
  | 'wrongPassword'
  /** Refused for good after credentials: a wrong password or an unknown user, the answer does not say which. */
  | 'credentialsRefused'
  | 'unknownUser'
  | 'wrongRealm'
  | 'staleNonce'
  | 'forbidden'
  | 'challengeNotAnswered'
  | 'intervalTooBrief'
  | 'loop'
  | 'noAnswer'
  | 'serverFailure'
  | 'rejected';

/** A digest challenge as RFC 3261 §20.44 names its parts; null or empty where the message does not say. */
export type Challenge = {
  readonly scheme: string;
  readonly realm: string;
  readonly nonce: string;
  readonly algorithm: string;
  readonly qop: readonly string[];
  readonly stale: boolean;
  readonly opaque: string | null;
};

/** Credentials as RFC 3261 §20.7 names their parts. Without a password they are not checked. */
export type Credentials = {
  readonly scheme: string;
  readonly username: string;
  readonly realm: string;
  readonly nonce: string;
  readonly uri: string;
  readonly response: string;
  readonly algorithm: string;
  readonly qop: string | null;
  readonly cnonce: string | null;
  readonly nc: string | null;
  readonly opaque: string | null;
  readonly check: DigestResult;
};

/** One REGISTER request and what came back. */
export type RegistrationAttempt = {
  readonly callId: string;
  readonly cseq: number | null;
  readonly atMs: number;
  readonly request: MessageIndex | null;
  readonly response: MessageIndex | null;
  readonly status: number | null;
  readonly reason: string;
  readonly roundTripMs: number | null;
  /** `register`, `unregister` or `query`; null when only its response was seen. */
  readonly purpose: 'register' | 'unregister' | 'query' | null;
  readonly askedS: number | null;
  readonly grantedS: number | null;
  /** What its answer asks for. */
  readonly challenge: Challenge | null;
  readonly credentials: Credentials | null;
  /** The challenge that its credentials answer; null without credentials, or when it was not seen. */
  readonly answersTo: Challenge | null;
  /** What is worth saying of them: `nc 00000001 used twice`, `realm is not the challenge's`. */
  readonly remarks: readonly string[];
  /** Why it did not register; null when it did, or was only challenged and tried again. */
  readonly failure: RegistrationFailure | null;
};

/** One contact that the registrar holds, as its last 200 lists it (RFC 3261 §10.3). */
export type BindingRow = {
  readonly contact: string;
  readonly expiresS: number | null;
  readonly q: string;
  /** RFC 5626: `+sip.instance` and `reg-id`. */
  readonly instance: string;
  readonly regId: string;
  /** RFC 5627: addresses that reach this very device; empty without. */
  readonly publicGruu: string;
  readonly temporaryGruu: string;
  /** Whether the REGISTERs of this registration made it. */
  readonly own: boolean;
};

/** How the registered contact stands to where the packets came from (RFC 3581, RFC 5626). */
export type NatFinding = {
  readonly kind: 'none' | 'behindNat' | 'notTold';
  /** `Contact says 192.168.1.5:5060, packets come from 203.0.113.7:40112` */
  readonly words: string;
  readonly contact: Endpoint | null;
  readonly source: Endpoint;
};

export type RegistrationStory = {
  readonly registration: RegistrationRow;
  readonly messages: readonly MessageRow[];
  readonly attempts: readonly RegistrationAttempt[];
  readonly bindings: readonly BindingRow[];
  /** Path (RFC 3327) and Service-Route (RFC 3608), as the exchange gave them. */
  readonly path: readonly string[];
  readonly serviceRoute: readonly string[];
  /** Outbound (RFC 5626) and Flow-Timer in words; empty without. */
  readonly outbound: string;
  readonly nat: NatFinding;
  readonly keepalive: KeepaliveRow | null;
  /** What came of it, with the messages that prove it. */
  readonly verdict: {
    readonly words: string;
    readonly confidence: Confidence;
    readonly messages: readonly MessageIndex[];
  };
  /** Messages that the ring has overwritten, and early ones beyond what one story takes in. */
  readonly evictedMessages: number;
  readonly omittedMessages: number;
};
