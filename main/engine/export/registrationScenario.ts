import type { RegistrationAttempt } from '../../../shared/protocol/registrationStory';
import type { RegistrationOutcome, RegistrationRow } from '../../../shared/protocol/rows';
import { registrationScenario } from '../../../shared/sip/scenarios';

type Ending = Exclude<RegistrationOutcome, 'challenged'>;

const ENDINGS: Record<Ending, string> = {
  registered: 'registered',
  unregistered: 'unregistered',
  rejected: 'rejected',
  unanswered: 'no answer',
  queried: 'bindings queried',
};

/** What happened between a phone and its registrar, in a few words: `challenged, then registered`. */
function describeSteps(outcome: RegistrationOutcome, attempts: readonly RegistrationAttempt[]): string {
  if (attempts.every(({ request }) => request === null)) return `only answers seen: ${outcome}`;
  if (outcome === 'challenged') {
    return attempts.at(-1)?.credentials ? 'credentials sent, challenged again' : 'challenged, not tried again';
  }
  const ending = ENDINGS[outcome];
  return attempts.some(({ challenge }) => challenge !== null) ? `challenged, then ${ending}` : ending;
}

/** The name of a registration and what happened in it: `Successful new registration: challenged, then registered`. */
export function describeScenario(
  { scenario, outcome }: Pick<RegistrationRow, 'scenario' | 'outcome'>,
  attempts: readonly RegistrationAttempt[],
): string {
  const { words } = registrationScenario(scenario);
  const steps = describeSteps(outcome, attempts);
  return scenario === 'unanswered' && steps === ENDINGS.unanswered ? words : `${words}: ${steps}`;
}
