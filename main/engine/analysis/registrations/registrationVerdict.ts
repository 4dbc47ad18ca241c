import { formatCount } from '../../../../shared/format/quantity';
import type { MessageIndex } from '../../../../shared/ids';
import type { RegistrationAttempt, RegistrationStory } from '../../../../shared/protocol/registrationStory';
import type { RegistrationRow } from '../../../../shared/protocol/rows';
import { isChallenge } from '../../../../shared/sip/statusCodes';
import { endsEarly, explainFailure, type Statement } from './failureWords';

export type Verdict = RegistrationStory['verdict'];

type Judged = {
  readonly registration: RegistrationRow;
  readonly attempts: readonly RegistrationAttempt[];
  readonly bindingCount: number;
  /** null when it is not known how long the capture goes on. */
  readonly captureEndsAtMs: number | null;
};

const forHowLong = (expiresS: number | null): string => (expiresS === null ? '' : ` for ${formatCount(expiresS)} s`);

/** A binding that runs out while the capture looks, and that nothing renews. */
function ranOut({ registration, attempts, captureEndsAtMs }: Judged): string {
  const { expiresS, outcome, lastAtMs } = registration;
  const last = attempts.at(-1);
  if (outcome !== 'registered' || expiresS === null || captureEndsAtMs === null) return '';
  const endsAtMs = (last?.atMs ?? lastAtMs) + (last?.roundTripMs ?? 0) + expiresS * 1000;
  return endsAtMs < captureEndsAtMs ? '. It then ran out: nothing renewed it' : '';
}

/** Words of a REGISTER that a 2xx answered. */
function successWords(judged: Judged): string {
  const { registration, attempts, bindingCount } = judged;
  const { scenario, outcome, expiresS } = registration;
  const long = forHowLong(expiresS);
  switch (scenario) {
    case 'registration':
      return `Registered${long}${ranOut(judged)}`;
    case 'update':
      return `Registered again${long}${ranOut(judged)}`;
    case 'query':
      return `Asked for the current contacts: the registrar has ${formatCount(bindingCount)}`;
    case 'cancellation':
      return 'Registration cancelled';
    default: {
      const isAnswerAlone = attempts.every(({ request }) => request === null);
      if (isAnswerAlone) return 'The registrar accepts a REGISTER that is not in the capture';
      if (outcome !== 'registered') return 'The registrar accepted it';
      return `Registered${long}; whether newly or again is not in the capture${ranOut(judged)}`;
    }
  }
}

function untoldWords({ registration, attempts, captureEndsAtMs }: Judged): string {
  const last = attempts.at(-1);
  if (registration.outcome === 'challenged') {
    return 'The registrar asks for credentials; what came of it is not in the capture';
  }
  if (attempts.every(({ request }) => request === null)) return 'No REGISTER of it is in the capture';
  const lookedOnMs = captureEndsAtMs === null || last === undefined ? null : captureEndsAtMs - last.atMs;
  return endsEarly(lookedOnMs)
    ? `No answer is in the capture, which ends ${(lookedOnMs / 1000).toFixed(1)} s after the REGISTER`
    : 'No answer is in the capture, nor anything else from the registrar: it was silent, or its side was not captured';
}

function statementOf(judged: Judged): Statement {
  const { registration, attempts, captureEndsAtMs } = judged;
  const { outcome, failure } = registration;
  const attempt = attempts.findLast(({ failure: own }) => own === failure) ?? attempts.at(-1);
  if (failure !== null && attempt !== undefined) {
    const lookedOnMs =
      captureEndsAtMs === null ? null : Math.max(0, captureEndsAtMs - attempt.atMs - (attempt.roundTripMs ?? 0));
    return explainFailure(failure, { registration, attempt, lookedOnMs });
  }
  const isSuccess = outcome === 'registered' || outcome === 'unregistered' || outcome === 'queried';
  return isSuccess
    ? { words: successWords(judged), confidence: 'certain' }
    : { words: untoldWords(judged), confidence: 'possible' };
}

/** The deciding attempt with the challenge before it, where that was a part of it. */
function proofOf(attempts: readonly RegistrationAttempt[]): readonly MessageIndex[] {
  const last = attempts.at(-1);
  if (last === undefined) return [];
  const before = last.credentials === null ? undefined : attempts.at(-2);
  const challenge = before && isChallenge(before.status) ? before.response : null;
  return [challenge, last.request, last.response].filter((index) => index !== null);
}

/** What came of a registration, in a sentence, with the messages that prove it. */
export const registrationVerdict = (judged: Judged): Verdict => ({
  ...statementOf(judged),
  messages: proofOf(judged.attempts),
});
