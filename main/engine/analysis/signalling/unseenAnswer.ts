import { noteDialog } from './callDialogs';
import { EVIDENCE, noteEvidence } from './callEvidence';
import { isOfFirstHop } from './callHops';
import { clearEnd, move } from './callMoves';
import { requesterOf } from './callParties';
import type { CallRecord } from './callRecord';
import type { CallStep } from './callStep';
import { noteTrait } from './callTraits';
import type { MessageFacts } from './messageReader';

/** An INVITE inside a dialog that is still unanswered here: its 2xx was not captured (RFC 3261 §14.1). */
export const isInsideDialog = (call: CallRecord, facts: MessageFacts): boolean =>
  facts.to.tag !== '' &&
  !call.initialAnswered &&
  call.initialCseq !== null &&
  (requesterOf(call, facts) === 'callee' || (facts.cseqNumber ?? 0) > call.initialCseq);

/** There must have been a 2xx, for what only a confirmed dialog has was seen; nobody knows since when. */
export function connect(call: CallRecord, facts: MessageFacts): void {
  const calleeTag = requesterOf(call, facts) === 'callee' ? facts.from.tag : facts.to.tag;
  noteDialog(call, { calleeTag, confirmed: true, atCaller: true });
  const isCancelled = call.phase === 'cancelling';
  if (!move(call, 'connect')) return;
  if (call.to.tag === '') call.to = { ...call.to, tag: calleeTag };
  if (isCancelled) noteTrait(call, 'crossedCancel');
  if (call.phase === 'talking') clearEnd(call);
}

/**
 * The ACK to a 2xx is a transaction of its own (RFC 3261 §13.2.2.4), that to a refusal belongs to the INVITE's (§17.1.1.3): so
 * each tells which of them came when that was not captured.
 */
export function onAck(call: CallRecord, { facts, transaction, sighting }: CallStep): void {
  if (call.initialAnswered || facts.cseqNumber !== call.initialCseq || requesterOf(call, facts) === 'callee') return;
  if (transaction.method !== 'ACK') {
    if (isOfFirstHop(call, transaction) && transaction.finalStatus === null) noteEvidence(call, EVIDENCE.finalUnseen);
  } else if (facts.to.tag !== '' && sighting.source.address === call.source.address) {
    connect(call, facts);
  }
}
