import { sameEndpoint } from '../../../../shared/sameEndpoint';
import { isChallenge } from '../../../../shared/sip/statusCodes';
import type { AnalysedMessage } from '../signalling/analysedMessage';
import type { LinkedCall } from './linkedCall';
import { opensDialog } from './openLinkedCall';

/** Takes in whether the call rings, is answered, ends, or is tried again. True when that is new. */
export function noteProgress(call: LinkedCall, analysed: AnalysedMessage): boolean {
  const { facts } = analysed;
  if (!facts.isRequest) return facts.cseqMethod === 'INVITE' && onResponse(call, analysed);
  switch (facts.method) {
    case 'BYE':
      return end(call, analysed);
    case 'CANCEL':
      return call.answered === null && isOnFirstHop(call, analysed) && end(call, analysed);
    case 'INVITE':
      return opensDialog(facts) && isOnFirstHop(call, analysed) && tryAgain(call);
    default:
      return false;
  }
}

function onResponse(call: LinkedCall, analysed: AnalysedMessage): boolean {
  const { row, facts } = analysed;
  const status = facts.status ?? 0;
  const moment = { atMs: row.atMs, frame: row.frame };
  if (status === 180 || status === 183) {
    if (call.ringing !== null) return false;
    call.ringing = moment;
    return true;
  }
  if (status >= 200 && status < 300) {
    if (call.answered !== null) return false;
    call.answered = moment;
    call.ended = null;
    return true;
  }
  const isOver = status >= 300 && !isChallenge(status);
  return isOver && call.answered === null && isOnFirstHop(call, analysed) && end(call, analysed);
}

function end(call: LinkedCall, { row }: AnalysedMessage): boolean {
  if (call.ended !== null) return false;
  call.ended = { atMs: row.atMs, frame: row.frame };
  return true;
}

function tryAgain(call: LinkedCall): boolean {
  if (call.ended === null || call.answered !== null) return false;
  call.ended = null;
  return true;
}

/** A refusal on a later hop is the proxy's to deal with. Without a known hop every one counts. */
function isOnFirstHop({ hops }: LinkedCall, { row, facts }: AnalysedMessage): boolean {
  const first = hops[0];
  if (first === undefined) return true;
  const [source, destination] = facts.isRequest ? [row.source, row.destination] : [row.destination, row.source];
  return sameEndpoint(first.source, source) && sameEndpoint(first.destination, destination);
}
