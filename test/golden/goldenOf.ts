import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngine } from '../../main/engine/engine';
import type { MessageRow } from '../../shared/protocol/rows';
import { checkedReport, type AnalysisReport } from '../fixtures/analysisReportSchema';

/** What is kept of a capture's report: enough to see any change in what was found, little enough to be read by people. */
export type Golden = {
  readonly capture: object;
  readonly sipMessages: number;
  readonly calls: readonly object[];
  readonly registrations: readonly object[];
  readonly transactions: object;
  readonly streams: readonly object[];
  readonly companions: readonly string[];
  readonly exchanges: readonly string[];
  readonly keepalives: readonly string[];
  /** Per message: frames, transport, what it is, Call-ID, and what it travelled in. */
  readonly messages: readonly string[];
  readonly issues: Readonly<Record<string, number>>;
};

const ms = (value: number | null): number | null => (value === null ? null : Math.round(value));
/** Figures of streams to the microsecond, as Wireshark prints them. */
const fine = (value: number | null): number | null => (value === null ? null : Math.round(value * 1000) / 1000);
const clock = (time: string | null): string | null => time && `${time.slice(11, 23)}Z`;
const place = ({ address, port }: { readonly address: string; readonly port: number }): string => `${address} ${port}`;

type Call = AnalysisReport['calls'][number];
type Stream = AnalysisReport['streams'][number];
type Companion = AnalysisReport['companions'][number];
type Exchange = AnalysisReport['exchanges'][number];
type Keepalive = AnalysisReport['keepalives'][number];
type Registration = AnalysisReport['registrations'][number];

const goldenCall = (call: Call): object => ({
  callId: call.callId,
  state: call.state,
  scenario: call.scenario.doubt === null ? call.scenario.words : `${call.scenario.words} (${call.scenario.doubt})`,
  endReason: call.endReason,
  links: call.links.map(
    ({ kind, callId, confidence, evidence }) => `${confidence} ${kind} of ${callId}: ${evidence.map(({ by }) => by).join(' ')}`,
  ),
  from: call.from.uri,
  to: call.to.uri,
  times: [call.startedAt, call.ringingAt, call.answeredAt, call.endedAt].map(clock),
  postDialDelayMs: ms(call.postDialDelayMs),
  setupMs: ms(call.setupMs),
  durationMs: ms(call.durationMs),
  endedBy: call.endedBy,
  finalStatus: call.finalStatus,
  offer: call.offer,
  codecs: call.codecs,
  messages: call.messages.length,
  retransmissions: call.messages.filter(({ retransmission }) => retransmission).length,
  streams: call.streams.length,
});

const goldenStream = (stream: Stream): object => ({
  ssrc: stream.ssrc,
  from: place(stream.src),
  to: place(stream.dst),
  codec: `${stream.codec}/${stream.clockRateHz}`,
  payloadTypes: stream.payloadTypes,
  boundBy: stream.boundBy,
  callId: stream.callId,
  packets: stream.packets,
  expected: stream.expectedPackets,
  lost: stream.lostPackets,
  duplicates: stream.duplicatePackets,
  reordered: stream.reorderedPackets,
  restarts: stream.restarts,
  timestampDiscontinuities: stream.timestampDiscontinuities,
  deltaMs: [stream.minDeltaMs, stream.meanDeltaMs, stream.maxDeltaMs].map(fine),
  jitterMs: [stream.minJitterMs, stream.meanJitterMs, stream.maxJitterMs].map(fine),
  rtcpPackets: stream.rtcpPackets,
});

const goldenRegistration = ({ aor, registrar, outcome, status, expiresS, attempts, scenario }: Registration): object => ({
  aor,
  registrar: place(registrar),
  outcome,
  status,
  expiresS,
  scenario,
  attempts: attempts.map(({ cseq, status: answer, roundTripMs, challenge, credentials }) =>
    [cseq, answer, ms(roundTripMs), challenge && 'challenge', credentials && 'credentials'].join(' '),
  ),
});

const goldenCompanion = ({ kind, src, dst, packets, summary, wrong }: Companion): string =>
  `${kind} ${place(src)} > ${place(dst)}, ${packets} packets: ${summary}${wrong ? ' (wrong)' : ''}`;

const goldenExchange = ({ scenario, state, words, src, dst, messages }: Exchange): string =>
  `${scenario}, ${state}: ${words} | ${place(src)} > ${place(dst)}, ${messages} messages`;

const goldenKeepalive = ({ method, state, src, dst, sent, lost, medianRoundTripMs }: Keepalive): string =>
  `${method}, ${state} | ${place(src)} > ${place(dst)}, ${sent} sent, ${lost ?? '?'} lost, ${ms(medianRoundTripMs) ?? '?'} ms`;

function goldenMessage(row: MessageRow): string {
  const { vlanIds = [], tunnels = [] } = row.encapsulation ?? {};
  const wrapped = [...vlanIds.map((id) => `VLAN ${id}`), ...tunnels.map(({ kind, id }) => `${kind} ${id ?? ''}`.trim())];
  const what = `${row.method ?? row.status} ${row.cseqMethod}${row.retransmission ? ' again' : ''}${row.copyOf === null ? '' : ' copy'}`;
  return [row.frames.join('+'), row.transport, what, row.callId, ...wrapped].join(' | ');
}

/** Codes of all messages of the capture with how often each stands. */
function countedIssues(codes: readonly string[]): Record<string, number> {
  const counted: Record<string, number> = {};
  for (const code of codes.toSorted()) counted[code] = (counted[code] ?? 0) + 1;
  return counted;
}

/** Runs the engine over a capture as the command line does. */
export async function goldenOf(path: string): Promise<Golden> {
  const scratchFolder = mkdtempSync(join(tmpdir(), 'golden-'));
  const engine = createEngine({ version: '0', samplesFolder: '', capHelperPath: '', scratchFolder });
  try {
    const opened = await engine.openFiles([path]);
    if (!opened.ok) throw new Error(opened.error.problem);
    const report = checkedReport(engine.analysisReport([]));
    const { rows } = await engine.command('listMessages', { count: 1000 });
    return {
      capture: report.capture,
      sipMessages: report.messages,
      calls: report.calls.map(goldenCall),
      registrations: report.registrations.map(goldenRegistration),
      transactions: report.transactions.byMethod,
      streams: report.streams.map(goldenStream),
      companions: report.companions.map(goldenCompanion),
      exchanges: report.exchanges.map(goldenExchange),
      keepalives: report.keepalives.map(goldenKeepalive),
      messages: rows.map(goldenMessage),
      issues: countedIssues(rows.flatMap(({ issues }) => issues.map(({ code }) => code))),
    };
  } finally {
    await engine.close();
    rmSync(scratchFolder, { recursive: true, force: true });
  }
}
