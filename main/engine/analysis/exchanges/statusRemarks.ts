import { statusWords } from '../../../../shared/sip/statusCodes';

/** What a refusal means outside calls. */
const MEANINGS: ReadonlyMap<string, string> = new Map([
  ['SUBSCRIBE 423', 'the lifetime is too short'],
  ['SUBSCRIBE 481', 'the subscription is not known there (any more)'],
  ['SUBSCRIBE 489', 'the event package is not supported there'],
  ['NOTIFY 481', 'the subscriber knows of no such subscription (any more)'],
  ['NOTIFY 489', 'the event package is not supported there'],
  ['PUBLISH 412', 'what was published before is not known there (any more)'],
  ['PUBLISH 423', 'the lifetime is too short'],
  ['PUBLISH 489', 'the event package is not supported there'],
]);

const OF_ALL: ReadonlyMap<number, string> = new Map([
  [404, 'no such user there'],
  [405, 'the method is not allowed there'],
  [408, 'a proxy got no answer'],
  [415, 'the type of the body is not supported there'],
  [481, 'it belongs to nothing that is known there'],
  [501, 'the method is not supported there'],
]);

/** Longer phrases are cut. */
const MAX_REASON_CHARACTERS = 80;

/** `489 Bad Event`; the phrase of the registry where the message has none. */
export const answerWords = (status: number, reason: string): string =>
  statusWords(status, reason.slice(0, MAX_REASON_CHARACTERS));

/** `489 Bad Event: the event package is not supported there` */
export function refusalWords(method: string, status: number, reason: string): string {
  const meaning = MEANINGS.get(`${method} ${status}`) ?? OF_ALL.get(status);
  return meaning === undefined ? answerWords(status, reason) : `${answerWords(status, reason)}: ${meaning}`;
}

/** A challenge that nobody answered, or whose answer was challenged again. */
export const challengeWords = (status: number, hadCredentials: boolean): string =>
  hadCredentials ? `credentials were not accepted (${status})` : `asked for credentials (${status}), not sent again`;
