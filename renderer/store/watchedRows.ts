/** Rows of the watched calls while a batch of deltas is applied: thawed once, changed in place, published once. */
import type { CallRow, CompanionRow, MessageRow, StreamRow, StreamSamples } from '../../shared/protocol/rows';
import type { CallGroup, CallGroupMark } from '../../shared/protocol/callGroups';
import type { StreamKey } from '../../shared/ids';
import type { Watched } from './session';

export type WatchedDraft = {
  calls: CallRow[];
  messages: MessageRow[];
  streams: StreamRow[];
  companions: CompanionRow[];
  samples: Map<StreamKey, StreamSamples>;
  group: CallGroup | null;
  groupMark: CallGroupMark | null;
};

export const thaw = (watched: Watched): WatchedDraft => ({
  calls: [...watched.calls],
  messages: [...watched.messages],
  streams: [...watched.streams],
  companions: [...watched.companions],
  samples: new Map(watched.samples),
  group: watched.group,
  groupMark: watched.groupMark,
});

export function putCall(draft: WatchedDraft, call: CallRow): void {
  const at = draft.calls.findIndex(({ key }) => key === call.key);
  if (at >= 0) draft.calls[at] = call; // one that is not watched (any more) is left out
}

const isWatched = (draft: WatchedDraft, call: CallRow['key'] | null): boolean =>
  call !== null && draft.calls.some(({ key }) => key === call);

/** Position of the first message whose index is not below this one. */
function positionOf(messages: readonly MessageRow[], index: number): number {
  let low = 0;
  let high = messages.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (messages[middle]!.index < index) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function putMessage(draft: WatchedDraft, message: MessageRow): void {
  if (!isWatched(draft, message.call)) return;
  const at = positionOf(draft.messages, message.index);
  const replaced = draft.messages[at]?.index === message.index ? 1 : 0;
  draft.messages.splice(at, replaced, message);
}

export function putStream(draft: WatchedDraft, stream: StreamRow): void {
  const at = draft.streams.findIndex(({ key }) => key === stream.key);
  if (at >= 0) draft.streams[at] = stream;
  else if (isWatched(draft, stream.call)) draft.streams.push(stream);
}

export function putCompanion(draft: WatchedDraft, companion: CompanionRow): void {
  const at = draft.companions.findIndex(({ key }) => key === companion.key);
  if (at >= 0) draft.companions[at] = companion;
  else if (isWatched(draft, companion.call)) draft.companions.push(companion);
}

export function putSamples(draft: WatchedDraft, samples: StreamSamples): void {
  if (!draft.streams.some(({ key }) => key === samples.stream)) return;
  const known = draft.samples.get(samples.stream);
  draft.samples.set(samples.stream, known ? mergeSamples(known, samples) : samples);
}

/** Columns of both, ordered by `atMs`; where both know a second, the newer one counts. */
export function mergeSamples(known: StreamSamples, newer: StreamSamples): StreamSamples {
  const sourceAt = new Map<number, readonly [StreamSamples, number]>();
  known.atMs.forEach((atMs, row) => sourceAt.set(atMs, [known, row]));
  newer.atMs.forEach((atMs, row) => sourceAt.set(atMs, [newer, row]));
  const atMs = [...sourceAt.keys()].sort((a, b) => a - b);
  const rows = atMs.map((at) => sourceAt.get(at)!);
  const column = <T>(pick: (samples: StreamSamples) => readonly T[]): T[] =>
    rows.map(([source, row]) => pick(source)[row]!);
  return {
    stream: newer.stream,
    atMs,
    packets: column((samples) => samples.packets),
    lostPackets: column((samples) => samples.lostPackets),
    duplicatePackets: column((samples) => samples.duplicatePackets),
    lossPercent: column((samples) => samples.lossPercent),
    meanJitterMs: column((samples) => samples.meanJitterMs),
    maxJitterMs: column((samples) => samples.maxJitterMs),
    maxDeltaMs: column((samples) => samples.maxDeltaMs),
    bitrateKbps: column((samples) => samples.bitrateKbps),
  };
}
