import { endDialog, noteDialog } from './callDialogs';
import { noteEndReason } from './callEnding';
import { EVIDENCE, forgetAttempt, noteEvidence } from './callEvidence';
import { isOfFirstHop, noteHop, onHopAnswered } from './callHops';
import { clearEnd, move } from './callMoves';
import { requesterOf } from './callParties';
import { isConnected, nextCallPhase } from './callPhase';
import type { CallRecord, Moment } from './callRecord';
import type { CallStep } from './callStep';
import { noteTrait } from './callTraits';
import { finalAnswerEvent, isOfCallee } from './finalAnswer';
import type { MessageFacts } from './messageReader';
import { connect, isInsideDialog, onAck } from './unseenAnswer';
import { RINGING_TIMEOUT_MS, T1_MS, TRANSACTION_TIMEOUT_MS } from './timers';

/** What must be looked at again later: after 64·T1, or when the callee has been silent for as long as Timer C. */
export type Wait = 'none' | 'transaction' | 'ringing';

/** Moves a call by one of its messages. */
export function advanceCall(call: CallRecord, step: CallStep): Wait {
  const { facts } = step;
  if (facts.isRequest) return onRequest(call, step);
  if (facts.cseqMethod === 'INVITE') return onInviteResponse(call, step);
  if (facts.cseqMethod === 'BYE') onByeResponse(call, step);
  return 'none';
}

/** Begins with an INVITE inside a dialog: the call was up when the capture began, and nobody knows since when. */
export function joinTalkingCall(call: CallRecord, facts: MessageFacts): void {
  call.phase = 'talking';
  noteEvidence(call, EVIDENCE.joined);
  noteDialog(call, { calleeTag: facts.to.tag, confirmed: true, atCaller: true });
}

/** 64·T1 after `waitingSinceMs`, Timer C after `progressAtMs`, or at the end of the capture. True when that changed the call. */
export function giveUpWaiting(call: CallRecord, nowMs: number, captureEnded: boolean): boolean {
  if (!waitsInVain(call, nowMs, captureEnded)) return false;
  const before = call.phase;
  call.phase = nextCallPhase(before, 'giveUp');
  if (nowMs - call.waitingSinceMs < TRANSACTION_TIMEOUT_MS) noteEvidence(call, EVIDENCE.openAtEnd);
  if (call.phase === 'rejected') call.endedAtMs ??= call.lastAtMs;
  return call.phase !== before;
}

function waitsInVain(call: CallRecord, nowMs: number, captureEnded: boolean): boolean {
  const timedOut = captureEnded || nowMs - call.waitingSinceMs >= TRANSACTION_TIMEOUT_MS;
  switch (call.phase) {
    case 'challenged':
    case 'cancelling':
      return timedOut;
    case 'inviting':
    case 'ringing':
      return call.responded ? nowMs - call.progressAtMs >= RINGING_TIMEOUT_MS : timedOut;
    default:
      return false;
  }
}

function onRequest(call: CallRecord, step: CallStep): Wait {
  switch (step.facts.method) {
    case 'INVITE':
      return onInvite(call, step);
    case 'CANCEL':
      return onCancel(call, step);
    case 'BYE':
      onBye(call, step);
      return 'none';
    case 'ACK':
      onAck(call, step);
      return 'none';
    default:
      return 'none';
  }
}

/** An INVITE of a connected call is a re-INVITE (§14); one with the CSeq of an open INVITE is the same on another hop or fork. */
function onInvite(call: CallRecord, step: CallStep): Wait {
  const { facts, transaction, sighting } = step;
  const { atMs, nowMs } = sighting;
  if (transaction.id === call.initialTransaction && !call.initialInviteSeen) {
    noteInitialInvite(call, atMs);
    return 'none';
  }
  if (isConnected(call.phase)) return 'none';
  if (isInsideDialog(call, facts)) {
    connect(call, facts);
    return 'none';
  }
  // What was seen of it before belonged to an earlier INVITE inside the dialog.
  if (facts.to.tag !== '' && !call.initialInviteSeen && call.phase !== 'challenged') {
    clearOutcome(call);
    joinTalkingCall(call, facts);
    return 'none';
  }
  if (!isNewAttempt(call, facts) && !isFailover(call, step)) {
    noteHop(call, sighting);
    return 'none';
  }
  if (call.phase === 'redirected') noteTrait(call, 'redirected');
  call.from = facts.from;
  call.initialCseq = facts.cseqNumber;
  call.initialTransaction = transaction.id;
  call.initialAnswered = false;
  noteInitialInvite(call, atMs);
  clearOutcome(call);
  move(call, 'invite');
  return waitFrom(call, nowMs);
}

/** The caller counts on for a retry; a proxy that tries the next target, seen without its caller, does not. */
function isNewAttempt(call: CallRecord, facts: MessageFacts): boolean {
  if (call.initialTransaction === null || call.initialCseq === null || facts.cseqNumber === null) {
    return call.initialTransaction === null || call.initialAnswered;
  }
  if (facts.cseqNumber < call.initialCseq) return false;
  return call.initialAnswered || (facts.cseqNumber > call.initialCseq && requesterOf(call, facts) === 'caller');
}

/** The caller tries another server with the same INVITE when the first has been silent (RFC 3263 §4.3). */
function isFailover(call: CallRecord, { facts, sighting }: CallStep): boolean {
  const isOfCaller = sighting.source === call.source && sighting.destination !== call.destination;
  return isOfCaller && facts.to.tag === '' && !call.responded && sighting.nowMs - call.waitingSinceMs >= T1_MS;
}

function noteInitialInvite(call: CallRecord, atMs: number): void {
  if (!call.initialInviteSeen) call.startedAtMs = atMs;
  call.initialInviteSeen = true;
}

