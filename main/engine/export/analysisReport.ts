import { formatSsrc } from '../../../shared/format/ssrc';
import { formatIsoTime } from '../../../shared/format/time';
import type { CallKey } from '../../../shared/ids';
import type { CallGroup } from '../../../shared/protocol/callGroups';
import type { CaptureCounters } from '../../../shared/protocol/captureState';
import type { IssueCount } from '../../../shared/protocol/commands';
import type { ExchangeRow, KeepaliveRow } from '../../../shared/protocol/exchangeRows';
import type { CallRow, CompanionRow, MessageRow, RegistrationRow, StreamRow } from '../../../shared/protocol/rows';
import type { TransactionsSummary } from '../analysis/signalling/transactionTotals';
import type { PasswordOf } from '../digest/checkMessage';
import { callObject, type CallParts } from './callObject';
import { companionObject } from './companionObject';
import { exchangeObject, keepaliveObject } from './exchangeObject';
import { messageObject, undeliverableObject, wrappingObject, type Clock } from './messageObject';
import { registrationObject } from './registrationObject';
import { sixDecimals } from './sixDecimals';

/** What the report is made of; rows as the window shows them. */
export type ReportSource = {
  readonly counters: CaptureCounters;
  readonly notes: readonly string[];
  readonly calls: readonly CallRow[];
  readonly registrations: readonly RegistrationRow[];
  readonly streams: readonly StreamRow[];
  readonly companions: readonly CompanionRow[];
  readonly exchanges: readonly ExchangeRow[];
  readonly keepalives: readonly KeepaliveRow[];
  readonly messages: number;
  /** Messages that belong to no call. */
  readonly otherMessages: readonly MessageRow[];
  readonly issues: readonly IssueCount[];
  readonly transactions: TransactionsSummary;
  readonly messagesOf: (call: CallKey) => readonly MessageRow[];
  readonly groupOf: (call: CallKey) => CallGroup | null;
  /** Of any call of the capture, also one that the report leaves out. */
  readonly callIdOf: (call: CallKey) => string | null;
  readonly message: (index: RegistrationRow['messages'][number]) => MessageRow | null;
  readonly readMessage: (message: MessageRow) => Uint8Array | 'evicted';
  /** For checking the credentials of registrations; null leaves them unchecked. */
  readonly passwordOf: PasswordOf | null;
};

/** Within a call its Call-ID is known; here it has to be said. */
const otherMessageObject = (message: MessageRow, clock: Clock, frameOf: CallParts['frameOf']): object => ({
  callId: message.callId,
  ...messageObject(message, clock, frameOf),
});

const NOT_SCORED = { value: null, model: null, scored: false, why: 'this version does not score streams' };

function streamObject(stream: StreamRow, callIdOf: ReadonlyMap<CallKey, string>, clock: Clock): object {
  return {
    key: stream.key,
    ssrc: formatSsrc(stream.ssrc),
    src: stream.source,
    dst: stream.destination,
    payloadTypes: stream.payloadTypes,
    codec: stream.codec,
    clockRateHz: stream.clockRateHz,
    packets: stream.packets,
    expectedPackets: stream.expectedPackets,
    lostPackets: stream.lostPackets,
    duplicatePackets: stream.duplicatePackets,
    reorderedPackets: stream.reorderedPackets,
    restarts: stream.restarts,
    timestampDiscontinuities: stream.timestampDiscontinuities,
    minDeltaMs: sixDecimals(stream.minDeltaMs),
    meanDeltaMs: sixDecimals(stream.meanDeltaMs),
    maxDeltaMs: sixDecimals(stream.maxDeltaMs),
    minJitterMs: sixDecimals(stream.minJitterMs),
    meanJitterMs: sixDecimals(stream.meanJitterMs),
    maxJitterMs: sixDecimals(stream.maxJitterMs),
    lossPercent: sixDecimals(stream.lossPercent),
    mos: NOT_SCORED,
    boundBy: stream.boundBy,
    callId: stream.call === null ? null : (callIdOf.get(stream.call) ?? null),
    startedAt: clock(stream.startedAtMs),
    durationMs: sixDecimals(stream.durationMs),
    dscp: stream.dscp,
    rtcpPackets: stream.rtcpPackets,
    ...wrappingObject(stream.encapsulation),
    undeliverable: undeliverableObject(stream.undeliverable, clock),
  };
}

function transactionsObject({ total, byMethod }: TransactionsSummary): object {
  const rounded = Object.entries(byMethod).map(([method, { medianResponseMs, ...counts }]) => [
    method,
    { ...counts, medianResponseMs: sixDecimals(medianResponseMs) },
  ]);
  return { total, byMethod: Object.fromEntries(rounded) as object };
}

function captureObject({ counters, notes }: ReportSource, clock: Clock): object {
  const { frames, bytes, linkTypes, truncatedFrames, undecodedFrames, decoderFaults, droppedPackets } = counters;
  return {
    frames,
    bytes,
    firstAt: counters.firstAt === null ? null : clock(0),
    lastAt: counters.firstAt === null ? null : clock(counters.lastAtMs),
    linkTypes,
    truncatedFrames,
    undecodedFrames,
    decoderFaults,
    captureDroppedPackets: droppedPackets,
    notes,
  };
}

function streamsByCall(streams: readonly StreamRow[]): ReadonlyMap<CallKey, StreamRow[]> {
  const byCall = new Map<CallKey, StreamRow[]>();
  for (const stream of streams) {
    if (stream.call === null) continue;
    const known = byCall.get(stream.call);
    if (known) known.push(stream);
    else byCall.set(stream.call, [stream]);
  }
  return byCall;
}

/** The object that `analyze --json` prints: schema version 1 of docs/CLI.md. */
export function createAnalysisReport(source: ReportSource): object {
  const start = source.counters.firstAt ?? { seconds: 0, nanoseconds: 0 };
  const clock: Clock = (atMs) => (atMs === null ? null : formatIsoTime(start, atMs));
  const callIdOf = new Map(source.calls.map((call) => [call.key, call.callId]));
  const streamsOf = streamsByCall(source.streams);
  const frameOf = (index: MessageRow['index']) => source.message(index)?.frame ?? null;
  const partsOf = ({ key }: CallRow): CallParts => ({
    messages: source.messagesOf(key),
    streams: streamsOf.get(key) ?? [],
    group: source.groupOf(key),
    callIdOf: source.callIdOf,
    frameOf,
  });
  return {
    schemaVersion: 1,
    capture: captureObject(source, clock),
    calls: source.calls.map((call) => callObject(call, partsOf(call), clock)),
    registrations: source.registrations.map((registration) =>
      registrationObject(registration, { ...source, captureEndsAtMs: source.counters.lastAtMs }),
    ),
    exchanges: source.exchanges.map((exchange) => exchangeObject(exchange, clock)),
    keepalives: source.keepalives.map((keepalive) => keepaliveObject(keepalive, clock)),
    transactions: transactionsObject(source.transactions),
    messages: source.messages,
    otherMessages: source.otherMessages.map((message) => otherMessageObject(message, clock, frameOf)),
    issues: source.issues.map(({ code, words, messages }) => ({ code, words, messages })),
    streams: source.streams.map((stream) => streamObject(stream, callIdOf, clock)),
    companions: source.companions.map((companion) => companionObject(companion, callIdOf, clock)),
    findings: [],
  };
}
