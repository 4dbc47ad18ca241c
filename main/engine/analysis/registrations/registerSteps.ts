import type { RegistrationScenarioKind } from '../../../../shared/sip/scenarios';
import { isChallenge } from '../../../../shared/sip/statusCodes';
import type { SipMessage } from '../../decode/sip/sipMessage';
import type { MessageFacts } from '../signalling/messageReader';
import type { Sighting } from '../signalling/sighting';
import { detached } from '../signalling/stringPool';
import type { Transaction } from '../signalling/transaction';
import { keptNonce, type Asked } from './challengeMemory';
import { isBehindNat, originOfRequest, originOfResponse } from './contactOrigin';
import { readChallenges, readCredentials, readNextNonce } from './digestParts';
import { grantedSeconds, readBindings, readExpires, registerPurpose } from './registerContacts';
import { failureOf, type Answered } from './registrationFailure';
import { outcomeOf, type RegisterAttempt } from './registrationRecord';

/** A REGISTER or a response to one. */
export type RegisterStep = {
  readonly message: SipMessage;
  readonly facts: MessageFacts;
  readonly transaction: Transaction;
  readonly sighting: Sighting;
  readonly retransmission: boolean;
  /** The same message has been seen before on another link; a request may thus show itself coming back. */
  readonly isCopy: boolean;
  /** Position in the list of all messages. */
  readonly index: number;
};

/** The same request seen again this soon is a copy from another place; Timer E does not run out before 500 ms (RFC 3261 §17.1.2.2). */
const SOONEST_REPEAT_MS = 200;

/** The first hop on which a REGISTER is seen says who asked whom. */
export function takeRequest(attempt: RegisterAttempt, step: RegisterStep): void {
  if (attempt.requestSeen) return takeRepeat(attempt, step);
  const { message, facts, sighting } = step;
  const { registration } = attempt;
  const bindings = readBindings(message);
  const expiresS = readExpires(message);
  attempt.requestSeen = true;
  attempt.requestedAtMs = sighting.atMs;
  attempt.purpose = registerPurpose(bindings, expiresS);
  attempt.contact = detached(bindings[0]?.uri ?? '');
  attempt.askedS = bindings[0]?.expiresS ?? expiresS;
  attempt.answered = answeredIn(message, attempt);
  registration.source = sighting.source;
  registration.registrar = sighting.destination;
  if (facts.userAgent !== '') registration.userAgent = facts.userAgent;
  if (attempt.contact === '' || attempt.contact === '*') return;
  registration.contact = attempt.contact;
  registration.behindNat = isBehindNat(attempt.contact, originOfRequest(message, sighting.source));
}

/** Sent again, seen on a further hop, or on its way back. */
function takeRepeat(attempt: RegisterAttempt, { sighting, retransmission }: RegisterStep): void {
  const { source, registrar } = attempt.registration;
  const sinceMs = sighting.atMs - (attempt.requestedAtMs ?? sighting.atMs);
  if (retransmission && sinceMs >= SOONEST_REPEAT_MS) attempt.sentAgain = true;
  if (sighting.destination === source && sighting.source !== source && source !== registrar) attempt.cameBack = true;
}

/** Credentials of a REGISTER beside the challenges that are known when it comes. */
function answeredIn(message: SipMessage, { callId, registration }: RegisterAttempt): readonly Answered[] {
  const { challenges } = registration;
  return readCredentials(message)
    .filter(({ isAnswer }) => isAnswer)
    .map(({ asker, realm, nonce }) => {
      const sent: Asked = { asker, realm: detached(realm), nonce: keptNonce(nonce) };
      return { ...sent, asked: challenges.answeredBy(callId, sent), acceptedBefore: challenges.wasAccepted(nonce) };
    });
}

/** The first final response of each status decides what became of the attempt; provisional ones say nothing. */
export function takeResponse(attempt: RegisterAttempt, step: RegisterStep): void {
  const { message, facts, transaction, sighting } = step;
  const status = facts.status ?? 0;
  if (status < 200) return;
  if (attempt.status !== status) judge(attempt, status, step);
  const { registration } = attempt;
  if (registration.latestAttempt !== attempt) return;
  registration.status = status;
  registration.reason = facts.reason;
  registration.outcome = outcomeOf(status, attempt.purpose);
  if (status < 300) {
    registration.expiresS =
      attempt.purpose === 'register' ? grantedSeconds(message, attempt.contact, attempt.askedS) : null;
  }
  const origin = originOfResponse(message);
  if (origin !== null && attempt.contact !== '' && attempt.contact !== '*') {
    registration.behindNat = isBehindNat(attempt.contact, origin) ?? registration.behindNat;
  }
  if (transaction.id === attempt.transactionId && transaction.requestAtMs !== null) {
    registration.lastRoundTripMs = Math.max(0, sighting.atMs - transaction.requestAtMs);
  }
}

