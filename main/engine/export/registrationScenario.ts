import type { RegistrationOutcome } from '../../../shared/protocol/rows';
import type { RegistrationAttempt } from './registrationAttempts';

const ENDINGS: Record<RegistrationOutcome, string> = {
  registered: 'registered',
  unregistered: 'unregistered',
  challenged: 'not tried again',
  rejected: 'rejected',
  unanswered: 'no answer',
  queried: 'bindings queried',
};

/** What happened between a phone and its registrar, in a few words: `challenged, then registered`. */
export function describeScenario(outcome: RegistrationOutcome, attempts: readonly RegistrationAttempt[]): string {
  const ending = ENDINGS[outcome];
  if (attempts.some(({ challenge }) => challenge !== null)) return `challenged, then ${ending}`;
  return outcome === 'challenged' ? 'challenged' : ending;
}
