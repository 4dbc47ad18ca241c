import type { CapturedCalls } from './capturedCalls';
import type { PasswordOf } from './digest/checkMessage';
import { countIssues } from './publish/countIssues';
import type { CallKey } from '../../shared/ids';
import type { ReportSource } from './export/analysisReport';

const rowsOf = <Key, Row>(keys: readonly Key[], rowOf: (key: Key) => Row | null): readonly Row[] =>
  keys.map(rowOf).filter((row) => row !== null);

/** What of a capture the report is made of. */
export type ReportedCapture = Pick<CapturedCalls, 'pipeline' | 'notes' | 'counters' | 'findCalls' | 'readMessage'>;

/** What the report says of a capture, limited to these Call-IDs when any are named. */
export function reportSource(
  captured: ReportedCapture,
  callIds: readonly string[],
  passwordOf: PasswordOf | null,
): ReportSource {
  const { signalling, media, companions, links, exchanges, keepalives } = captured.pipeline;
  const wanted = new Set(captured.findCalls(callIds));
  const everything = callIds.length === 0;
  const isWanted = ({ call }: { readonly call: CallKey | null }): boolean =>
    everything || (call !== null && wanted.has(call));
  return {
    counters: captured.counters(),
    notes: captured.notes,
    calls: rowsOf([...wanted], (call) => signalling.callRow(call)),
    registrations: everything ? rowsOf(signalling.registrations(), (key) => signalling.registrationRow(key)) : [],
    streams: rowsOf(media.streams(), (key) => media.streamRow(key)).filter(isWanted),
    companions: rowsOf(companions.companions(), (key) => companions.companionRow(key)).filter(isWanted),
    exchanges: everything ? rowsOf(exchanges.exchanges(), (key) => exchanges.exchangeRow(key)) : [],
    keepalives: everything ? rowsOf(keepalives.keepalives(), (key) => keepalives.keepaliveRow(key)) : [],
    messages: signalling.messages.length,
    otherMessages: everything ? signalling.messages.filter(({ call }) => call === null) : [],
    issues: countIssues(signalling.issueCounts),
    transactions: signalling.transactions(),
    groupOf: (call) => links.groupOf(call),
    callIdOf: (call) => signalling.callIdOf(call),
    messagesOf: (call) => signalling.messagesOf(call),
    message: (index) => signalling.message(index),
    readMessage: (message) => captured.readMessage(message),
    passwordOf,
  };
}
