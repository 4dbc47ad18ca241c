import type { CaptureStart } from '../../shared/capture/frame';
import { formatEndpoint } from '../../shared/format/endpoint';
import { formatCount } from '../../shared/format/quantity';
import { formatClock } from '../../shared/format/time';
import { describeMessage, type Tone } from '../../shared/ladder/describeMessage';
import type { MessageSort } from '../../shared/protocol/commands';
import type { MessageRow } from '../../shared/protocol/rows';
import type { Column } from '../ui/tableColumns';

/** Colours of what a message means; requests stand in plain text. */
const TONES: Readonly<Record<Tone, string>> = {
  request: '',
  acknowledge: 'muted',
  progress: 'muted',
  answered: 'ok',
  redirected: 'warn',
  challenged: 'warn',
  refused: 'warn',
  failed: 'error',
};

function Label({ message }: { readonly message: MessageRow }) {
  const { label, tone } = describeMessage(message);
  return <span className={TONES[tone]}>{label}</span>;
}

/** Columns of the message list. */
export const messageColumns = (start: CaptureStart | null): readonly Column<MessageRow, MessageSort>[] => [
  {
    id: 'time',
    title: 'Time',
    widthPx: 100,
    sort: 'at',
    mono: true,
    cell: (row) => (start === null ? '' : formatClock(start, row.atMs)),
  },
  { id: 'frame', title: 'Frame', widthPx: 66, sort: null, align: 'right', cell: (row) => formatCount(row.frame) },
  {
    id: 'source',
    title: 'Source',
    widthPx: 140,
    sort: 'source',
    mono: true,
    cell: ({ source }) => formatEndpoint(source),
  },
  {
    id: 'destination',
    title: 'Destination',
    widthPx: 140,
    sort: 'destination',
    mono: true,
    cell: ({ destination }) => formatEndpoint(destination),
  },
  { id: 'transport', title: 'Over', widthPx: 52, sort: null, cell: (row) => row.transport.toUpperCase() },
  { id: 'message', title: 'Message', widthPx: 186, sort: 'method', cell: (row) => <Label message={row} /> },
  {
    id: 'cseq',
    title: 'CSeq',
    widthPx: 100,
    sort: null,
    cell: ({ cseqNumber, cseqMethod }) => (cseqNumber === null ? cseqMethod : `${cseqNumber} ${cseqMethod}`),
  },
  { id: 'from', title: 'From', widthPx: 96, sort: null, cell: (row) => row.fromUser },
  { id: 'to', title: 'To', widthPx: 96, sort: null, cell: (row) => row.toUser },
  {
    id: 'detail',
    title: 'Detail',
    widthPx: 170,
    sort: null,
    cell: (row) => <span className="muted">{describeMessage(row).detail}</span>,
  },
  { id: 'callId', title: 'Call-ID', widthPx: 140, sort: 'callId', mono: true, cell: (row) => row.callId },
  {
    id: 'size',
    title: 'Bytes',
    widthPx: 66,
    sort: null,
    align: 'right',
    hidden: true,
    cell: (row) => formatCount(row.sizeBytes),
  },
  { id: 'userAgent', title: 'User-Agent', widthPx: 160, sort: null, hidden: true, cell: (row) => row.userAgent },
];
