import type { CaptureStart } from '../../shared/capture/frame';
import { formatEndpoint } from '../../shared/format/endpoint';
import { formatCount, formatPercent } from '../../shared/format/quantity';
import { formatClock, formatDuration } from '../../shared/format/time';
import type { StreamSort } from '../../shared/protocol/commands';
import type { BoundBy, StreamRow } from '../../shared/protocol/rows';
import { formatJitter, jitterTone, lossTone } from '../calls/quality';
import type { Column } from '../ui/tableColumns';

const NONE = <span className="muted">–</span>;
/** The largest gap between packets at which nobody hears one. */
const DELTA_LIMIT_MS = 100;

const BOUND_BY: Readonly<Record<BoundBy, string>> = {
  sdp: 'SDP',
  sdpSourceAddress: 'SDP source',
  reverse: 'reverse',
  ice: 'ICE',
  heuristic: 'looks like RTP',
};

const count = (value: number, tone = '') => <span className={value === 0 ? 'muted' : tone}>{formatCount(value)}</span>;

function milliseconds(value: number | null, tone = '') {
  return value === null ? NONE : <span className={tone}>{formatJitter(value)}</span>;
}

type StreamColumn = Column<StreamRow, StreamSort>;

/** A column of figures. */
const figure = (
  id: string,
  title: string,
  longTitle: string,
  sort: StreamSort | null,
  cell: StreamColumn['cell'],
  hidden = false,
): StreamColumn => ({ id, title, longTitle, widthPx: 74, sort, align: 'right', cell, hidden });

/** All figures of a stream; those for the rare question are hidden until asked for. */
export const streamColumns = (start: CaptureStart | null): readonly StreamColumn[] => [
  {
    id: 'start',
    title: 'Start',
    widthPx: 104,
    sort: 'startedAt',
    mono: true,
    cell: (row) => (start === null ? '' : formatClock(start, row.startedAtMs)),
  },
  {
    id: 'source',
    title: 'Source',
    widthPx: 156,
    sort: 'source',
    mono: true,
    cell: ({ source }) => formatEndpoint(source),
  },
  {
    id: 'destination',
    title: 'Destination',
    widthPx: 156,
    sort: 'destination',
    mono: true,
    cell: ({ destination }) => formatEndpoint(destination),
  },
  {
    id: 'ssrc',
    title: 'SSRC',
    widthPx: 90,
    sort: null,
    mono: true,
    cell: ({ ssrc }) => `0x${ssrc.toString(16).padStart(8, '0')}`,
  },
  { id: 'codec', title: 'Codec', widthPx: 80, sort: 'codec', cell: (row) => row.codec },
  figure('length', 'Length', 'Length', 'duration', (row) => formatDuration(row.durationMs)),
  figure('packets', 'Packets', 'Packets', 'packets', (row) => formatCount(row.packets)),
  figure('lost', 'Lost', 'Packets lost', 'lost', (row) => count(row.lostPackets, lossTone(row.lossPercent))),
  figure('loss', 'Loss', 'Lost of expected packets', 'loss', (row) => (
    <span className={row.lossPercent === 0 ? 'muted' : lossTone(row.lossPercent)}>
      {formatPercent(row.lossPercent)}
    </span>
  )),
  figure('maxJitter', 'Max jitter', 'Largest jitter in ms', 'maxJitter', (row) =>
    milliseconds(row.maxJitterMs, row.maxJitterMs === null ? '' : jitterTone(row.maxJitterMs)),
  ),
  figure('meanJitter', 'Mean jitter', 'Mean jitter in ms', 'meanJitter', (row) => milliseconds(row.meanJitterMs)),
  figure('maxDelta', 'Max delta', 'Largest time between packets in ms', 'maxDelta', (row) =>
    milliseconds(row.maxDeltaMs, (row.maxDeltaMs ?? 0) > DELTA_LIMIT_MS ? 'warn' : ''),
  ),
  figure('meanDelta', 'Mean delta', 'Mean time between packets in ms', null, (row) => milliseconds(row.meanDeltaMs)),
  figure('duplicates', 'Dupl.', 'Duplicate packets', null, (row) => count(row.duplicatePackets)),
  figure('reordered', 'Reord.', 'Packets out of order', null, (row) => count(row.reorderedPackets)),
  figure('restarts', 'Restarts', 'Restarts of the sequence', null, (row) => count(row.restarts)),
  figure('bitrate', 'kbit/s', 'Bit rate in kbit/s', null, (row) => row.bitrateKbps.toFixed(1)),
  figure('expected', 'Expected', 'Packets expected', null, (row) => formatCount(row.expectedPackets), true),
  figure(
    'minDelta',
    'Min delta',
    'Least time between packets in ms',
    null,
    (row) => milliseconds(row.minDeltaMs),
    true,
  ),
  figure('minJitter', 'Min jitter', 'Least jitter in ms', null, (row) => milliseconds(row.minJitterMs), true),
  figure('jumps', 'Jumps', 'Jumps of the RTP timestamp', null, (row) => count(row.timestampDiscontinuities), true),
  figure('clockRate', 'Clock', 'Clock rate in Hz', null, (row) => formatCount(row.clockRateHz), true),
  figure('payloadTypes', 'PT', 'Payload types', null, (row) => row.payloadTypes.join(' '), true),
  figure('dscp', 'DSCP', 'DSCP', null, (row) => row.dscp, true),
  figure('rtcp', 'RTCP', 'RTCP packets', null, (row) => count(row.rtcpPackets)),
  { id: 'boundBy', title: 'Bound by', widthPx: 110, sort: null, cell: (row) => BOUND_BY[row.boundBy] },
];