/** What an answer makes of its attempt, and of the registration when it is the latest. */
function judge(attempt: RegisterAttempt, status: number, { message, facts, sighting }: RegisterStep): void {
  const { registration } = attempt;
  const { reason } = facts;
  const challenges = isChallenge(status) ? readChallenges(message) : [];
  const { registeredBefore } = registration;
  attempt.failure = failureOf({ ...attempt, status, reason, challenges, registeredBefore });
  attempt.status = status;
  const asked = challenges.map(({ asker, realm, nonce }) => ({
    asker,
    realm: detached(realm),
    nonce: keptNonce(nonce),
  }));
  registration.challenges.note(attempt.callId, asked);
  const isLatest = registration.latestAttempt === attempt;
  if (status < 300) succeed(attempt, message, sighting.atMs, isLatest);
  // A challenge is no failure while it can still be answered: `leaveChallenged`.
  else if (isLatest && attempt.failure !== null && attempt.failure !== 'challengeNotAnswered') {
    registration.scenario = 'unsuccessful';
    registration.failure = attempt.failure;
  }
}

function succeed(attempt: RegisterAttempt, message: SipMessage, atMs: number, isLatest: boolean): void {
  const { registration, callId, answered } = attempt;
  for (const { nonce } of answered) registration.challenges.noteAccepted(callId, nonce);
  const nextNonce = answered.length === 0 ? null : readNextNonce(message);
  if (nextNonce !== null) {
    const { realm } = answered[0]!;
    registration.challenges.note(callId, [{ asker: 'registrar', realm, nonce: keptNonce(nextNonce) }]);
  }
  if (!isLatest) return;
  registration.scenario = scenarioOf(attempt, atMs);
  registration.failure = null;
  if (attempt.purpose === 'query') return;
  registration.registeredBefore ||= attempt.purpose === 'register';
  registration.boundUntilMs = attempt.purpose === 'register' ? boundUntil(attempt, message, atMs) : null;
}

function boundUntil({ contact, askedS }: RegisterAttempt, message: SipMessage, atMs: number): number {
  const grantedS = grantedSeconds(message, contact, askedS);
  return grantedS === null ? Number.POSITIVE_INFINITY : atMs + grantedS * 1000;
}

/** Name of a REGISTER that succeeded (RFC 3665 §2). */
function scenarioOf(attempt: RegisterAttempt, atMs: number): RegistrationScenarioKind {
  const { purpose, requestSeen, answered, registration } = attempt;
  if (!requestSeen) return 'cannotTell';
  if (purpose !== 'register') return purpose === 'query' ? 'query' : 'cancellation';
  if (registration.boundUntilMs !== null && atMs <= registration.boundUntilMs) return 'update';
  const challengeNotSeen = answered.length > 0 && answered.every(({ asked }) => asked === null);
  return challengeNotSeen && !registration.registeredBefore ? 'cannotTell' : 'registration';
}

/**
 * No answer came, or none was captured: a sender that repeats itself has had none, and where the registrar was heard and had time
 * its answer would have been seen (`wouldShow`).
 */
export function leaveUnanswered(attempt: RegisterAttempt, wouldShow: boolean): void {
  const { registration, cameBack, sentAgain } = attempt;
  const isSure = attempt.requestSeen && (cameBack || sentAgain || wouldShow);
  registration.outcome = 'unanswered';
  registration.status = null;
  registration.reason = '';
  registration.scenario = !isSure ? 'cannotTell' : cameBack ? 'unsuccessful' : 'unanswered';
  registration.failure = !isSure ? null : cameBack ? 'loop' : 'noAnswer';
}

/** A challenge that nothing followed, though there was time. */
export function leaveChallenged({ registration, failure }: RegisterAttempt, hadTime: boolean): void {
  if (failure !== 'challengeNotAnswered') return;
  registration.scenario = hadTime ? 'unsuccessful' : 'cannotTell';
  registration.failure = hadTime ? failure : null;
}
