import type { RegistrationFailure } from '../../../../shared/protocol/registrationStory';
import { isChallenge } from '../../../../shared/sip/statusCodes';
import { sameNonce, type Asked } from './challengeMemory';
import type { Asker } from './digestParts';

/** Credentials of a REGISTER beside what they answer. */
export type Answered = Asked & {
  /** null when the challenge was not seen. */
  readonly asked: Asked | null;
  /** Whether the registrar took this nonce once before: then the password was right. */
  readonly acceptedBefore: boolean;
};

/** What is known of one attempt when its answer has come, or will not come any more. */
export type AttemptEvidence = {
  /** Final status; null without one. */
  readonly status: number | null;
  /** Its reason phrase. */
  readonly reason: string;
  readonly requestSeen: boolean;
  readonly answered: readonly Answered[];
  /** The challenges of the answer. */
  readonly challenges: readonly (Asked & { readonly stale: boolean })[];
  /** Whether the registration had been challenged before this attempt, and whether it had succeeded. */
  readonly challengedBefore: boolean;
  readonly registeredBefore: boolean;
  /** The REGISTER was seen on its way back to who sent it. */
  readonly cameBack: boolean;
};

/** Statuses that say by themselves why. */
const BY_STATUS = new Map<number, RegistrationFailure>([
  [404, 'unknownUser'],
  [408, 'noAnswer'],
  [423, 'intervalTooBrief'],
  [482, 'loop'],
  [483, 'loop'],
  [604, 'unknownUser'],
]);

const differsInRealm = ({ realm, asked }: Answered): boolean => asked !== null && asked.realm !== realm;

/** Challenged although, or because, the request carried credentials or none. */
function failureOfChallenge({ status, answered, challenges }: AttemptEvidence): RegistrationFailure {
  const asker: Asker = status === 407 ? 'proxy' : 'registrar';
  const sent = answered.find((each) => each.asker === asker);
  if (sent === undefined) return 'challengeNotAnswered';
  const offered = challenges.filter((each) => each.asker === asker);
  const again = offered.find(({ realm }) => realm === sent.realm) ?? offered[0];
  if (again?.stale) return 'staleNonce';
  const asked = sent.asked ?? again;
  if (asked && asked.realm !== sent.realm) return 'wrongRealm';
  if (sent.acceptedBefore) return 'staleNonce';
  if (sent.asked) return sameNonce(sent.asked.nonce, sent.nonce) ? 'wrongPassword' : 'staleNonce';
  if (again && sameNonce(again.nonce, sent.nonce)) return 'wrongPassword';
  return 'challengeNotAnswered'; // the credentials are for a challenge from before the capture
}

/** What registrars write where they know better than 403 says: `Wrong password`, `Forbidden (Bad auth)`. */
const NAMES_THE_PASSWORD = /\b(?:password|bad auth|secret)\b/i;

/** 403 comes in place of another challenge where the registrar will not have the credentials, or the user, or the sender at all. */
function failureOfForbidden(evidence: AttemptEvidence): RegistrationFailure {
  const { requestSeen, reason, answered, challengedBefore, registeredBefore } = evidence;
  if (!requestSeen) return 'forbidden';
  if (answered.some(differsInRealm)) return 'wrongRealm';
  if (registeredBefore) return 'forbidden';
  if (answered.length > 0) return NAMES_THE_PASSWORD.test(reason) ? 'wrongPassword' : 'credentialsRefused';
  return challengedBefore ? 'forbidden' : 'unknownUser';
}

/** Why an attempt did not register, as far as its messages tell; null when it did, or nobody can tell. */
export function failureOf(evidence: AttemptEvidence): RegistrationFailure | null {
  const { status, requestSeen, cameBack } = evidence;
  if (status === null) return !requestSeen ? null : cameBack ? 'loop' : 'noAnswer';
  if (status < 300) return null;
  if (isChallenge(status)) return requestSeen ? failureOfChallenge(evidence) : null;
  if (status === 403) return failureOfForbidden(evidence);
  return BY_STATUS.get(status) ?? (status >= 500 && status < 600 ? 'serverFailure' : 'rejected');
}
