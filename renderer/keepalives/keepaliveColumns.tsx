import type { CaptureStart } from '../../shared/capture/frame';
import { formatEndpoint } from '../../shared/format/endpoint';
import { formatCount } from '../../shared/format/quantity';
import { formatClock } from '../../shared/format/time';
import type { KeepaliveSort } from '../../shared/protocol/commands';
import type { KeepaliveRow } from '../../shared/protocol/exchangeRows';
import { visibleText } from '../message/visibleText';
import type { Column } from '../ui/tableColumns';
import { describeDoubt, describeInterval, describeRoundTrip, METHODS, STATES } from './describeKeepalive';

const NONE = <span className="muted">–</span>;
const MOST_WORDS = 300;

function State({ row }: { readonly row: KeepaliveRow }) {
  const [words, tone] = STATES[row.state];
  return (
    <span className={tone === 'ok' ? undefined : tone} title={describeDoubt(row) || undefined}>
      {words}
    </span>
  );
}

const count = (value: number | null, tone = '') =>
  value === null ? NONE : <span className={value === 0 ? 'muted' : tone}>{formatCount(value)}</span>;

/** Columns of the list of keepalives. */
export function keepaliveColumns(start: CaptureStart | null): readonly Column<KeepaliveRow, KeepaliveSort>[] {
  const clock = (atMs: number): string => (start === null ? '' : formatClock(start, atMs));
  return [
    {
      id: 'dot',
      title: '',
      longTitle: 'State',
      widthPx: 28,
      sort: null,
      fixed: true,
      cell: ({ state }) => <span className={`dot ${STATES[state][1]}`} aria-hidden />,
    },
    { id: 'first', title: 'First', widthPx: 100, sort: 'firstAt', mono: true, cell: (row) => clock(row.firstAtMs) },
    { id: 'last', title: 'Last', widthPx: 100, sort: 'lastAt', mono: true, cell: (row) => clock(row.lastAtMs) },
    { id: 'method', title: 'By', longTitle: 'Method', widthPx: 76, sort: 'method', cell: (row) => METHODS[row.method] },
    {
      id: 'source',
      title: 'Who asks',
      widthPx: 152,
      sort: 'source',
      mono: true,
      cell: (row) => formatEndpoint(row.source),
    },
    {
      id: 'destination',
      title: 'Who answers',
      widthPx: 152,
      sort: 'destination',
      mono: true,
      cell: (row) => formatEndpoint(row.destination),
    },
    { id: 'state', title: 'State', widthPx: 92, sort: 'state', cell: (row) => <State row={row} /> },
    { id: 'sent', title: 'Sent', widthPx: 62, sort: 'sent', align: 'right', cell: (row) => formatCount(row.sent) },
    { id: 'lost', title: 'Lost', widthPx: 62, sort: 'lost', align: 'right', cell: (row) => count(row.lost, 'warn') },
    {
      id: 'interval',
      title: 'Interval',
      longTitle: 'Median time between two of them',
      widthPx: 74,
      sort: 'interval',
      align: 'right',
      cell: ({ intervalMs }) => (intervalMs === null ? NONE : describeInterval(intervalMs)),
    },
    {
      id: 'roundTrip',
      title: 'Round trip',
      longTitle: 'Median round trip',
      widthPx: 84,
      sort: 'roundTrip',
      align: 'right',
      cell: ({ medianRoundTripMs }) => (medianRoundTripMs === null ? NONE : describeRoundTrip(medianRoundTripMs)),
    },
    {
      id: 'status',
      title: 'Status',
      longTitle: 'Status of the last answer',
      widthPx: 60,
      sort: null,
      align: 'right',
      cell: ({ lastStatus }) => lastStatus ?? NONE,
    },
    {
      id: 'change',
      title: 'Last change',
      widthPx: 260,
      sort: null,
      cell: ({ changes }) => visibleText(changes.at(-1)?.words ?? '', MOST_WORDS),
    },
  ];
}
