/** The figures of one stream as the table shows them. */
import { describeEncapsulation } from '../../shared/format/encapsulation';
import { formatEndpoint } from '../../shared/format/endpoint';
import { formatCount, formatPercent } from '../../shared/format/quantity';
import { formatSsrc } from '../../shared/format/ssrc';
import { formatDuration } from '../../shared/format/time';
import { describeUndeliverable } from '../../shared/format/undeliverable';
import type { BoundBy, StreamRow } from '../../shared/protocol/rows';
import { jitterTone, lossTone } from '../calls/quality';
import { describeDscp } from '../../shared/format/dscp';

export type Figure = {
  readonly name: string;
  readonly text: string;
  /** Class of its colour; empty for a figure that says nothing of quality. */
  readonly tone: string;
};

const UNKNOWN = '–';
/** The largest gap between packets at which nobody hears one, whatever the jitter buffer. */
const DELTA_LIMIT_MS = 100;

const BOUND_BY: Readonly<Record<BoundBy, string>> = {
  sdp: 'address and port in SDP',
  sdpSourceAddress: 'port in SDP, address of the SIP sender',
  reverse: 'reverse of a bound stream',
  ice: 'ICE candidate',
  heuristic: 'looks like RTP, no signalling',
};

function milliseconds(value: number | null, tone = ''): Omit<Figure, 'name'> {
  if (value === null) return { text: UNKNOWN, tone: 'muted' };
  return { text: `${value.toFixed(Math.abs(value) < 100 ? 2 : 0)} ms`, tone };
}

const count = (value: number, tone = ''): Omit<Figure, 'name'> => ({
  text: formatCount(value),
  tone: value === 0 ? 'muted' : tone,
});

function codecOf({ codec, clockRateHz, payloadTypes }: StreamRow): Figure[] {
  return [
    { name: 'codec', text: codec, tone: codec === 'unknown' ? 'muted' : '' },
    {
      name: 'clock rate',
      text: clockRateHz === 0 ? UNKNOWN : `${formatCount(clockRateHz)} Hz`,
      tone: clockRateHz === 0 ? 'muted' : '',
    },
    { name: 'payload types', text: payloadTypes.join(', ') || UNKNOWN, tone: '' },
  ];
}

function packetFigures(stream: StreamRow): Figure[] {
  const tone = lossTone(stream.lossPercent);
  return [
    { name: 'packets', ...count(stream.packets) },
    { name: 'expected', ...count(stream.expectedPackets) },
    { name: 'lost', ...count(stream.lostPackets, tone) },
    { name: 'loss', text: formatPercent(stream.lossPercent), tone: stream.lossPercent === 0 ? 'muted' : tone },
    { name: 'duplicates', ...count(stream.duplicatePackets) },
    { name: 'reordered', ...count(stream.reorderedPackets) },
    { name: 'restarts', ...count(stream.restarts, 'warn') },
    { name: 'timestamp jumps', ...count(stream.timestampDiscontinuities, 'warn') },
  ];
}

function timingFigures(stream: StreamRow): Figure[] {
  const jitter = (value: number | null) => milliseconds(value, value === null ? '' : jitterTone(value));
  const tooLong = (stream.maxDeltaMs ?? 0) > DELTA_LIMIT_MS ? 'warn' : '';
  return [
    { name: 'min delta', ...milliseconds(stream.minDeltaMs) },
    { name: 'mean delta', ...milliseconds(stream.meanDeltaMs) },
    { name: 'max delta', ...milliseconds(stream.maxDeltaMs, tooLong) },
    { name: 'min jitter', ...jitter(stream.minJitterMs) },
    { name: 'mean jitter', ...jitter(stream.meanJitterMs) },
    { name: 'max jitter', ...jitter(stream.maxJitterMs) },
  ];
}

function wireFigures(stream: StreamRow): Figure[] {
  return [
    { name: 'bitrate', text: `${stream.bitrateKbps.toFixed(1)} kbit/s`, tone: '' },
    { name: 'length', text: formatDuration(stream.durationMs), tone: '' },
    { name: 'DSCP', text: describeDscp(stream.dscp), tone: '' },
    { name: 'RTCP packets', ...count(stream.rtcpPackets) },
    { name: 'SSRC', text: formatSsrc(stream.ssrc), tone: 'mono' },
  ];
}

/** Figures that fit a narrow column, in the order of the table; the same names for every stream. */
export const describeFigures = (stream: StreamRow): readonly Figure[] => [
  ...packetFigures(stream),
  ...timingFigures(stream),
  ...codecOf(stream),
  ...wireFigures(stream),
];

function wayOf({ encapsulation, undeliverable, startedAtMs }: StreamRow): Figure[] {
  const lines: Figure[] = [];
  if (encapsulation !== null) lines.push({ name: 'inside', text: describeEncapsulation(encapsulation), tone: '' });
  if (undeliverable !== null) {
    lines.push({ name: 'unreachable', text: describeUndeliverable(undeliverable, startedAtMs), tone: 'error' });
  }
  return lines;
}

/** What needs a line of its own: the way of the packets, and why they are held to belong to the call. */
export const describeOrigin = (stream: StreamRow): readonly Figure[] => [
  { name: 'from', text: formatEndpoint(stream.source), tone: 'mono' },
  { name: 'to', text: formatEndpoint(stream.destination), tone: 'mono' },
  { name: 'bound by', text: BOUND_BY[stream.boundBy], tone: stream.boundBy === 'heuristic' ? 'warn' : '' },
  ...wayOf(stream),
];
