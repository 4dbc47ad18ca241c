import type { CapturedCalls } from './capturedCalls';
import type { PasswordOf } from './digest/checkMessage';
import { countIssues } from './publish/countIssues';
import type { CallKey } from '../../shared/ids';
import type { ReportSource } from './export/analysisReport';

/** What the report says of a capture, limited to these Call-IDs when any are named. */
export function reportSource(
  captured: CapturedCalls,
  callIds: readonly string[],
  passwordOf: PasswordOf | null,
): ReportSource {
  const { signalling, media, companions } = captured.pipeline;
  const wanted = new Set(captured.findCalls(callIds));
  const everything = callIds.length === 0;
  const isWanted = ({ call }: { readonly call: CallKey | null }): boolean =>
    everything || (call !== null && wanted.has(call));
  const streams = media.streams().map((key) => media.streamRow(key));
  return {
    counters: captured.counters(),
    notes: captured.notes,
    calls: [...wanted].map((call) => signalling.callRow(call)).filter((row) => row !== null),
    registrations: everything
      ? signalling
          .registrations()
          .map((key) => signalling.registrationRow(key))
          .filter((row) => row !== null)
      : [],
    streams: streams.filter((row) => row !== null).filter(isWanted),
    companions: companions
      .companions()
      .map((key) => companions.companionRow(key))
      .filter((row) => row !== null)
      .filter(isWanted),
    messages: signalling.messages.length,
    otherMessages: everything ? signalling.messages.filter(({ call }) => call === null) : [],
    issues: countIssues(signalling.issueCounts),
    transactions: signalling.transactions(),
    messagesOf: (call) => signalling.messagesOf(call),
    message: (index) => signalling.message(index),
    readMessage: (message) => captured.readMessage(message),
    passwordOf,
  };
}
