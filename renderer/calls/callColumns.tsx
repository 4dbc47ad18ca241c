import { formatEndpoint } from '../../shared/format/endpoint';
import type { CaptureStart } from '../../shared/capture/frame';
import { formatCount } from '../../shared/format/quantity';
import { formatClock, formatDuration, formatMilliseconds } from '../../shared/format/time';
import type { CallSort } from '../../shared/protocol/commands';
import type { CallRow } from '../../shared/protocol/rows';
import { visibleText } from '../message/visibleText';
import type { Column } from '../ui/tableColumns';
import type { TableFolds } from '../ui/tableFolds';
import { GroupBadge } from './GroupBadge';
import { callTone, describeParty, describeState } from './describeCall';
import { JitterBothWays, LossBothWays } from './quality';

const NONE = <span className="muted">–</span>;

function StateDot({ call }: { readonly call: CallRow }) {
  const tone = callTone(call);
  return <span className={`dot ${tone === 'prov' ? 'ring ' : ''}${tone}`} aria-hidden />;
}

function StateWords({ call }: { readonly call: CallRow }) {
  const tone = callTone(call);
  return <span className={tone === 'error' || tone === 'warn' ? tone : undefined}>{describeState(call)}</span>;
}

/** What the call was; a mark where the capture lacks something to be sure. */
function ScenarioWords({ call: { scenario } }: { readonly call: CallRow }) {
  const { words, doubt } = scenario;
  return (
    <>
      {doubt === null ? null : (
        <abbr className="doubt" title={visibleText(doubt, 300)} aria-label={`not sure: ${visibleText(doubt, 300)}. `}>
          ?
        </abbr>
      )}
      <span className={scenario.kind === 'cannotTell' ? 'muted' : undefined}>{visibleText(words, 300)}</span>
    </>
  );
}

/** Columns of the call list; times are clock times from the capture's start. `folds` is there when the list shows groups. */
export const callColumns = (
  start: CaptureStart | null,
  folds: TableFolds<CallRow> | null = null,
): readonly Column<CallRow, CallSort>[] => [
  {
    id: 'dot',
    title: '',
    longTitle: 'State',
    widthPx: 28,
    sort: null,
    fixed: true,
    cell: (call) => <StateDot call={call} />,
  },
  {
    id: 'start',
    title: 'Start',
    widthPx: 104,
    sort: 'startedAt',
    mono: true,
    cell: (call) => (start === null ? '' : formatClock(start, call.startedAtMs)),
  },
  { id: 'from', title: 'From', widthPx: 136, sort: 'from', cell: (call) => describeParty(call.from) },
  { id: 'to', title: 'To', widthPx: 124, sort: 'to', cell: (call) => describeParty(call.to) },
  {
    id: 'legs',
    title: 'Legs',
    longTitle: 'Calls that are one story with it',
    widthPx: 78,
    sort: null,
    cell: (call) => <GroupBadge call={call} folds={folds} />,
  },
  { id: 'state', title: 'State', widthPx: 150, sort: 'state', cell: (call) => <StateWords call={call} /> },
  {
    id: 'scenario',
    title: 'Scenario',
    widthPx: 266,
    sort: 'scenario',
    cell: (call) => <ScenarioWords call={call} />,
  },
  {
    id: 'length',
    title: 'Length',
    widthPx: 70,
    sort: 'duration',
    align: 'right',
    cell: ({ durationMs }) => (durationMs === null ? NONE : formatDuration(durationMs)),
  },
  {
    id: 'pdd',
    title: 'PDD',
    longTitle: 'Post-dial delay',
    widthPx: 70,
    sort: 'postDialDelay',
    align: 'right',
    cell: ({ postDialDelayMs: delayMs }) => (delayMs === null ? NONE : formatMilliseconds(delayMs)),
  },
  {
    id: 'codec',
    title: 'Codec',
    widthPx: 96,
    sort: 'codec',
    cell: ({ codecs }) => (codecs.length === 0 ? NONE : codecs.join(', ')),
  },
  {
    id: 'jitter',
    title: 'Jitter ms ▸ / ◂',
    longTitle: 'Largest jitter in ms, caller to callee and back',
    widthPx: 110,
    sort: 'jitter',
    align: 'right',
    cell: (call) => <JitterBothWays call={call} />,
  },
  {
    id: 'loss',
    title: 'Loss ▸ / ◂',
    longTitle: 'Packets lost, caller to callee and back',
    widthPx: 104,
    sort: 'loss',
    align: 'right',
    cell: (call) => <LossBothWays call={call} />,
  },
  {
    id: 'messages',
    title: 'Messages',
    widthPx: 78,
    sort: 'messages',
    align: 'right',
    cell: ({ messageCount }) => formatCount(messageCount),
  },
  {
    id: 'retransmissions',
    title: 'Retr.',
    longTitle: 'Retransmissions',
    widthPx: 52,
    sort: null,
    align: 'right',
    cell: ({ retransmissionCount: count }) => (count === 0 ? NONE : <span className="warn">{formatCount(count)}</span>),
  },
  {
    id: 'source',
    title: 'Source',
    widthPx: 150,
    sort: null,
    mono: true,
    hidden: true,
    cell: ({ source }) => formatEndpoint(source),
  },
  {
    id: 'destination',
    title: 'Destination',
    widthPx: 150,
    sort: null,
    mono: true,
    hidden: true,
    cell: ({ destination }) => formatEndpoint(destination),
  },
  { id: 'callId', title: 'Call-ID', widthPx: 110, sort: null, mono: true, cell: (call) => call.callId },
];
