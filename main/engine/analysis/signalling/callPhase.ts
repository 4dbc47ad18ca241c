import type { CallState } from '../../../../shared/protocol/rows';

/** Where a call is. `challenged` and `cancelling` are on the way to something and show as the state they most resemble. */
export type CallPhase = CallState | 'challenged' | 'cancelling';

/** What a message, or 64·T1 of silence, means to the call. */
export type CallEvent =
  /** An initial INVITE in a new transaction: the first, one with credentials, or another target after a refusal. */
  | 'invite'
  | 'ring'
  | 'success'
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
  bye: 'cancelled',
  giveUp: 'unanswered',
};

/** A late 2xx connects whatever the observer thought before; a further INVITE of the same Call-ID tries again. */
const OVER_UNCONNECTED: Row = { invite: 'inviting', success: 'talking' };

/** RFC 3261 §9, §13 and §15 as an observer sees them. A missing entry means: stay where you are. */
const NEXT: Record<CallPhase, Row> = {
  inviting: WAITING,
  ringing: WAITING,
  challenged: { ...WAITING, invite: 'inviting', giveUp: 'rejected' },
  // A final answer may cross the CANCEL on the wire: a 2xx connects the call, a refusal refuses it.
  cancelling: {
    success: 'talking',
    reject: 'rejected',
    redirect: 'redirected',
    challenge: 'cancelled',
    fail: 'cancelled',
    timeout: 'cancelled',
    terminated: 'cancelled',
    giveUp: 'cancelled',
  },
  talking: { bye: 'completed' },
  completed: {},
  cancelled: OVER_UNCONNECTED,
  rejected: OVER_UNCONNECTED,
  failed: OVER_UNCONNECTED,
  redirected: OVER_UNCONNECTED,
  unanswered: { ...WAITING, invite: 'inviting', giveUp: 'unanswered' },
};

export const nextCallPhase = (phase: CallPhase, event: CallEvent): CallPhase => NEXT[phase][event] ?? phase;

/** What the window shows: a challenge that may still be answered is inviting, a CANCEL on its way is cancelled. */
export function visibleState(phase: CallPhase): CallState {
  if (phase === 'challenged') return 'inviting';
  return phase === 'cancelling' ? 'cancelled' : phase;
}

export const isConnected = (phase: CallPhase): boolean => phase === 'talking' || phase === 'completed';
