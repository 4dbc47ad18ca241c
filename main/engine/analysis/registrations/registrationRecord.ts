import { messageIndex, type RegistrationKey } from '../../../../shared/ids';
import type { RegistrationFailure } from '../../../../shared/protocol/registrationStory';
import type { Endpoint, RegistrationOutcome, RegistrationRow } from '../../../../shared/protocol/rows';
import type { RegistrationScenarioKind } from '../../../../shared/sip/scenarios';
import { isChallenge } from '../../../../shared/sip/statusCodes';
import type { Asked, ChallengeMemory } from './challengeMemory';
import type { RegisterPurpose } from './registerContacts';
import type { Answered } from './registrationFailure';

/** One REGISTER with its own CSeq, on whatever hops it is seen. */
export type RegisterAttempt = {
  readonly key: string;
  readonly registration: RegistrationRecord;
  /** As the request says; of a response alone nobody knows what was asked, and most REGISTERs register. */
  purpose: RegisterPurpose;
  contact: string;
  askedS: number | null;
  requestSeen: boolean;
  /** Transaction on the first hop that was seen, which the round trip is measured on. */
  readonly transactionId: number;
  readonly callId: string;
  requestedAtMs: number | null;
  /** Time of its latest message. */
  lastAtMs: number;
  /** The same REGISTER was sent again: its sender had no answer. */
  sentAgain: boolean;
  /** It was seen on its way back to who sent it. */
  cameBack: boolean;
  /** The credentials it carried, beside the challenges known then. */
  answered: readonly Answered[];
  challengedBefore: boolean;
  /** Final status; null while there is none. */
  status: number | null;
  /** Why that status did not register; a challenge that may still be answered counts as `challengeNotAnswered`. */
  failure: RegistrationFailure | null;
};

/** One address of record at one registrar. Changed in place by `RegistrationTable`. */
export type RegistrationRecord = {
  readonly key: RegistrationKey;
  readonly aor: string;
  contact: string;
  source: Endpoint;
  registrar: Endpoint;
  outcome: RegistrationOutcome;
  scenario: RegistrationScenarioKind;
  failure: RegistrationFailure | null;
  behindNat: boolean | null;
  status: number | null;
  reason: string;
  expiresS: number | null;
  userAgent: string;
  readonly firstAtMs: number;
  lastAtMs: number;
  attemptCount: number;
  lastRoundTripMs: number | null;
  latestAttempt: RegisterAttempt | null;
  readonly challenges: ChallengeMemory<Asked>;
  registeredBefore: boolean;
  /** When the registrar lets the binding go unless it is refreshed; null without one, infinite when it does not say. */
  boundUntilMs: number | null;
  /** Positions in the list of all messages. */
  readonly messages: number[];
};

/** Outcome of a final response to an attempt. */
export function outcomeOf(status: number, purpose: RegisterPurpose): RegistrationOutcome {
  if (isChallenge(status)) return 'challenged';
  if (status >= 300) return 'rejected';
  if (purpose === 'query') return 'queried';
  return purpose === 'unregister' ? 'unregistered' : 'registered';
}

/** A registration as the list shows it. */
export function registrationRow(registration: RegistrationRecord): RegistrationRow {
  return {
    key: registration.key,
    aor: registration.aor,
    contact: registration.contact,
    source: registration.source,
    registrar: registration.registrar,
    outcome: registration.outcome,
    scenario: registration.scenario,
    failure: registration.failure,
    behindNat: registration.behindNat,
    status: registration.status,
    reason: registration.reason,
    expiresS: registration.expiresS,
    userAgent: registration.userAgent,
    firstAtMs: registration.firstAtMs,
    lastAtMs: registration.lastAtMs,
    attemptCount: registration.attemptCount,
    lastRoundTripMs: registration.lastRoundTripMs,
    messages: registration.messages.map(messageIndex),
  };
}
