import { EVIDENCE, noteEvidence } from './callEvidence';
import type { CallRecord } from './callRecord';
import { noteTrait } from './callTraits';
import type { Sighting } from './sighting';
import type { Transaction } from './transaction';

/** Whether a response came on the first hop. Where requests were not captured, hops cannot be told apart: all count. */
export const isOfFirstHop = (call: CallRecord, transaction: Transaction): boolean =>
  transaction.id === call.initialTransaction || transaction.requestAtMs === null;

/** The INVITE on its way beyond the first hop; a machine that sends it on while another of its INVITEs is open forks (§16.6). */
export function noteHop(call: CallRecord, { source }: Sighting): void {
  if (source.address !== call.source.address) noteEvidence(call, EVIDENCE.relayed);
  const isOpen = source === call.source ? !call.initialAnswered : source === call.lastHopSource && call.openHops > 0;
  if (isOpen) noteTrait(call, 'forked');
  call.lastHopSource = source;
  call.openHops += 1;
}

/** A redirect that does not reach the caller is followed by a proxy (RFC 3261 §16.5). */
export function onHopAnswered(call: CallRecord, status: number): void {
  call.openHops = Math.max(0, call.openHops - 1);
  if (status >= 300 && status < 400) noteTrait(call, 'redirected');
}
