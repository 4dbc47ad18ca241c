import type { Endpoint } from '../../../../shared/protocol/rows';
import type { SessionDescription } from '../../decode/sdp/sessionDescription';
import { senderOf } from './callParties';
import type { CallRecord } from './callRecord';
import { agreedCodecs, mediaOffer, type MediaOffer } from './mediaOffer';
import type { MessageFacts } from './messageReader';
import { detached } from './stringPool';
import type { Transaction } from './transaction';

/** Lists of a call stay short whatever it is sent. */
const MAX_CODECS = 32;
const MAX_ENDPOINTS = 64;

/** Takes the session description of a message into the call: who offered what, and what was agreed (RFC 3264, RFC 6337). */
export function negotiate(
  call: CallRecord,
  facts: MessageFacts,
  transaction: Transaction,
  description: SessionDescription,
): void {
  if (facts.isRequest) negotiateRequest(call, facts, transaction, description);
  else negotiateResponse(call, facts, transaction, description);
}

/** Remembers where a side wants its media; `endpoints` are of the pool, so identity is equality. */
export function noteMediaEndpoints(call: CallRecord, facts: MessageFacts, endpoints: readonly Endpoint[]): void {
  const side = senderOf(call, facts) === 'callee' ? 'calleeEndpoints' : 'callerEndpoints';
  for (const endpoint of endpoints) {
    const known = call[side];
    if (known.length < MAX_ENDPOINTS && !known.includes(endpoint)) call[side] = [...known, endpoint];
  }
}

function negotiateRequest(
  call: CallRecord,
  facts: MessageFacts,
  transaction: Transaction,
  description: SessionDescription,
): void {
  const answersLateOffer = facts.method === 'ACK' || (facts.method === 'PRACK' && call.lateOffer !== null);
  if (answersLateOffer) {
    agree(call, call.lateOffer, description);
    return;
  }
  transaction.offer = mediaOffer(description);
  if (facts.method === 'INVITE') noteOffer(call, facts, 'early');
}

function negotiateResponse(
  call: CallRecord,
  facts: MessageFacts,
  transaction: Transaction,
  description: SessionDescription,
): void {
  if ((facts.status ?? 0) >= 300) return;
  const requestUnseen = transaction.requestAtMs === null;
  if (transaction.offer !== null || requestUnseen) {
    agree(call, transaction.offer, description);
    if (requestUnseen) noteOffer(call, facts, 'early');
    return;
  }
  call.lateOffer = mediaOffer(description);
  noteOffer(call, facts, 'late');
}

/** Only the initial INVITE and its responses say how the call's media was first offered. */
function noteOffer(call: CallRecord, facts: MessageFacts, offer: 'early' | 'late'): void {
  if (call.offer === 'none' && facts.cseqMethod === 'INVITE' && facts.cseqNumber === call.initialCseq)
    call.offer = offer;
}

function agree(call: CallRecord, offer: MediaOffer | null, answer: SessionDescription): void {
  for (const codec of agreedCodecs(offer, answer)) {
    const isNew = !call.codecs.some((known) => known.toLowerCase() === codec.toLowerCase());
    if (isNew && call.codecs.length < MAX_CODECS) call.codecs = [...call.codecs, detached(codec)];
  }
}
