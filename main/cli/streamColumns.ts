import { formatEndpoint } from '../../shared/format/endpoint';
import { formatPercent } from '../../shared/format/quantity';
import { formatSsrc } from '../../shared/format/ssrc';
import type { StreamRow } from '../../shared/protocol/rows';
import type { Column } from './table';

const milliseconds = (value: number | null): string => (value === null ? '–' : value.toFixed(3));

export const streamColumns: readonly Column<StreamRow>[] = [
  { title: 'SOURCE', text: (stream) => formatEndpoint(stream.source) },
  { title: 'DESTINATION', text: (stream) => formatEndpoint(stream.destination) },
  { title: 'SSRC', text: (stream) => formatSsrc(stream.ssrc) },
  { title: 'CODEC', text: (stream) => stream.codec },
  { title: 'PACKETS', text: (stream) => String(stream.packets), align: 'right' },
  { title: 'LOST', text: (stream) => String(stream.lostPackets), align: 'right' },
  { title: 'LOSS', text: (stream) => formatPercent(stream.lossPercent), align: 'right' },
  { title: 'MAX DELTA MS', text: (stream) => milliseconds(stream.maxDeltaMs), align: 'right' },
  { title: 'MEAN JITTER MS', text: (stream) => milliseconds(stream.meanJitterMs), align: 'right' },
  { title: 'MAX JITTER MS', text: (stream) => milliseconds(stream.maxJitterMs), align: 'right' },
];
