import type { MessageRow } from '../../../../shared/protocol/rows';
import { sameEndpoint } from '../../../../shared/sameEndpoint';
import { TRANSACTION_TIMEOUT_MS } from '../signalling/timers';

/** The messages of one REGISTER with its own CSeq, on whatever hops they were seen. */
export type OpenAttempt = {
  readonly openedAtMs: number;
  /** On the first hop it was seen on; null while only answers were. */
  request: MessageRow | null;
  /** Its final answer if there is one, else the last provisional one; on the first hop where it was seen there. */
  response: MessageRow | null;
  repeats: number;
  cameBack: boolean;
};

const isFinal = ({ status }: MessageRow): boolean => (status ?? 0) >= 200;

function addRequest(attempt: OpenAttempt, row: MessageRow): void {
  const first = attempt.request;
  if (first === null) {
    attempt.request = row;
    return;
  }
  const isFromSender = sameEndpoint(row.source, first.source);
  if (sameEndpoint(row.destination, first.source) && !isFromSender) attempt.cameBack = true;
  if (row.retransmission && row.copyOf === null && isFromSender) attempt.repeats += 1;
}

function addResponse(attempt: OpenAttempt, row: MessageRow): void {
  const { request, response } = attempt;
  const isOfFirstHop = (each: MessageRow): boolean => each.transaction === request?.transaction;
  if (response === null || !isFinal(response)) attempt.response = row;
  else if (isFinal(row) && isOfFirstHop(row) && !isOfFirstHop(response)) attempt.response = row;
}

/** Messages of a registration, in order, as the attempts they make: a UA counts its CSeq within one Call-ID (RFC 3261 §10.2). */
export function openAttempts(messages: readonly MessageRow[]): readonly OpenAttempt[] {
  const attempts: OpenAttempt[] = [];
  const latest = new Map<string, OpenAttempt>();
  for (const row of messages) {
    const key = `${row.callId}\n${row.cseqNumber ?? ''}`;
    let attempt = latest.get(key);
    if (attempt === undefined || row.atMs - attempt.openedAtMs >= TRANSACTION_TIMEOUT_MS) {
      attempt = { openedAtMs: row.atMs, request: null, response: null, repeats: 0, cameBack: false };
      latest.set(key, attempt);
      attempts.push(attempt);
    }
    if (row.status === null) addRequest(attempt, row);
    else addResponse(attempt, row);
  }
  return attempts;
}
