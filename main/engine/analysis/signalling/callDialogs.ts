import type { CallDialog, CallRecord } from './callRecord';
import { calleeTagOf } from './callParties';
import type { MessageFacts } from './messageReader';

/** Branches of a fork beyond these many are not told apart. */
const MAX_DIALOGS = 32;

const dialogOf = (call: CallRecord, calleeTag: string): CallDialog | undefined =>
  call.dialogs.find((dialog) => dialog.calleeTag === calleeTag);

/** How far a response takes a dialog (RFC 3261 §12.1): above 100 it is early, a 2xx confirms it. */
export type DialogStep = { readonly calleeTag: string; readonly confirmed: boolean; readonly atCaller: boolean };

export function noteDialog(call: CallRecord, { calleeTag, confirmed, atCaller }: DialogStep): void {
  if (calleeTag === '') return;
  const known = dialogOf(call, calleeTag);
  const confirmedAtCaller = confirmed && atCaller;
  if (known !== undefined) {
    known.confirmed ||= confirmed;
    known.confirmedAtCaller ||= confirmedAtCaller;
  } else if (call.dialogs.length < MAX_DIALOGS) {
    call.dialogs = [...call.dialogs, { calleeTag, confirmed, confirmedAtCaller, ended: false }];
  }
}

/**
 * Takes a BYE: true when it ends the call, that is when no other confirmed dialog goes on. Where the caller saw a dialog
 * confirmed, dialogs that only inner hops know of do not hold the call. A BYE of a dialog that nobody saw begin ends the call too.
 */
export function endDialog(call: CallRecord, bye: MessageFacts): boolean {
  const dialog = dialogOf(call, calleeTagOf(call, bye));
  if (dialog === undefined) return true;
  dialog.ended = true;
  const callerKnows = call.dialogs.some((other) => other.confirmedAtCaller);
  const holds = (other: CallDialog): boolean => (callerKnows ? other.confirmedAtCaller : other.confirmed);
  return !call.dialogs.some((other) => holds(other) && !other.ended);
}
