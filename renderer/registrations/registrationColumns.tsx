import type { CaptureStart } from '../../shared/capture/frame';
import { formatEndpoint } from '../../shared/format/endpoint';
import { formatCount } from '../../shared/format/quantity';
import { formatClock } from '../../shared/format/time';
import type { RegistrationSort } from '../../shared/protocol/commands';
import type { RegistrationOutcome, RegistrationRow } from '../../shared/protocol/rows';
import { describeStatus } from '../../shared/sip/statusCodes';
import type { Column } from '../ui/tableColumns';

const TONES: Readonly<Record<RegistrationOutcome, string>> = {
  registered: 'ok',
  unregistered: 'prov',
  queried: 'prov',
  challenged: 'warn',
  unanswered: 'warn',
  rejected: 'error',
};
const NONE = <span className="muted">–</span>;

/** `rejected · 403 Forbidden`: the status only where the outcome leaves a question. */
function Outcome({ row }: { readonly row: RegistrationRow }) {
  const { outcome, status, reason } = row;
  const tone = TONES[outcome];
  const says = status !== null && (outcome === 'rejected' || outcome === 'challenged');
  return (
    <span className={tone === 'error' || tone === 'warn' ? tone : undefined}>
      {outcome}
      {says ? ` · ${status} ${reason || describeStatus(status).phrase}` : ''}
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
      cell: ({ outcome }) => <span className={`dot ${TONES[outcome]}`} aria-hidden />,
    },
    { id: 'first', title: 'First', widthPx: 100, sort: 'firstAt', mono: true, cell: (row) => clock(row.firstAtMs) },
    { id: 'last', title: 'Last', widthPx: 100, sort: 'lastAt', mono: true, cell: (row) => clock(row.lastAtMs) },
    { id: 'aor', title: 'Address of record', widthPx: 186, sort: 'aor', cell: (row) => row.aor },
    { id: 'contact', title: 'Contact', widthPx: 176, sort: 'contact', mono: true, cell: (row) => row.contact },
    { id: 'outcome', title: 'Outcome', widthPx: 170, sort: 'outcome', cell: (row) => <Outcome row={row} /> },
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
      cell: ({ lastRoundTripMs: lengthMs }) => (lengthMs === null ? NONE : `${lengthMs.toFixed(1)} ms`),
    },
    { id: 'source', title: 'Source', widthPx: 126, sort: null, mono: true, cell: (row) => formatEndpoint(row.source) },
    {
      id: 'registrar',
      title: 'Registrar',
      widthPx: 126,
      sort: null,
      hidden: true,
      mono: true,
      cell: (row) => formatEndpoint(row.registrar),
    },
    { id: 'userAgent', title: 'User-Agent', widthPx: 150, sort: null, cell: (row) => row.userAgent },
  ];
}
