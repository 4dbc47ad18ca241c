import type { RegistrationOutcome } from '../../../shared/protocol/rows';
import type { RegistrationAttempt } from './registrationAttempts';

type Ending = Exclude<RegistrationOutcome, 'challenged'>;

const ENDINGS: Record<Ending, string> = {
  registered: 'registered',
  unregistered: 'unregistered',
  rejected: 'rejected',
  unanswered: 'no answer',
  queried: 'bindings queried',
};

/** What happened between a phone and its registrar, in a few words: `challenged, then registered`. */
export function describeScenario(outcome: RegistrationOutcome, attempts: readonly RegistrationAttempt[]): string {
  if (attempts.length === 0) return `only answers seen: ${outcome}`;
  if (outcome === 'challenged') {
    return attempts.at(-1)?.credentials ? 'credentials sent, challenged again' : 'challenged, not tried again';
  }
  const ending = ENDINGS[outcome];
  return attempts.some(({ challenge }) => challenge !== null) ? `challenged, then ${ending}` : ending;
}
