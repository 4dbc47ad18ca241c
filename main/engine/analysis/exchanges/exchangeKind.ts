import type { ExchangeKind } from '../../../../shared/sip/scenarios';
import type { MessageFacts } from '../signalling/messageReader';

/** Event packages with a name of their own. */
const PACKAGES: ReadonlyMap<string, ExchangeKind> = new Map([
  ['message-summary', 'messageWaiting'],
  ['presence', 'presence'],
  ['presence.winfo', 'presence'],
  ['dialog', 'dialogState'],
  ['conference', 'conferenceState'],
  ['reg', 'registrationState'],
]);

/** Methods that occur within a call and nowhere else: without an INVITE they are what is left of one. */
const OF_CALLS: ReadonlySet<string> = new Set(['INVITE', 'ACK', 'BYE', 'CANCEL', 'PRACK', 'UPDATE']);

/** A NOTIFY within a dialog belongs to a subscription; a REFER's to a call, as a rule, that was not seen. */
function notificationKind({ to }: MessageFacts, event: string): ExchangeKind {
  if (event === 'refer') return 'cannotTell';
  if (event === 'message-summary') return 'messageWaiting';
  return to.tag === '' ? 'notify' : subscriptionKind(event);
}

export const subscriptionKind = (event: string): ExchangeKind => PACKAGES.get(event) ?? 'subscription';

/** What an exchange is, by the first request of it that was seen, or by a response while there is none. */
export function exchangeKind(facts: MessageFacts, event: string): ExchangeKind {
  const { cseqMethod: method, isRequest, to } = facts;
  if (OF_CALLS.has(method)) return 'cannotTell';
  switch (method) {
    case 'MESSAGE':
      return 'message';
    case 'SUBSCRIBE':
      return subscriptionKind(event);
    case 'NOTIFY':
      return isRequest ? notificationKind(facts, event) : 'notify';
    case 'PUBLISH':
      return 'publish';
    case 'INFO':
    case 'REFER':
      // A response has a To tag anyway: it does not tell whether the request stood within a dialog.
      if (!isRequest || to.tag !== '') return 'cannotTell';
      return method === 'INFO' ? 'info' : 'refer';
    default:
      return 'other';
  }
}
