import { formatEndpoint } from '../../shared/format/endpoint';
import type { RegistrationRow } from '../../shared/protocol/rows';
import { registrationFailureWords } from '../../shared/sip/registrationFailures';
import { registrationScenario } from '../../shared/sip/scenarios';
import type { Column } from './table';

const whatHappened = ({ scenario, failure }: RegistrationRow): string =>
  failure === null
    ? registrationScenario(scenario).words
    : `${registrationScenario(scenario).words}: ${registrationFailureWords(failure)}`;

export const registrationColumns: readonly Column<RegistrationRow>[] = [
  { title: 'ADDRESS OF RECORD', text: (registration) => registration.aor },
  { title: 'CONTACT', text: (registration) => registration.contact || '–' },
  { title: 'REGISTRAR', text: ({ registrar }) => formatEndpoint(registrar) },
  {
    title: 'OUTCOME',
    text: ({ outcome, status, reason }) => [outcome, status, reason].filter((part) => part !== null).join(' '),
  },
  { title: 'EXPIRES S', text: ({ expiresS }) => (expiresS === null ? '–' : String(expiresS)), align: 'right' },
  { title: 'ATTEMPTS', text: ({ attemptCount }) => String(attemptCount), align: 'right' },
  { title: 'NAT', text: ({ behindNat }) => (behindNat === null ? '–' : behindNat ? 'yes' : 'no') },
  { title: 'WHAT HAPPENED', text: whatHappened, isLong: true },
];
