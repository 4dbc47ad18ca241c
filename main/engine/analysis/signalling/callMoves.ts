import type { CallRecord } from './callRecord';
import { nextCallPhase, type CallEvent } from './callPhase';

/** Moves a call by what a message means to it; true when that changed its phase. */
export function move(call: CallRecord, event: CallEvent): boolean {
  const before = call.phase;
  call.phase = nextCallPhase(before, event);
  return call.phase !== before;
}

/** A call that goes on after all has no end. */
export function clearEnd(call: CallRecord): void {
  call.endedAtMs = null;
  call.endedBy = null;
  call.endReason = '';
  call.q850Cause = 0;
}
