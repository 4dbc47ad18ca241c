import type { RegistrationAttempt } from '../../../shared/protocol/registrationStory';
import type { MessageRow, RegistrationRow } from '../../../shared/protocol/rows';
import { tellRegistration } from '../analysis/registrations/tellRegistration';
import type { PasswordOf } from '../digest/checkMessage';
import { checkRegisters } from './registrationChecks';
import { describeScenario } from './registrationScenario';
import { sixDecimals } from './sixDecimals';

/** What a registration's object is made of. */
export type RegistrationObjectSource = {
  readonly message: (index: RegistrationRow['messages'][number]) => MessageRow | null;
  readonly readMessage: (message: MessageRow) => Uint8Array | 'evicted';
  /** null leaves credentials unchecked. */
  readonly passwordOf: PasswordOf | null;
  readonly captureEndsAtMs: number;
};

const attemptObject = (attempt: RegistrationAttempt): object => ({
  callId: attempt.callId,
  cseq: attempt.cseq,
  status: attempt.status,
  roundTripMs: sixDecimals(attempt.roundTripMs),
  challenge: attempt.challenge,
  credentials: attempt.credentials,
  failure: attempt.failure,
  remarks: attempt.remarks,
});

/** A registration as `analyze --json` prints it, with all its attempts. */
export function registrationObject(registration: RegistrationRow, source: RegistrationObjectSource): object {
  const { readMessage, passwordOf, captureEndsAtMs } = source;
  const messages = registration.messages.map((index) => source.message(index)).filter((message) => message !== null);
  const checks = passwordOf && checkRegisters(messages, readMessage, passwordOf);
  const { attempts, bindings, verdict } = tellRegistration({
    registration,
    messages,
    readMessage,
    captureEndsAtMs,
    keepalive: null,
    checkOf: ({ index }) => checks?.get(index) ?? 'notChecked',
    mostMessages: Number.POSITIVE_INFINITY,
  });
  const { aor, contact, registrar, outcome, status, expiresS, failure, behindNat } = registration;
  return {
    aor,
    contact,
    registrar,
    outcome,
    status,
    expiresS,
    attempts: attempts.map(attemptObject),
    scenario: describeScenario(registration, attempts),
    failure,
    verdict: { words: verdict.words, confidence: verdict.confidence },
    bindings,
    behindNat,
  };
}
