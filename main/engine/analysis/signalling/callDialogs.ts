import type { CallDialog, CallRecord } from './callRecord';
import { calleeTagOf } from './callParties';
import type { MessageFacts } from './messageFacts';

/** Branches of a fork beyond these many are not told apart. */
const MAX_DIALOGS = 32;

const dialogOf = (call: CallRecord, calleeTag: string): CallDialog | undefined =>
  call.dialogs.find((dialog) => dialog.calleeTag === calleeTag);

/** A response above 100 with a To tag makes an early dialog, a 2xx confirms it (RFC 3261 §12.1). */
export function noteDialog(call: CallRecord, calleeTag: string, confirmed: boolean): void {
  if (calleeTag === '') return;
  const known = dialogOf(call, calleeTag);
  if (known !== undefined) known.confirmed ||= confirmed;
  else if (call.dialogs.length < MAX_DIALOGS) call.dialogs.push({ calleeTag, confirmed, ended: false });
}

/**
 * Takes a BYE: true when it ends the call, that is when no other confirmed dialog goes on. A BYE of a dialog that nobody saw
 * begin ends the call too.
 */
export function endDialog(call: CallRecord, bye: MessageFacts): boolean {
  const dialog = dialogOf(call, calleeTagOf(call, bye));
  if (dialog === undefined) return true;
  dialog.ended = true;
  return !call.dialogs.some((other) => other.confirmed && !other.ended);
}
