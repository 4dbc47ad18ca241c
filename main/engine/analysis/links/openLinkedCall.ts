import type { CallKey } from '../../../../shared/ids';
import { headerOf } from '../../decode/sip/headerOf';
import { readUri, unescapeUri } from '../../decode/sip/sipUri';
import type { SipMessage } from '../../decode/sip/sipMessage';
import type { AnalysedMessage } from '../signalling/analysedMessage';
import type { MessageFacts } from '../signalling/messageReader';
import { detached } from '../signalling/stringPool';
import type { Hop, LinkedCall } from './linkedCall';
import { readComparableUser } from './referral';
import { comparableUser } from './userNumber';

/** An INVITE outside a dialog; one inside (with a To tag) changes a call that is up. */
export const opensDialog = ({ method, to }: MessageFacts): boolean => method === 'INVITE' && to.tag === '';

/** Never written to: `noteHop` puts another in its place. */
const NO_HOPS: Hop[] = [];

/** The record of a call, made from the first of its messages that was seen. */
export function openLinkedCall(key: CallKey, ordinal: number, { message, facts, row }: AnalysedMessage): LinkedCall {
  const called = detached(comparableUser(facts.to.user));
  const requested = requestedUser(message, facts, called);
  return {
    key,
    ordinal,
    callId: row.callId,
    from: facts.from,
    to: facts.to,
    calling: detached(comparableUser(facts.from.user) || assertedUser(message)),
    called,
    requested: requested === called ? called : detached(requested),
    startedAtMs: row.atMs,
    firstFrame: row.frame,
    beginningSeen: opensDialog(facts),
    hops: NO_HOPS,
    lastAtMs: row.atMs,
    ringing: null,
    answered: null,
    ended: null,
    linkage: null,
    search: null,
    session: null,
    fields: null,
    expected: null,
    apart: false,
  };
}

/** Mostly the Request-URI is the same as in To, and read already. */
function requestedUser(message: SipMessage, { to }: MessageFacts, called: string): string {
  if (message.kind !== 'request') return '';
  return message.requestUri === to.uri ? called : comparableUser(unescapeUri(readUri(message.requestUri).user));
}

/** Who calls where From hides it (RFC 3325). */
function assertedUser(message: SipMessage): string {
  if (message.kind !== 'request') return '';
  const header = headerOf(message, 'p-asserted-identity') ?? headerOf(message, 'remote-party-id');
  return header === null ? '' : readComparableUser(header.value);
}
