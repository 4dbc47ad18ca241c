import { formatCount } from '../../../../shared/format/quantity';
import type { Confidence } from '../../../../shared/protocol/confidence';
import type { RegistrationAttempt, RegistrationFailure } from '../../../../shared/protocol/registrationStory';
import type { RegistrationRow } from '../../../../shared/protocol/rows';
import { statusWords } from '../../../../shared/sip/statusCodes';
import { TRANSACTION_TIMEOUT_MS } from '../signalling/timers';

export type Statement = { readonly words: string; readonly confidence: Confidence };

/** What a failure is explained from: the attempt that failed, and how long the capture looked after it. */
export type FailedAttempt = {
  readonly registration: RegistrationRow;
  readonly attempt: RegistrationAttempt;
  /** null when it is not known. */
  readonly lookedOnMs: number | null;
};

const MOST_SHOWN = 80;

/** A text of a message, cut where it gets long. */
export const shownText = (text: string): string => (text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text);

const say = (confidence: Confidence, words: string): Statement => ({ words, confidence });

const answerOf = ({ status, reason }: RegistrationAttempt): string =>
  status === null ? 'no answer' : statusWords(status, shownText(reason));

/** The capture ends before whoever waits would have given up (64·T1). */
export const endsEarly = (lookedOnMs: number | null): lookedOnMs is number =>
  lookedOnMs !== null && lookedOnMs < TRANSACTION_TIMEOUT_MS;

const endWords = (lookedOnMs: number): string => `the capture ends ${(lookedOnMs / 1000).toFixed(1)} s later`;

const EXPLAIN: Readonly<Record<RegistrationFailure, (failed: FailedAttempt) => Statement>> = {
  wrongPassword: ({ attempt }) => {
    const user = shownText(attempt.credentials?.username ?? '') || 'the user';
    if (/^akav\d/i.test(attempt.credentials?.algorithm ?? '')) {
      return say('likely', `The registrar did not accept what the SIM of ${user} answered`);
    }
    return attempt.status === 403
      ? say('likely', `Refused after credentials, and the answer speaks of the password: ${answerOf(attempt)}`)
      : say('likely', `The registrar did not accept the credentials of ${user}: the password is wrong`);
  },
  credentialsRefused: ({ attempt }) => {
    const user = shownText(attempt.credentials?.username ?? '') || 'the user';
    return say(
      'likely',
      `Refused after credentials: the password of ${user} is wrong, or the registrar does not know the user`,
    );
  },
  unknownUser: ({ registration, attempt }) =>
    attempt.status === 403
      ? say(
          'possible',
          'Refused before any challenge: the registrar does not know the user, or does not take it from this address',
        )
      : say('certain', `The registrar does not know ${shownText(registration.aor)}: ${answerOf(attempt)}`),
  wrongRealm: ({ attempt }) => {
    const asked = attempt.answersTo ?? attempt.challenge;
    const [sent, wanted] = [attempt.credentials?.realm ?? '', asked?.realm ?? ''].map(shownText);
    return say('likely', `The credentials are for the realm "${sent}", the challenge is for "${wanted}"`);
  },
  staleNonce: ({ attempt }) =>
    attempt.challenge?.stale
      ? say('certain', 'The nonce had run out: the registrar asks for new credentials, and none were accepted')
      : say('likely', 'The credentials were made with a nonce that the registrar does not take any more'),
  forbidden: ({ attempt }) => say('certain', `The registrar refused: ${answerOf(attempt)}`),
  challengeNotAnswered: ({ attempt, lookedOnMs }) => {
    const what =
      attempt.credentials?.response && attempt.answersTo === null
        ? 'The credentials, for a challenge from before the capture, were not accepted; the new challenge was not answered'
        : 'The challenge was not answered';
    return endsEarly(lookedOnMs) ? say('possible', `${what}: ${endWords(lookedOnMs)}`) : say('certain', what);
  },
  intervalTooBrief: ({ attempt: { askedS } }) => {
    const asked = askedS === null ? '' : ` than ${formatCount(askedS)} s`;
    return say('certain', `The registrar wants a longer interval${asked} (423), and nothing longer was asked for`);
  },
  loop: ({ attempt }) =>
    attempt.status === null
      ? say('likely', 'The REGISTER came back to its sender: it is routed in a loop')
      : say('certain', `The REGISTER went round in a loop: ${answerOf(attempt)}`),
  noAnswer: ({ attempt, lookedOnMs }) => {
    if (attempt.status === 408) return say('certain', 'A proxy waited in vain for the registrar: 408');
    const notArrived = attempt.remarks.find((remark) => remark.startsWith('did not arrive'));
    if (notArrived !== undefined) return say('certain', `No answer from the registrar: the REGISTER ${notArrived}`);
    return endsEarly(lookedOnMs)
      ? say('possible', `No answer from the registrar: ${endWords(lookedOnMs)}`)
      : say('certain', 'No answer from the registrar');
  },
  serverFailure: ({ attempt }) => say('certain', `The registrar could not do it: ${answerOf(attempt)}`),
  rejected: ({ attempt }) => say('certain', `The registrar rejected it: ${answerOf(attempt)}`),
};

/** Why a registration failed, in a sentence without its full stop, and how sure that is. */
export const explainFailure = (failure: RegistrationFailure, failed: FailedAttempt): Statement =>
  EXPLAIN[failure](failed);
