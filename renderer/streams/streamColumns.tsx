import { Layers, Unplug } from 'lucide-react';
import type { CaptureStart } from '../../shared/capture/frame';
import { describeEncapsulation } from '../../shared/format/encapsulation';
import { formatEndpoint } from '../../shared/format/endpoint';
import { formatCount, formatPercent } from '../../shared/format/quantity';
import { formatSsrc } from '../../shared/format/ssrc';
import { formatClock, formatDuration } from '../../shared/format/time';
import { describeUndeliverable } from '../../shared/format/undeliverable';
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

/** Where it came from, with a sign when VLANs or tunnels were around it. */
function Source({ stream: { source, encapsulation } }: { readonly stream: StreamRow }) {
  if (encapsulation === null) return formatEndpoint(source);
  const inside = `inside ${describeEncapsulation(encapsulation)}`;
  return (
    <span className="signed" title={inside}>
      {formatEndpoint(source)} <Layers size={12} className="muted" aria-label={inside} />
    </span>
  );
}

/** Where it went, with a sign when the network said that it did not arrive there. */
function Destination({ stream: { destination, undeliverable, startedAtMs } }: { readonly stream: StreamRow }) {
  if (undeliverable === null) return formatEndpoint(destination);
  const words = `unreachable: ${describeUndeliverable(undeliverable, startedAtMs)}`;
  return (
    <span className="signed" title={words}>
      {formatEndpoint(destination)} <Unplug size={12} className="error" aria-label={words} />
    </span>
  );
}

type StreamColumn = Column<StreamRow, StreamSort>;

/** Room for a title with the sign of its sort, and for the figures of an hour. */
const widthOf = (title: string): number => Math.max(60, Math.round(title.length * 5.6) + 22);

/** A column of figures. */
const figure = (
  id: string,
  title: string,
  longTitle: string,
  sort: StreamSort | null,
  cell: StreamColumn['cell'],
  hidden = false,
): StreamColumn => ({ id, title, longTitle, widthPx: widthOf(title), sort, align: 'right', cell, hidden });

/** All figures of a stream; those for the rare question are hidden until asked for. */
export const streamColumns = (start: CaptureStart | null): readonly StreamColumn[] => [
  {
    id: 'start',
    title: 'Start',
    widthPx: 100,
    sort: 'startedAt',
    mono: true,
    cell: (row) => (start === null ? '' : formatClock(start, row.startedAtMs)),
  },
  {
    id: 'source',
    title: 'Source',
    widthPx: 142,
    sort: 'source',
    mono: true,
    cell: (row) => <Source stream={row} />,
  },
  {
    id: 'destination',
    title: 'Destination',
    widthPx: 142,
    sort: 'destination',
    mono: true,
    cell: (row) => <Destination stream={row} />,
  },
  {
    id: 'ssrc',
    title: 'SSRC',
    widthPx: 88,
    sort: null,
    mono: true,
    cell: ({ ssrc }) => formatSsrc(ssrc),
  },
  { id: 'codec', title: 'Codec', widthPx: 74, sort: 'codec', cell: (row) => row.codec },
  figure('length', 'Length', 'Length', 'duration', (row) => formatDuration(row.durationMs)),
  figure('packets', 'Packets', 'Packets', 'packets', (row) => formatCount(row.packets)),
  figure('lost', 'Lost', 'Packets lost', 'lost', (row) => count(row.lostPackets, lossTone(row.lossPercent))),
  figure('loss', 'Loss', 'Lost of expected packets', 'loss', (row) => (
    <span className={row.lossPercent === 0 ? 'muted' : lossTone(row.lossPercent)}>
      {formatPercent(row.lossPercent)}
    </span>
  )),
  figure('maxJitter', 'Max jitter ms', 'Largest jitter in ms', 'maxJitter', (row) =>
    milliseconds(row.maxJitterMs, row.maxJitterMs === null ? '' : jitterTone(row.maxJitterMs)),
  ),
  figure('meanJitter', 'Mean jitter ms', 'Mean jitter in ms', 'meanJitter', (row) => milliseconds(row.meanJitterMs)),
  figure('maxDelta', 'Max delta ms', 'Largest time between packets in ms', 'maxDelta', (row) =>
    milliseconds(row.maxDeltaMs, (row.maxDeltaMs ?? 0) > DELTA_LIMIT_MS ? 'warn' : ''),
  ),
  figure(
    'meanDelta',
    'Mean delta ms',
    'Mean time between packets in ms',
    null,
    (row) => milliseconds(row.meanDeltaMs),
    true,
  ),
  figure('duplicates', 'Dupl.', 'Duplicate packets', null, (row) => count(row.duplicatePackets)),
  figure('reordered', 'Reord.', 'Packets out of order', null, (row) => count(row.reorderedPackets)),
  figure('restarts', 'Restarts', 'Restarts of the sequence', null, (row) => count(row.restarts), true),
  figure('bitrate', 'kbit/s', 'Bit rate in kbit/s', null, (row) => row.bitrateKbps.toFixed(1), true),
  figure('expected', 'Expected', 'Packets expected', null, (row) => formatCount(row.expectedPackets), true),
  figure(
    'minDelta',
    'Min delta ms',
    'Least time between packets in ms',
    null,
    (row) => milliseconds(row.minDeltaMs),
    true,
  ),
  figure('minJitter', 'Min jitter ms', 'Least jitter in ms', null, (row) => milliseconds(row.minJitterMs), true),
  figure('jumps', 'Jumps', 'Jumps of the RTP timestamp', null, (row) => count(row.timestampDiscontinuities), true),
  figure('clockRate', 'Clock Hz', 'Clock rate in Hz', null, (row) => formatCount(row.clockRateHz), true),
  figure('payloadTypes', 'PT', 'Payload types', null, (row) => row.payloadTypes.join(' '), true),
  figure('dscp', 'DSCP', 'DSCP', null, (row) => row.dscp, true),
  figure('rtcp', 'RTCP', 'RTCP packets', null, (row) => count(row.rtcpPackets), true),
  { id: 'boundBy', title: 'Bound by', widthPx: 96, sort: null, cell: (row) => BOUND_BY[row.boundBy] },
  {
    id: 'inside',
    title: 'Inside',
    longTitle: 'VLANs and tunnels around it',
    widthPx: 160,
    sort: null,
    hidden: true,
    cell: (row) => describeEncapsulation(row.encapsulation),
  },
];
