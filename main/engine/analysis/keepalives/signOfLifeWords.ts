import { answerWords } from '../exchanges/statusRemarks';

/** Final answers that say more than that somebody is there. Any of them is a sign of life. */
const MEANINGS: ReadonlyMap<number, string> = new Map([
  [408, 'a proxy answers, what is behind it does not'],
  [480, 'the machine answers, the user is not there'],
  [500, 'it answers, but something is wrong there'],
  [503, 'it answers, but takes no calls'],
  [504, 'a proxy answers, what is behind it does not'],
]);

/** `200 OK`, `503 Service Unavailable: it answers, but takes no calls` */
export function signOfLifeWords(status: number, reason: string): string {
  const words = answerWords(status, reason);
  return status < 300 ? words : `${words}: ${MEANINGS.get(status) ?? 'a sign of life all the same'}`;
}
