/** Words of a registration and its attempts: each a pure function of what the engine tells. */
import { formatCount } from '../../shared/format/quantity';
import type { Challenge, Credentials, RegistrationAttempt } from '../../shared/protocol/registrationStory';
import type { RegistrationOutcome, RegistrationRow } from '../../shared/protocol/rows';
import { registrationFailureWords } from '../../shared/sip/registrationFailures';
import { statusWords } from '../../shared/sip/statusCodes';

/** Tone of an outcome: a class of the theme. */
export const OUTCOME_TONES: Readonly<Record<RegistrationOutcome, string>> = {
  registered: 'ok',
  unregistered: 'prov',
  queried: 'prov',
  challenged: 'warn',
  unanswered: 'warn',
  rejected: 'error',
};

export const describeAnswer = (status: number | null, reason: string): string =>
  status === null ? 'no answer' : statusWords(status, reason);

/** `wrong password · 403 Forbidden`, `rejected · 420 No`: what went wrong stands in the outcome's place where that is known. */
export function describeOutcome({ outcome, status, reason, failure }: RegistrationRow): string {
  const isOpen = status !== null && (outcome === 'rejected' || outcome === 'challenged');
  const isSaid = failure === null || failure === 'rejected' || failure === 'noAnswer';
  const what: string[] = isSaid || !isOpen ? [outcome] : [];
  if (!isSaid) what.push(registrationFailureWords(failure));
  if (isOpen) what.push(describeAnswer(status, reason));
  return what.join(' · ');
}

export const formatSecondsOf = (seconds: number | null): string =>
  seconds === null ? '–' : `${formatCount(seconds)} s`;

/** `register for 3,600 s`, `query`; what a REGISTER asked for. */
export function describePurpose({ purpose, askedS, request }: RegistrationAttempt): string {
  if (purpose === null) return request === null ? 'not captured' : 'gone';
  return purpose === 'register' && askedS !== null ? `register for ${formatSecondsOf(askedS)}` : purpose;
}

export const attemptTone = ({ status, failure }: RegistrationAttempt): string =>
  failure !== null ? 'error' : status !== null && status >= 200 && status < 300 ? 'ok' : 'muted';

/** Which attempt is looked at first: the last one that carries credentials, for that decides. */
export function decidingAttempt(attempts: readonly RegistrationAttempt[]): number {
  const withCredentials = attempts.findLastIndex(({ credentials }) => credentials !== null);
  return withCredentials < 0 ? attempts.length - 1 : withCredentials;
}

/** A part of a challenge beside the same part of the credentials. */
export type DigestPart = {
  readonly name: string;
  readonly asked: string;
  readonly sent: string;
  /** null where the two need not agree. */
  readonly agrees: boolean | null;
};

const NOTHING = '–';

/** Challenge and answer part by part (RFC 3261 §22); parts that neither has are left out. */
export function digestParts(asked: Challenge | null, sent: Credentials | null): readonly DigestPart[] {
  const part = (name: string, one: string | null, other: string | null, mustAgree: boolean): DigestPart[] => {
    if (!one && !other) return [];
    const isBoth = asked !== null && sent !== null;
    const agrees = mustAgree && isBoth ? one === other : null;
    return [{ name, asked: one || NOTHING, sent: other || NOTHING, agrees }];
  };
  return [
    ...part('Scheme', asked?.scheme ?? null, sent?.scheme ?? null, true),
    ...part('User name', null, sent?.username ?? null, false),
    ...part('Realm', asked?.realm ?? null, sent?.realm ?? null, true),
    ...part('Nonce', asked?.nonce ?? null, sent?.nonce ?? null, true),
    ...part('Algorithm', asked?.algorithm ?? null, sent?.algorithm ?? null, true),
    ...part('Protection (qop)', asked?.qop.join(', ') ?? null, sent?.qop ?? null, false),
    ...part('Count (nc)', null, sent?.nc ?? null, false),
    ...part('Client nonce (cnonce)', null, sent?.cnonce ?? null, false),
    ...part('Opaque', asked?.opaque ?? null, sent?.opaque ?? null, (asked?.opaque ?? null) !== null),
    ...part('Stale', asked?.stale ? 'yes' : null, null, false),
    ...part('URI', null, sent?.uri ?? null, false),
    ...part('Response', null, sent?.response ?? null, false),
  ];
}
