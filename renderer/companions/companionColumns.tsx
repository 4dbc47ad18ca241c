import { TriangleAlert } from 'lucide-react';
import type { CaptureStart } from '../../shared/capture/frame';
import { describeEncapsulation } from '../../shared/format/encapsulation';
import { formatEndpoint } from '../../shared/format/endpoint';
import { formatCount } from '../../shared/format/quantity';
import { formatClock } from '../../shared/format/time';
import { describeCompanion } from '../../shared/ladder/describeCompanion';
import type { CompanionSort } from '../../shared/protocol/commands';
import type { CompanionRow } from '../../shared/protocol/rows';
import { describeParties } from '../calls/describeCall';
import { visibleText } from '../message/visibleText';
import type { Column } from '../ui/tableColumns';
import { describeLength } from './CompanionFacts';
import { COMPANION_ICONS } from './companionIcons';

const NONE = <span className="muted">–</span>;
const MOST_PARTY_SIGNS = 120;
const MOST_SUMMARY_SIGNS = 300;

function Kind({ companion }: { readonly companion: CompanionRow }) {
  const Icon = COMPANION_ICONS[companion.kind];
  return (
    <span className="signed">
      <Icon size={12} className="muted" aria-hidden />
      {visibleText(describeCompanion(companion).label, 40)}
    </span>
  );
}

function Summary({ companion }: { readonly companion: CompanionRow }) {
  const words = visibleText(companion.summary, MOST_SUMMARY_SIGNS);
  if (!companion.wrong) return words;
  return (
    <span className="signed warn">
      <TriangleAlert size={12} aria-label="Something in it is wrong" />
      {words}
    </span>
  );
}

/** Columns of the list of what runs beside RTP. */
export const companionColumns = (start: CaptureStart | null): readonly Column<CompanionRow, CompanionSort>[] => [
  {
    id: 'start',
    title: 'Start',
    widthPx: 100,
    sort: 'startedAt',
    mono: true,
    cell: (row) => (start === null ? '' : formatClock(start, row.startedAtMs)),
  },
  { id: 'kind', title: 'Kind', widthPx: 124, sort: 'kind', cell: (row) => <Kind companion={row} /> },
  {
    id: 'source',
    title: 'Source',
    widthPx: 162,
    sort: 'source',
    mono: true,
    cell: ({ source }) => formatEndpoint(source),
  },
  {
    id: 'destination',
    title: 'Destination',
    widthPx: 162,
    sort: 'destination',
    mono: true,
    cell: ({ destination }) => formatEndpoint(destination),
  },
  {
    id: 'call',
    title: 'Call',
    longTitle: 'Call that it belongs to',
    widthPx: 200,
    sort: null,
    cell: ({ parties }) => (parties === null ? NONE : visibleText(describeParties(parties), MOST_PARTY_SIGNS)),
  },
  {
    id: 'packets',
    title: 'Packets',
    widthPx: 72,
    sort: 'packets',
    align: 'right',
    cell: (row) => formatCount(row.packets),
  },
  {
    id: 'length',
    title: 'Length',
    widthPx: 72,
    sort: 'duration',
    align: 'right',
    cell: (row) => describeLength(row.durationMs),
  },
  { id: 'transport', title: 'Over', widthPx: 52, sort: null, hidden: true, cell: (row) => row.transport.toUpperCase() },
  {
    id: 'inside',
    title: 'Inside',
    longTitle: 'VLANs and tunnels around it',
    widthPx: 160,
    sort: null,
    hidden: true,
    cell: (row) => describeEncapsulation(row.encapsulation),
  },
  { id: 'summary', title: 'Summary', widthPx: 300, sort: 'summary', cell: (row) => <Summary companion={row} /> },
];
