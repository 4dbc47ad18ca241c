import { isChallenge } from '../../../../shared/sip/statusCodes';
import { singleByteText } from '../../decode/byteText';
import { headerOf } from '../../decode/sip/headerOf';
import { readNameAddress } from '../../decode/sip/nameAddress';
import { parameterValue } from '../../decode/sip/parameters';
import type { SipMessage } from '../../decode/sip/sipMessage';
import { readUri } from '../../decode/sip/sipUri';
import { EVIDENCE, hasEvidence, noteEvidence } from './callEvidence';
import type { CallRecord } from './callRecord';
import type { CallStep } from './callStep';
import { noteTrait } from './callTraits';
import { HEADER_MARK } from './headerMarks';

/** A status line within a NOTIFY (RFC 3420). */
const FRAGMENT = /^\s*SIP\/2\.0[ \t]+(\d{3})\b/i;
const FRAGMENT_BYTES = 32;

/** Longer values are not read. */
const MAX_VALUE_LENGTH = 4096;

/** A REFER asks for a transfer (RFC 3515); with Replaces in its target the call is to take another's place (RFC 5589 §7). */
export function noteRefer(call: CallRecord, { facts, message }: CallStep): void {
  if ((facts.headerMarks & HEADER_MARK.referTo) === 0) return;
  const value = headerOf(message, 'refer-to')?.value ?? '';
  if (value.length > MAX_VALUE_LENGTH) return;
  const { parameters, headers } = readUri(readNameAddress(value).uri);
  const method = parameterValue(parameters, 'method')?.toUpperCase() ?? 'INVITE';
  if (method !== 'INVITE') return;
  noteTrait(call, 'transferred');
  noteEvidence(call, EVIDENCE.referred);
  if (headers.some(({ name }) => name.toLowerCase() === 'replaces')) noteEvidence(call, EVIDENCE.referredToCall);
}

export function noteReferAnswer(call: CallRecord, status: number): void {
  if (!hasEvidence(call, EVIDENCE.referred) || status < 200 || isChallenge(status)) return;
  noteEvidence(call, status < 300 ? EVIDENCE.referAccepted : EVIDENCE.transferFailed);
}

/** A NOTIFY of a transfer tells with a status line how the new call went (RFC 3515 §2.4.5). */
export function noteTransferNews(call: CallRecord, { message, bytes, start }: CallStep): void {
  const { body } = message;
  if (!hasEvidence(call, EVIDENCE.referred) || body.end === body.start) return;
  const from = start + body.start;
  const text = singleByteText(bytes, from, Math.min(start + body.end, from + FRAGMENT_BYTES));
  const status = Number(FRAGMENT.exec(text)?.[1] ?? 0);
  if (status < 200) return;
  noteEvidence(call, status < 300 ? EVIDENCE.transferDone : EVIDENCE.transferFailed);
}

/** Notes that an INVITE is to take the place of another call, and says which: its Call-ID; null when none is named. */
export function noteReplacing(call: CallRecord, message: SipMessage): string | null {
  const value = headerOf(message, 'replaces')?.value ?? '';
  const [callId = '', ...parameters] = value.slice(0, MAX_VALUE_LENGTH).split(';');
  if (callId.trim() === '') return null;
  noteTrait(call, 'replacing');
  if (parameters.some((parameter) => parameter.trim().toLowerCase() === 'early-only')) {
    noteEvidence(call, EVIDENCE.picksUp);
  }
  return callId.trim();
}
