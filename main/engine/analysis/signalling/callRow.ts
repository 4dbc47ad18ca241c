import type { CallGroupMark } from '../../../../shared/protocol/callGroups';
import type { CallRow, StreamRow } from '../../../../shared/protocol/rows';
import { visibleState } from './callPhase';
import type { CallRecord } from './callRecord';
import { scenarioOf } from './callScenario';
import { directionsOf } from './directionQuality';

/** What other analyses know of a call. */
export type CallSurroundings = { readonly streams: readonly StreamRow[]; readonly group: CallGroupMark | null };

/** A call as the lists and the report show it. */
export function callRow(call: CallRecord, { streams, group }: CallSurroundings): CallRow {
  const directions = directionsOf(call, streams);
  const hadMedia = directions.callerToCallee !== null && directions.calleeToCaller !== null;
  const state = visibleState(call.phase, hadMedia);
  const answeredAtMs = call.answered?.atMs ?? null;
  const ringingAtMs = call.ringing?.atMs ?? null;
  return {
    key: call.key,
    callId: call.callId,
    state,
    from: call.from,
    to: call.to,
    source: call.source,
    destination: call.destination,
    startedAtMs: call.startedAtMs,
    ringingAtMs,
    answeredAtMs,
    endedAtMs: call.endedAtMs,
    endedBy: call.endedBy,
    postDialDelayMs: sinceInvite(call, ringingAtMs ?? answeredAtMs),
    setupMs: sinceInvite(call, answeredAtMs),
    durationMs: durationMs(call, streams),
    finalStatus: call.finalStatus,
    finalReason: call.finalReason,
    scenario: scenarioOf(call, state),
    endReason: call.endReason,
    group,
    offer: call.offer,
    codecs: call.codecs,
    messageCount: call.messages.length,
    retransmissionCount: call.retransmissionCount,
    issueCount: call.issueCount,
    streamCount: streams.length,
    ...directions,
  };
}

/** Clocks of two interfaces may disagree: no length of time is below 0. */
const lengthMs = (fromMs: number, toMs: number): number => Math.max(0, toMs - fromMs);

const sinceInvite = (call: CallRecord, atMs: number | null): number | null =>
  atMs === null || !call.initialInviteSeen ? null : lengthMs(call.startedAtMs, atMs);

function durationMs(call: CallRecord, streams: readonly StreamRow[]): number | null {
  if (call.answered === null) return null;
  return lengthMs(call.answered.atMs, call.endedAtMs ?? lastSeenMs(call, streams));
}

const lastSeenMs = (call: CallRecord, streams: readonly StreamRow[]): number =>
  streams.reduce((latest, stream) => Math.max(latest, stream.startedAtMs + stream.durationMs), call.lastAtMs);
