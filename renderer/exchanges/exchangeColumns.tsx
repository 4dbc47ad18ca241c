import type { CaptureStart } from '../../shared/capture/frame';
import { formatEndpoint } from '../../shared/format/endpoint';
import { exchangeStateWords } from '../../shared/format/exchangeState';
import { formatCount } from '../../shared/format/quantity';
import { formatClock, formatMilliseconds } from '../../shared/format/time';
import type { ExchangeSort } from '../../shared/protocol/commands';
import type { ExchangeRow, ExchangeState } from '../../shared/protocol/exchangeRows';
import { exchangeScenario } from '../../shared/sip/scenarios';
import { describeParty } from '../calls/describeCall';
import { visibleText } from '../message/visibleText';
import type { Column } from '../ui/tableColumns';

const NONE = <span className="muted">–</span>;
const MOST_PARTY_SIGNS = 120;
const MOST_WORDS = 300;

/** Colour of a state's dot. */
const TONES: Readonly<Record<ExchangeState, string>> = {
  open: 'prov',
  active: 'ok',
  done: 'ok',
  ended: 'prov',
  rejected: 'error',
  unanswered: 'warn',
  cannotTell: 'muted',
};

function State({ row: { state, status } }: { readonly row: ExchangeRow }) {
  const tone = TONES[state];
  const says = state === 'rejected' && status !== null;
  return (
    <span className={tone === 'error' || tone === 'warn' || tone === 'muted' ? tone : undefined}>
      {exchangeStateWords(state)}
      {says ? ` · ${status}` : ''}
    </span>
  );
}

/** `Subscription · as-feature-event`: the package where the kind does not name it. */
function kindOf({ kind, event }: ExchangeRow): string {
  const { words } = exchangeScenario(kind);
  const isNamed = kind !== 'subscription' && kind !== 'publish';
  return isNamed || event === '' ? words : `${words} · ${event}`;
}

/** Columns of the list of exchanges. */
export function exchangeColumns(start: CaptureStart | null): readonly Column<ExchangeRow, ExchangeSort>[] {
  const clock = (atMs: number): string => (start === null ? '' : formatClock(start, atMs));
  return [
    {
      id: 'dot',
      title: '',
      longTitle: 'State',
      widthPx: 28,
      sort: null,
      fixed: true,
      cell: ({ state }) => <span className={`dot ${TONES[state]}`} aria-hidden />,
    },
    { id: 'start', title: 'Start', widthPx: 100, sort: 'startedAt', mono: true, cell: (row) => clock(row.startedAtMs) },
    {
      id: 'kind',
      title: 'Kind',
      widthPx: 166,
      sort: 'kind',
      cell: (row) => visibleText(kindOf(row), MOST_PARTY_SIGNS),
    },
    {
      id: 'from',
      title: 'From',
      widthPx: 130,
      sort: 'from',
      cell: ({ from }) => visibleText(describeParty(from), MOST_PARTY_SIGNS),
    },
    {
      id: 'to',
      title: 'To',
      widthPx: 130,
      sort: 'to',
      cell: ({ to }) => visibleText(describeParty(to), MOST_PARTY_SIGNS),
    },
    { id: 'state', title: 'State', widthPx: 106, sort: 'state', cell: (row) => <State row={row} /> },
    {
      id: 'words',
      title: 'What happened',
      widthPx: 330,
      sort: null,
      cell: ({ words }) => <span title={visibleText(words, MOST_WORDS)}>{visibleText(words, MOST_WORDS)}</span>,
    },
    {
      id: 'roundTrip',
      title: 'Round trip',
      widthPx: 78,
      sort: 'roundTrip',
      align: 'right',
      cell: ({ roundTripMs }) => (roundTripMs === null ? NONE : formatMilliseconds(roundTripMs)),
    },
    {
      id: 'expires',
      title: 'Expires',
      widthPx: 66,
      sort: null,
      align: 'right',
      cell: ({ expiresS }) => (expiresS === null ? NONE : `${formatCount(expiresS)} s`),
    },
    {
      id: 'messages',
      title: 'Messages',
      widthPx: 74,
      sort: 'messages',
      align: 'right',
      cell: (row) => formatCount(row.messageCount),
    },
    {
      id: 'last',
      title: 'Last',
      widthPx: 100,
      sort: null,
      mono: true,
      hidden: true,
      cell: (row) => clock(row.lastAtMs),
    },
    { id: 'source', title: 'Source', widthPx: 142, sort: null, mono: true, cell: (row) => formatEndpoint(row.source) },
    {
      id: 'destination',
      title: 'Destination',
      widthPx: 142,
      sort: null,
      mono: true,
      cell: (row) => formatEndpoint(row.destination),
    },
    { id: 'callId', title: 'Call-ID', widthPx: 140, sort: null, mono: true, hidden: true, cell: (row) => row.callId },
  ];
}
