import type { CallKey } from '../../../shared/ids';
import type { CallGroup, CallLink } from '../../../shared/protocol/callGroups';
import type { CallRow, MessageRow, StreamRow } from '../../../shared/protocol/rows';
import { type Clock, messageObject } from './messageObject';
import { sixDecimals } from './sixDecimals';

/** What belongs to a call besides its row. */
export type CallParts = {
  readonly messages: readonly MessageRow[];
  readonly streams: readonly StreamRow[];
  readonly group: CallGroup | null;
  readonly callIdOf: (call: CallKey) => string | null;
  /** Number of the frame in which a message was seen. */
  readonly frameOf: (message: MessageRow['index']) => number | null;
};

/** A call as docs/CLI.md describes it. */
export function callObject(call: CallRow, parts: CallParts, clock: Clock): object {
  const party = ({ uri, display, tag }: CallRow['from']) => ({ uri, display, tag });
  return {
    callId: call.callId,
    state: call.state,
    scenario: call.scenario,
    from: party(call.from),
    to: party(call.to),
    startedAt: clock(call.startedAtMs),
    ringingAt: clock(call.ringingAtMs),
    answeredAt: clock(call.answeredAtMs),
    endedAt: clock(call.endedAtMs),
    endedBy: call.endedBy,
    endReason: call.endReason,
    setupMs: sixDecimals(call.setupMs),
    postDialDelayMs: sixDecimals(call.postDialDelayMs),
    durationMs: sixDecimals(call.durationMs),
    finalStatus: call.finalStatus,
    offer: call.offer,
    codecs: call.codecs,
    messages: parts.messages.map((message) => messageObject(message, clock, parts.frameOf)),
    streams: parts.streams.map(({ key }) => key),
    dtmf: [],
    legGroup: legGroupOf(call.key, parts.group),
    links: linksOf(call.key, parts),
    findings: [],
  };
}

/** The group's key where the call is a leg of it; a call that is in it by a transfer alone shares no conversation. */
function legGroupOf(call: CallKey, group: CallGroup | null): string | null {
  const isLeg = group?.links.some(({ kind, one, other }) => kind === 'leg' && (one === call || other === call));
  return group !== null && isLeg === true ? group.key : null;
}

function linksOf(call: CallKey, { group, callIdOf }: CallParts): readonly object[] {
  const own = group?.links.filter(({ one, other }) => one === call || other === call) ?? [];
  return own.map((link: CallLink) => ({
    kind: link.kind,
    callId: callIdOf(link.one === call ? link.other : link.one),
    first: link.one === call,
    confidence: link.confidence,
    evidence: link.evidence,
    frames: link.frames,
  }));
}
