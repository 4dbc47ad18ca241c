import { Layers } from 'lucide-react';
import type { CaptureStart } from '../../shared/capture/frame';
import { describeEncapsulation } from '../../shared/format/encapsulation';
import { formatEndpoint } from '../../shared/format/endpoint';
import { formatCount } from '../../shared/format/quantity';
import { formatClock } from '../../shared/format/time';
import { describeMessage, type Tone } from '../../shared/ladder/describeMessage';
import type { MessageSort } from '../../shared/protocol/commands';
import type { MessageRow } from '../../shared/protocol/rows';
import { isMerelyUnusual, type SipIssueCode } from '../../shared/sip/issueKinds';
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

/** The transport, with a sign when VLANs or tunnels were around it. */
function Over({ message: { transport, encapsulation } }: { readonly message: MessageRow }) {
  if (encapsulation === null) return transport.toUpperCase();
  const inside = `inside ${describeEncapsulation(encapsulation)}`;
  return (
    <span className="signed" title={inside}>
      {transport.toUpperCase()} <Layers size={12} className="muted" aria-label={inside} />
    </span>
  );
}

/** How many issues it has; of a colour when one of them breaks a rule. */
function Issues({ message: { issues } }: { readonly message: MessageRow }) {
  if (issues.length === 0) return <span className="muted">–</span>;
  const unusual = issues.every(({ code }) => isMerelyUnusual(code as SipIssueCode));
  return (
    <span className={unusual ? 'muted' : 'warn'} title={issues.map(({ words }) => words).join('\n')}>
      {formatCount(issues.length)}
    </span>
  );
}

/** What is not told by other columns; that it did not arrive stands out. */
function Detail({ message }: { readonly message: MessageRow }) {
  const { detail } = describeMessage({ ...message, issues: [] });
  return <span className={message.undeliverable === null ? 'muted' : 'error'}>{detail}</span>;
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
  { id: 'transport', title: 'Over', widthPx: 66, sort: null, cell: (row) => <Over message={row} /> },
  { id: 'message', title: 'Message', widthPx: 172, sort: 'method', cell: (row) => <Label message={row} /> },
  {
    id: 'cseq',
    title: 'CSeq',
    widthPx: 100,
    sort: null,
    cell: ({ cseqNumber, cseqMethod }) => (cseqNumber === null ? cseqMethod : `${cseqNumber} ${cseqMethod}`),
  },
  { id: 'from', title: 'From', widthPx: 90, sort: null, cell: (row) => row.fromUser },
  { id: 'to', title: 'To', widthPx: 90, sort: null, cell: (row) => row.toUser },
  {
    id: 'detail',
    title: 'Detail',
    widthPx: 150,
    sort: null,
    cell: (row) => <Detail message={row} />,
  },
  {
    id: 'issues',
    title: 'Issues',
    longTitle: 'Issues of the message',
    widthPx: 56,
    sort: null,
    align: 'right',
    cell: (row) => <Issues message={row} />,
  },
  { id: 'callId', title: 'Call-ID', widthPx: 118, sort: 'callId', mono: true, cell: (row) => row.callId },
  {
    id: 'size',
    title: 'Bytes',
    widthPx: 66,
    sort: null,
    align: 'right',
    hidden: true,
    cell: (row) => formatCount(row.sizeBytes),
  },
  {
    id: 'inside',
    title: 'Inside',
    longTitle: 'VLANs and tunnels around it',
    widthPx: 160,
    sort: null,
    hidden: true,
    cell: (row) => describeEncapsulation(row.encapsulation),
  },
  { id: 'userAgent', title: 'User-Agent', widthPx: 160, sort: null, hidden: true, cell: (row) => row.userAgent },
];
