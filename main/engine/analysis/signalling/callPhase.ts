import type { CallState } from '../../../../shared/protocol/rows';

/**
 * Where a call is. `challenged` and `cancelling` are on the way to something and show as the state they most resemble; `hungUp`
 * had a BYE before any answer was seen, and whether there was one is open.
 */
export type CallPhase = CallState | 'challenged' | 'cancelling' | 'hungUp';

/** What a message, or 64·T1 of silence, means to the call. */
export type CallEvent =
  /** An initial INVITE in a new transaction: the first, one with credentials, or another target after a refusal. */
  | 'invite'
  | 'ring'
  | 'success'
  /** Something that only an answered call has, though no answer was seen: the ACK to a 2xx, a request inside the dialog. */
  | 'connect'
  | 'challenge'
  | 'redirect'
  | 'reject'
  | 'fail'
  /** 408: nobody answered in time. */
  | 'timeout'
  /** 487: the INVITE was ended by a CANCEL or BYE. */
  | 'terminated'
  | 'cancel'
  /** A BYE that leaves no other confirmed dialog. */
  | 'bye'
  /** The same from the callee, who may not send one before the answer (RFC 3261 §15). */
  | 'calleeBye'
  /** What was waited for has not come and will not. */
  | 'giveUp';

type Row = Partial<Record<CallEvent, CallPhase>>;

const WAITING: Row = {
  ring: 'ringing',
  success: 'talking',
  challenge: 'challenged',
  redirect: 'redirected',
  reject: 'rejected',
  fail: 'failed',
  timeout: 'failed',
  terminated: 'cancelled',
  cancel: 'cancelling',
  bye: 'hungUp',
  calleeBye: 'completed',
  giveUp: 'unanswered',
};

const UNANSWERED: Row = { ...WAITING, connect: 'talking' };

/** A late 2xx connects whatever the observer thought before; a further INVITE of the same Call-ID tries again. */
const OVER_UNCONNECTED: Row = { invite: 'inviting', success: 'talking' };

/** Somebody took the INVITE back before an answer was seen: what refuses it then is a refusal only when it is a decision. */
const TAKEN_BACK: Row = {
  reject: 'rejected',
  redirect: 'redirected',
  challenge: 'cancelled',
  fail: 'cancelled',
  timeout: 'cancelled',
  terminated: 'cancelled',
};

/** RFC 3261 §9, §13 and §15 as an observer sees them. A missing entry means: stay where you are. */
const NEXT: Record<CallPhase, Row> = {
  inviting: UNANSWERED,
  ringing: UNANSWERED,
  challenged: { ...WAITING, invite: 'inviting', giveUp: 'rejected' },
  // A final answer may cross the CANCEL on the wire: a 2xx connects the call, a refusal refuses it.
  cancelling: {
    ...TAKEN_BACK,
    success: 'talking',
    connect: 'talking',
    calleeBye: 'completed',
    giveUp: 'cancelled',
  },
  // A BYE in the early dialog has the INVITE refused with 487; an answer that crosses it is ended by it.
  hungUp: {
    ...TAKEN_BACK,
    invite: 'inviting',
    success: 'completed',
    connect: 'completed',
    calleeBye: 'completed',
  },
  talking: { bye: 'completed', calleeBye: 'completed' },
  completed: {},
  cancelled: OVER_UNCONNECTED,
  rejected: OVER_UNCONNECTED,
  failed: OVER_UNCONNECTED,
  redirected: OVER_UNCONNECTED,
  unanswered: { ...UNANSWERED, invite: 'inviting', giveUp: 'unanswered' },
};

export const nextCallPhase = (phase: CallPhase, event: CallEvent): CallPhase => NEXT[phase][event] ?? phase;

/**
 * What the window shows: a challenge that may still be answered is inviting, a CANCEL on its way is cancelled. A call that
 * somebody hung up was talking when media went both ways.
 */
export function visibleState(phase: CallPhase, hadMedia: boolean): CallState {
  if (phase === 'challenged') return 'inviting';
  if (phase === 'hungUp') return hadMedia ? 'completed' : 'cancelled';
  return phase === 'cancelling' ? 'cancelled' : phase;
}

export const isConnected = (phase: CallPhase): boolean => phase === 'talking' || phase === 'completed';
