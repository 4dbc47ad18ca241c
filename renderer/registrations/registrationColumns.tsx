import type { CaptureStart } from '../../shared/capture/frame';
import { formatEndpoint } from '../../shared/format/endpoint';
import { formatCount } from '../../shared/format/quantity';
import { formatClock, formatMilliseconds } from '../../shared/format/time';
import type { RegistrationSort } from '../../shared/protocol/commands';
import type { RegistrationRow } from '../../shared/protocol/rows';
import { registrationScenario } from '../../shared/sip/scenarios';
import { visibleText } from '../message/visibleText';
import type { Column } from '../ui/tableColumns';
import { describeOutcome, OUTCOME_TONES } from './describeRegistration';
import './registrations.css';

const NONE = <span className="muted">–</span>;

/** `wrong password · 403 Forbidden` */
function Outcome({ row }: { readonly row: RegistrationRow }) {
  const tone = OUTCOME_TONES[row.outcome];
  const loud = tone === 'error' || tone === 'warn' || row.failure !== null;
  return <span className={loud ? tone : undefined}>{visibleText(describeOutcome(row), 200)}</span>;
}

/** Whether packets come from elsewhere than the contact says. */
function Nat({ behindNat }: Pick<RegistrationRow, 'behindNat'>) {
  if (behindNat === null)
    return (
      <span className="muted" title="The capture does not tell">
        –
      </span>
    );
  if (!behindNat) return null;
  return (
    <span className="natmark" title="Behind NAT: packets come from elsewhere than the Contact says">
      NAT
    </span>
  );
}

/** Columns of the registration list. */
export function registrationColumns(start: CaptureStart | null): readonly Column<RegistrationRow, RegistrationSort>[] {
  const clock = (atMs: number): string => (start === null ? '' : formatClock(start, atMs));
  return [
    {
      id: 'dot',
      title: '',
      longTitle: 'Outcome',
      widthPx: 28,
      sort: null,
      fixed: true,
      cell: ({ outcome }) => <span className={`dot ${OUTCOME_TONES[outcome]}`} aria-hidden />,
    },
    {
      id: 'first',
      title: 'First',
      widthPx: 100,
      sort: 'firstAt',
      hidden: true,
      mono: true,
      cell: (row) => clock(row.firstAtMs),
    },
    { id: 'last', title: 'Last', widthPx: 100, sort: 'lastAt', mono: true, cell: (row) => clock(row.lastAtMs) },
    { id: 'aor', title: 'Address of record', widthPx: 186, sort: 'aor', cell: (row) => row.aor },
    { id: 'contact', title: 'Contact', widthPx: 176, sort: 'contact', mono: true, cell: (row) => row.contact },
    { id: 'outcome', title: 'Outcome', widthPx: 250, sort: 'outcome', cell: (row) => <Outcome row={row} /> },
    {
      id: 'scenario',
      title: 'Scenario',
      widthPx: 190,
      sort: null,
      cell: ({ scenario }) => registrationScenario(scenario).words,
    },
    {
      id: 'nat',
      title: 'NAT',
      longTitle: 'Behind NAT',
      widthPx: 48,
      sort: null,
      cell: ({ behindNat }) => <Nat behindNat={behindNat} />,
    },
    {
      id: 'expires',
      title: 'Expires',
      widthPx: 66,
      sort: 'expires',
      align: 'right',
      cell: ({ expiresS }) => (expiresS === null ? NONE : `${formatCount(expiresS)} s`),
    },
    {
      id: 'attempts',
      title: 'Attempts',
      widthPx: 70,
      sort: 'attempts',
      align: 'right',
      cell: ({ attemptCount }) => formatCount(attemptCount),
    },
    {
      id: 'roundTrip',
      title: 'Round trip',
      widthPx: 78,
      sort: 'roundTrip',
      align: 'right',
      cell: ({ lastRoundTripMs: lengthMs }) => (lengthMs === null ? NONE : formatMilliseconds(lengthMs)),
    },
    {
      id: 'registrar',
      title: 'Registrar',
      widthPx: 126,
      sort: null,
      mono: true,
      cell: (row) => formatEndpoint(row.registrar),
    },
    {
      id: 'source',
      title: 'Source',
      widthPx: 126,
      sort: null,
      hidden: true,
      mono: true,
      cell: (row) => formatEndpoint(row.source),
    },
    { id: 'userAgent', title: 'User-Agent', widthPx: 150, sort: null, cell: (row) => row.userAgent },
  ];
}
