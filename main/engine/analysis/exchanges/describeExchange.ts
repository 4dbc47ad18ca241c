import type { ExchangeRecord } from './exchangeRecord';
import { describeRequests, hasRequests, requestsOf } from './followedRequests';
import { describeOptions } from './optionsTally';
import { describePublication } from './publication';
import { describeReferral, describeSubscription } from './subscription';
import { answerWords } from './statusRemarks';

const answerOf = ({ status, reason, remark }: ExchangeRecord): string =>
  status === null || remark !== '' ? '' : answerWords(status, reason);

/** `UPDATE, 2 BYE`; where only a response was seen, what it answers. */
function methodsOf({ followed, request }: ExchangeRecord): string {
  if (!hasRequests(followed) && request !== null)
    return `answer to ${request.method === '' ? 'an unnamed request' : request.method}`;
  return describeRequests(followed);
}

function messageParts(record: ExchangeRecord): readonly string[] {
  const count = requestsOf(record.followed, 'MESSAGE');
  const wordless = record.content === '' ? ['its text was not captured', answerOf(record)] : [];
  return [...wordless, count > 1 ? `${count} messages` : ''];
}

function notificationParts(record: ExchangeRecord): readonly string[] {
  const count = requestsOf(record.followed, 'NOTIFY');
  return [record.kind === 'notify' ? record.event : '', 'not subscribed', count > 1 ? `${count} notifications` : ''];
}

function partsOf(record: ExchangeRecord): readonly string[] {
  const { kind, subscription, publication, options } = record;
  switch (kind) {
    case 'message':
      return messageParts(record);
    case 'options':
      return options === null ? [] : [describeOptions(record, options)];
    case 'publish':
      return publication === null ? [] : describePublication(record, publication);
    case 'refer':
      return describeReferral(record);
    case 'info':
      return [answerOf(record)];
    case 'other':
      return [methodsOf(record), answerOf(record)];
    case 'cannotTell':
      return [`left of a call whose beginning was not captured: ${methodsOf(record)}`, answerOf(record)];
    default:
      return subscription === null ? notificationParts(record) : describeSubscription(record, subscription);
  }
}

/** How an exchange went, in a line: `3 new messages, 1 old; subscribed for 3600 s, 4 notifications`. */
export function describeExchange(record: ExchangeRecord): string {
  const parts = [...partsOf(record), record.remark].filter((part) => part !== '').join(', ');
  if (parts === '' && record.content === '') return 'only responses under way were captured';
  if (record.content === '' || record.kind === 'refer') return parts;
  return parts === '' ? record.content : `${record.content}; ${parts}`;
}
