import type { MessageFacts } from '../signalling/messageReader';

/** Senders and methods of one exchange whose CSeq is followed; what more there is counts on every hop, and is not named. */
const MAX_FOLLOWED = 16;

/** The requests of one sender with one method. */
export type Followed = {
  readonly method: string;
  readonly fromTag: string;
  highestCseq: number | null;
  /** Requests that were seen, each once. */
  requests: number;
};

const find = (followed: readonly Followed[], { cseqMethod, from }: MessageFacts): Followed | undefined =>
  followed.find(({ method, fromTag }) => method === cseqMethod && fromTag === from.tag);

/**
 * Whether this request, or the one that a response answers, was not counted before: the same comes by on every hop with the same
 * CSeq number (RFC 3261 §8.1.1.5, §12.2.1.1).
 */
export function isNewRequest(followed: Followed[], facts: MessageFacts): boolean {
  const { cseqMethod: method, cseqNumber, from, isRequest } = facts;
  const requests = isRequest ? 1 : 0;
  const known = find(followed, facts);
  if (known === undefined) {
    const added = { method, fromTag: from.tag, highestCseq: cseqNumber, requests };
    if (followed.length < MAX_FOLLOWED) followed.push(added);
    return true;
  }
  const { highestCseq } = known;
  if (cseqNumber !== null && highestCseq !== null && cseqNumber <= highestCseq) return false;
  known.highestCseq = cseqNumber ?? highestCseq;
  known.requests += requests;
  return true;
}

export const hasRequests = (followed: readonly Followed[]): boolean => followed.some(({ requests }) => requests > 0);

/** How many requests with this method were seen. */
export const requestsOf = (followed: readonly Followed[], method: string): number =>
  followed.reduce((count, each) => count + (each.method === method ? each.requests : 0), 0);

/** `UPDATE, 2 BYE`: methods of requests in order of appearance. */
export function describeRequests(followed: readonly Followed[]): string {
  const methods = new Set(followed.filter(({ requests }) => requests > 0).map(({ method }) => method));
  return [...methods]
    .map((method) => {
      const count = requestsOf(followed, method);
      return count === 1 ? method : `${count} ${method}`;
    })
    .join(', ');
}
