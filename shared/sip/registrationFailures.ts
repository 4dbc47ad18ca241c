/** Why registrations fail, in the few words that stand in lists. */
import type { RegistrationFailure } from '../protocol/registrationStory';

const WORDS: Readonly<Record<RegistrationFailure, string>> = {
  wrongPassword: 'wrong password',
  credentialsRefused: 'wrong password or unknown user',
  unknownUser: 'unknown user',
  wrongRealm: 'wrong realm',
  staleNonce: 'stale nonce',
  forbidden: 'forbidden',
  challengeNotAnswered: 'challenge not answered',
  intervalTooBrief: 'interval too brief',
  loop: 'loop',
  noAnswer: 'no answer',
  serverFailure: 'registrar failed',
  rejected: 'rejected',
};

export const registrationFailureWords = (failure: RegistrationFailure): string => WORDS[failure];
