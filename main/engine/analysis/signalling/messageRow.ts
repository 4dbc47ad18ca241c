import { frameNumber, messageIndex } from '../../../../shared/ids';
import type { Encapsulation, Endpoint, IssueRow, MessageRow, Transport } from '../../../../shared/protocol/rows';
import { SIP_ISSUES } from '../../../../shared/sip/issueKinds';
import type { SipIssue } from '../../decode/sip/sipMessage';
import type { CallRecord } from './callRecord';
import type { Sighting } from './sighting';
import type { MessageFacts } from './messageReader';

const NO_ISSUES: readonly IssueRow[] = Object.freeze([]);
const NO_ENDPOINTS: readonly Endpoint[] = Object.freeze([]);

export type RowParts = {
  readonly frame: number;
  readonly frames: readonly number[];
  readonly sighting: Sighting;
  readonly transport: Transport;
  readonly facts: MessageFacts;
  readonly call: CallRecord | null;
  readonly retransmission: boolean;
  readonly copyOf: number | null;
  readonly transaction: number;
  readonly sdp: string | null;
  readonly mediaEndpoints: readonly Endpoint[];
  readonly dscp: number;
  readonly sizeBytes: number;
  readonly encapsulation: Encapsulation | null;
  readonly issues: readonly SipIssue[];
};

/** A message as lists and ladders show it. Empty lists are shared, for most messages have no issues and no media. */
export function messageRow(parts: RowParts): MessageRow {
  const { facts, sighting, call } = parts;
  return {
    index: messageIndex(sighting.index),
    frame: frameNumber(parts.frame),
    frames: parts.frames.map(frameNumber),
    atMs: sighting.atMs,
    source: sighting.source,
    destination: sighting.destination,
    transport: parts.transport,
    method: facts.isRequest ? facts.method : null,
    status: facts.status,
    reason: facts.reason,
    requestUri: facts.requestUri,
    callId: call?.callId ?? facts.callId,
    call: call?.key ?? null,
    cseqNumber: facts.cseqNumber,
    cseqMethod: facts.cseqMethod,
    branch: facts.branch,
    fromUser: facts.from.user,
    toUser: facts.to.user,
    userAgent: facts.userAgent,
    retransmission: parts.retransmission,
    copyOf: parts.copyOf === null ? null : messageIndex(parts.copyOf),
    transaction: parts.transaction,
    sdp: parts.sdp,
    mediaEndpoints: parts.mediaEndpoints.length === 0 ? NO_ENDPOINTS : parts.mediaEndpoints,
    dscp: parts.dscp,
    sizeBytes: parts.sizeBytes,
    encapsulation: parts.encapsulation,
    undeliverable: null,
    issues: parts.issues.length === 0 ? NO_ISSUES : parts.issues.map(issueRow),
  };
}

const issueRow = ({ code, range }: SipIssue): IssueRow => ({
  code,
  words: SIP_ISSUES[code],
  offset: range.start,
  length: range.end - range.start,
});
