import { headerOf } from '../../decode/sip/headerOf';
import type { SipMessage } from '../../decode/sip/sipMessage';
import { readSessionExpiry } from '../../decode/sip/sessionExpiry';
import type { CallRecord } from './callRecord';
import { noteTrait } from './callTraits';
import { HEADER_MARK } from './headerMarks';
import type { MessageFacts } from './messageReader';

/** The session timer of a call (RFC 4028): it ends at `dueAtMs` of the capture's clock unless somebody refreshes it. */
export type CallTimer = { dueAtMs: number };

/** A 2xx to an INVITE or UPDATE begins the timer anew, or ends it when it names none (RFC 4028 §7.2). */
export function takeRefresh(call: CallRecord, facts: MessageFacts, message: SipMessage, nowMs: number): void {
  noteMissedRefresh(call, nowMs);
  const isNamed = (facts.headerMarks & HEADER_MARK.sessionExpires) !== 0;
  const expiry = isNamed ? readSessionExpiry(headerOf(message, 'session-expires')?.value ?? '') : null;
  if (expiry === null) {
    call.timer = null;
    return;
  }
  noteTrait(call, 'sessionTimer');
  call.timer = { dueAtMs: nowMs + expiry.intervalS * 1000 };
}

/** Looks whether the session has outlived its timer; true when that is news. */
export function noteMissedRefresh(call: CallRecord, nowMs: number): boolean {
  if (call.timer === null || nowMs <= call.timer.dueAtMs) return false;
  call.timer = null;
  noteTrait(call, 'refreshMissed');
  return true;
}
