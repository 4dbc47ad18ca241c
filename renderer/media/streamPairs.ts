/** Which streams are the two directions of one conversation. */
import type { StreamKey } from '../../shared/ids';
import type { CallRow, Endpoint, MessageRow, StreamRow } from '../../shared/protocol/rows';
import { sameEndpoint } from '../../shared/sameEndpoint';
import { describeParty } from '../calls/describeCall';

export type Side = {
  readonly stream: StreamRow;
  /** Who speaks and who hears: `1001 → 1002`, or the addresses where the call does not tell. */
  readonly title: string;
};

export type MediaPair = {
  /** Key of its first stream. */
  readonly id: StreamKey;
  readonly call: CallRow | null;
  /** Caller to callee where known, else the stream that was there first. */
  readonly there: Side | null;
  readonly back: Side | null;
};

type Way = 'there' | 'back' | 'unknown';
type Same = (left: Endpoint, right: Endpoint) => boolean;

const sameAddress: Same = (left, right) => left.address === right.address;

type Announced = { readonly caller: readonly Endpoint[]; readonly callee: readonly Endpoint[] };

/** Where each side of a call wants its media: requests speak for the user in From, responses for the other. */
function announcedBy(call: CallRow, messages: readonly MessageRow[]): Announced {
  const caller: Endpoint[] = [];
  const callee: Endpoint[] = [];
  for (const message of messages) {
    if (message.call !== call.key || message.mediaEndpoints.length === 0) continue;
    const fromCaller = (message.fromUser === call.from.user) === (message.status === null);
    (fromCaller ? caller : callee).push(...message.mediaEndpoints);
  }
  return { caller, callee };
}

/** By the address and port it goes to, then those it comes from, then by address alone. */
function wayOf({ source, destination }: StreamRow, { caller, callee }: Announced): Way {
  for (const same of [sameEndpoint, sameAddress]) {
    const has = (endpoints: readonly Endpoint[], wanted: Endpoint) =>
      endpoints.some((endpoint) => same(endpoint, wanted));
    const there = has(callee, destination) || has(caller, source);
    const back = has(caller, destination) || has(callee, source);
    if (there !== back) return there ? 'there' : 'back';
  }
  return 'unknown';
}

const isReverse = (one: StreamRow, other: StreamRow, same: Same): boolean =>
  same(one.source, other.destination) && same(one.destination, other.source);

const areTogether = (one: StreamRow, other: StreamRow): boolean =>
  one.startedAtMs <= other.startedAtMs + other.durationMs && other.startedAtMs <= one.startedAtMs + one.durationMs;

/** The stream that answers this one: the reverse path, then the same two machines, then whatever ran the other way meanwhile. */
function partnerOf(stream: StreamRow, rest: readonly StreamRow[], way: (stream: StreamRow) => Way): StreamRow | null {
  const together = rest.filter((other) => areTogether(stream, other));
  const opposite = way(stream) === 'there' ? 'back' : 'there';
  return (
    together.find((other) => isReverse(stream, other, sameEndpoint)) ??
    together.find((other) => isReverse(stream, other, sameAddress)) ??
    together.find((other) => way(stream) !== 'unknown' && way(other) === opposite) ??
    null
  );
}

function titleOf(stream: StreamRow, call: CallRow | null, way: Way): string {
  if (call === null || way === 'unknown') return `${stream.source.address} → ${stream.destination.address}`;
  const [speaker, hearer] = way === 'there' ? [call.from, call.to] : [call.to, call.from];
  return `${speaker.user || describeParty(speaker)} → ${hearer.user || describeParty(hearer)}`;
}

const OPPOSITE: Readonly<Record<Way, Way>> = { there: 'back', back: 'there', unknown: 'unknown' };

function pairOf(
  first: StreamRow,
  partner: StreamRow | null,
  call: CallRow | null,
  way: (row: StreamRow) => Way,
): MediaPair {
  const own = way(first);
  const resolved = own === 'unknown' && partner !== null ? OPPOSITE[way(partner)] : own;
  const [there, back] = resolved === 'back' ? [partner, first] : [first, partner];
  const side = (stream: StreamRow | null, as: Way): Side | null =>
    stream === null ? null : { stream, title: titleOf(stream, call, resolved === 'unknown' ? 'unknown' : as) };
  return { id: first.key, call, there: side(there, 'there'), back: side(back, 'back') };
}

function pairsOfCall(streams: readonly StreamRow[], call: CallRow | null, announced: Announced): MediaPair[] {
  const way = (stream: StreamRow): Way => wayOf(stream, announced);
  const rest = [...streams].sort((a, b) => a.startedAtMs - b.startedAtMs);
  const pairs: MediaPair[] = [];
  for (let first = rest.shift(); first !== undefined; first = rest.shift()) {
    const partner = partnerOf(first, rest, way);
    if (partner) rest.splice(rest.indexOf(partner), 1);
    pairs.push(pairOf(first, partner, call, way));
  }
  return pairs;
}

const NOTHING_ANNOUNCED: Announced = { caller: [], callee: [] };

/** All streams in pairs: call by call in the order of `calls`, then those that belong to none; within a call by time. */
export function mediaPairs(
  streams: readonly StreamRow[],
  calls: readonly CallRow[],
  messages: readonly MessageRow[],
): MediaPair[] {
  const ofCall = new Map<string | null, StreamRow[]>();
  const known = new Set<string>(calls.map(({ key }) => key));
  for (const stream of streams) {
    const owner = stream.call !== null && known.has(stream.call) ? stream.call : null;
    ofCall.set(owner, [...(ofCall.get(owner) ?? []), stream]);
  }
  return [
    ...calls.flatMap((call) => pairsOfCall(ofCall.get(call.key) ?? [], call, announcedBy(call, messages))),
    ...pairsOfCall(ofCall.get(null) ?? [], null, NOTHING_ANNOUNCED),
  ];
}

export const streamsOfPair = ({ there, back }: MediaPair): readonly StreamRow[] =>
  [there?.stream, back?.stream].filter((stream) => stream !== undefined);

/** The pair that holds the stream; the first one when none does. */
export const pairOfStream = (pairs: readonly MediaPair[], stream: StreamKey | null): MediaPair | null =>
  pairs.find((pair) => streamsOfPair(pair).some(({ key }) => key === stream)) ?? pairs[0] ?? null;
