import type { SessionDescription } from '../../decode/sdp/sessionDescription';
import { EVIDENCE, noteEvidence } from './callEvidence';
import { requesterOf, senderOf } from './callParties';
import { isConnected } from './callPhase';
import type { CallRecord } from './callRecord';
import type { CallStep } from './callStep';
import { noteTrait } from './callTraits';
import { noteRefer, noteReferAnswer, noteTransferNews } from './callTransfer';
import { isHeld } from './describedMedia';
import { HEADER_MARK } from './headerMarks';
import { noteMissedRefresh, takeRefresh } from './sessionTimer';
import type { Transaction } from './transaction';

/** No request passes more elements (Max-Forwards, RFC 3261 §20.22). */
const MAX_VIAS = 256;

/** What a History-Info entry says of a request that went to another target (RFC 7044 §5, RFC 4458). */
const RETARGETED = /cause(?:=|%3D)/i;
/** More of a header field is not looked through. */
const MAX_VALUE_LENGTH = 4096;

/** Notes what a message shows of how the call goes, beside its state; after the message has moved that. */
export function observeStep(call: CallRecord, step: CallStep): void {
  const { facts, description } = step;
  const sender = senderOf(call, facts);
  if (sender !== null) noteEvidence(call, sender === 'caller' ? EVIDENCE.callerSpoke : EVIDENCE.calleeSpoke);
  if (facts.isRequest) observeRequest(call, step);
  else observeResponse(call, step, facts.status ?? 0);
  if (description !== null) observeMedia(call, step, description);
}

function observeRequest(call: CallRecord, step: CallStep): void {
  switch (step.facts.method) {
    case 'INVITE':
      return observeInvite(call, step);
    case 'PRACK':
      return noteTrait(call, 'reliableProvisional');
    case 'UPDATE':
      return noteTrait(call, 'updated');
    case 'INFO':
      return noteTrait(call, 'info');
    case 'REFER':
      return noteRefer(call, step);
    case 'NOTIFY':
      return noteTransferNews(call, step);
    case 'BYE':
      noteMissedRefresh(call, step.sighting.nowMs);
      if (call.phase === 'completed') call.timer = null;
      return;
    default:
  }
}

function observeInvite(call: CallRecord, step: CallStep): void {
  const { facts } = step;
  if (facts.to.tag !== '' && isConnected(call.phase)) noteTrait(call, 'reInvited');
  call.viaCount = Math.max(call.viaCount, Math.min(facts.viaCount, MAX_VIAS));
  if (step.transport !== 'udp' && step.transaction.id === call.initialTransaction) {
    noteEvidence(call, EVIDENCE.overConnection);
  }
  if (facts.headerMarks === 0) return;
  if ((facts.headerMarks & HEADER_MARK.credentials) !== 0) noteTrait(call, 'authenticated');
  if ((facts.headerMarks & HEADER_MARK.diversion) !== 0 || isRetargeted(step)) noteTrait(call, 'forwarded');
}

const isRetargeted = ({ facts, message }: CallStep): boolean =>
  (facts.headerMarks & HEADER_MARK.historyInfo) !== 0 &&
  message.headers.some(({ key, value }) => key === 'history-info' && RETARGETED.test(value.slice(0, MAX_VALUE_LENGTH)));

function observeResponse(call: CallRecord, step: CallStep, status: number): void {
  const { facts, message, sighting } = step;
  switch (facts.cseqMethod) {
    case 'INVITE':
      observeInviteResponse(call, step, status);
      break;
    case 'UPDATE':
      if (status === 491) noteTrait(call, 'glare');
      break;
    case 'REFER':
      return noteReferAnswer(call, status);
    default:
      return;
  }
  if (status >= 200 && status < 300) takeRefresh(call, facts, message, sighting.nowMs);
}

function observeInviteResponse(call: CallRecord, { facts, transaction, description }: CallStep, status: number): void {
  call.viaCount = Math.max(call.viaCount, Math.min(facts.viaCount, MAX_VIAS));
  if (status === 491 && isConnected(call.phase)) noteTrait(call, 'glare');
  if (status === 181) noteTrait(call, 'forwarded');
  if (status <= 100 || status >= 300) return;
  if (facts.rseq !== '') noteTrait(call, 'reliableProvisional');
  if (status < 200 && description !== null) noteTrait(call, 'earlyMedia');
  if (transaction.calleeTag === '') transaction.calleeTag = facts.to.tag;
  else if (facts.to.tag !== '' && facts.to.tag !== transaction.calleeTag) noteTrait(call, 'forked');
}

function observeMedia(call: CallRecord, step: CallStep, description: SessionDescription): void {
  if (description.media.some(({ type, port }) => type === 'image' && port !== 0)) noteTrait(call, 'fax');
  if (isConnected(call.phase) && !isOfInitialInvite(call, step) && isHeld(description)) noteTrait(call, 'held');
}

/** How a call begins is no hold: a page goes one way from the start. */
const isOfInitialInvite = (call: CallRecord, { facts }: CallStep): boolean =>
  facts.cseqMethod !== 'UPDATE' && facts.cseqNumber === call.initialCseq && requesterOf(call, facts) !== 'callee';

/** Notes a message that was sent again: a caller that repeats its INVITE has heard nothing (RFC 3261 §17.1.1.2). */
export function noteSentAgain(call: CallRecord, { transaction }: { readonly transaction: Transaction }): void {
  if (transaction.id !== call.initialTransaction || transaction.firstResponseAtMs !== null) return;
  noteEvidence(call, EVIDENCE.inviteRepeated);
}
