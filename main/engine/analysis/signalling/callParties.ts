import type { CallRecord } from './callRecord';
import type { MessageFacts } from './messageReader';

export type Side = 'caller' | 'callee';

/**
 * Which side a dialog's request came from, told by tags and never by addresses, so that it holds on every hop: the caller is
 * whose tag the first INVITE's From carried. Without tags (RFC 2543) the From URI tells. null when neither fits, as behind an
 * intermediary that changes tags.
 */
export function requesterOf(call: CallRecord, facts: MessageFacts): Side | null {
  const callerTag = call.from.tag;
  if (callerTag !== '') {
    if (facts.from.tag === callerTag) return 'caller';
    if (facts.to.tag === callerTag || isCalleeTag(call, facts.from.tag)) return 'callee';
    if (facts.from.tag !== '') return null;
  }
  if (facts.from.uri === call.from.uri) return 'caller';
  return facts.from.uri === call.to.uri ? 'callee' : null;
}

/** Who sent the message itself: a response comes from the side that the request went to. */
export function senderOf(call: CallRecord, facts: MessageFacts): Side | null {
  const requester = requesterOf(call, facts);
  if (requester === null || facts.isRequest) return requester;
  return requester === 'caller' ? 'callee' : 'caller';
}

/** The tag that names the dialog within the call. */
export const calleeTagOf = (call: CallRecord, facts: MessageFacts): string =>
  requesterOf(call, facts) === 'callee' ? facts.from.tag : facts.to.tag;

const isCalleeTag = (call: CallRecord, tag: string): boolean => call.dialogs.some((dialog) => dialog.calleeTag === tag);
