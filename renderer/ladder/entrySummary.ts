import { formatEndpoint } from '../../shared/format/endpoint';
import { formatCount, formatPercent } from '../../shared/format/quantity';
import { formatSsrc } from '../../shared/format/ssrc';
import { describeMessage } from '../../shared/ladder/describeMessage';
import { describeStream } from '../../shared/ladder/describeStream';
import type { LadderEntry } from '../../shared/ladder/layoutLadder';
import type { BoundBy, MessageRow, StreamRow } from '../../shared/protocol/rows';

export type Fact = readonly [name: string, value: string];
export type EntrySummary = { readonly title: string; readonly detail: string; readonly facts: readonly Fact[] };

const BOUND_BY: Readonly<Record<BoundBy, string>> = {
  sdp: 'SDP',
  sdpSourceAddress: 'SDP, from another address than announced',
  reverse: 'SDP of the other direction',
  ice: 'ICE candidates',
  heuristic: 'looks alone: no SDP announces it',
};

const MOST_ISSUES = 4;

const withoutEmpty = (facts: readonly Fact[]): Fact[] => facts.filter(([, value]) => value !== '');

function messageFacts(message: MessageRow): Fact[] {
  const cseq = [message.cseqNumber ?? '', message.cseqMethod].join(' ').trim();
  const issues = message.issues.slice(0, MOST_ISSUES).map(({ words }): Fact => ['Issue', words]);
  return withoutEmpty([
    ['From', `${formatEndpoint(message.source)} ${message.fromUser === '' ? '' : `· ${message.fromUser}`}`.trim()],
    ['To', `${formatEndpoint(message.destination)} ${message.toUser === '' ? '' : `· ${message.toUser}`}`.trim()],
    ['Request-URI', message.requestUri],
    ['CSeq', cseq],
    ['SDP', message.sdp ?? ''],
    ['User agent', message.userAgent],
    ['Call-ID', message.callId],
    ['Frame', `${formatCount(message.frame)} · ${message.transport.toUpperCase()} · ${message.sizeBytes} bytes`],
    ...issues,
  ]);
}

const milliseconds = (value: number | null): string => (value === null ? '' : `${value.toFixed(1)} ms`);

function streamFacts(stream: StreamRow): Fact[] {
  const lost = `${formatCount(stream.lostPackets)} of ${formatCount(stream.expectedPackets)} (${formatPercent(stream.lossPercent)})`;
  return withoutEmpty([
    ['From', formatEndpoint(stream.source)],
    ['To', formatEndpoint(stream.destination)],
    ['SSRC', formatSsrc(stream.ssrc)],
    ['Packets', formatCount(stream.packets)],
    ['Lost', stream.expectedPackets === 0 ? '' : lost],
    [
      'Jitter',
      [milliseconds(stream.meanJitterMs), milliseconds(stream.maxJitterMs)].filter(Boolean).join(', at most '),
    ],
    ['Largest gap', milliseconds(stream.maxDeltaMs)],
    ['Bitrate', `${stream.bitrateKbps.toFixed(1)} kbit/s`],
    ['Bound by', BOUND_BY[stream.boundBy]],
  ]);
}

/** What hovering over a row tells: its words in full, and the facts behind them. */
export function entrySummary(entry: LadderEntry): EntrySummary {
  if (entry.kind === 'media') {
    const { label, detail } = describeStream(entry.stream);
    return { title: label, detail, facts: streamFacts(entry.stream) };
  }
  const { label, detail } = describeMessage(entry.message, entry);
  return { title: label, detail, facts: messageFacts(entry.message) };
}