function clearOutcome(call: CallRecord): void {
  call.finalStatus = null;
  call.finalReason = '';
  clearEnd(call);
  call.responded = false;
  forgetAttempt(call);
}

/** A proxy cancels forks on its own account; only the CANCEL of the caller's own INVITE is the caller's. */
function onCancel(call: CallRecord, { facts, message, cancelled, sighting }: CallStep): Wait {
  const { atMs, nowMs } = sighting;
  if (cancelled !== undefined && cancelled.id !== call.initialTransaction) return 'none';
  if (call.phase === 'talking' && cancelled !== undefined) noteTrait(call, 'crossedCancel');
  if (!move(call, 'cancel')) return 'none';
  noteEvidence(call, EVIDENCE.cancelSeen);
  noteEndReason(call, facts, message);
  call.endedAtMs = atMs;
  call.endedBy = 'caller';
  return waitFrom(call, nowMs);
}

function onBye(call: CallRecord, { facts, message, sighting }: CallStep): void {
  const by = requesterOf(call, facts);
  if (!endDialog(call, facts) || !move(call, by === 'callee' ? 'calleeBye' : 'bye')) return;
  call.endedAtMs = sighting.atMs;
  call.endedBy = by;
  noteEndReason(call, facts, message);
}

/** Where only one direction was captured the answer shows that there was a BYE, and its From who sent it. */
function onByeResponse(call: CallRecord, { facts, transaction, sighting }: CallStep): void {
  const status = facts.status ?? 0;
  if (transaction.requestAtMs !== null || status < 200 || status >= 300 || !isConnected(call.phase)) return;
  if (!endDialog(call, facts) || !move(call, 'bye')) return;
  noteEvidence(call, EVIDENCE.byeUnseen);
  call.endedAtMs = sighting.atMs;
  call.endedBy = requesterOf(call, facts);
}

function onInviteResponse(call: CallRecord, step: CallStep): Wait {
  const status = step.facts.status ?? 0;
  if (!concernsInitialInvite(call, step)) return 'none';
  call.responded = true;
  call.progressAtMs = step.sighting.nowMs;
  if (status >= 200 && !isOfFirstHop(call, step.transaction)) onHopAnswered(call, status);
  if (status > 100 && status < 300) {
    const atCaller = isOfFirstHop(call, step.transaction);
    noteDialog(call, { calleeTag: step.facts.to.tag, confirmed: status >= 200, atCaller });
  }
  if (status < 200) return onProvisional(call, step, status);
  return status < 300 ? onSuccess(call, step) : onRefusal(call, step, status);
}

/** Requests of both sides count their CSeq apart, so the caller's tag must fit too. */
function concernsInitialInvite(call: CallRecord, { facts, transaction }: CallStep): boolean {
  if (call.initialCseq === null && call.initialTransaction === null) {
    if (isConnected(call.phase)) return false;
    call.initialCseq = facts.cseqNumber;
    call.initialTransaction = transaction.id;
    return true;
  }
  return facts.cseqNumber === call.initialCseq && requesterOf(call, facts) !== 'callee';
}

function onProvisional(call: CallRecord, step: CallStep, status: number): Wait {
  if (status === 180 || status === 183) {
    call.ringing = firstMoment(call.ringing, momentOf(call, step));
    if (call.to.tag === '') call.to = { ...call.to, tag: step.facts.to.tag };
    move(call, 'ring');
  }
  return 'ringing';
}

function onSuccess(call: CallRecord, step: CallStep): Wait {
  const { facts, transaction } = step;
  if (isOfFirstHop(call, transaction)) call.initialAnswered = true;
  const answered = firstMoment(call.answered, momentOf(call, step));
  if (answered === call.answered) return 'none';
  call.answered = answered;
  call.finalStatus = facts.status;
  call.finalReason = facts.reason;
  call.to = { ...call.to, tag: facts.to.tag };
  if (call.phase === 'cancelling') noteTrait(call, 'crossedCancel');
  if (move(call, 'success') && call.phase === 'talking') clearEnd(call);
  return 'none';
}

/** A refusal on a later hop is the proxy's to deal with; the one that reaches the first hop is the call's. */
function onRefusal(call: CallRecord, step: CallStep, status: number): Wait {
  const { facts, message, transaction, sighting } = step;
  const { atMs, nowMs } = sighting;
  if (isConnected(call.phase) || !isOfFirstHop(call, transaction)) return 'none';
  call.initialAnswered = true;
  call.finalStatus = status;
  call.finalReason = facts.reason;
  if (call.to.tag === '') call.to = { ...call.to, tag: facts.to.tag };
  if (call.openHops > 0 && call.ringing === null) noteEvidence(call, EVIDENCE.silentHop);
  noteEndReason(call, facts, message);
  move(call, finalAnswerEvent(status));
  if (call.phase === 'challenged') return waitFrom(call, nowMs);
  if (call.phase === 'cancelled' && call.endedBy !== null) return 'none';
  call.endedBy = isOfCallee(status) ? 'callee' : null;
  call.endedAtMs = atMs;
  return 'none';
}

const momentOf = (call: CallRecord, { transaction, sighting }: CallStep): Moment => ({
  atMs: sighting.atMs,
  atCaller: isOfFirstHop(call, transaction),
});

/** The first time wins, but what the caller heard wins over what an inner hop said. */
const firstMoment = (known: Moment | null, now: Moment): Moment =>
  known === null || (now.atCaller && !known.atCaller) ? now : known;

function waitFrom(call: CallRecord, nowMs: number): Wait {
  call.waitingSinceMs = nowMs;
  return 'transaction';
}
