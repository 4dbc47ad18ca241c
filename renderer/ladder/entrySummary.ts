import { describeEncapsulation } from '../../shared/format/encapsulation';
import { formatEndpoint } from '../../shared/format/endpoint';
import { describeFrames } from '../../shared/format/frames';
import { formatCount, formatPercent } from '../../shared/format/quantity';
import { formatSsrc } from '../../shared/format/ssrc';
import { formatDuration } from '../../shared/format/time';
import { describeUndeliverable } from '../../shared/format/undeliverable';
import type { LadderEntry } from '../../shared/ladder/layoutLadder';
import type { BoundBy, CompanionRow, MessageRow, StreamRow } from '../../shared/protocol/rows';
import { visibleText } from '../message/visibleText';
import { describeEntry } from './entryRow';

/** `tone` colours the value; most have none. */
export type Fact = readonly [name: string, value: string, tone?: 'warn' | 'error'];
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

type Travelled = Pick<MessageRow, 'encapsulation' | 'undeliverable'>;

/** What the packets were wrapped in, and that one of them did not arrive. */
const wayFacts = ({ encapsulation, undeliverable }: Travelled, sentAtMs: number): Fact[] => [
  ['Inside', describeEncapsulation(encapsulation)],
  ['Undeliverable', undeliverable === null ? '' : describeUndeliverable(undeliverable, sentAtMs), 'error'],
];

function messageFacts(message: MessageRow): Fact[] {
  const cseq = [message.cseqNumber ?? '', message.cseqMethod].join(' ').trim();
  const issues = message.issues.slice(0, MOST_ISSUES).map(({ words }): Fact => ['Issue', words, 'warn']);
  const more = message.issues.length - issues.length;
  if (more > 0) issues.push(['Issue', `and ${more} more`, 'warn']);
  return withoutEmpty([
    ['From', `${formatEndpoint(message.source)} ${message.fromUser === '' ? '' : `· ${message.fromUser}`}`.trim()],
    ['To', `${formatEndpoint(message.destination)} ${message.toUser === '' ? '' : `· ${message.toUser}`}`.trim()],
    ['Request-URI', message.requestUri],
    ['CSeq', cseq],
    ['SDP', message.sdp ?? ''],
    ['User agent', message.userAgent],
    ['Call-ID', message.callId],
    ['Came in', `${message.transport.toUpperCase()} · ${describeFrames(message)} · ${message.sizeBytes} bytes`],
    ...wayFacts(message, message.atMs),
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
    ...wayFacts(stream, stream.startedAtMs),
  ]);
}

const MOST_EVENTS = 4;

function companionFacts(companion: CompanionRow): Fact[] {
  const wrong = companion.events.filter((event) => event.wrong).slice(0, MOST_EVENTS);
  return withoutEmpty([
    ['From', formatEndpoint(companion.source)],
    ['To', formatEndpoint(companion.destination)],
    ['Over', companion.transport.toUpperCase()],
    ['Packets', formatCount(companion.packets)],
    ['Length', formatDuration(companion.durationMs)],
    ['Inside', describeEncapsulation(companion.encapsulation)],
    ...wrong.map(({ words }): Fact => ['Wrong', visibleText(words), 'warn']),
  ]);
}

function factsOf(entry: LadderEntry): readonly Fact[] {
  if (entry.kind === 'message') return messageFacts(entry.message);
  return entry.kind === 'media' ? streamFacts(entry.stream) : companionFacts(entry.companion);
}

/** What hovering over a row tells: its words in full, and the facts behind them. */
export function entrySummary(entry: LadderEntry): EntrySummary {
  const { label, detail } = describeEntry(entry);
  return { title: label, detail, facts: factsOf(entry) };
}
