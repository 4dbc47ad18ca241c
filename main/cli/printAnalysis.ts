import { formatBytes, formatCount } from '../../shared/format/quantity';
import { formatDuration } from '../../shared/format/time';
import type { CallKey } from '../../shared/ids';
import type { Snapshot } from '../../shared/protocol/deltas';
import type { Engine, PasswordOf } from '../engine/engine';
import { callColumns } from './callColumns';
import { companionColumns } from './companionColumns';
import type { Console } from './console';
import { exchangeColumns, keepaliveColumns } from './exchangeColumns';
import { issueColumns } from './issueColumns';
import { jsonPieces } from './jsonPieces';
import { listedRows } from './listedRows';
import { registrationColumns } from './registrationColumns';
import { streamColumns } from './streamColumns';
import { tableLines, type Column } from './table';

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
  yield* section(countOf(streams.length, 'RTP stream'), streamColumns, streams);
  yield* section('Beside RTP', companionColumns, (await listedRows(engine, 'listCompanions')).filter(isChosen));
  if (!limited) yield* sectionsBesideCalls(engine);
}

/** What belongs to no call in particular. */
async function* sectionsBesideCalls(engine: Engine): AsyncGenerator<string> {
  const registrations = await listedRows(engine, 'listRegistrations');
  yield* section(countOf(registrations.length, 'registration'), registrationColumns, registrations);
  const exchanges = await listedRows(engine, 'listExchanges');
  yield* section(countOf(exchanges.length, 'exchange'), exchangeColumns, exchanges);
  yield* section('Keepalives', keepaliveColumns, await listedRows(engine, 'listKeepalives'));
  const { kinds } = await engine.command('countIssues', {});
  yield* section(`${countOf(kinds.length, 'kind')} of issues`, issueColumns, kinds);
}

function* section<Row>(title: string, columns: readonly Column<Row>[], rows: readonly Row[]): Generator<string> {
  if (rows.length === 0) return;
  yield '';
  yield title;
  yield* tableLines(columns, rows);
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
