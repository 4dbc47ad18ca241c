import { headerOf } from '../../decode/sip/headerOf';
import type { SipMessage } from '../../decode/sip/sipMessage';
import { reasonWords, warningWords } from '../../decode/sip/reason';
import { EVIDENCE, noteEvidence } from './callEvidence';
import type { CallRecord } from './callRecord';
import { HEADER_MARK } from './headerMarks';
import type { MessageFacts } from './messageReader';
import { StringPool } from './stringPool';

/** Longer values of Reason are not looked through. */
const MAX_VALUE_LENGTH = 1024;
const Q850_CAUSE = /(?:^|[,\s])Q\.850\s*;[^,]*?\bcause\s*=\s*(\d{1,3})\b/i;
/** RFC 3326 §3.1: a proxy cancels its other forks with the cause 200. */
const ANSWERED_ELSEWHERE = /(?:^|[,\s])SIP\s*;[^,]*?\bcause\s*=\s*200\b/i;

/** Calls end for few reasons. */
const words = new StringPool(4096);

/**
 * Keeps what the message that ends a call says of why: its Reason (RFC 3326), else its Warning (RFC 3261 §20.43). A message
 * that says nothing leaves what the one before it said, as a 487 after a CANCEL.
 */
export function noteEndReason(call: CallRecord, facts: MessageFacts, message: SipMessage): void {
  const { headerMarks } = facts;
  if ((headerMarks & HEADER_MARK.reason) !== 0) return noteReason(call, facts, valuesOf(message, 'reason'));
  if ((headerMarks & HEADER_MARK.warning) === 0) return;
  const warning = warningWords(headerOf(message, 'warning')?.value.slice(0, MAX_VALUE_LENGTH) ?? '');
  if (warning !== '') call.endReason = words.keep(warning);
}

function noteReason(call: CallRecord, facts: MessageFacts, value: string): void {
  const reason = reasonWords(value);
  if (reason !== '') call.endReason = words.keep(reason);
  call.q850Cause = Number(Q850_CAUSE.exec(value)?.[1] ?? 0);
  if (facts.method === 'CANCEL' && ANSWERED_ELSEWHERE.test(value)) noteEvidence(call, EVIDENCE.answeredElsewhere);
}

/** A message may carry one Reason per protocol, each in a header field of its own. */
const valuesOf = ({ headers }: SipMessage, key: string): string =>
  headers
    .filter((header) => header.key === key)
    .map((header) => header.value)
    .join(', ')
    .slice(0, MAX_VALUE_LENGTH);
