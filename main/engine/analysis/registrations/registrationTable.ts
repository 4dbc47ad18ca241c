import { registrationKey, type RegistrationKey } from '../../../../shared/ids';
import { headerOf } from '../../decode/sip/headerOf';
import type { SipMessage } from '../../decode/sip/sipMessage';
import type { Sighting } from '../signalling/sighting';
import { DeadlineQueue } from '../signalling/deadlineQueue';
import type { MessageFacts } from '../signalling/messageReader';
import {
  addressOfRecord,
  grantedSeconds,
  readBindings,
  readExpires,
  registerPurpose,
  registrarDomain,
} from './registerContacts';
import { outcomeOf, type RegisterAttempt, type RegistrationRecord } from './registrationRecord';
import { detached } from '../signalling/stringPool';
import { TRANSACTION_TIMEOUT_MS } from '../signalling/timers';
import type { Transaction } from '../signalling/transaction';

/** A REGISTER or a response to one. */
export type RegisterStep = {
  readonly message: SipMessage;
  readonly facts: MessageFacts;
  readonly transaction: Transaction;
  readonly sighting: Sighting;
  /** Position in the list of all messages. */
  readonly index: number;
};

/**
 * Registrations by address of record and registrar domain, in order of appearance.
 *
 * An attempt waits 64·T1 for its final response; until then, and while nothing better is known, the outcome of the attempt
 * before it stands, so that a refresh in flight does not look like a loss.
 */
export class RegistrationTable {
  readonly #records: RegistrationRecord[] = [];
  readonly #byIdentity = new Map<string, RegistrationRecord>();
  readonly #byKey = new Map<RegistrationKey, RegistrationRecord>();
  readonly #attempts = new Map<string, RegisterAttempt>();
  readonly #waiting = new DeadlineQueue<RegisterAttempt>(TRANSACTION_TIMEOUT_MS);
  #changed = new Set<RegistrationKey>();

  get records(): readonly RegistrationRecord[] {
    return this.#records;
  }

  find(key: RegistrationKey): RegistrationRecord | undefined {
    return this.#byKey.get(key);
  }

  onMessage(step: RegisterStep): void {
    const attempt = this.#attempts.get(attemptKey(step.facts)) ?? this.#openAttempt(step);
    const { registration } = attempt;
    registration.messages.push(step.index);
    registration.lastAtMs = Math.max(registration.lastAtMs, step.sighting.atMs);
    if (step.facts.isRequest) takeRequest(attempt, step);
    else takeResponse(attempt, step);
    this.#changed.add(registration.key);
  }

  passTime(nowMs: number): void {
    for (let due = this.#waiting.takeDue(nowMs); due !== undefined; due = this.#waiting.takeDue(nowMs)) {
      this.#close(due);
    }
  }

  /** The end of the capture: what was not answered stays so. */
  finish(): void {
    for (let open = this.#waiting.takeOldest(); open !== undefined; open = this.#waiting.takeOldest()) {
      this.#close(open);
    }
  }

  takeChanged(): RegistrationKey[] {
    const changed = [...this.#changed];
    if (changed.length > 0) this.#changed = new Set();
    return changed;
  }

  #close(attempt: RegisterAttempt): void {
    this.#attempts.delete(attempt.key);
    const { registration } = attempt;
    if (attempt.answered || registration.latestAttempt !== attempt || registration.outcome === 'unanswered') return;
    registration.outcome = 'unanswered';
    registration.status = null;
    registration.reason = '';
    this.#changed.add(registration.key);
  }

  #openAttempt(step: RegisterStep): RegisterAttempt {
    const registration = this.#findOrOpen(step);
    const attempt: RegisterAttempt = {
      key: detached(attemptKey(step.facts)),
      registration,
      purpose: 'register',
      contact: '',
      askedS: null,
      requestSeen: false,
      transactionId: step.transaction.id,
      answered: false,
    };
    registration.attemptCount += 1;
    registration.latestAttempt = attempt;
    this.#attempts.set(attempt.key, attempt);
    this.#waiting.push(attempt, step.sighting.nowMs);
    return attempt;
  }

  #findOrOpen({ message, facts, sighting }: RegisterStep): RegistrationRecord {
    const aor = addressOfRecord(headerOf(message, 'to')?.value ?? '');
    const domain = registrarDomain(facts.isRequest ? facts.requestUri : aor);
    const identity = `${aor}\n${domain}`;
    const known = this.#byIdentity.get(identity);
    if (known !== undefined) return known;
    const { source, destination, atMs } = sighting;
    const registration: RegistrationRecord = {
      key: registrationKey(`registration-${this.#records.length + 1}`),
      aor: detached(aor),
      contact: '',
      source: facts.isRequest ? source : destination,
      registrar: facts.isRequest ? destination : source,
      outcome: 'unanswered',
      status: null,
      reason: '',
      expiresS: null,
      userAgent: '',
      firstAtMs: atMs,
      lastAtMs: atMs,
      attemptCount: 0,
      lastRoundTripMs: null,
      latestAttempt: null,
      messages: [],
    };
    this.#records.push(registration);
    this.#byIdentity.set(detached(identity), registration);
    this.#byKey.set(registration.key, registration);
    return registration;
  }
}

/** A UA counts its CSeq within one Call-ID for all its REGISTERs to a registrar (RFC 3261 §10.2). */
const attemptKey = (facts: MessageFacts): string => `${facts.callId}\n${facts.cseqNumber ?? ''}`;

/** The first hop on which a REGISTER is seen says who asked whom. */
function takeRequest(attempt: RegisterAttempt, { message, facts, sighting }: RegisterStep): void {
  if (attempt.requestSeen) return;
  const { registration } = attempt;
  const bindings = readBindings(message);
  const expiresS = readExpires(message);
  attempt.requestSeen = true;
  attempt.purpose = registerPurpose(bindings, expiresS);
  attempt.contact = detached(bindings[0]?.uri ?? '');
  attempt.askedS = bindings[0]?.expiresS ?? expiresS;
  registration.source = sighting.source;
  registration.registrar = sighting.destination;
  if (facts.userAgent !== '') registration.userAgent = facts.userAgent;
  if (attempt.contact !== '' && attempt.contact !== '*') registration.contact = attempt.contact;
}

function takeResponse(attempt: RegisterAttempt, { message, facts, transaction, sighting }: RegisterStep): void {
  const status = facts.status ?? 0;
  const { registration, purpose } = attempt;
  if (status < 200) return;
  attempt.answered = true;
  if (registration.latestAttempt !== attempt) return;
  registration.status = status;
  registration.reason = facts.reason;
  registration.outcome = outcomeOf(status, purpose);
  if (status < 300) {
    registration.expiresS = purpose === 'register' ? grantedSeconds(message, attempt.contact, attempt.askedS) : null;
  }
  const isFirstHop = transaction.id === attempt.transactionId;
  if (isFirstHop && transaction.requestAtMs !== null) {
    registration.lastRoundTripMs = Math.max(0, sighting.atMs - transaction.requestAtMs);
  }
}
