import type { CallKey } from '../../../shared/ids';
import type { CompanionEvent, CompanionRow } from '../../../shared/protocol/rows';
import { type Clock, wrappingObject } from './messageObject';
import { sixDecimals } from './sixDecimals';

const eventObject = ({ atMs, frame, forward, words, wrong }: CompanionEvent, clock: Clock): object => ({
  frame,
  at: clock(atMs),
  from: forward ? 'src' : 'dst',
  words,
  wrong,
});

/** What runs beside RTP as docs/CLI.md describes it. */
export function companionObject(companion: CompanionRow, callIdOf: ReadonlyMap<CallKey, string>, clock: Clock): object {
  const { key, kind, call, source, destination, transport, startedAtMs, durationMs, packets } = companion;
  return {
    key,
    kind,
    callId: call === null ? null : (callIdOf.get(call) ?? null),
    src: source,
    dst: destination,
    transport,
    startedAt: clock(startedAtMs),
    durationMs: sixDecimals(durationMs),
    packets,
    summary: companion.summary,
    wrong: companion.wrong,
    events: companion.events.map((event) => eventObject(event, clock)),
    omittedEvents: companion.omittedEvents,
    ...wrappingObject(companion.encapsulation),
  };
}
