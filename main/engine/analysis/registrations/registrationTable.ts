import { registrationKey, type RegistrationKey } from '../../../../shared/ids';
import { headerOf } from '../../decode/sip/headerOf';
import { DeadlineQueue } from '../signalling/deadlineQueue';
import type { MessageFacts } from '../signalling/messageReader';
import { detached } from '../signalling/stringPool';
import { TRANSACTION_TIMEOUT_MS } from '../signalling/timers';
import { ChallengeMemory } from './challengeMemory';
import type { HeardAddresses } from './heardAddresses';
import { addressOfRecord, registrarDomain } from './registerContacts';
import { leaveChallenged, leaveUnanswered, takeRequest, takeResponse, type RegisterStep } from './registerSteps';
import type { RegisterAttempt, RegistrationRecord } from './registrationRecord';

/** T2 (RFC 3261 §17.1.2.2): a capture that ends sooner after a message does not tell what would have followed. */
const SURE_AFTER_MS = 4000;

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
  /** Who has sent anything; kept by the caller. */
  readonly #heard: HeardAddresses;
  #nowMs = Number.NEGATIVE_INFINITY;
  #changed = new Set<RegistrationKey>();

  constructor(heard: HeardAddresses) {
    this.#heard = heard;
  }

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
    attempt.lastAtMs = Math.max(attempt.lastAtMs, step.sighting.atMs);
    if (step.facts.isRequest) takeRequest(attempt, step);
    else if (!step.isCopy) takeResponse(attempt, step);
    this.#changed.add(registration.key);
  }

  /** `nowMs` is the capture's clock, which never goes back. */
  passTime(nowMs: number): void {
    this.#nowMs = nowMs;
    for (let due = this.#waiting.takeDue(nowMs); due !== undefined; due = this.#waiting.takeDue(nowMs)) {
      this.#close(due);
    }
  }

  /** The end of the capture: what was not answered stays so; of what came just before nobody can tell. */
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
    if (registration.latestAttempt !== attempt) return;
    const { outcome, scenario, failure } = registration;
    const hadTime = this.#nowMs - attempt.lastAtMs >= SURE_AFTER_MS;
    const wouldShow = hadTime && this.#heard.has(registration.registrar, registration.source);
    if (attempt.status === null) leaveUnanswered(attempt, wouldShow);
    else leaveChallenged(attempt, hadTime);
    const isSame =
      registration.outcome === outcome && registration.scenario === scenario && registration.failure === failure;
    if (!isSame) this.#changed.add(registration.key);
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
      callId: detached(step.facts.callId),
      requestedAtMs: null,
      lastAtMs: step.sighting.atMs,
      sentAgain: false,
      cameBack: false,
      answered: [],
      challengedBefore: !registration.challenges.isEmpty,
      status: null,
      failure: null,
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
      scenario: 'cannotTell',
      failure: null,
      behindNat: null,
      status: null,
      reason: '',
      expiresS: null,
      userAgent: '',
      firstAtMs: atMs,
      lastAtMs: atMs,
      attemptCount: 0,
      lastRoundTripMs: null,
      latestAttempt: null,
      challenges: new ChallengeMemory(),
      registeredBefore: false,
      boundUntilMs: null,
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
