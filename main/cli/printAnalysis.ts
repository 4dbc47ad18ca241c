import { formatBytes, formatCount } from '../../shared/format/quantity';
import { formatDuration } from '../../shared/format/time';
import type { CallKey } from '../../shared/ids';
import type { Snapshot } from '../../shared/protocol/deltas';
import type { Engine, PasswordOf } from '../engine/engine';
import { callColumns } from './callColumns';
import { companionColumns } from './companionColumns';
import type { Console } from './console';
import { issueColumns } from './issueColumns';
import { jsonPieces } from './jsonPieces';
import { listedRows } from './listedRows';
import { registrationColumns } from './registrationColumns';
import { streamColumns } from './streamColumns';
import { tableLines } from './table';

export type Printing = {
  readonly json: boolean;
  readonly callIds: readonly string[];
  readonly passwordOf?: PasswordOf | null;
};

/** Prints the whole analysis object, or the tables that a person reads, limited to these Call-IDs when there are any. */
export async function printAnalysis(
  engine: Engine,
  console: Console,
  { json, callIds, passwordOf = null }: Printing,
): Promise<void> {
  if (json) {
    for (const piece of jsonPieces(engine.analysisReport(callIds, passwordOf))) await console.write(piece);
    return;
  }
  for await (const line of analysisLines(engine, callIds)) await console.write(`${line}\n`);
}

async function* analysisLines(engine: Engine, callIds: readonly string[]): AsyncGenerator<string> {
  const snapshot = await engine.command('readSnapshot', {});
  yield describeCapture(snapshot);
  const chosen = new Set<string>(engine.findCalls(callIds));
  const limited = callIds.length > 0;

  const calls = (await listedRows(engine, 'listCalls')).filter(({ key }) => chosen.has(key));
  yield '';
  yield countOf(calls.length, 'call');
  if (calls.length > 0) {
    yield* tableLines(callColumns(snapshot.counters.firstAt ?? { seconds: 0, nanoseconds: 0 }), calls);
  }

  const isChosen = ({ call }: { readonly call: CallKey | null }): boolean =>
    !limited || (call !== null && chosen.has(call));
  const streams = (await listedRows(engine, 'listStreams')).filter(isChosen);
  if (streams.length > 0) {
    yield '';
    yield countOf(streams.length, 'RTP stream');
    yield* tableLines(streamColumns, streams);
  }

  const companions = (await listedRows(engine, 'listCompanions')).filter(isChosen);
  if (companions.length > 0) {
    yield '';
    yield 'Beside RTP';
    yield* tableLines(companionColumns, companions);
  }

  const registrations = limited ? [] : await listedRows(engine, 'listRegistrations');
  if (registrations.length > 0) {
    yield '';
    yield countOf(registrations.length, 'registration');
    yield* tableLines(registrationColumns, registrations);
  }

  const { kinds } = limited ? { kinds: [] } : await engine.command('countIssues', {});
  if (kinds.length > 0) {
    yield '';
    yield `${countOf(kinds.length, 'kind')} of issues`;
    yield* tableLines(issueColumns, kinds);
  }
}

const countOf = (count: number, noun: string): string => `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;

function describeCapture({ counters, lists }: Snapshot): string {
  const facts = [
    `${countOf(counters.frames, 'frame')}, ${formatBytes(counters.bytes)}`,
    formatDuration(counters.lastAtMs),
    countOf(lists.messages.total, 'SIP message'),
    counters.truncatedFrames > 0 ? `${countOf(counters.truncatedFrames, 'frame')} cut short` : '',
    counters.undecodedFrames > 0 ? `${countOf(counters.undecodedFrames, 'frame')} not decoded` : '',
    counters.droppedPackets === null || counters.droppedPackets === 0
      ? ''
      : `${countOf(counters.droppedPackets, 'packet')} dropped while capturing`,
  ];
  return facts.filter((fact) => fact !== '').join(' · ');
}
